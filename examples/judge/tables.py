"""Tables of SQLite (by Python's own module) and PostgreSQL (by psql), as rows of typed values."""

import json, os, re, sqlite3, subprocess
from decimal import Decimal

from documents import Pairs, binary, millis, number, parse


class Table:
    def __init__(self, name, types, rows):
        self.name, self.types, self.rows = name, types, rows


def tables(url, decimal=number):
    """All tables by name, Decant's own left out; decimal makes a value of a decimal's digits."""
    found = sqlite(url.removeprefix("sqlite:")) if url.startswith("sqlite:") else postgresql(url)
    for table in found.values():
        table.rows = [[value_of(t, v, decimal) for t, v in zip(table.types.values(), row)] for row in table.rows]
    return found


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def sqlite(path):
    found = {}
    with sqlite3.connect("file:%s?mode=ro" % path, uri=True) as database:
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_decant%' ESCAPE '\\'")
        for (name,) in names.fetchall():
            types = {row[1]: row[2].upper() for row in database.execute("PRAGMA table_info(%s)" % quoted(name))}
            rows = database.execute("SELECT * FROM " + quoted(name)).fetchall()
            found[name] = Table(name, types, rows)
    return found


def postgresql(url):
    def ask(query):
        run = subprocess.run(["psql", "-XAtq", "-d", url, "-c", "SET TimeZone = 'UTC'", "-c", query], stdout=subprocess.PIPE, check=True, env={**os.environ, "PGCLIENTENCODING": "UTF8"})
        return [json.loads(line, object_pairs_hook=Pairs, parse_float=Decimal) for line in run.stdout.decode("utf-8").split("\n") if line]

    columns = ask(
        "SELECT json_build_array(c.relname, a.attname, format_type(a.atttypid, a.atttypmod)) FROM pg_class c"
        " JOIN pg_namespace n ON n.oid = relnamespace JOIN pg_attribute a ON attrelid = c.oid"
        " WHERE relkind IN ('r', 'p') AND nspname = 'public' AND attnum > 0 AND NOT attisdropped ORDER BY c.relname, attnum"
    )
    types = {}
    for table, column, kind in columns:
        types.setdefault(table, {})[column] = kind.upper()
    found = {}
    for name, kinds in types.items():
        # JSON as text: it is judged as it is spelt
        each = ", ".join(quoted(column) + ("::text" if kind.startswith("JSON") else "") for column, kind in kinds.items())
        rows = ask("SELECT json_build_array(%s) FROM %s" % (each, quoted(name)))
        found[name] = Table(name, kinds, rows)
    return found


def value_of(declared, value, decimal):
    """By the type that the column is declared with: what SQL holds there."""
    if value is None:
        return None
    if declared.startswith("JSON"):
        return parse(value)
    if declared.startswith("BOOL"):
        return ("bool", bool(value))
    if declared.startswith("TIMESTAMPTZ") or "WITH TIME ZONE" in declared:
        return ("date", millis(value))
    if declared.startswith("DATE") and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return ("day", value)
    if declared == "UUID" or declared.startswith("UUID"):
        return ("uuid", value)
    if isinstance(value, bytes):
        return binary(0, value)
    if declared == "BYTEA":
        return binary(0, bytes.fromhex(value[2:]))
    if re.fullmatch(r"CHAR(ACTER|_TEXT)?\(24\)", declared):
        return ("objectId", value)
    if isinstance(value, Decimal):
        return number(float(value)) if declared in ("DOUBLE PRECISION", "REAL") else decimal(value)
    if isinstance(value, str) and re.match("NUMERIC|DECIMAL|DOUBLE|REAL", declared):
        return decimal(Decimal(value))
    return ("text", value) if isinstance(value, str) else number(value)
