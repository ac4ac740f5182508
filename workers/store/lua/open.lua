-- How many of the analyses that an index names are open: something is due for them. Counts no further than asked.
-- KEYS: index, every due set   ARGV: how far to count, how many to look at
local open = 0
for _, id in ipairs(redis.call('ZREVRANGE', KEYS[1], 0, ARGV[2] - 1)) do
  for i = 2, #KEYS do
    if redis.call('ZSCORE', KEYS[i], id) then
      open = open + 1
      break
    end
  end
  if open >= tonumber(ARGV[1]) then
    break
  end
end
return open
