#!/usr/bin/env python3
"""A picture of a terminal, from what commands really print.

terminal_picture.py OUT.svg 'SHOWN :: RUN' …    what is run, in a pseudo-terminal of 100 columns, and how it is shown
"""
import html
import os
import pty
import re
import struct
import sys
import fcntl
import termios

COLUMNS, LINE, CHARACTER, MARGIN = 100, 19, 8.43, 22
COLOURS = {"1": 'font-weight="bold" fill="#fff"', "2": 'fill="#8b949e"', "32": 'fill="#7ee787"',
           "33": 'fill="#e3b341"', "31": 'fill="#ff7b72"', "0": ""}


def run(command):
    """What the command prints to a terminal."""
    child, terminal = pty.fork()
    if child == 0:
        os.execvp("bash", ["bash", "-c", command])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
    out = b""
    try:
        while piece := os.read(terminal, 65536):
            out += piece
    except OSError:
        pass
    os.waitpid(child, 0)
    return out.decode().replace("\r\n", "\n").rstrip("\n").split("\n")


def spans(line):
    """The line's pieces with their colours, each at its own column."""
    column, style, out = 0, "", []
    for piece in re.split(r"(\x1b\[[0-9;]*[mK])", line):
        if piece.startswith("\x1b"):
            style = COLOURS.get(piece[2:-1], "")
        elif piece:
            out.append((column, style, piece))
            column += len(piece)
    return out


def main():
    lines = []
    for words in sys.argv[2:]:
        shown, command = words.split(" :: ")
        lines += [f"\x1b[32m$\x1b[0m {shown}"] + run(command) + [""]
    height = (len(lines) - 1) * LINE + 2 * MARGIN
    width = int(COLUMNS * CHARACTER + 2 * MARGIN)
    svg = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">',
           f'<rect width="{width}" height="{height}" rx="10" fill="#161b22"/>',
           '<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,DejaVu Sans Mono,monospace" font-size="14" '
           'fill="#c9d1d9" xml:space="preserve">']
    for number, line in enumerate(lines):
        for column, style, text in spans(line):
            x, y = MARGIN + column * CHARACTER, MARGIN + number * LINE + 13
            length = f'textLength="{len(text) * CHARACTER:.1f}"'
            svg.append(f'<text x="{x:.1f}" y="{y}" {length} {style}>{html.escape(text)}</text>')
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        out.write("\n".join(svg + ["</g></svg>", ""]))


if __name__ == "__main__":
    main()
