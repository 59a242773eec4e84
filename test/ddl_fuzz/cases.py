"""A schema with one statement changed, and the SQLite file that holds it."""

import random
import sqlite3
from dataclasses import dataclass

from mutate import mutate, tokens

# Most mutations are errors of syntax, which never get past SQLite.
ACCEPTED_SHARE = 0.7
TRIES = 12


@dataclass
class Case:
    number: int
    schema: list        # the statements as they were
    place: int          # which of them is changed
    text: bytes         # to this


@dataclass
class Made:
    is_forged: bool     # SQLite refused the statement, so it was written into sqlite_schema
    is_readable: bool   # SQLite can read the schema


class CaseMaker:
    """Makes the case of a seed and a number from these two alone."""

    def __init__(self, schemas, seed):
        self.schemas = schemas
        self.seed = seed
        self.words = sorted({token for schema in schemas for statement in schema for token in tokens(statement.encode()) if not token.isspace()})

    def case(self, number):
        rnd = random.Random(f'{self.seed} {number}')
        schema = rnd.choice(self.schemas)
        case = Case(number, schema, rnd.randrange(len(schema)), b'')
        original = schema[case.place].encode()
        if rnd.random() < ACCEPTED_SHARE:
            case.text = self.accepted(rnd, case, original)
        if case.text in (b'', original):
            case.text = mutate(rnd, original, self.words)
        return case

    def accepted(self, rnd, case, text):
        """Goes on from each mutation that SQLite accepts, and gives the last one."""
        for _ in range(TRIES):
            connection = sqlite3.connect(':memory:', isolation_level=None)
            candidate = Case(case.number, case.schema, case.place, mutate(rnd, text, self.words))
            if try_case(connection, candidate):
                text = candidate.text
            connection.close()
        return text


def write(case, path):
    """Makes the file: the statement is run, or forged where SQLite refuses it.  No file is there before."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute('PRAGMA synchronous = OFF')
    try:
        is_forged = not try_case(connection, case)
        if is_forged:
            forge(connection, case)
    finally:
        connection.close()
    return Made(is_forged, is_readable(path))


def try_case(connection, case):
    """Runs all statements; those behind the changed one may fail, as what they name may be gone."""
    connection.execute('BEGIN')
    for place, statement in enumerate(case.schema):
        if place == case.place:
            if not run(connection, case.text) or not holds_something_new(connection, place):
                end(connection, 'ROLLBACK')
                return False
        else:
            run(connection, statement.encode())
    add_rows(connection)
    return end(connection, 'COMMIT')


def end(connection, how):
    """Ends the transaction, unless a clause ON CONFLICT ROLLBACK of a changed text has; says whether it stood."""
    stands = connection.in_transaction
    if stands:
        connection.execute(how)
    return stands


def run(connection, statement):
    """False if SQLite refuses, or Python, which takes no bytes that are not UTF-8."""
    try:
        connection.execute(statement.decode())
        return True
    except (sqlite3.Error, sqlite3.Warning, UnicodeDecodeError):
        return False


def holds_something_new(connection, count):
    """A statement may be accepted and yet make nothing: what is left of it can be a comment."""
    return connection.execute("SELECT count(*) FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'").fetchone()[0] > count


def add_rows(connection):
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").fetchall():
        quoted = '"' + name.replace('"', '""') + '"'
        for _ in range(2):
            run(connection, f'INSERT INTO {quoted} DEFAULT VALUES'.encode())


def forge(connection, case):
    """The schema as it was, with the changed text in the place of the statement."""
    connection.execute('BEGIN')
    for statement in case.schema:
        connection.execute(statement)
    add_rows(connection)
    (row,) = connection.execute("SELECT rowid FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid LIMIT 1 OFFSET ?", (case.place,)).fetchone()
    connection.execute('PRAGMA writable_schema = ON')
    connection.execute('UPDATE sqlite_schema SET sql = CAST(? AS TEXT) WHERE rowid = ?', (case.text, row))
    connection.execute('COMMIT')


def is_readable(path):
    connection = sqlite3.connect(path)
    try:
        connection.execute('SELECT count(*) FROM sqlite_schema').fetchone()
        return True
    except (sqlite3.Error, UnicodeDecodeError):     # SQLite's message shows a text that is not UTF-8
        return False
    finally:
        connection.close()
