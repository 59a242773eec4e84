"""Asks random SELECTs in SQLite, and as views that sqlite.migrate() has translated; what is translated must give the same.

SEED=n chooses what is asked, FILES=n how many files with VIEWS=n views each.  FORGET=1 takes NULLs out of the migrated table, which must be found.
"""

import json
import math
import os
import random
import sqlite3
import sys
import tempfile

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'differential'))

from expressions import Maker
from server import Session
from tables import fill

# PostgreSQL raises an error where SQLite goes on with a REAL, or beyond its own range of times.
RANGE_ERRORS = ['22003', '22008']
# A value of these types is right by the table's test, and is written in another form than SQLite's.
OTHER_FORMS = ['timestamp without time zone', 'timestamp with time zone', 'date', 'jsonb', 'boolean']


def literal(text):
    return "'" + text.replace("'", "''") + "'"


def as_sqlite(kind, value):
    """A value of PostgreSQL, given as text, as SQLite would have it."""
    if value is None:
        return None
    if kind in ('bigint', 'integer'):
        return int(value)
    if kind in ('double precision', 'numeric'):
        return float(value)
    if kind == 'bytea':
        return bytes.fromhex(value[2:])
    return value


def is_same(a, b):
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return a == b or math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12)
    return type(a) is type(b) and a == b


class Run:
    def __init__(self):
        self.seed = int(os.environ.get('SEED') or 1)
        self.counts = dict.fromkeys(['asked', 'left out', 'the same', 'with a remark', 'out of range', 'in another form', 'different'], 0)
        self.session = Session(os.environ['PGDATABASE'], open(os.devnull, 'w'))

    def count(self, what):
        self.counts[what] += 1

    def ask_file(self, number, folder):
        chance = random.Random(f'{self.seed} {number}')
        path = os.path.join(folder, f'{number}.db')
        schema = f'translated_{number}'
        database = sqlite3.connect(path)
        fill(database, chance)
        maker = Maker(chance)
        selects = [maker.select() for _ in range(int(os.environ.get('VIEWS') or 100))]
        for place, select in enumerate(selects):
            database.execute(f'CREATE VIEW v{place} AS {select}')
        database.commit()
        self.session.must(f"CALL sqlite.migrate({literal(path)}, '{schema}')")
        if os.environ.get('FORGET'):
            self.session.must(f'DELETE FROM {schema}.t WHERE s IS NULL OR n IS NULL')
        translated, remarked = self.translated(schema)
        for place, select in enumerate(selects):
            self.count('asked')
            if f'v{place}' not in translated:
                self.count('left out')
            else:
                self.compare(database, schema, f'v{place}', select, f'view "v{place}"' in remarked)
        database.close()
        self.session.must(f'DROP SCHEMA {schema} CASCADE')

    def translated(self, schema):
        """The views that are there, and those that mean something slightly else."""
        views, findings = self.session.must(
            f"SELECT viewname FROM pg_views WHERE schemaname = '{schema}'",
            'SELECT object FROM sqlite.finding WHERE run = (SELECT max(run) FROM sqlite.migration)')
        return {row[0] for row in views.rows}, {row[0] for row in findings.rows}

    def compare(self, database, schema, view, select, is_remarked):
        answer, = self.session.run(f'SELECT json_agg(json_build_array(id, pg_typeof(e), e::text)) FROM {schema}.{view}')
        if answer.failed:
            if answer.sqlstate in RANGE_ERRORS:
                self.count('out of range')
            else:
                self.tell(schema, view, select, f'{answer.sqlstate} {answer.message}')
            return
        rows = json.loads(answer.rows[0][0] or '[]')
        if any(kind in OTHER_FORMS for _, kind, _ in rows):
            self.count('in another form')
            return
        try:
            wanted = database.execute(f'SELECT id, e FROM {view}').fetchall()
        except sqlite3.OperationalError as error:
            self.count('out of range')
            if 'overflow' not in str(error):
                raise
            return
        got = [(number, as_sqlite(kind, value)) for number, kind, value in rows]
        differing = [(a, b) for a, b in zip(got, wanted) if a[0] != b[0] or not is_same(a[1], b[1])]
        if not differing and len(got) == len(wanted):
            self.count('the same')
        elif is_remarked:
            self.count('with a remark')
        else:
            self.tell(schema, view, select, f'{len(got)} rows, in SQLite {len(wanted)}; {differing[:3]}')

    def tell(self, schema, view, select, what):
        self.count('different')
        definition, = self.session.must(f"SELECT pg_get_viewdef('{schema}.{view}'::regclass)")
        print(f'==== SEED={self.seed} {schema}.{view}\nSQLite: {select}\nPostgreSQL: {definition.rows[0][0]}\n{what}')

    def ask(self):
        files = int(os.environ.get('FILES') or 1)
        with tempfile.TemporaryDirectory(dir=os.environ.get('SQLITE_FDW_TESTDIR')) as folder:
            os.chmod(folder, 0o755)
            for number in range(files):
                self.ask_file(number, folder)
        self.session.close()
        print(', '.join(f'{count} {what}' for what, count in self.counts.items()))
        return self.counts['different'] == 0


sys.exit(0 if Run().ask() else 1)
