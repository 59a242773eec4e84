"""Makes a failing case small: it drops what the failure does not need, from the query and from the file."""

import sqlite3
import time
from dataclasses import replace

from compare import WRONG_ROWS, judge
from nodes import TableRef, simplifications, walk
from readable import used_columns
from reduce import file_changes
from server import ConnectionLost


class Shrinker:
    """Looks for the smallest case that fails in the same way, until its time is over."""

    def __init__(self, bench, kind, seconds):
        self.bench = bench
        self.kinds = WRONG_ROWS if kind in WRONG_ROWS else (kind,)
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
            return self.verdict(case).kind in self.kinds
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
            elif case.by_cursor:
                yield replace(case, by_cursor=False)
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
            for change in file_changes(case.file, read_columns(case.tree)):
                file = case.file.copy()
                change(file)
                if file.statements() != case.file.statements():
                    yield replace(case, file=file)
        return self.repeat(case, candidates)


def read_columns(tree):
    """The names of the columns that a query reads, by table; None stands for all."""
    used = used_columns(tree)
    found = {}
    for node in walk(tree):
        if isinstance(node, TableRef):
            columns, more = found.get(node.table.name, set()), used[node.alias]
            found[node.table.name] = None if columns is None or more is None else columns | more
    return found
