#!/usr/bin/env python3
"""Counts the instructions of each kernel of `rapport-lab kernel` with callgrind, and holds them to the counts
kept in bench/instructions.txt: more than 5 % above fails. `--write` keeps the new ones.

  tools/instructions.py LAB [--write]
"""
import pathlib
import re
import subprocess
import sys
import tempfile

KEPT = pathlib.Path(__file__).resolve().parent.parent / "bench" / "instructions.txt"
ALLOWED = 1.05


def count(lab, kernel):
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", "--collect-atstart=no",
             "--toggle-collect=counted", lab, "kernel", kernel],
            capture_output=True, text=True)
        found = re.search(r"Collected : (\d+)", done.stderr)
        if done.returncode != 0 or not found:
            sys.exit(f"{kernel}: callgrind did not count it:\n{done.stderr[-2000:]}")
        return int(found.group(1))


def kept():
    counts = {}
    if KEPT.exists():
        for line in KEPT.read_text().splitlines():
            if line and not line.startswith("#"):
                name, number = line.split()
                counts[name] = int(number)
    return counts


def main():
    lab, write = sys.argv[1], "--write" in sys.argv
    names = subprocess.run([lab, "kernel"], capture_output=True, text=True, check=True).stdout.split()
    before = kept()
    now, risen = {}, []
    for name in names:
        now[name] = count(lab, name)
        if now[name] == 0:
            sys.exit(f"{name}: nothing was counted")
        was = before.get(name)
        change = f"{(now[name] / was - 1) * 100:+.1f} %" if was else "new"
        print(f"  {name:<20} {now[name]:>14,}  {change}")
        if not write and (was is None or now[name] > was * ALLOWED):
            risen.append(name)
    if write:
        text = "# Instructions of each kernel, counted by tools/instructions.py --write with clang 19.\n"
        KEPT.write_text(text + "".join(f"{n} {c}\n" for n, c in now.items()))
    gone = [name for name in before if name not in now]
    if gone and not write:
        sys.exit(f"no longer there: {', '.join(gone)}; keep the new counts with --write")
    if risen:
        sys.exit(f"more instructions than kept in {KEPT.name}: {', '.join(risen)}")


main()
