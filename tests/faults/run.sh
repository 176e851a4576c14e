#!/usr/bin/env bash
# Kills, tears and fills disks under Rapport, and cuts the power of a recorded session at every moment.
#   RAPPORT_FAULTLINE  the fault harness: a folder with faultline.so and fl_replay
#   EVERY=7            tries every 7th event of an import only (1: all of them)
#   STATES=400         crash states for each moment of the session
# Nothing acknowledged may be lost, nothing may be damaged, and the next run must go on to the same book.
set -euo pipefail
cd "$(dirname "$0")/../.."
harness=${RAPPORT_FAULTLINE:?the folder with faultline.so and fl_replay}
every=${EVERY:-1} states=${STATES:-400} jobs=$(nproc)
rapport=$PWD/build/release/rapport lab=$PWD/build/release/rapport-lab
work=$(mktemp -d /dev/shm/rapport-faults-XXXXXX)
trap 'rm -rf "$work"' EXIT

"$lab" sample "$work/files" >/dev/null
head -c 400000 "$(find "$work/files" -name '*.mbox' | head -1)" >"$work/mail.mbox"
import() { "$rapport" --data "$1" import "$work/mail.mbox" >"$1.out" 2>&1; }
import "$work/clean"
clean=$("$rapport" --data "$work/clean" digest)

# One fault at one event, and what must hold after it. Prints why where it does not.
try() {
  local spec=$1 book=$work/$2
  rm -rf "$book" "$book".*
  mkdir "$book"
  FAULTLINE_DIR=$book FAULTLINE_SPEC=$spec FAULTLINE_REPORT=$book.report LD_PRELOAD=$harness/faultline.so \
    "$rapport" --data "$book" import "$work/mail.mbox" >"$book.out" 2>&1 && local code=0 || local code=$?
  [ "$code" = 0 ] || [ "$code" = 4 ] || [ "$code" = 137 ] || echo "$spec: exit $code: $(tail -1 "$book.out")"
  "$rapport" --data "$book" verify >"$book.out" 2>&1 || echo "$spec: verify: $(tail -1 "$book.out")"
  import "$book" || echo "$spec: the next import: $(tail -1 "$book.out")"
  [ "$("$rapport" --data "$book" digest)" = "$clean" ] || echo "$spec: another digest"
}
export -f try import
export work rapport harness clean

mkdir "$work/count"
FAULTLINE_DIR=$work/count FAULTLINE_REPORT=$work/report LD_PRELOAD=$harness/faultline.so \
  "$rapport" --data "$work/count" import "$work/mail.mbox" >/dev/null
events=$(sed -nE 's/.*events=([0-9]+).*/\1/p' "$work/report" | tail -1)
echo "an import of $events events; a fault at every ${every}. of them"
for n in $(seq 1 "$every" "$events"); do
  for spec in kill@$n killafter@$n torn@$n enospc@$n enospc@$n- eio@$n eiohalf@$n eio:sync@$n short@$n edquot@$n-; do
    echo "$spec ${spec//[^a-z0-9]/_}"
  done
done >"$work/list"
tried=$(wc -l <"$work/list")
xargs -P "$jobs" -L 1 bash -c 'try "$0" "$1"; rm -rf "$work/$1" "$work/$1".*' <"$work/list" >"$work/failures" 2>"$work/killed"
failures=$(wc -l <"$work/failures")
head -20 "$work/failures"
echo "$tried faults, $failures failures"

echo "a session of acknowledged writes, from eight threads, with erasures"
mkdir "$work/session" "$work/scratch"
: >"$work/acks"
FAULTLINE_DIR=$work/session FAULTLINE_TRACE=$work/trace FAULTLINE_ACKFILE=$work/acks \
  LD_PRELOAD=$harness/faultline.so "$lab" session "$work/session" "$work/acks" "${WRITES:-160}"
# Blocks and batches hold the same entries without a gap, each entry's id is in the index, loose or in
# a run, and every run is whole.
whole="SELECT CASE WHEN (SELECT coalesce(sum(count), 0) FROM batch) = (SELECT coalesce(sum(count), 0) FROM block)
  AND (SELECT coalesce(sum(count), 0) FROM block) = (SELECT coalesce(max(first_seq + count - 1), 0) FROM block)
  AND NOT EXISTS (SELECT 1 FROM text WHERE seq > (SELECT max(first_seq + count - 1) FROM block))
  AND (SELECT count(*) FROM known) + (SELECT coalesce(sum(pairs), 0) FROM run WHERE of = 'known')
    = (SELECT coalesce(sum(count), 0) FROM block)
  AND NOT EXISTS (SELECT 1 FROM run WHERE of = 'known' AND NOT EXISTS
    (SELECT 1 FROM known_run WHERE place >> 40 = number)) THEN 'ok' ELSE 'not whole' END"
"$harness/fl_replay" --trace "$work/trace" --ackfile "$work/acks" --scratch "$work/scratch" --final "$work/session" \
  --states "$states" --jobs "$jobs" --sqlite book.db --count 'SELECT coalesce(sum(count), 0) FROM batch' --slack 64 --check "$whole" \
  || failures=$((failures + 1))
# The chain itself, by the program, in a sample of the same states: all acknowledged entries are in it.
cat >"$work/judge" <<SH
entries=\$($rapport --data "\$FL_DIR" verify --json | tr -d ' ' | sed -nE 's/.*"entries":([0-9]+).*/\1/p')
[ "\${entries:-0}" -ge "\$FL_ACKED" ]
SH
"$harness/fl_replay" --trace "$work/trace" --ackfile "$work/acks" --scratch "$work/scratch" \
  --states 4 --every 5 --jobs "$jobs" --exec "sh $work/judge" || failures=$((failures + 1))
echo "faults: $failures failures"
[ "$failures" = 0 ]
