-- Own an analysis for one lease; a lease that ran out unreleased means that its worker died or froze.
-- A record that has lived through a restart of Redis may have lost its newest second: what it does
-- not know of may have been done all the same.
-- KEYS: record, every due set   ARGV: id, lease ms
local due
for i = 2, #KEYS do
  if redis.call('ZSCORE', KEYS[i], ARGV[1]) then
    due = KEYS[i]
  end
end
if not due or redis.call('EXISTS', KEYS[1]) == 0 then
  return nil
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local lease = tonumber(redis.call('HGET', KEYS[1], 'lease'))
if lease > now then
  return nil
end
local silent = 0
if lease > 0 then
  silent = now - lease + ARGV[2]
  redis.call('HSET', KEYS[1], 'again', 1, 'contested', 1)
  redis.call('HINCRBY', KEYS[1], 'crashes', 1)
end
local server = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)')
local written_on = redis.call('HGET', KEYS[1], 'server')
if written_on and written_on ~= server then
  redis.call('HSET', KEYS[1], 'again', 1)
end
redis.call('HSET', KEYS[1], 'server', server)
local fence = redis.call('HINCRBY', KEYS[1], 'fence', 1)
redis.call('HSET', KEYS[1], 'lease', now + ARGV[2])
redis.call('ZADD', due, now + ARGV[2], ARGV[1])
local record = redis.call('HMGET', KEYS[1], 'again', 'crashes', 'contested', 'body', 'team', 'person', 'place',
  'ended')
return {fence, tonumber(record[1]), tonumber(record[2]), tonumber(record[3] or 0), silent, record[4],
  record[5] or '', record[6] or '', record[7] or '', tonumber(record[8] or 0)}
