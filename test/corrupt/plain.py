"""Reads all that a file has with SQLite alone: plain.py FILE.  Who runs it sees whether it ends in time."""

import sqlite3
import sys
from contextlib import suppress

connection = sqlite3.connect(f'file:{sys.argv[1]}?mode=ro&readonly_shm=1', uri=True)
connection.text_factory = bytes
with suppress(sqlite3.Error):
    objects = connection.execute("SELECT type, CAST(name AS TEXT), CAST(tbl_name AS TEXT) FROM sqlite_schema").fetchall()
    for kind, name, table in objects:
        name, table = (b'"' + (text or b'').replace(b'"', b'""') + b'"' for text in (name, table))
        for sql in ([b'SELECT count(*) FROM %s INDEXED BY %s' % (table, name)] if kind == b'index' else [b'SELECT * FROM %s' % name, b'SELECT count(*) FROM %s' % name] if kind in (b'table', b'view') else []):
            with suppress(sqlite3.Error, UnicodeError):
                for _ in connection.execute(sql.decode()):
                    pass
with suppress(sqlite3.Error):
    for _ in connection.execute('SELECT sum(pgsize) FROM dbstat'):
        pass
