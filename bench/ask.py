#!/usr/bin/env python3
"""Asks a served book over connections kept alive, and says what the answers took. For bench/million.sh.

ask.py PORT COOKIE pages IDS_FILE    finds 2,000 people, opens their pages, searches, looks for paths, at today's cards
ask.py PORT COOKIE beside IDS_FILE   asks for pages alone, and beside one who asks for what costs most
ask.py PORT COOKIE import TABLE.csv  hands the table over, and asks for pages while it is read
ask.py PORT COOKIE idle COUNT PID    holds so many connections, and says what the process grew by
"""
import json
import random
import re
import resource
import socket
import sys
import threading
import time


class Client:
    def __init__(self, port, cookie):
        self.port, self.cookie = port, cookie
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.left = b""

    def ask(self, target, method="GET", body=None, kind="application/json", more=""):
        """Status and body, and the milliseconds from the first byte sent to the last one read."""
        head = f"{method} {target} HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nCookie: {self.cookie}\r\n{more}"
        if body is not None:
            head += f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
        begun = time.perf_counter()
        self.socket.sendall(head.encode() + b"\r\n" + (body or b""))
        while b"\r\n\r\n" not in self.left:
            self.left += self.some()
        top, self.left = self.left.split(b"\r\n\r\n", 1)
        size = re.search(rb"Content-Length: (\d+)", top)
        size = int(size.group(1)) if size else 0
        parts, have = [self.left], len(self.left)
        while have < size:
            parts.append(self.some())
            have += len(parts[-1])
        took = (time.perf_counter() - begun) * 1000
        whole = b"".join(parts)
        self.left = whole[size:]
        return int(top[9:12]), whole[:size], took

    def some(self):
        block = self.socket.recv(1 << 16)
        if not block:
            raise SystemExit("the server closed the connection")
        return block


def say(what, took):
    took = sorted(took)
    print(f"{what}: {len(took)} times, p50 {took[len(took) // 2]:.2f} ms, p99 {took[(len(took) - 1) * 99 // 100]:.2f} ms, worst {took[-1]:.2f}")


def each(client, what, targets):
    took, wrong = [], 0
    for target in targets:
        status, _, ms = client.ask(target)
        wrong += status != 200
        took.append(ms)
    say(what + (f" ({wrong} not 200)" if wrong else ""), took)


def pages(client, ids_file):
    dice = random.Random(7)
    ids, took = [], []
    while len(ids) < 2000:
        n = dice.randrange(1, 1_000_000)
        status, body, ms = client.ask(f"/api/v1/people?limit=1&q=p{n}@firm{n % 20_000}")
        took.append(ms)
        ids += [p["id"] for p in json.loads(body)["people"]] if status == 200 else []
    say("people found by address", took)
    each(client, "a random person's page", [f"/api/v1/people/{i}" for i in ids])
    each(client, "the owner's own 50 nearest", [f"/api/v1/people/{p['id']}" for p in json.loads(client.ask("/api/v1/real")[1])["people"][:50]])
    each(client, "searches for one to three letters", [f"/api/v1/people?q={q}" for q in "a an bel cor s li n mo mar ju fen gu hol ka jo".split()])
    ends = []  # as connected as those who write are
    while len(ends) < 500:
        n = int(1_000_000 * dice.random() ** 3)
        found = json.loads(client.ask(f"/api/v1/people?limit=1&q=p{n}@firm{n % 20_000}")[1])["people"] if n > 0 else []
        ends += [p["id"] for p in found]
    with open(ids_file, "w") as out:
        out.write("\n".join(ends) + "\n")
    print("the first search for paths, which prices the ties: %.0f ms" % client.ask(f"/api/v1/paths?to={ends[0]}")[2])
    each(client, "next to nothing, on the pool", ["/api/v1/session"] * 500)
    each(client, "warm paths over HTTP", [f"/api/v1/paths?to={i}" for i in ends[1:]])
    print("today, the first time: %.1f ms" % client.ask("/api/v1/today")[2])
    each(client, "today, kept", ["/api/v1/today"] * 2000)
    took, real, change = [], [], []
    for i in ids[:30]:
        note = json.dumps({"kind": "note", "value": "a note"}).encode()
        change.append(client.ask(f"/api/v1/people/{i}/facts", "POST", note)[2])
        took.append(client.ask("/api/v1/today")[2])
        real.append(client.ask("/api/v1/real")[2])
    say("a note kept", change)
    say("today, after a change", took)
    say("the real list, after a change", real)


def beside(port, cookie, ids_file):
    """One asks for what costs most, again and again; what others then wait for a page."""
    ids = open(ids_file).read().split()
    costly = [f"/api/v1/paths?company=Firm+{n}" for n in range(60)] + [f"/api/v1/people?q={a}" for a in "aeionrlhbcdfgjkmpstuvwxyz"]
    costly += ["/api/v1/real", "/api/v1/map?most=10000"] * 8
    for turn in ("alone", "beside the costliest questions"):
        client, took, stop = Client(port, cookie), [], threading.Event()
        asked = []

        def ask_much(other=Client(port, cookie)):
            for target in costly[:100]:
                asked.append(other.ask(target)[2])
            stop.set()

        if turn != "alone":
            threading.Thread(target=ask_much).start()
        while len(took) < 500 or (turn != "alone" and not stop.is_set()):
            took.append(client.ask(f"/api/v1/people/{ids[len(took) % len(ids)]}")[2])
            time.sleep(0.005)
        say(f"a page, {turn}", took)
        if asked:
            say("the costliest questions", asked)


def hand_over(client, table):
    data = open(table, "rb").read()
    files = json.dumps({"files": [{"path": "table.csv", "size": len(data)}]}).encode()
    job = json.loads(client.ask("/api/v1/imports", "POST", files)[1])["id"]
    for at in range(0, len(data), 1 << 20):
        status, body, _ = client.ask(f"/api/v1/imports/{job}/files/0?at={at}", "PUT", data[at:at + (1 << 20)], "application/octet-stream")
        if status != 200:
            raise SystemExit(body)
    return job


def while_importing(port, cookie, table):
    client, other = Client(port, cookie), Client(port, cookie)
    ids = [p["id"] for p in json.loads(client.ask("/api/v1/people?limit=200")[1])["people"]]
    begun = time.time()
    job = hand_over(client, table)
    print(f"handed over in {time.time() - begun:.1f} s")
    begun, dice = time.time(), random.Random(7)
    client.ask(f"/api/v1/imports/{job}/start", "POST", b"")
    took = {"today": [], "a person's page": [], "people?q=": []}
    while json.loads(other.ask(f"/api/v1/imports/{job}")[1])["state"] in ("waiting", "reading"):
        for _ in range(10):
            took["today"].append(client.ask("/api/v1/today")[2])
            took["a person's page"].append(client.ask(f"/api/v1/people/{dice.choice(ids)}")[2])
            took["people?q="].append(client.ask("/api/v1/people?q=" + dice.choice(["bel", "cor", "fen", "hol", "mo"]))[2])
            time.sleep(0.01)  # a person does not ask without a pause
    end = json.loads(other.ask(f"/api/v1/imports/{job}")[1])
    print(f"read in {time.time() - begun:.1f} s: {end['state']}")
    for what, times in took.items():
        say("while importing: " + what, times)


def idle(port, count, pid):
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    resident = lambda: int(re.search(r"VmRSS:\s+(\d+)", open(f"/proc/{pid}/status").read()).group(1)) * 1024
    before, held = resident(), []
    for i in range(count):  # from several addresses: one has not so many ports
        held.append(socket.create_connection(("127.0.0.1", port), source_address=(f"127.0.0.{2 + i // 20_000}", 0)))
        held[-1].sendall(b"GET /api/v1/door HTTP/1.1\r\nHost: localhost\r\n\r\n")
        held[-1].recv(4096)
    time.sleep(1)
    print(f"{count} idle connections: {(resident() - before) / count / 1024:.1f} KiB each")


def main():
    port, cookie, what = int(sys.argv[1]), sys.argv[2], sys.argv[3]
    if what == "pages":
        pages(Client(port, cookie), sys.argv[4])
    elif what == "beside":
        beside(port, cookie, sys.argv[4])
    elif what == "import":
        while_importing(port, cookie, sys.argv[4])
    else:
        idle(port, int(sys.argv[4]), int(sys.argv[5]))


main()
