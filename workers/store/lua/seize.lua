-- Put another body in the place of the one that was read, and make the analysis due at once.
-- Whoever owns it loses it: the fence moves on.
-- KEYS: record, the due set to wait in, every due set ..., kept   ARGV: id, body as read, new body
if redis.call('HGET', KEYS[1], 'body') ~= ARGV[2] then
  return 0
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('HINCRBY', KEYS[1], 'fence', 1)
if tonumber(redis.call('HGET', KEYS[1], 'lease')) > 0 then
  redis.call('HSET', KEYS[1], 'again', 1, 'contested', 1)
end
redis.call('HSET', KEYS[1], 'body', ARGV[3], 'lease', 0, 'crashes', 0, 'ended', 0)
for i = 3, #KEYS do
  redis.call('ZREM', KEYS[i], ARGV[1])
end
redis.call('ZADD', KEYS[2], now, ARGV[1])
return 1
