#!/bin/bash
# Lets marquee.jar of the current folder start once without any of its services and answer a few questions, so that it
# leaves marquee.aot: the classes in the form in which later starts only map them. Needs nothing but bash and java.
set -euo pipefail

export PORT=${PORT:-18080} MARQUEE_MANAGEMENT_PORT=0 MARQUEE_MANAGEMENT_ADDRESS=127.0.0.1
# No service has these addresses, and no secret is one: the key pair is the first test vector of RFC 8032.
export MARQUEE_STARTUP_CHECKS=false SPRING_FLYWAY_ENABLED=false MARQUEE_LOG_FORMAT=ecs
export MARQUEE_PUBLIC_URL=http://127.0.0.1:$PORT MARQUEE_CURSOR_SECRET=only-for-the-training
export MARQUEE_R2DBC_URL=r2dbc:postgresql://127.0.0.1:1/none MARQUEE_JDBC_URL=jdbc:postgresql://127.0.0.1:1/none
export MARQUEE_DB_USERNAME=none MARQUEE_DB_PASSWORD=none MARQUEE_REDIS_URL=redis://127.0.0.1:1
export MARQUEE_ISSUER=http://127.0.0.1:1/realms/marquee MARQUEE_KEYCLOAK_ADMIN_SECRET=none
export STRIPE_SECRET_KEY=sk_test_none STRIPE_WEBHOOK_SECRET=whsec_none STRIPE_API_BASE=http://127.0.0.1:1
export MARQUEE_SMTP_HOST=127.0.0.1 MARQUEE_TICKET_KEY_ID=training
export MARQUEE_TICKET_PRIVATE_KEY=MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
export MARQUEE_TICKET_PUBLIC_KEY=11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo

log=$(mktemp)
fail() {
  cat "$log" >&2
  echo "train.sh: $*" >&2
  exit 1
}

# Sends a request and prints the first line of the answer; the server closes the connection.
ask() {
  exec 3<>"/dev/tcp/127.0.0.1/$PORT" || return 1
  printf '%s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n%s\r\n\r\n%s' "$1" "$2" "${3:-}" >&3
  head -n 1 <&3
  exec 3>&-
}

query() {
  ask "POST /graphql" "Content-Type: application/json"$'\r\n'"${2:-Accept: */*}"$'\r\n'"Content-Length: ${#1}" "$1"
}

# A text frame with a mask of zeros, of less than 126 bytes.
frame() { printf "\\x81\\x$(printf %x $((0x80 | ${#1})))\\x00\\x00\\x00\\x00%s" "$1" >&3; }

java -XX:AOTCacheOutput=marquee.aot -jar marquee.jar >"$log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT
trap 'exit 1' INT TERM
for _ in $(seq 600); do
  query '{"query":"{__typename}"}' 2>/dev/null | grep -q " 200" && ready=1 && break
  kill -0 "$server" 2>/dev/null || fail "the server ended"
  sleep 0.2
done
[ -n "${ready:-}" ] || fail "the server did not answer"

query '{"query":"{__schema{types{name description fields{name args{name} type{name}}}}}"}'
query '{"query":"{events(first:20){nodes{id title startsAt venue{city} ticketTypes{id name price{amount currency} remaining}}}}"}'
query '{"query":"{me{id}}"}' "Authorization: Bearer eyJhbGciOiJSUzI1NiJ9.e30.AAAA"
ask "POST /webhooks/stripe" "Content-Length: 2" "{}"
ask "GET /" "Accept: text/html"
ask "GET /health" "Accept: */*"

# A subscription.
exec 3<>"/dev/tcp/127.0.0.1/$PORT"
printf 'GET /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n' >&3
frame '{"type":"connection_init"}'
sleep 1
frame '{"type":"subscribe","id":"1","payload":{"query":"subscription{ticketAvailability(eventId:\"event_0\"){revision}}"}}'
sleep 1
exec 3>&-

kill "$server"
wait "$server" || true
[ -s marquee.aot ] || fail "there is no marquee.aot"
rm -f "$log"
