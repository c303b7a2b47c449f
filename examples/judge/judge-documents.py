#!/usr/bin/env python3
"""Compares documents with the tables that they became, or with documents, leaf by leaf, without any code of Decant.

    examples/judge/judge-documents.py mongodb://localhost:27017/shop sqlite:shop.db
    examples/judge/judge-documents.py orders.json.gz postgresql://app@localhost/shop
    examples/judge/judge-documents.py mongodb://localhost:27017/shop mongodb://localhost:27017/home

The rules are those of decision 22 (docs/decisions): a field is the column named by its path, or stands in a JSON column that
is named by the beginning of its path, or in _extra; an array is JSON, or a table of its own and a column of its length.
Prints what is missing, extra or different, and what was compared; ends with 1 where something was not equal.
"""

import sys

from documents import collections, leaves, parse
from tables import tables


def rebuilt(table, children, names, mixed_ids):
    """Leaves by path of each row, by its key."""
    documents = {}
    columns = list(table.types)
    for row in table.rows:
        values = dict(zip(columns, row))
        found = {}
        for column, value in values.items():
            if value is None or column == "_extra":
                continue
            path = names.get(column)
            if path is None:
                raise SystemExit("%s.%s: no field of any document is called so" % (table.name, column))
            if mixed_ids and column == "_id":
                value = parse(value[1])
            if path in children:
                found[path + ("#",)] = value
            else:
                found.update(leaves(value, path))
        add_extra(found, values.get("_extra"), ())
        key = found[("_id",)]
        if key in documents:
            raise SystemExit("%s: two rows of %s" % (table.name, key))
        documents[key] = found
    return documents


def add_extra(found, extra, path):
    for name, value in extra[1] if extra else []:
        if name == "$shape":  # order of fields and the like; of an element that is no object also its value
            for inner, held in value[1]:
                if inner == "value":
                    found.update(leaves(held, path))
        else:
            found.update(leaves(value, path + (name,)))


def add_children(documents, table, key_type, path, names):
    """Elements of an array of documents: rows of a table with the document's key and the element's position."""
    columns = list(table.types)
    for row in table.rows:
        key, position = row[0], int(row[1][1])
        if key_type:
            key = parse(key[1])
        found = documents[key]
        place = path + (position,)
        for column, value in list(zip(columns, row))[2:]:
            if column == "_extra":
                add_extra(found, value, place)
            elif value is not None:
                found.update(leaves(value, place + names[column]))


def object_paths(documents):
    """Of all fields: paths through objects; and through each array's elements."""
    paths, elements = {}, {}

    def walk(value, path, into):
        for name, each in value[1] if value[0] == "object" else []:
            into.setdefault("_".join(path + (name,)), set()).add(path + (name,))
            walk(each, path + (name,), into)
            if each[0] == "array" and into is paths:
                for element in each[1]:
                    walk(element, (), elements.setdefault(path + (name,), {}))

    for document in documents:
        walk(document, (), paths)
    return paths, elements


def unique(paths, where):
    """By column name the path; names that two paths share are left to the columns there are."""
    names = {}
    for name, found in paths.items():
        if len(found) > 1:
            raise SystemExit("%s: the name %s means several paths, this judge cannot tell them apart" % (where, name))
        names[name] = next(iter(found))
    return names


def from_tables(name, documents, found):
    paths, elements = object_paths(documents)
    children = {path: found[name + "_" + "_".join(path)] for path in elements if name + "_" + "_".join(path) in found}
    kinds = {dict(document[1])["_id"][0] for document in documents}
    mixed = len(kinds) > 1 or kinds == {"object"}
    judged = rebuilt(found[name], children, unique(paths, name), mixed)
    for path, table in children.items():
        add_children(judged, table, mixed, path, unique(elements[path], table.name))
    return judged, 1 + len(children)


def main(source, target):
    right = dict(collections(target)) if target.startswith("mongodb:") else tables(target)
    differences = compared = total = used = 0
    for name, documents in collections(source):
        expected = {dict(document[1])["_id"]: dict(leaves(document)) for document in documents}
        if len(expected) != len(documents):
            raise SystemExit("%s: two documents of one _id" % name)
        if name not in right:
            raise SystemExit("%s: not there" % name)
        if target.startswith("mongodb:"):
            found = {dict(document[1])["_id"]: dict(leaves(document)) for document in right[name]}
        else:
            found, count = from_tables(name, documents, right)
            used += count
        bad = 0
        for key in expected.keys() | found.keys():
            left, got = expected.get(key, {}), found.get(key, {})
            for path in left.keys() | got.keys():
                compared += 1
                if left.get(path) != got.get(path):
                    bad += 1
                    if bad <= 5:
                        print("%s %s %s: %s became %s" % (name, key[1], path, left.get(path), got.get(path)))
        total += len(expected)
        differences += bad
        print("%s: %d documents, %d leaves, %d differences" % (name, len(expected), sum(map(len, expected.values())), bad))
    if not target.startswith("mongodb:") and used != len(right):
        print("%d tables, of which %d were judged" % (len(right), used))
        differences += 1
    print("%d documents, %d leaves compared, %d differences" % (total, compared, differences))
    return differences or not total


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    sys.exit(1 if main(*sys.argv[1:]) else 0)
