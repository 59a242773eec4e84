"""Makes a failing case small: it drops what the failure does not need, from the query and from the file."""

import sqlite3
import time
from dataclasses import replace

from compare import judge
from nodes import TableRef, simplifications, walk
from server import ConnectionLost


class Shrinker:
    """Looks for the smallest case that fails in the same way, until its time is over."""

    def __init__(self, bench, kind, seconds):
        self.bench = bench
        self.kind = kind
        self.deadline = time.monotonic() + seconds
        self.installed = None

    def shrink(self, case):
        """The smallest case found, and the verdict on it."""
        while True:
            before = case
            for step in (self.shrink_parameters, self.shrink_settings, self.shrink_tree, self.shrink_file):
                case = step(case)
            if case is before or self.is_over():
                return case, self.verdict(case)

    def is_over(self):
        return time.monotonic() > self.deadline

    def verdict(self, case):
        if case.file is not self.installed:
            self.bench.install(case.file)
            self.installed = case.file
        return judge(case, self.bench)

    def fails(self, case):
        if self.is_over():
            return False
        try:
            return self.verdict(case).kind == self.kind
        except (RuntimeError, ConnectionLost, sqlite3.Error):
            self.installed = None
            return False

    def first(self, candidates):
        return next((case for case in candidates if self.fails(case)), None)

    def repeat(self, case, candidates):
        """Takes the first candidate that fails, and goes on from there."""
        while True:
            found = self.first(candidates(case))
            if found is None:
                return case
            case = found

    # -----------------------------------------------------------------------
    # The query
    # -----------------------------------------------------------------------

    def shrink_parameters(self, case):
        def candidates(case):
            if len(case.sets) > 1:
                for values in case.sets:
                    yield replace(case, sets=[values])
                for i in range(len(case.sets)):
                    yield replace(case, sets=case.sets[:i] + case.sets[i + 1:])
            elif case.sets:
                yield case.without_parameters()
        return self.repeat(case, candidates)

    def shrink_settings(self, case):
        def candidates(case):
            for name in case.settings:
                yield replace(case, settings={other: value for other, value in case.settings.items() if other != name})
        return self.repeat(case, candidates)

    def shrink_tree(self, case):
        return self.repeat(case, lambda case: (case.with_tree(tree) for tree in simplifications(case.tree)))

    # -----------------------------------------------------------------------
    # The file
    # -----------------------------------------------------------------------

    def shrink_file(self, case):
        def candidates(case):
            read = {node.table.name for node in walk(case.tree) if isinstance(node, TableRef)}
            for change in file_changes(case.file, read):
                file = case.file.copy()
                change(file)
                yield replace(case, file=file)
        return self.repeat(case, candidates)


def file_changes(file, read):
    """Functions that each take one thing out of a copy of the file; read: names of the tables in the query."""
    if any(table.name not in read for table in file.tables):
        yield lambda copy: keep_tables(copy, read)
    if file.statistics:
        yield lambda copy: copy.statistics.clear()
    for name, plain in (('encoding', 'UTF-8'), ('timezone', 'UTC')):
        if getattr(file, name) != plain:
            yield lambda copy, name=name, plain=plain: setattr(copy, name, plain)
    for n, table in enumerate(file.tables):
        for change in table_changes(table):
            yield lambda copy, n=n, change=change: change(copy.tables[n])


def keep_tables(file, names):
    """Views, and partitioned tables, need the tables that they are made on."""
    names = set(names)
    for table in file.tables:
        if table.name in names and hasattr(table, 'base'):
            base = table.base if isinstance(table.base, str) else table.base.remote
            names.update(other.name for other in file.tables if other.role == 'foreign' and other.remote == base)
    file.tables[:] = [table for table in file.tables if table.name in names]


def table_changes(table):
    """Functions that each make a table simpler."""
    count = len(table.rows)
    if count > 3:
        half = count // 2
        yield lambda copy: copy.rows.__delitem__(slice(0, half))
        yield lambda copy: copy.rows.__delitem__(slice(half, count))
    for i in range(count):
        yield lambda copy, i=i: copy.rows.__delitem__(i)
    for i in range(len(table.indexes)):
        yield lambda copy, i=i: copy.indexes.__delitem__(i)
    for name in ('strict', 'without_rowid', 'drops_a_column', 'is_analyzed'):
        if getattr(table, name):
            yield lambda copy, name=name: setattr(copy, name, False)
    if table.key:
        yield drop_key
    for column in table.columns:
        yield lambda copy, name=column.name: drop_column(copy, name)
        for attribute in ('collation', 'local_collation', 'not_null'):
            if getattr(column, attribute):
                yield lambda copy, name=column.name, attribute=attribute: clear(copy, name, attribute)
    if table.mapped != [column.name for column in table.columns if column.name in table.mapped]:
        yield lambda copy: copy.mapped.sort(key=[column.name for column in copy.columns].index)


def drop_key(table):
    table.key = []
    table.key_is_rowid = table.without_rowid = False


def clear(table, name, attribute):
    for column in table.columns:
        if column.name == name:
            setattr(column, attribute, False if attribute == 'not_null' else '')


def drop_column(table, name):
    """From SQLite's table too, where neither a key nor an index needs it."""
    if name in table.mapped:
        table.mapped.remove(name)
    stored = [column for column in table.columns if not column.generated]
    column = next(column for column in table.columns if column.name == name)
    if column.remote in table.needed_columns():
        return
    if column in stored and table.rows:
        for row in table.rows:
            del row[stored.index(column)]
    table.columns.remove(column)
