-- Whether somebody else waits for a worker: something of theirs is due, and nobody owns it.
-- KEYS: due   ARGV: grace ms, prefix of the records, how many to look at, team, person
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now + ARGV[1], 'LIMIT', 0, ARGV[3])) do
  local record = redis.call('HMGET', ARGV[2] .. id, 'lease', 'team', 'person')
  if record[1] == '0' and (record[2] ~= ARGV[4] or record[3] ~= ARGV[5]) then
    return 1
  end
end
return 0
