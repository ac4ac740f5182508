-- A record that cannot be read: nothing is due for it any more, and it goes by itself.
-- Only commands that a Redis whose memory is full still takes.
-- KEYS: record, every sorted set ...   ARGV: id, fence, ms until it goes
if redis.call('HGET', KEYS[1], 'fence') ~= ARGV[2] then
  return 0
end
for i = 2, #KEYS do
  redis.call('ZREM', KEYS[i], ARGV[1])
end
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1
