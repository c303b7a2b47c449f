"""Documents as Python values, read without any driver: BSON over MongoDB's wire, dumps, and extended JSON.

A leaf is a pair of kind and value, so that 1, "1" and true are three values. The three number types of BSON are one
kind: which of them a number was, only the way home tells.
"""

import base64, datetime, gzip, json, re, socket, struct, uuid
from decimal import Decimal
from fractions import Fraction


class Bson:
    """One document's bytes, taken apart."""

    def __init__(self, data, at=0):
        self.data, self.at = data, at

    def take(self, form):
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values[0]

    def bytes(self, length):
        self.at += length
        return self.data[self.at - length : self.at]

    def name(self):
        end = self.data.index(b"\0", self.at)
        text = self.data[self.at : end].decode("utf-8", "surrogateescape")
        self.at = end + 1
        return text

    def text(self):
        return self.bytes(self.take("i"))[:-1].decode("utf-8", "surrogateescape")

    def document(self):
        end = self.at + self.take("i") - 1
        fields = []
        while self.at < end:
            kind, name = self.take("B"), self.name()
            fields.append((name, self.value(kind)))
        self.at = end + 1
        return fields

    def value(self, kind):
        if kind == 0x01:
            return number(self.take("d"))
        if kind == 0x02:
            return ("text", self.text())
        if kind == 0x03:
            return ("object", self.document())
        if kind == 0x04:
            return ("array", [value for _, value in self.document()])
        if kind == 0x05:
            length, subtype = self.take("i"), self.take("B")
            return binary(subtype, self.bytes(length))
        if kind == 0x07:
            return ("objectId", self.bytes(12).hex())
        if kind == 0x08:
            return ("bool", self.take("?"))
        if kind == 0x09:
            return ("date", self.take("q"))
        if kind in (0x0A, 0x06):
            return ("null", None)
        if kind == 0x0B:
            return ("regex", (self.name(), self.name()))
        if kind in (0x0D, 0x0E):
            return ("code" if kind == 0x0D else "symbol", self.text())
        if kind in (0x10, 0x12):
            return number(self.take("i" if kind == 0x10 else "q"))
        if kind == 0x11:
            return ("timestamp", self.take("Q"))
        if kind == 0x13:
            return number(decimal128(self.bytes(16)))
        if kind in (0x7F, 0xFF):
            return ("maxKey" if kind == 0x7F else "minKey", None)
        raise ValueError("BSON type %#x is not known to this judge" % kind)


def decimal128(data):
    low, high = struct.unpack("<QQ", data)
    sign = "-" if high >> 63 else ""
    if high >> 58 & 31 == 31:
        return Decimal("NaN")
    if high >> 58 & 31 == 30:
        return Decimal(sign + "Infinity")
    if high >> 61 & 3 == 3:
        return Decimal(0)
    digits = (high & (1 << 49) - 1) << 64 | low
    return Decimal("%s%dE%d" % (sign, digits, (high >> 49 & 0x3FFF) - 6176))


def number(value):
    """Exact, whatever it was written as; what is not finite by its name."""
    if isinstance(value, (float, Decimal)) and not Decimal(value).is_finite():
        return ("number", str(Decimal(value)))
    return ("number", Fraction(value))


def binary(subtype, data):
    return ("uuid", str(uuid.UUID(bytes=data))) if subtype == 4 else ("binary", (subtype, data))


EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


def millis(text):
    """A moment of ISO 8601, or as SQL prints it."""
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(\.\d+)?(Z|[+-]\d\d(?::?\d\d)?)", text)
    if not match:
        raise ValueError("no moment: " + text)
    day, time, fraction, zone = match.groups()
    zone = "+00:00" if zone == "Z" else zone[:3] + ":" + (zone[3:].lstrip(":") or "00")
    moment = datetime.datetime.fromisoformat("%sT%s%s" % (day, time if len(time) > 5 else time + ":00", zone))
    return (moment - EPOCH) // datetime.timedelta(milliseconds=1) + int(Fraction(fraction or 0) * 1000)


def extended(value):
    """What one JSON value means, objects given as lists of pairs."""
    if isinstance(value, Pairs):
        wrapped = wrapper(dict(value.pairs)) if value.pairs and value.pairs[0][0].startswith("$") else None
        return wrapped or ("object", [(name, extended(each)) for name, each in value.pairs])
    if isinstance(value, list):
        return ("array", [extended(each) for each in value])
    if value is None:
        return ("null", None)
    if isinstance(value, bool):
        return ("bool", value)
    return ("text", value) if isinstance(value, str) else number(value)


def wrapper(fields):
    name, value = next(iter(fields.items()))
    inner = dict(value.pairs) if isinstance(value, Pairs) else value
    if name in ("$numberInt", "$numberLong", "$numberDouble", "$numberDecimal"):
        return number(Decimal(value) if name == "$numberDecimal" else float(value) if "Double" in name else int(value))
    if name == "$oid":
        return ("objectId", value)
    if name == "$date":
        return ("date", millis(inner) if isinstance(inner, str) else int(inner["$numberLong"] if isinstance(inner, dict) else inner))
    if name == "$binary":
        if isinstance(inner, str):
            return binary(int(fields["$type"], 16), base64.b64decode(inner))
        return binary(int(inner["subType"], 16), base64.b64decode(inner["base64"]))
    if name == "$uuid":
        return ("uuid", value)
    if name == "$regularExpression":
        return ("regex", (inner["pattern"], inner["options"]))
    if name == "$timestamp":
        return ("timestamp", int(inner["t"]) << 32 | int(inner["i"]))
    if name in ("$minKey", "$maxKey"):
        return (name[1:], None)
    if name == "$undefined":
        return ("null", None)
    if name in ("$code", "$symbol") and len(fields) == 1:
        return (name[1:], value)
    return None


class Pairs:
    """A JSON object, in order, and with names that are there twice."""

    def __init__(self, pairs):
        self.pairs = pairs


def parse(text):
    """Extended JSON: a bare number with a point is a double."""
    return extended(json.loads(text, object_pairs_hook=Pairs))


def leaves(value, path=()):
    """Paths and leaves of a value. SQL has one NULL: null, missing and {} are told apart by the way home alone."""
    kind, content = value
    if kind == "object":
        for name, each in content:
            if each[0] != "null":
                yield from leaves(each, path + (name,))
    elif kind == "array":
        yield path + ("#",), number(len(content))
        for position, each in enumerate(content):
            yield from leaves(each, path + (position,))
    else:
        yield path, value


class Server:
    """A MongoDB server, spoken to by its wire protocol (OP_MSG)."""

    def __init__(self, host, port):
        self.socket = socket.create_connection((host, port))
        self.stream = self.socket.makefile("rb")

    def call(self, **command):
        body = b"\0\0\0\0\0" + encode(command)
        self.socket.sendall(struct.pack("<iiii", len(body) + 16, 1, 0, 2013) + body)
        length = struct.unpack("<iiii", self.stream.read(16))[0]
        answer = dict(Bson(self.stream.read(length - 16), 5).document())
        if answer["ok"] != number(1):
            raise RuntimeError(str(answer))
        return answer

    def all(self, database, **command):
        """Everything of a cursor."""
        answer, batch = self.call(**command, **{"$db": database}), "firstBatch"
        while True:
            cursor = dict(answer["cursor"][1])
            yield from cursor[batch][1]
            if cursor["id"] == number(0):
                return
            collection = cursor["ns"][1].split(".", 1)[1]
            batch = "nextBatch"
            answer = self.call(getMore=int(cursor["id"][1]), collection=collection, **{"$db": database})


def encode(fields):
    """A command as BSON."""
    out = b""
    for name, value in fields.items():
        key = name.encode() + b"\0"
        if isinstance(value, dict):
            out += b"\3" + key + encode(value)
        elif isinstance(value, str):
            out += b"\2" + key + struct.pack("<i", len(value.encode()) + 1) + value.encode() + b"\0"
        else:
            out += (b"\x12" if name == "getMore" else b"\x10") + key + struct.pack("<q" if name == "getMore" else "<i", value)
    return struct.pack("<i", len(out) + 5) + out + b"\0"


def collections(source):
    """Each collection's name, and its documents: mongodb://host:port/database, a dump's folder, or files of JSON."""
    match = re.fullmatch(r"mongodb://([^:/]+):(\d+)/(\w+)", source)
    if match:
        server = Server(match[1], int(match[2]))
        for each in list(server.all(match[3], listCollections=1, filter={"type": "collection"})):
            name = dict(each[1])["name"][1]
            if not name.startswith(("_decant", "system.")):
                yield name, list(server.all(match[3], find=name))
        return
    with (gzip.open if source.endswith(".gz") else open)(source, "rb") as file:
        content = file.read()
    name = re.sub(r"\.(json|jsonl|bson|ndjson)(\.gz)?$", "", source.rsplit("/", 1)[-1])
    if ".bson" in source:
        reader, documents = Bson(content), []
        while reader.at < len(content):
            documents.append(("object", reader.document()))
        yield name, documents
    elif content.lstrip()[:1] == b"[":
        yield name, parse(content.decode("utf-8"))[1]
    else:
        yield name, [parse(line) for line in content.decode("utf-8-sig").splitlines() if line.strip()]
