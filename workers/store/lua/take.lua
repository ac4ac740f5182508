-- Ids that are due and that nobody owns; each is put off by a grace, in which its wake-up arrives.
-- Those whose worker has died go first: they have waited for a whole lease already.
-- How late each is, is counted: KEYS[2] has a bucket for each bound (ms in ARGV, named in seconds).
-- KEYS: due, metrics   ARGV: limit, grace ms, prefix of the records, bound ms ...
local LOOK_AT = 500
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local function count(late)
  local bucket = '+Inf'
  for i = #ARGV, 4, -1 do
    if late <= tonumber(ARGV[i]) then
      bucket = string.format('%.3g', ARGV[i] / 1000)
    end
  end
  redis.call('HINCRBY', KEYS[2], 'late|' .. bucket, 1)
  redis.call('HINCRBY', KEYS[2], 'late_ms', late)
end

local abandoned, waiting = {}, {}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, LOOK_AT)) do
  local lease = tonumber(redis.call('HGET', ARGV[3] .. id, 'lease') or -1)
  if lease < 0 then
    redis.call('ZREM', KEYS[1], id)
  elseif lease > now then
    redis.call('ZADD', KEYS[1], lease, id)
  elseif lease > 0 then
    abandoned[#abandoned + 1] = id
  else
    waiting[#waiting + 1] = id
  end
end

local taken = {}
for _, ids in ipairs({abandoned, waiting}) do
  for _, id in ipairs(ids) do
    if #taken < tonumber(ARGV[1]) then
      count(math.floor(now - redis.call('ZSCORE', KEYS[1], id)))
      redis.call('ZADD', KEYS[1], now + ARGV[2], id)
      taken[#taken + 1] = id
    end
  end
end
return taken
