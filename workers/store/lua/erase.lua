-- Everything that is known of an analysis goes at once, if it still is this claim's.
-- Only commands that a Redis whose memory is full still takes.
-- KEYS: record, saved parts, every sorted set ...   ARGV: id, fence
if redis.call('HGET', KEYS[1], 'fence') ~= ARGV[2] then
  return 0
end
local seen = redis.call('HGET', KEYS[1], 'seen')
if seen then
  redis.call('DEL', seen)
end
redis.call('DEL', KEYS[1], KEYS[2])
for i = 3, #KEYS do
  redis.call('ZREM', KEYS[i], ARGV[1])
end
return 1
