#!/usr/bin/env bash
# What the referral machine asks of a large book over HTTP: 100,000 people, a million interactions, 10,000 exchanges
# (`rapport-lab lists`). Each question is put right after a change, twelve times, so that no answer is one that was kept; the changes are
# a note, a need, an offer and a promise in turn. Then the same of commands in the terminal, which the server answers.
# Usage: bench/exchanges.sh [FOLDER]: where the book lies, 1 GB; made where it is not there.
set -euo pipefail
cd "$(dirname "$0")/.."
build=$PWD/build/release
book=${1:-build/exchanges}
[ -f "$book/book.db" ] || "$build/rapport-lab" lists "$book" 100000
rm -f "$book/members.json"
said=$(mktemp)
"$build/rapport" --data "$book" serve --listen 127.0.0.1:7712 --json >"$said" 2>/dev/null &
server=$!
trap 'kill $server; rm -f "$said"' EXIT
until [ -s "$said" ]; do sleep 0.05; done
sleep 5 # what a quiet server makes ready by itself
at=http://127.0.0.1:7712/api/v1
code=$(sed -nE 's/.*"welcome":"([^"]*)".*/\1/p' "$said")
page=(-s -H 'Origin: http://localhost:7712' -H 'Host: localhost:7712' -H 'Content-Type: application/json')
cookie=$(curl "${page[@]}" -D - -o /dev/null -d "{\"code\":\"$code\",\"name\":\"bench\",\"password\":\"four quiet words\"}" "$at/welcome" |
  sed -nE 's/^Set-Cookie: ([^;]*);.*/\1/p')
page+=(-H "Cookie: $cookie")
first() { # the first id of an answer
  local all re='"id":"([0-9a-f]{32})"'
  all=$(cat)
  [[ $all =~ $re ]] && echo "${BASH_REMATCH[1]}"
}
person=$(curl "${page[@]}" "$at/real" | first)
# Whom the changes are about: the person asked after is none of them, and nobody has more than a few.
mapfile -t others < <(curl "${page[@]}" "$at/people?limit=100" | grep -oE '"id":"[0-9a-f]{32}"' | cut -c7-38 | grep -v "$person")
exchange=$(curl "${page[@]}" "$at/exchanges?limit=1" | first)
turn=0
post() { # PATH BODY: recorded, or the figures are of nothing
  [ "$(curl "${page[@]}" -o /dev/null -w '%{http_code}' -d "$2" "$at/$1")" = 200 ] || echo "not recorded: $1 $2" >&2
}
change() {
  turn=$((turn + 1))
  local whom=${others[turn % ${#others[@]}]} kinds=(note need offer)
  if [ $((turn % 4)) = 3 ]; then
    post exchanges "{\"kind\":\"promise\",\"parties\":{\"maker\":\"me\",\"taker\":\"$whom\"},\"about\":\"the lease $turn\"}"
  else
    post "people/$whom/facts" "{\"kind\":\"${kinds[turn % 4]}\",\"value\":\"chimneys swept $turn\"}"
  fi
}
ask() { # WHAT PATH [BODY]
  local took=() answer
  for _ in $(seq 12); do
    change
    answer=$(curl "${page[@]}" -o /dev/null -w '%{http_code} %{time_starttransfer} %{time_pretransfer}' ${3:+-d "$3"} "$at/$2")
    [ "${answer%% *}" = 200 ] || { echo "$1: $answer"; return; }
    took+=("$(awk '{print ($2 - $3) * 1000}' <<<"$answer")")
  done
  printf '%s\n' "${took[@]}" | sort -g | awk -v what="$1" '{t[NR] = $1} END {printf "%-34s p50 %7.1f ms, worst %7.1f%s\n", what, t[6], t[NR], (t[NR] > 100 ? "  <-- above 100" : "")}'
}
first_ask() { # WHAT PATH: the first answer since the book was opened
  curl "${page[@]}" -o /dev/null -w "$1, the first time %{time_starttransfer} s\n" "$at/$2"
}
command_line() { # WORDS…: from the start of the program to its end
  local took=() began
  for _ in $(seq 12); do
    change
    began=$EPOCHREALTIME
    "$build/rapport" --data "$book" "$@" >/dev/null || { echo "rapport $*: failed"; return; }
    took+=("$(awk -v a="$began" -v b="$EPOCHREALTIME" 'BEGIN {print (b - a) * 1000}')")
  done
  printf '%s\n' "${took[@]}" | sort -g | awk -v what="rapport $*" '{t[NR] = $1} END {printf "%-46.46s p50 %7.1f ms, worst %7.1f%s\n", what, t[6], t[NR], (t[NR] > 100 ? "  <-- above 100" : "")}'
}
first_ask "who fits a need" "matches?need=somebody+who+repairs+a+roof"
first_ask "today" today
first_ask "a warm path" "paths?to=$person"
ask "exchanges under way" "exchanges?limit=50"
ask "all exchanges, a page of 200" "exchanges?over=yes&limit=200"
ask "one exchange" "exchanges/$exchange"
ask "what could be written in it" "exchanges/$exchange/letters"
ask "the gate" "gate" "{\"person\":\"$person\",\"message\":\"Would you introduce me to Ann?\"}"
ask "coach" "coach" '{"as":"ask_introduction","text":"Dear Ann, would you introduce me to Ben? No is a fine answer."}'
ask "give and take with one person" "people/$person/give-and-take"
ask "the circle" "circle"
ask "the gauge" "gauge"
ask "those whose turn it is" "circle?side=you_owe"
ask "somebody met, with matches" "met" "{\"kind\":\"meeting\",\"name\":\"Vera Example\",\"new\":true,\"text\":\"does: roofs needs: a bookkeeper\"}"
ask "ideal-referral card" "ideal-card"
ask "deeds that letters speak of" "found-deeds"
ask "who fits a need" "matches?need=somebody+who+repairs+a+roof"
ask "who fits a person" "people/$person/matches"
ask "today" "today"
ask "a person's page" "people/$person"
ask "questions of who is who" "questions"
name=$(curl "${page[@]}" "$at/people/$person" | sed -nE 's/.*"person":\{"id":"[0-9a-f]*","name":"([^"]*)".*/\1/p;s/^\{"id":"[0-9a-f]*","name":"([^"]*)".*/\1/p' | head -1)
for words in today exchanges circle deeds gauge ideal week questions people; do command_line "$words"; done
command_line person "$name"
command_line compose "$name" --need "a bookkeeper for my practice"
command_line introductions "$name"
command_line match somebody who repairs a roof
command_line path "$name"
command_line note "$name: a note"
command_line promise "$name: the lease by 2027-01-02"
command_line met --new Vera Example does: roofs needs: a bookkeeper
