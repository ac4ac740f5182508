-- Put a value in the place of the one that was read, if that still stands there; its end stays.
-- KEYS: key   ARGV: field (empty for a key without), value as read, new value
if ARGV[1] == '' then
  if redis.call('GET', KEYS[1]) ~= ARGV[2] then
    return 0
  end
  redis.call('SET', KEYS[1], ARGV[3], 'KEEPTTL')
  return 1
end
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then
  return 0
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
return 1
