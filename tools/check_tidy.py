#!/usr/bin/env python3
"""The rules that keep the tree simple: sizes, header comments, heavy headers, names, words.

Prints file:line: what; exits 1 where anything is wrong.  check_tidy.py [ROOT]
"""
import re
import statistics
import subprocess
import sys
from pathlib import Path

MOST_LINES, MOST_TEST_LINES, MOST_FUNCTION, MOST_PARAMETERS, MOST_COLUMNS = 500, 800, 70, 5, 160
BANNED = ("Manager", "Helper", "Util", "Utils", "Service", "Data", "Info", "Impl", "Processor")
HEAVY = {  # a header, and the folders whose .cc files may include it
    "boost/json": ("formats",), "CLI/": ("cli",), "gmime": ("formats",), "archive.h": ("formats",),
    "sqlite3.h": ("store",), "curl/": ("mail",),
    "boost/asio": ("net",), "boost/beast": ("net",), "zlib.h": ("net", "bench"),
    "filesystem": ("importers", "app", "bench", "tests"), "regex": (), "iostream": (),
}

# Headers that are as heavy as what they include, for the .cc files of their own folder only.
INNER = ("net/task.h", "net/transport.h", "net/connection.h")


def files_of(root):
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=root, capture_output=True, text=True)
    names = listed.stdout.split("\n") if listed.returncode == 0 else [str(p.relative_to(root)) for p in root.rglob("*")]
    return [root / n for n in names if n and (root / n).is_file()]


def is_test(file):
    return file.stem.endswith(("_test", "_fuzz")) or "tests" in file.parts


def sizes(file, lines):
    limit = MOST_TEST_LINES if is_test(file) else MOST_LINES
    if len(lines) > limit:
        yield 1, f"{len(lines)} lines: {limit} at the most"
    for number, line in enumerate(lines, 1):
        if len(line) > MOST_COLUMNS:
            yield number, f"{len(line)} columns: {MOST_COLUMNS} at the most"


def functions(lines):
    """Bodies at namespace or class level: a line that ends in '{' behind a ')' and its closing brace."""
    start, indent = None, ""
    for number, line in enumerate(lines, 1):
        if start is None and re.match(r"^ {0,4}[A-Za-z~].*\).*\{$", line) and not re.match(r"^\s*(if|for|while|switch|else)\b", line):
            start, indent = number, re.match(r"^ *", line).group()
        elif start is not None and line.startswith(indent + "}"):
            if number - start > MOST_FUNCTION:
                yield start, f"a function of {number - start} lines: {MOST_FUNCTION} at the most"
            start = None


def header(file, lines):
    if not lines or not lines[0].startswith("//") or "SPDX" in lines[0]:
        yield 1, "a header opens with a comment that says what it is"
    if "#pragma once" not in lines:
        yield 1, "no #pragma once"
    for number, line in enumerate(lines, 1):
        match = re.search(r"\(([^()]*)\)\s*(const)?\s*(noexcept)?\s*(override)?;", line)
        if match and match.group(1).count(",") - len(re.findall(r"<[^<>]*,", match.group(1))) >= MOST_PARAMETERS:
            yield number, f"more than {MOST_PARAMETERS} parameters: a struct"


def includes(file, root, lines):
    parts = file.relative_to(root).parts
    folder = parts[1] if parts[0] == "src" else parts[0]
    for number, line in enumerate(lines, 1):
        inner = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
        if inner and inner.group(1) in INNER and not inner.group(1).startswith(folder + "/"):
            yield number, f"{inner.group(1)} is for its own folder only"
        match = re.match(r"\s*#\s*include\s+<([^>]+)>", line)
        if not match or "/".join(parts[1:]) in INNER:
            continue
        for heavy, homes in HEAVY.items():
            if match.group(1).startswith(heavy) and not (folder in homes and file.suffix == ".cc") \
                    and not (heavy == "filesystem" and is_test(file)):
                yield number, f"<{match.group(1)}> may stand only in .cc files of {', '.join(homes) or 'nobody'}"


def coroutines(file, lines):
    """g++ 12 compiles a co_await inside of another expression wrongly: it stands alone, or is all that is assigned or returned."""
    alone = re.compile(r"\s*((const )?auto \w+ = |\w+ = |co_return )?co_await [^\[\]{}]*;?$")
    for number, line in enumerate(lines, 1):
        code = re.sub(r"//.*", "", line)
        if "co_await" in code and not alone.match(code):
            yield number, "a co_await inside of an expression: a statement of its own"


def names(file, lines):
    for number, line in enumerate(lines, 1):
        match = re.match(r"\s*(?:class|struct|enum class)\s+(\w+)", line)
        if match and match.group(1).endswith(BANNED):
            yield number, f"{match.group(1)}: a name that says nothing"
        if re.search(r"\b(TODO|FIXME|XXX)\b", line):
            yield number, "an open end: an issue, or nothing"
        if re.search(r'"/(home|work|root|Users)/', line):
            yield number, "a path of somebody's machine"


def words(root):
    """Every type of src/model has a line in docs/words.md."""
    known = (root / "docs/words.md").read_text() if (root / "docs/words.md").exists() else ""
    for file in sorted((root / "src/model").glob("*.h")):
        for number, line in enumerate(file.read_text().splitlines(), 1):
            match = re.match(r"(?:class|struct|enum class) (\w+)(?: :[^:].*)? \{", line)
            if match and f"**{match.group(1)}**" not in known:
                yield file, number, f"{match.group(1)} has no line in docs/words.md"


def dead_headers(files, root):
    text = "\n".join(f.read_text() for f in files if f.suffix in (".cc", ".h"))
    for file in files:
        if file.suffix == ".h":
            name = str(file.relative_to(root)).removeprefix("src/")
            if f'"{name}"' not in text and f'"{file.name}"' not in text:
                yield file, 1, "nobody includes this header"


# F4: what is in a book is text, and no page makes anything else of it.
HTML = re.compile(r"\{@html|\b(inner|outer)HTML\b|\binsertAdjacentHTML\b|\bdocument\.write|\beval\s*\(|\bnew Function\b"
                  r"|\bsrcdoc\b|\bcreateContextualFragment\b|\bDOMParser\b")
# F6: SQL stands in .sql files and in the folder of the store.
SQL = re.compile(r'"[^"]*\b(SELECT\b.+\bFROM|INSERT\b.*\bINTO|UPDATE\b.+\bSET|DELETE FROM|DROP (TABLE|VIEW)'
                 r'|CREATE (TABLE|INDEX|VIEW)|PRAGMA|BEGIN IMMEDIATE)\b')


def injections(file, root, lines):
    parts = file.relative_to(root).parts
    for number, line in enumerate(lines, 1):
        if parts[0] == "web" and file.suffix in (".ts", ".svelte", ".html", ".js", ".mjs") and HTML.search(line):
            yield number, "F4: nothing makes HTML or a program of text"
        if parts[0] == "src" and file.suffix in (".cc", ".h") and parts[1] != "store" and not is_test(file) and SQL.search(line):
            yield number, "F6: SQL stands in src/store alone"


def guard_tests(root):
    """Each id of docs/security-tests.md begins the name of a test, or is the name of a check or script."""
    page = root / "docs/security-tests.md"
    if not page.exists():
        return
    text = "\n".join(f.read_text() for f in files_of(root) if f.suffix in (".cc", ".mjs") or f.name == "check_tidy.py")
    for number, line in enumerate(page.read_text().splitlines(), 1):
        row = re.match(r"\| ([A-Z][0-9]+) \| ([^|]*) \|", line)
        if not row:
            continue
        held = re.findall(r"`(\w+)`", row.group(2))
        if not held:
            yield page, number, f"{row.group(1)} names no test"
        for name in held:
            named = re.search(rf"TEST(_F)?\(\w+, {name}\)|\btest\(['\"`]{name} |^# {name}:", text, re.M)
            if not re.match(rf"([A-Z]\d+)*{row.group(1)}(?!\d)", name) or not named:
                yield page, number, f"{row.group(1)}: there is no test {name}"


def check(root):
    problems = []
    files = [f for f in files_of(root) if f.suffix in (".cc", ".h", ".py")]
    for file in files:
        lines = file.read_text().splitlines()
        rules = [sizes(file, lines)]
        if file.suffix != ".py":
            rules += [functions(lines), includes(file, root, lines), names(file, lines), coroutines(file, lines)]
            if not any("SPDX-License-Identifier" in line for line in lines[:15]):
                rules.append([(1, "no SPDX line")])
        if file.suffix == ".h":
            rules.append(header(file, lines))
        problems += [(file, number, what) for rule in rules for number, what in rule]
    sources = files + [f for f in files_of(root) if f.suffix in (".ts", ".svelte", ".html", ".js", ".mjs")]
    problems += [(file, number, what) for file in sources for number, what in injections(file, root, file.read_text().splitlines())]
    problems += list(words(root)) + list(dead_headers(files, root)) + list(guard_tests(root))
    for fuzz in (root / "tests/fuzz").glob("*_fuzz.cc"):
        if not any((root / "tests/fuzz/corpus" / fuzz.stem).glob("*")):
            problems.append((fuzz, 1, "no corpus folder with a seed"))
    lengths = sorted(len(f.read_text().splitlines()) for f in files if not is_test(f)) or [0]
    return problems, lengths


def main():
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent
    problems, lengths = check(root)
    for file, number, what in problems:
        print(f"{file}:{number}: {what}")
    print(f"tidy: {len(lengths)} files, median {statistics.median(lengths):.0f} lines, "
          f"9 in 10 under {lengths[len(lengths) * 9 // 10]}, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
