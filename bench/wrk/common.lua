-- What the workloads share. The harness sets BENCH_HOME (this folder's parent), BENCH_RUN (a word for this run, unique),
-- BENCH_EVENTS, BENCH_SPREAD, BENCH_BASE (tickets used so far), BENCH_TOKENS (a file with one token a line), and
-- BENCH_EVENT and BENCH_TYPE (what TypeIDs have before the base32 of their number). Prints one line for the harness:
-- RESULT and a JSON object.
local threads = {}
good, bad, sample = 0, 0, ""
counter = 0
local expected = '"data"'
local alphabet = "0123456789abcdefghjkmnpqrstvwxyz"

function number(name) return tonumber(os.getenv(name)) end

function setup(thread) table.insert(threads, thread) end

local function file(path)
  local opened = assert(io.open(path, "r"))
  local text = opened:read("*a")
  opened:close()
  return text
end

function lines(path)
  local all = {}
  for line in file(path):gmatch("[^\n]+") do table.insert(all, line) end
  return all
end

-- What stands in a good answer.
function expect(marker) expected = marker end

-- The start of a request's body with the document of that name, up to where the variables follow.
function document(name, marker)
  expected = marker
  local text = file(os.getenv("BENCH_HOME") .. "/queries/" .. name .. ".graphql")
  return '{"query":"' .. text:gsub("%s+", " "):gsub("\\", "\\\\"):gsub('"', '\\"') .. '","variables":'
end

function post(body, token)
  local headers = { ["Content-Type"] = "application/json", ["Accept"] = "application/graphql-response+json" }
  if token then headers["Authorization"] = "Bearer " .. token end
  return wrk.format("POST", "/graphql", headers, body)
end

-- The last nine characters of a TypeID.
function base32(n)
  local text = ""
  for _ = 1, 9 do
    local digit = n % 32
    text = alphabet:sub(digit + 1, digit + 1) .. text
    n = (n - digit) / 32
  end
  return text
end

function event(n) return os.getenv("BENCH_EVENT") .. base32(n) end

function tickettype(n, place) return os.getenv("BENCH_TYPE") .. base32(5 * n + place) end

function response(status, headers, body)
  if status == 200 and body:find(expected, 1, true) and not body:find('"errors"', 1, true) then
    good = good + 1
  else
    bad = bad + 1
    if sample == "" then sample = status .. " " .. body:sub(1, 300) end
  end
end

function done(summary, latency, requests)
  local sum = { good = 0, bad = 0, sent = 0 }
  local seen = ""
  for _, thread in ipairs(threads) do
    sum.good = sum.good + thread:get("good")
    sum.bad = sum.bad + thread:get("bad")
    sum.sent = sum.sent + thread:get("counter")
    if seen == "" then seen = thread:get("sample") end
  end
  local e = summary.errors
  io.write(string.format(
    'RESULT {"good":%d,"bad":%d,"socketErrors":%d,"sent":%d,"seconds":%.6f,"p50":%.4f,"p99":%.4f,"bytes":%.0f,"sample":"%s"}\n',
    sum.good, sum.bad, e.connect + e.read + e.write + e.timeout, sum.sent, summary.duration / 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, summary.bytes / math.max(1, summary.requests),
    seen:gsub("\\", "\\\\"):gsub('"', '\\"'):gsub("%c", " ")))
end
