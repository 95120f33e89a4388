-- W3: every request admits another ticket; the first line of BENCH_TOKENS is the steward's.
dofile(os.getenv("BENCH_HOME") .. "/wrk/common.lua")
local events, base, run = number("BENCH_EVENTS"), number("BENCH_BASE"), os.getenv("BENCH_RUN")
local head, token

function init()
  head = document("w3", '"Admitted"')
  token = lines(os.getenv("BENCH_TOKENS"))[1]
end

function request()
  counter = counter + 1
  local n = base + counter
  local digits = string.format("%012d", n)
  local code = digits:sub(1, 4) .. "-" .. digits:sub(5, 8) .. "-" .. digits:sub(9)
  return post(head .. '{"input":{"eventId":"' .. event(1 + math.floor((n - 1) / 4) % events) .. '","code":"' .. code
    .. '","gate":"North","device":"scanner ' .. counter % 64 .. '","nonce":"' .. run .. "-" .. counter .. '"}}}', token)
end
