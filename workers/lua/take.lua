-- Ids that are due and that nobody owns; each is put off by a grace, in which its wake-up arrives.
-- How late each is, is counted: KEYS[2] has a bucket for each bound (ms in ARGV, named in seconds).
-- KEYS: due, metrics   ARGV: limit, grace ms, prefix of the records, bound ms ...
local function count(late)
  local bucket = '+Inf'
  for i = #ARGV, 4, -1 do
    if late <= tonumber(ARGV[i]) then
      bucket = string.format('%g', ARGV[i] / 1000)
    end
  end
  if not string.find(bucket, '[.I]') then
    bucket = bucket .. '.0'
  end
  redis.call('HINCRBY', KEYS[2], 'late|' .. bucket, 1)
  redis.call('HINCRBY', KEYS[2], 'late_ms', late)
end
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
    count(now - redis.call('ZSCORE', KEYS[1], id))
    redis.call('ZADD', KEYS[1], now + ARGV[2], id)
    taken[#taken + 1] = id
  end
end
return taken
