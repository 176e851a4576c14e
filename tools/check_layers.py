#!/usr/bin/env python3
"""Holds every #include in src/ to src/layers.txt: a folder includes itself and the folders its line names.

Prints file:line: what; exits 1 where anything is wrong.  check_layers.py [ROOT]
"""
import re
import sys
from pathlib import Path


def read_layers(path):
    """{folder: allowed folders}; a line may name only folders above it, so there are no cycles."""
    layers, problems = {}, []
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, below = line.partition(":")
        for other in below.split():
            if other not in layers:
                problems.append(f"{path}:{number}: {name} names {other}, which does not stand above it")
        layers[name.strip()] = set(below.split())
    return layers, problems


def file_cycles(includes):
    """Files that include each other round in a circle."""
    problems, state = [], {}

    def visit(file, trail):
        state[file] = "open"
        for other in includes.get(file, ()):
            if state.get(other) == "open":
                problems.append(f"{file}: includes itself by way of {' -> '.join(trail + [other])}")
            elif other not in state and other in includes:
                visit(other, trail + [other])
        state[file] = "done"

    for file in includes:
        if file not in state:
            visit(file, [file])
    return problems


def check(root):
    src = root / "src"
    layers, problems = read_layers(src / "layers.txt")
    includes = {}
    for file in sorted(src.rglob("*")):
        if file.suffix not in (".h", ".cc"):
            continue
        folder = file.relative_to(src).parts[0]
        if folder not in layers:
            problems.append(f"{file}:1: the folder {folder} has no line in layers.txt")
            continue
        name = str(file.relative_to(src))
        includes[name] = []
        for number, line in enumerate(file.read_text().splitlines(), 1):
            match = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
            if not match:
                continue
            target = match.group(1)
            includes[name].append(target)
            other = target.split("/")[0]
            if other != folder and other not in layers[folder]:
                problems.append(f"{file}:{number}: {folder} may not include {target}")
            if not (src / target).exists():
                problems.append(f"{file}:{number}: there is no {target}")
    return problems + file_cycles(includes), len(includes)


def main():
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent
    problems, files = check(root)
    for problem in problems:
        print(problem)
    print(f"layers: {files} files, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
