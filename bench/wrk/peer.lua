-- What BENCH_PEER names, of a server with the peers' schema and data: w1, w1b, w2 (BENCH_SPREAD ticket types), w3.
dofile(os.getenv("BENCH_HOME") .. "/wrk/common.lua")
local kind, spread, base = os.getenv("BENCH_PEER"), number("BENCH_SPREAD"), number("BENCH_BASE")
local categories = { "music", "theatre", "festival", "tech", "sport", "expo", "workshop", "film", "food", "talk" }
local events = 10000
local bodies = {
  w1 = { 'query Explore($category: String!) { events(category: $category) { id title slug city startsAt ticketTypes '
    .. '{ id name priceCents currency remaining } } }',
    function() return '{"category":"' .. categories[math.random(#categories)] .. '"}' end, '"priceCents"' },
  w1b = { 'query Page($slug: String!) { eventBySlug(slug: $slug) { id title slug description category city lat lng startsAt '
    .. 'endsAt capacity status ticketTypes { id name priceCents currency remaining maxPerOrder salesStart salesEnd } } }',
    function() return '{"slug":"event-' .. math.random(events) .. '"}' end, '"description"' },
  w2 = { 'mutation Buy($type: ID!) { purchase(ticketTypeId: $type, quantity: 1, email: "buyer@bench") { id status totalCents '
    .. 'tickets { id code } } }',
    function() return '{"type":"' .. math.random(spread) .. '"}' end, '"code"' },
  w3 = { 'mutation Scan($code: String!) { checkIn(code: $code, gate: "North") { ticketId gate } }',
    function() return string.format('{"code":"TKT-%08d"}', base + counter) end, '"ticketId"' },
}
local query, variables, marker = unpack(bodies[kind])

function init()
  math.randomseed(os.time())
  expect(marker)
end

function request()
  counter = counter + 1
  return post('{"query":"' .. query:gsub('"', '\\"') .. '","variables":' .. variables() .. "}")
end
