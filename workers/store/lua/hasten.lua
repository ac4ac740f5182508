-- Make a waiting analysis due at once; one that somebody owns is looked at anyway.
-- KEYS: record, due   ARGV: id
if redis.call('HGET', KEYS[1], 'lease') ~= '0' or not redis.call('ZSCORE', KEYS[2], ARGV[1]) then
  return 0
end
local time = redis.call('TIME')
redis.call('ZADD', KEYS[2], time[1] * 1000 + math.floor(time[2] / 1000), ARGV[1])
return 1
