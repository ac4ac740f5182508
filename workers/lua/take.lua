-- Ids that are due and that nobody owns; each is put off by a grace, in which its wake-up arrives.
-- KEYS: due   ARGV: limit, grace ms, prefix of the records
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local taken = {}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, ARGV[1])) do
  local lease = redis.call('HGET', ARGV[3] .. id, 'lease')
  if not lease then
    redis.call('ZREM', KEYS[1], id)
  elseif tonumber(lease) > now then
    redis.call('ZADD', KEYS[1], lease, id)
  else
    redis.call('ZADD', KEYS[1], now + ARGV[2], id)
    taken[#taken + 1] = id
  end
end
return taken
