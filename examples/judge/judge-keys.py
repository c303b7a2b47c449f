#!/usr/bin/env python3
"""Compares a Redis server's keys with the tables that they became, without any code of Decant.

    examples/judge/judge-keys.py localhost:6379 sqlite:keys.db
    examples/judge/judge-keys.py localhost:6379 postgresql://app@localhost/keys

The rules are those of docs/redis.md: some segments of a key name its table, the others are the table's first columns.
Each key, element, score and moment of expiry must be there once, and nothing else may be.
"""

import base64, itertools, re, socket, sys

from tables import tables

PLURAL = {"string": "strings", "hash": "hashes", "list": "lists", "set": "sets", "zset": "sorted_sets", "stream": "streams"}


class Server:
    """A Redis server, spoken to by its protocol (RESP2)."""

    def __init__(self, host, port):
        self.socket = socket.create_connection((host, port))
        self.stream = self.socket.makefile("rb")

    def call(self, *words):
        parts = [word if isinstance(word, bytes) else str(word).encode() for word in words]
        self.socket.sendall(b"*%d\r\n" % len(parts) + b"".join(b"$%d\r\n%s\r\n" % (len(p), p) for p in parts))
        return self.answer()

    def answer(self):
        line = self.stream.readline()[:-2]
        kind, rest = line[:1], line[1:]
        if kind == b"-":
            raise RuntimeError(rest.decode())
        if kind == b":":
            return int(rest)
        if kind == b"$":
            return None if rest == b"-1" else self.stream.read(int(rest) + 2)[:-2]
        return [self.answer() for _ in range(int(rest))] if kind == b"*" else rest


def read(server, key):
    """A key's type, the moment of its expiry, and its elements: name (or position) to value."""
    kind = server.call("TYPE", key).decode()
    expiry = server.call("PEXPIRETIME", key)
    if kind == "string":
        elements = {(): server.call("GET", key)}
    elif kind == "list":
        elements = dict(enumerate(server.call("LRANGE", key, 0, -1)))
    elif kind == "set":
        elements = {member: b"" for member in server.call("SMEMBERS", key)}
    elif kind == "stream":
        elements = {entry: tuple(fields) for entry, fields in server.call("XRANGE", key, "-", "+")}
    else:
        words = server.call("HGETALL", key) if kind == "hash" else server.call("ZRANGE", key, 0, -1, "WITHSCORES")
        elements = dict(zip(words[::2], words[1::2]))
        if kind == "zset":
            elements = {member: float(score) for member, score in elements.items()}
    return kind, (None if expiry < 0 else expiry), elements


def spelt(value):
    """The bytes that a value of SQL stands for."""
    kind, content = value
    if kind == "binary":
        return content[1]
    if kind == "number":
        return str(content).encode()
    if kind == "bool":
        return b"true" if content else b"false"
    return content.encode("utf-8")


def held(text):
    """A string of _extra."""
    return base64.b64decode(text[8:]) if text.startswith("$base64:") else text.encode("utf-8")


def rows_by_key(table, count):
    """Rows by the values of their first columns."""
    rows = {}
    for row in table.rows:
        if all(value is not None for value in row[:count]):
            rows.setdefault(tuple(spelt(value) for value in row[:count]), []).append(row)
    return rows


def elements_of(kind, table, count, rows):
    """Elements and expiries of one key's rows."""
    names = list(table.types)
    found, expiries = {}, set()
    for row in rows:
        values = dict(zip(names[count:], row[count:]))
        expiry = values.pop("expires_at", None)
        expiries.add(expiry[1] if expiry else None)
        extra = {name: held(value[1]) for name, value in (values.pop("_extra", None) or ("object", []))[1]}
        texts = {name: spelt(value) for name, value in values.items() if value is not None and name not in ("fields", "score")}
        texts.update({name: value for name, value in extra.items()})
        if kind == "string":
            add(found, (), texts["value"])
        elif kind == "list":
            add(found, int(texts["position"]), texts["value"])
        elif kind == "set":
            add(found, texts["member"], b"")
        elif kind == "zset":
            score = values["score"][1]
            add(found, texts["member"], float(score) if not isinstance(score, str) else float(score.lower()))
        elif kind == "stream":
            form, fields = values["fields"]
            if form == "array":  # where a name is there twice
                fields = [(name[1], value) for _, (name, value) in fields]
            pairs = [held(each) for name, value in fields for each in (name, value[1])]
            add(found, texts["entry_id"], tuple(pairs))
        elif set(values) == {"field", "value"}:
            add(found, texts["field"], texts["value"])
        else:
            for name, value in texts.items():
                add(found, name.encode("utf-8"), value)
    return found, expiries


def add(found, name, value):
    if name in found:
        raise KeyError(name)
    found[name] = value


def homes(key, kind, prefix, found, cache):
    """The tables that may hold a key: some of its segments name the table, the others stand in its first columns."""
    delimiter = next((d for d in (b":", b"/", b"|") if d in key), None)
    segments = key.split(delimiter) if delimiter else [key]
    for literal in itertools.product((True, False), repeat=len(segments)):
        words = [s.decode("utf-8", "replace") for s, is_literal in zip(segments, literal) if is_literal and s]
        name = prefix + "_".join(word for word, _ in itertools.groupby(words))
        values = tuple(s for s, is_literal in zip(segments, literal) if not is_literal)
        for table in {name, (name + "_" if words else prefix) + PLURAL[kind]} & found.keys():
            known = cache.setdefault((table, len(values)), None) or rows_by_key(found[table], len(values))
            cache[table, len(values)] = known
            if values in known:
                yield table, values, known[values]


def main(address, target):
    host, port = address.rsplit(":", 1)
    server = Server(host, int(port))
    found, cache, used = tables(target, lambda digits: ("text", format(digits, "f"))), {}, {}
    keys = elements = differences = expiring = 0
    databases = [int(m) for m in re.findall(rb"db(\d+):", server.call("INFO", "keyspace"))]
    for database in databases:
        server.call("SELECT", database)
        prefix = "db%d_" % database if database else ""
        for key in sorted(server.call("KEYS", "*")):
            if key.startswith(b"_decant"):
                continue
            keys += 1
            kind, expiry, expected = read(server, key)
            expiring += expiry is not None
            elements += len(expected)
            fitting = []
            for table, values, rows in homes(key, kind, prefix, found, cache):
                try:
                    got, expiries = elements_of(kind, found[table], len(values), rows)
                except KeyError:
                    continue  # a table of another type, or rows of several keys
                if got == expected and expiries == {expiry}:
                    fitting.append((table, values, len(rows)))
            if len(fitting) != 1:
                differences += 1
                print("%s %r: stands in %d tables %s" % (kind, key[:60], len(fitting), fitting))
            for table, values, rows in fitting[:1]:
                used[table] = used.get(table, 0) + rows
    for name, table in found.items():
        if used.get(name, 0) != len(table.rows):
            differences += 1
            print("%s: %d rows, of which %d belong to a key" % (name, len(table.rows), used.get(name, 0)))
    print("%d keys (%d expire), %d elements, %d tables, %d differences" % (keys, expiring, elements, len(found), differences))
    return differences or not keys


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    sys.exit(1 if main(*sys.argv[1:]) else 0)
