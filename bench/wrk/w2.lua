-- W2, W2b: a free order of one ticket, of the first BENCH_SPREAD events' first ticket types, by many buyers.
dofile(os.getenv("BENCH_HOME") .. "/wrk/common.lua")
local spread, run = number("BENCH_SPREAD"), os.getenv("BENCH_RUN")
local head, tokens

function init()
  math.randomseed(os.time())
  head = document("w2", '"PAID"')
  tokens = lines(os.getenv("BENCH_TOKENS"))
end

function request()
  counter = counter + 1
  local n = math.random(spread)
  return post(head .. '{"input":{"eventId":"' .. event(n) .. '","lines":[{"ticketTypeId":"' .. tickettype(n, 1)
    .. '","quantity":1}],"idempotencyKey":"' .. run .. "-" .. counter .. '"}}}', tokens[math.random(#tokens)])
end
