-- Own an analysis for one lease; a lease that ran out unreleased means that its worker died.
-- KEYS: record, every due set   ARGV: id, lease ms
local due
for i = 2, #KEYS do
  if redis.call('ZSCORE', KEYS[i], ARGV[1]) then
    due = KEYS[i]
  end
end
if not due or redis.call('EXISTS', KEYS[1]) == 0 then
  return nil
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local lease = tonumber(redis.call('HGET', KEYS[1], 'lease'))
if lease > now then
  return nil
end
if lease > 0 then
  redis.call('HSET', KEYS[1], 'again', 1)
  redis.call('HINCRBY', KEYS[1], 'crashes', 1)
end
local fence = redis.call('HINCRBY', KEYS[1], 'fence', 1)
redis.call('HSET', KEYS[1], 'lease', now + ARGV[2])
redis.call('ZADD', due, now + ARGV[2], ARGV[1])
local record = redis.call('HMGET', KEYS[1], 'again', 'crashes', 'body')
return {fence, tonumber(record[1]), tonumber(record[2]), record[3]}
