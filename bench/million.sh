#!/usr/bin/env bash
# What a book of a million people takes to be served: made, imported by the real importers, and asked over connections kept alive.
# Usage: bench/million.sh [FOLDER]: where the files and the book lie (3 GB); made where they are not there. Wants python3.
set -euo pipefail
cd "$(dirname "$0")/.."
build=$PWD/build/release
work=${1:-build/million}
ulimit -n "$(ulimit -Hn)"
mkdir -p "$work"
[ -f "$work/interactions.csv" ] || "$build/rapport-lab" book-files "$work" 1000000 5000000
if [ ! -f "$work/book/book.db" ]; then
  "$build/rapport" --data "$work/book" import "$work/contacts.csv" "$work/interactions.csv"
  "$build/rapport" --data "$work/book" me p0@firm0.example
fi
rm -f "$work/book/members.json"

serve() {
  local begun=$(date +%s%N)
  rm -f "$1/members.json"
  rm -f "$work/said"
  "$build/rapport" --data "$1" serve --listen 127.0.0.1:7711 --json >"$work/said" 2>"$work/log" &
  server=$!
  until [ -s "$work/said" ]; do sleep 0.02; done
  echo "opened in $((($(date +%s%N) - begun) / 1000000)) ms, resident $(awk '/VmRSS/ {print int($2 / 1024)}' /proc/$server/status) MiB"
  local code=$(sed -nE 's/.*"welcome":"([^"]*)".*/\1/p' "$work/said")
  cookie=$(curl -s -D - -o /dev/null -H 'Origin: http://localhost:7711' -H 'Host: localhost:7711' -H 'Content-Type: application/json' \
    -d "{\"code\":\"$code\",\"name\":\"bench\",\"password\":\"four quiet words\"}" http://127.0.0.1:7711/api/v1/welcome | sed -nE 's/^Set-Cookie: ([^;]*);.*/\1/p')
}
ask() { python3 bench/ask.py 7711 "$cookie" "$@"; }
end() {
  echo "resident $(awk '/VmRSS/ {print int($2 / 1024)}' /proc/$server/status) MiB"
  kill "$server"
  wait "$server"
}
trap 'kill $(jobs -p) 2>/dev/null || true' EXIT

serve "$work/book"
ask pages "$work/ids"
ask beside "$work/ids"
ask idle 10000 "$server"
end
serve "$work/book"
"$build/rapport-lab" http-paths 7711 "$cookie" "$work/ids"
end
serve "$work/book"
"$build/rapport-lab" http-paths 7711 "$cookie" "$work/ids" --awake
end
"$build/rapport-lab" book-paths "$work/book" "$work/ids"

# Another million interactions, into a copy, while pages are asked for.
if [ ! -f "$work/more/interactions.csv" ]; then
  mkdir -p "$work/more"
  "$build/rapport-lab" book-files "$work/more" 200000 1000000
  sed -i -E '1! s/^([0-9]+),/m\1,/' "$work/more/interactions.csv"
fi
rm -rf "$work/copy"
cp -r "$work/book" "$work/copy"
rm -f "$work/copy/members.json"
serve "$work/copy"
ask import "$work/more/interactions.csv"
end
rm -rf "$work/copy"
