-- Record an analysis once per gesture.
-- KEYS: record, due, seen   ARGV: id, body, seconds the gesture is remembered, ms until first due,
--   team, person, place
local earlier = redis.call('GET', KEYS[3])
if earlier then
  return {earlier, 0}
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('SET', KEYS[3], ARGV[1], 'EX', ARGV[3])
redis.call('HSET', KEYS[1], 'body', ARGV[2], 'seen', KEYS[3], 'fence', 0, 'lease', 0, 'again', 0, 'crashes', 0,
  'contested', 0, 'ended', 0,
  'team', ARGV[5], 'person', ARGV[6], 'place', ARGV[7], 'server', string.match(redis.call('INFO', 'server'), 'run_id:(%w+)'))
redis.call('ZADD', KEYS[2], now + ARGV[4], ARGV[1])
return {ARGV[1], 1}
