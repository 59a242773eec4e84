"""Schemas that SQLite would not have made: other names, SQL, root pages and types in sqlite_schema."""

import os
import sqlite3
import sys

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'ddl_fuzz'))

from mutate import mutate, tokens

NAMES = (None, '', 'sqlite_x', 'sqlite_stat1', 'rows', 'x' * 64, 'x' * 300, 'a"b', "a'b", 'a\nb', 'a\\', '\x01', '表', '; DROP TABLE x; --', b'\xff\xfe', b'\x00', 7, -1.5, 'SELECT 1', 'main.rows', 'ctid')
TYPES = (None, '', 'table', 'view', 'index', 'trigger', 'TABLE', b'table', 1)
ROOTS = (None, 0, 1, 2, 3, -1, 1 << 31, 1 << 40, -(1 << 63), 'x', '', b'\x01', 1.5, 1 << 20)
STATEMENTS = (
    None, '', 'x', ';', 'SELECT 1', 'PRAGMA writable_schema = 1', "ATTACH '/tmp/sqlite_fdw_never' AS x", b'\xff\x00', 'CREATE TABLE', 'CREATE VIRTUAL TABLE a USING fts5(x)', 'CREATE VIRTUAL TABLE a USING fts3(x, tokenize=nothing)',
    'CREATE VIRTUAL TABLE a USING rtree(x, y, z)', 'CREATE VIRTUAL TABLE a USING no_such_module(x)', 'CREATE VIRTUAL TABLE a USING dbstat', 'CREATE VIRTUAL TABLE a USING sqlite_stmt', "CREATE VIRTUAL TABLE a USING fts5(x, content='a')",
    "CREATE VIRTUAL TABLE a USING fts4(content='sqlite_schema')", 'CREATE VIEW a AS SELECT * FROM a', 'CREATE VIEW a AS SELECT * FROM temp.t', "CREATE VIEW a AS SELECT fts3_tokenizer('simple')",
    'CREATE VIEW a AS WITH RECURSIVE i(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM i) SELECT n FROM i LIMIT 3', 'CREATE VIEW a AS SELECT zeroblob(2000000000) AS v', "CREATE VIEW a AS SELECT printf('%2000000000d', 1) AS v",
    'CREATE TABLE a (x, y AS (zeroblob(2000000000)))', "CREATE TABLE a (x, y AS (json_extract(x, '$.a')) STORED)", 'CREATE TABLE a (a INTEGER PRIMARY KEY, a)', 'CREATE TABLE a (x TEXT PRIMARY KEY) WITHOUT ROWID', 'CREATE TABLE a (x ANY) STRICT',
    'CREATE INDEX a ON rows (n)', 'CREATE TRIGGER a AFTER INSERT ON rows BEGIN SELECT 1; END', 'CREATE TABLE a (' + ', '.join(f'c{i}' for i in range(1990)) + ')', 'CREATE TABLE a (x CHECK (' + '(' * 900 + '1' + ')' * 900 + '))')
# The bytes 18 and 19 of a file in WAL mode, in which no copy in memory can be opened.
VERSIONS = slice(18, 20)
MOST_CHANGES = 3


def forge(rnd, image):
    """The bytes with rows of the schema changed, added or taken out, and what was done; None if SQLite cannot."""
    versions = bytes(image[VERSIONS])
    image[VERSIONS] = b'\1\1'
    connection = sqlite3.connect(':memory:', isolation_level=None)
    try:
        connection.deserialize(bytes(image))
        connection.execute('PRAGMA writable_schema = ON')
        connection.execute('BEGIN')
        done = [change(rnd, connection) for _ in range(rnd.randint(1, MOST_CHANGES))]
        connection.execute('COMMIT')
        image[:] = connection.serialize()
        return '; '.join(done)
    except (sqlite3.Error, UnicodeError, OverflowError):
        return None
    finally:
        image[VERSIONS] = versions
        connection.close()


def change(rnd, connection):
    connection.text_factory = bytes
    rows = [row for (row,) in connection.execute('SELECT rowid FROM sqlite_schema')]
    row = rnd.choice(rows or [0])
    what = rnd.randrange(8) if rows else 1
    if what == 0:
        connection.execute('DELETE FROM sqlite_schema WHERE rowid = ?', (row,))
        return f'schema row {row} is gone'
    if what == 1:
        values = tuple(rnd.choice(list_of) for list_of in (TYPES, NAMES, NAMES, ROOTS, STATEMENTS))
        connection.execute('INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)', values)
        return f'a schema row {shown(values)} more'
    if what == 2:
        connection.execute('INSERT INTO sqlite_schema SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema WHERE rowid = ?', (row,))
        return f'schema row {row} is there twice'
    if what == 3:
        other = rnd.choice(rows)
        column = rnd.choice(('type', 'name', 'tbl_name', 'rootpage', 'sql'))
        connection.execute(f'UPDATE sqlite_schema SET {column} = (SELECT {column} FROM sqlite_schema WHERE rowid = ?) WHERE rowid = ?', (other, row))
        return f'{column} of schema row {row} is that of row {other}'
    column, value = rnd.choice((('type', rnd.choice(TYPES)), ('name', rnd.choice(NAMES)), ('tbl_name', rnd.choice(NAMES)), ('rootpage', rnd.choice(ROOTS)), ('sql', rnd.choice(STATEMENTS)), ('sql', new_sql(rnd, connection, row)), ('sql', new_sql(rnd, connection, row))))
    connection.execute(f'UPDATE sqlite_schema SET {column} = {"CAST(? AS TEXT)" if column == "sql" and isinstance(value, bytes) else "?"} WHERE rowid = ?', (value, row))
    return f'{column} of schema row {row} is {shown(value)}'


def new_sql(rnd, connection, row):
    """The statement of a row, changed at random."""
    (sql,) = connection.execute('SELECT CAST(sql AS TEXT) FROM sqlite_schema WHERE rowid = ?', (row,)).fetchone()
    words = sorted({token for token in tokens(sql or b'x') if not token.isspace()})
    return mutate(rnd, sql or b'x', words)


def shown(value):
    text = repr(value)
    return text if len(text) < 300 else text[:300] + '...'
