-- W1b: one random event with everything.
dofile(os.getenv("BENCH_HOME") .. "/wrk/common.lua")
local events = number("BENCH_EVENTS")
local head

function init()
  math.randomseed(os.time())
  head = document("w1b", '"description"')
end

function request()
  counter = counter + 1
  return post(head .. '{"slug":"bench-' .. math.random(events) .. '"}}')
end
