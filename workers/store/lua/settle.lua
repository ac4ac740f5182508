-- Where this Redis' clock has been set back, what is due "in an hour" by it is due as it was before.
-- KEYS: clock, kept, every due set   ARGV: lease ms, how far back is worth it (ms), prefix of the records
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local back = tonumber(redis.call('GET', KEYS[1]) or 0) - now
redis.call('SET', KEYS[1], now)
if back < tonumber(ARGV[2]) then
  return 0
end
for i = 2, #KEYS do
  local all = redis.call('ZRANGE', KEYS[i], 0, -1, 'WITHSCORES')
  for at = 1, #all, 2 do
    local id, due = all[at], tonumber(all[at + 1])
    if due > now then
      redis.call('ZADD', KEYS[i], due - back, id)
    end
    -- A longer lease than there is was given before; what was given since stands.
    local lease = tonumber(redis.call('HGET', ARGV[3] .. id, 'lease') or 0)
    if lease > now + ARGV[1] then
      redis.call('HSET', ARGV[3] .. id, 'lease', lease - back)
    end
  end
end
return back
