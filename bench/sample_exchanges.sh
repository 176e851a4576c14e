#!/usr/bin/env bash
# What Ada noted in the sample network: promises, referrals, introductions, asks, over six months.
# Usage: bench/sample_exchanges.sh RAPPORT BOOK
set -euo pipefail
rapport=$1 book=$2
on() {  # DAY WORDS…
  local day=$1
  shift
  "$rapport" --data "$book" --at "${day}T09:00:00Z" "$@" >/dev/null
}
# The exchange that was begun last, by its id.
last() { "$rapport" --data "$book" --at "${1}T09:00:00Z" exchanges --all --json | grep -o '"id": *"[0-9a-f]*"' | head -1 | cut -d'"' -f4; }

on 2026-06-02 ideal "owners of one old house" --phrase "the land register does not say what we were told" --not "developers" --example "the mill on the river, in 2024"
on 2026-06-08 refer --from "Daniel Brenner" --about "the heirs of a vineyard" --effort 3 --agreed
won=$(last 2026-06-08)
on 2026-06-10 step "$won" contacted
on 2026-07-06 step "$won" won --value "a day a month" --say "They stay."
on 2026-07-06 thank "Daniel Brenner" --say "Thank you for the heirs. They stay."
on 2026-07-14 introduce "Imre Halász" "Marta Lindqvist" --about "cooperatives" --say "You both found cooperatives, one with papers and one with people."
intro=$(last 2026-07-14)
for who in first second; do
  on 2026-07-14 step "$intro" asked --who "$who"
  on 2026-07-16 step "$intro" yes --who "$who"
done
on 2026-07-16 step "$intro" made
on 2026-08-03 step "$intro" met
on 2026-09-01 fact "Priya Raman i-did: above and beyond: found her a flat in a week"
on 2026-09-21 fact "Chiara Conti did: real: read the statutes overnight"
on 2026-10-05 ask opportunity "a talk at the housing fair" --by "Leo Marchetti" --say "Dear Leo, I can read your leases for the fair beforehand. Would you name me to whoever chooses the speakers? No is a fine answer."
ask=$(last 2026-10-05)
on 2026-10-05 step "$ask" asked
on 2026-10-07 step "$ask" yes --say "Gladly."
on 2026-10-26 refer --from "Beatrix Schulz" --about "a lease for a chain of bakeries" --effort 2
lost=$(last 2026-10-26)
on 2026-10-28 step "$lost" contacted
on 2026-11-09 step "$lost" poor fit --say "They wanted a franchise."
on 2026-11-10 promise "Piotr Nowak: the list of associations by 2026-11-20"
on 2026-11-10 ask watch "a bookkeeper who understands cooperatives" --for "Imre Halász"
on 2026-11-12 refer "Nadia Petrova" --to "Samir Aziz" --about "roofs of six houses" --effort 4 --agreed
on 2026-11-13 introduce "Yuki Tanaka" "Rafael Costa" --about "contracts in two languages"
intro=$(last 2026-11-13)
on 2026-11-13 step "$intro" asked --who first
on 2026-11-14 step "$intro" yes --who first
on 2026-11-14 step "$intro" asked --who second
