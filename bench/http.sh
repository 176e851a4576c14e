#!/usr/bin/env bash
# How fast a book is served, beside nginx with as many bytes from memory, in one run.
# Usage: bench/http.sh [BOOK [AT]]: a book's folder, a copy of which is served; the sample network's, unless said. Wants wrk, nginx and curl.
set -euo pipefail
cd "$(dirname "$0")/.."
rapport=$PWD/build/release/rapport
book=${1:-build/sample/book}
at=${2:-2026-11-16T18:00:00Z}
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null; wait 2>/dev/null; rm -rf "$work"' EXIT
cp -r "$book" "$work/book"
rm -f "$work/book/members.json"
ulimit -n "$(ulimit -Hn)"

"$rapport" --data "$work/book" --at "$at" serve --listen 127.0.0.1:7711 --json >"$work/said" 2>"$work/log" &
server=$!
until [ -s "$work/said" ]; do sleep 0.1; done
field() { sed -nE "s/.*\"$1\":\"([^\"]*)\".*/\1/p"; }
url=http://127.0.0.1:7711
api() { curl -s -b "$work/jar" -c "$work/jar" -H "Origin: $url" -H 'Content-Type: application/json' "$@"; }
api -d "{\"code\":\"$(field welcome <"$work/said")\",\"name\":\"bench\",\"password\":\"four quiet words\"}" $url/api/v1/welcome
token=$(api -d '{"name":"bench","scope":"write","days":1}' $url/api/v1/tokens | field token)
get() { curl -s -H "Authorization: Bearer $token" "$url$1"; }

get /api/v1/today >"$work/body"
cat >"$work/nginx.conf" <<CONF
worker_processes auto; pid $work/nginx.pid; error_log $work/nginx.log; daemon off;
events { worker_connections 4096; }
http { access_log off; keepalive_requests 100000000; server { listen 127.0.0.1:7712; location / { return 200 '$(tr -d "\n'" <"$work/body" | sed 's/\$/_/g' | head -c 4000)'; } } }
CONF
nginx -c "$work/nginx.conf" -p "$work" 2>/dev/null &
sleep 0.5

run() { wrk -t2 -c64 -d"${SECONDS_EACH:-5}s" --latency "$@" | awk '/99%/ {p99=$2} /50%/ {p50=$2} /Requests\/sec/ {print $2, "requests/s, p50", p50, "p99", p99}'; }
for turn in 1 2 3; do
  echo "nginx, $(curl -s http://127.0.0.1:7712/ | wc -c) bytes: $(run http://127.0.0.1:7712/)"
  echo "/api/v1/today, $(wc -c <"$work/body") bytes: $(run -H "Authorization: Bearer $token" $url/api/v1/today)"
done
ids=$(get "/api/v1/people?limit=200" | grep -o '"id":"[0-9a-f]*"' | cut -d'"' -f4)
echo "200 people's pages, each once, curl's own start included: $(for i in $ids; do curl -s -o /dev/null -w '%{time_total}\n' -H "Authorization: Bearer $token" "$url/api/v1/people/$i"; done | sort -n | awk '{a[NR] = $1 * 1000} END {printf "p50 %.1f ms, p99 %.1f ms", a[int((NR + 1) / 2)], a[int(NR * .99 + .5)]}')"
echo "200 people's warm paths: $(for i in $ids; do curl -s -o /dev/null -w '%{time_total}\n' -H "Authorization: Bearer $token" "$url/api/v1/paths?to=$i"; done | sort -n | awk '{a[NR] = $1 * 1000} END {printf "p50 %.1f ms, p99 %.1f ms", a[int((NR + 1) / 2)], a[int(NR * .99 + .5)]}')"
echo "searches for one to three letters: $(for q in a an ann ber s li n ma mar ju; do curl -s -o /dev/null -w '%{time_total}\n' -H "Authorization: Bearer $token" "$url/api/v1/people?q=$q"; done | sort -n | awk '{a[NR] = $1 * 1000} END {printf "p50 %.1f ms, worst %.1f ms", a[int((NR + 1) / 2)], a[NR]}')"
echo "resident: $(awk '/VmRSS/ {print $2 / 1024 " MiB"}' /proc/$server/status)"
