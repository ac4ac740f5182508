-- Ended analyses past their retention become due once more; a record that is gone is dropped.
-- KEYS: kept, due   ARGV: limit, prefix of the records
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local swept = {}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, ARGV[1])) do
  redis.call('ZREM', KEYS[1], id)
  if redis.call('EXISTS', ARGV[2] .. id) == 1 then
    redis.call('ZADD', KEYS[2], now, id)
    swept[#swept + 1] = id
  end
end
return swept
