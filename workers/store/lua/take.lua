-- Ids that are due and that nobody owns; each is put off by a grace, in which its wake-up arrives.
-- Those whose worker has died go first: they have waited for a whole lease already. The others take
-- turns by workspace, and within one by who asked: a hundred of one person do not hold up another.
-- How late each is, is counted: KEYS[2] has a bucket for each bound (ms in ARGV, named in seconds).
-- KEYS: due, metrics, turns (a sorted set: whose turn was when)   ARGV: limit, grace ms, prefix of the records, bound ms ...
local LOOK_AT = 1000
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
local function take(id)
  count(math.floor(now - redis.call('ZSCORE', KEYS[1], id)))
  redis.call('ZADD', KEYS[1], now + ARGV[2], id)
  taken[#taken + 1] = id
end

for _, id in ipairs(abandoned) do
  if #taken < tonumber(ARGV[1]) then
    take(id)
  end
end

local function last_turn(of)
  return tonumber(redis.call('ZSCORE', KEYS[3], of) or 0)
end

-- Each id with whose it is and when they had their turns; `waiting` is in order of what is due.
local lines = {}
for _, id in ipairs(waiting) do
  local whose = redis.call('HMGET', ARGV[3] .. id, 'team', 'person')
  local team = redis.sha1hex(whose[1] or '')
  local person = redis.sha1hex((whose[1] or '') .. ':' .. (whose[2] or ''))
  local line = lines[person]
  if not line then
    line = {team = team, person = person, ids = {}, next = 1}
    lines[person] = line
    lines[#lines + 1] = line
  end
  line.ids[#line.ids + 1] = id
end

local turn = tonumber(redis.call('ZREVRANGE', KEYS[3], 0, 0, 'WITHSCORES')[2] or 0)
while #taken < tonumber(ARGV[1]) do
  local first, first_team, first_person
  for _, line in ipairs(lines) do
    if line.ids[line.next] then
      local team, person = last_turn(line.team), last_turn(line.person)
      if not first or team < first_team or (team == first_team and person < first_person) then
        first, first_team, first_person = line, team, person
      end
    end
  end
  if not first then
    break
  end
  take(first.ids[first.next])
  first.next = first.next + 1
  turn = turn + 1
  redis.call('ZADD', KEYS[3], turn, first.team, turn, first.person)
  redis.call('EXPIRE', KEYS[3], 3600)
end
return taken
