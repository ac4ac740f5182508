-- Write the results of a stage and what is due next, if the analysis still is this claim's.
-- KEYS: record, the due set to wait in, every due set ..., kept
-- ARGV: id, fence, body, how (go_on | wait | end), 1 if the stage stays the same, after ms, lease ms,
--       meeting (may be empty), place
if redis.call('HGET', KEYS[1], 'fence') ~= ARGV[2] then
  return 0
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local id, how = ARGV[1], ARGV[4]
redis.call('HSET', KEYS[1], 'body', ARGV[3], 'again', ARGV[5], 'place', ARGV[9], 'ended', how == 'end' and 1 or 0)
if ARGV[5] == '0' then
  redis.call('HSET', KEYS[1], 'crashes', 0)
end
if ARGV[8] ~= '' then
  redis.call('HSET', KEYS[1], 'meeting', ARGV[8])
end
if how == 'go_on' then
  redis.call('HSET', KEYS[1], 'lease', now + ARGV[7])
  for i = 3, #KEYS - 1 do
    redis.call('ZADD', KEYS[i], 'XX', now + ARGV[7], id)
  end
  return 1
end
redis.call('HSET', KEYS[1], 'lease', 0)
for i = 3, #KEYS - 1 do
  redis.call('ZREM', KEYS[i], id)
end
if how == 'wait' then
  redis.call('ZADD', KEYS[2], now + ARGV[6], id)
else
  redis.call('HSET', KEYS[1], 'contested', 0)
  redis.call('ZADD', KEYS[#KEYS], now + ARGV[6], id)
end
return 1
