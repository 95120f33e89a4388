-- W1: 20 events of a category with their ticket types and what is left of them.
dofile(os.getenv("BENCH_HOME") .. "/wrk/common.lua")
local categories = {
  "music", "theatre", "comedy", "sports", "conference", "workshop", "festival", "film", "exhibition", "food-and-drink",
  "family", "community",
}
local requests = {}

function init()
  local head = document("w1", '"remaining"')
  for i, category in ipairs(categories) do requests[i] = post(head .. '{"category":"' .. category .. '"}}') end
end

function request()
  counter = counter + 1
  return requests[math.random(#requests)]
end
