"""A case is a file and a query on it with its settings; the bench makes the file and asks PostgreSQL."""

import os
import re
import sqlite3
from dataclasses import dataclass, field, replace

from nodes import Constant, Parameter, quote
from server import Answer

LONGEST_QUERY = '20s'
PUSHDOWN = 'sqlite_fdw.pushdown'


@dataclass
class Case:
    file: object
    tree: object
    settings: dict = field(default_factory=dict)
    types: list = field(default_factory=list)       # of the parameters, if the query is prepared
    sets: list = field(default_factory=list)        # what they are bound to, one list for each execution
    by_cursor: bool = False                         # two rows first, then the others

    def text(self, names=None):
        return self.tree.render(names or {})

    def with_tree(self, tree):
        return replace(self, tree=tree)

    def statements(self, names=None):
        """What asks the question: one statement, a cursor, or PREPARE and an EXECUTE for each set of parameters."""
        if self.by_cursor:
            return ['BEGIN', f'DECLARE question CURSOR FOR {self.text(names)}', 'FETCH 2 FROM question', 'FETCH ALL FROM question', 'COMMIT']
        if not self.sets:
            return [self.text(names)]
        types = f"({', '.join(self.types)})" if self.types else ''
        return [f'PREPARE question{types} AS {self.text(names)}'] + [self.execute(values) for values in self.sets]

    def execute(self, values):
        arguments = ', '.join('NULL' if value is None else quote(value) for value in values)
        return f'EXECUTE question({arguments})' if values else 'EXECUTE question'

    def merge(self, answers):
        """One answer for each execution, from those of statements()."""
        failed = [answer for answer in answers if answer.failed]
        if self.by_cursor:
            return failed[:1] or [Answer(answers[2].rows + answers[3].rows)]
        if self.sets:
            return answers[1:] if not answers[0].failed else answers[:1]
        return answers

    def explain(self):
        """The statement that shows the plan, after statements()."""
        return 'EXPLAIN (VERBOSE, COSTS OFF) ' + (self.execute(self.sets[0]) if self.sets else self.text())

    def without_parameters(self):
        """The same with constants in place of parameters, if there is one set of them."""
        return replace(self, tree=bind(self.tree, self.types, self.sets[0]), types=[], sets=[])


def bind(node, types, values):
    """The tree with its parameters as constants."""
    if isinstance(node, Parameter):
        return Constant(node.kind, types[node.number - 1], values[node.number - 1])
    for key, child in node.children():
        bound = bind(child, types, values)
        if bound is not child:
            node = node.with_child(key, bound)
    return node


class Bench:
    """The SQLite files of a run, and the schemas and servers on them."""

    def __init__(self, folder, sessions):
        self.folder = folder
        self.sessions = sessions            # by name of database
        self.made = 0
        self.file = None
        self.forgets = False                # rows with NULL in them, as a wrong pushdown might

    def install(self, file):
        """Makes the file and what PostgreSQL has on it, in place of the one before."""
        self.remove()
        self.made += 1
        self.name = f'differential{self.made}'
        self.path = f'{self.folder}/{self.name}.db'
        self.file = file
        self.session = self.sessions[file.database]
        write_file(file, self.path)
        statements = ['RESET ALL', *file.local_statements(self.path, self.name)]
        for statement, answer in zip(statements, self.session.run(*statements)):
            # ANALYZE may meet a bad value, and a native table need not take every row
            if answer.failed and not statement.startswith('ANALYZE') and not (statement.startswith('INSERT') and answer.sqlstate[:2] == '22'):
                raise RuntimeError(f'{answer.sqlstate} {answer.message}: {statement}')

    def remove(self):
        if self.file:
            self.session.run('RESET ALL', 'SET client_min_messages = error', f'DROP SCHEMA {self.name} CASCADE',
                             f'DROP SERVER IF EXISTS {self.name}, {self.name}_b CASCADE')
            self.file = None
            if os.path.exists(self.path):
                os.unlink(self.path)

    def preamble(self, case, pushdown):
        settings = {'search_path': f'{self.name}, public', 'statement_timeout': quote(LONGEST_QUERY), **case.settings, PUSHDOWN: pushdown}
        return ['RESET ALL', 'DEALLOCATE ALL'] + [f'SET {name} = {value}' for name, value in settings.items()]

    def ask(self, case, pushdown, names=None):
        """The answers of one statement, or of each execution."""
        return self._ask(case, pushdown, names, [])[0]

    def ask_and_explain(self, case, pushdown):
        """The same and the plan."""
        answers, plan = self._ask(case, pushdown, None, [case.explain()])
        if self.forgets:
            answers = [replace(answer, rows=[row for row in answer.rows if None not in row]) for answer in answers]
        return answers, '\n'.join(line for row in plan[0].rows for line in row) if not plan[0].failed else f'{plan[0].sqlstate} {plan[0].message}'

    def _ask(self, case, pushdown, names, after):
        preamble = self.preamble(case, pushdown)
        statements = case.statements(names)
        answers = self.session.run(*preamble, *statements, *after)
        first, last = len(preamble), len(preamble) + len(statements)
        return case.merge(answers[first:last]), answers[last:]


def write_file(file, path):
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute('PRAGMA synchronous = off')
    connection.execute('PRAGMA journal_mode = memory')
    for statement in file.sqlite_statements():
        if statement.startswith('CREATE TABLE') and not connection.in_transaction:
            connection.execute('BEGIN')
        connection.execute(statement)
    if connection.in_transaction:
        connection.execute('COMMIT')
    connection.close()
    os.chmod(path, 0o644)


# Parts of a query, and how they look in what SQLite is given.
PARTS = {
    'WHERE': r'AS r\d+ WHERE\b', 'JOIN': r'\bJOIN\b|\bFROM main\..* AS r\d+, main\.', 'aggregate': r'\b(count|sum|total|avg|min|max)\s*\((?!\*\) FILTER \(WHERE NOT)',
    'GROUP BY': r'\bGROUP BY\b', 'ORDER BY': r'\bORDER BY\b', 'LIMIT': r'\bLIMIT\b',
}


def pushed_parts(plan):
    """Which parts of a query stand in the statements that SQLite gets."""
    text = '\n'.join(re.findall(r'SQLite SQL: (.*)', plan))
    return [part for part, pattern in PARTS.items() if re.search(pattern, text)]


def asked_parts(text):
    """Which parts a query has."""
    patterns = {**PARTS, 'WHERE': r'\bWHERE\b', 'JOIN': r'\bJOIN\b', 'LIMIT': r'\b(LIMIT|OFFSET|FETCH)\b'}
    return [part for part, pattern in patterns.items() if re.search(pattern, text)]
