-- A token bucket: one token, if there is one.
-- A clock that was set back costs the tokens of that time, no more.
-- KEYS: bucket   ARGV: tokens a second, most tokens
local time = redis.call('TIME')
local now = time[1] + time[2] / 1000000
local held = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens, at = tonumber(held[1] or ARGV[2]), tonumber(held[2] or now)
tokens = math.min(tonumber(ARGV[2]), tokens + math.max(0, now - at) * ARGV[1])
local taken = tokens >= 1 and 1 or 0
redis.call('HSET', KEYS[1], 'tokens', tostring(tokens - taken), 'at', tostring(now))
redis.call('EXPIRE', KEYS[1], 3600)
return taken
