-- Own an analysis for another lease, if it still is this claim's.
-- KEYS: record, every due set   ARGV: id, fence, lease ms
if redis.call('HGET', KEYS[1], 'fence') ~= ARGV[2] then
  return 0
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for i = 2, #KEYS do
  redis.call('ZADD', KEYS[i], 'XX', now + ARGV[3], ARGV[1])
end
redis.call('HSET', KEYS[1], 'lease', now + ARGV[3])
return 1
