"""The table whose columns the expressions read, with random rows of values that convert."""

import datetime

from expressions import WORDS

DECLARATION = '''CREATE TABLE t (
  id INTEGER PRIMARY KEY, n INTEGER, m INTEGER, r REAL, q REAL, d DECIMAL(10,2), s TEXT, s2 TEXT, nc TEXT COLLATE NOCASE, rt TEXT COLLATE RTRIM,
  b BOOLEAN, b2 BOOLEAN, x STRING, v INTEGER, w NUMERIC, bl BLOB, ts DATETIME, ts2 TEXT, da DATE, tz TIMESTAMP, tm TIMESTAMP, u TEXT, j JSON)'''
ROWS = 40
DOCUMENTS = ['{"a":"x","b":{"c":"y"}}', '{"a":1}', '{"a":null}', '{}', '{"a":true}', '{"a":"5"}', '{"b":{"c":"x"}}']


class Row:
    """Makes the values of a row, about one in eight NULL."""

    def __init__(self, random):
        self.random = random

    def pick(self, *values):
        return None if self.random.random() < 0.12 else self.random.choice(values)

    def moment(self):
        seconds = self.random.choice([0, 59, 86399, 86400 * 30, 86400 * 58, 86400 * 59, self.random.randrange(10 ** 9)])
        return datetime.datetime(2000, 1, 1) + datetime.timedelta(seconds=seconds)

    def values(self):
        pick, randrange = self.pick, self.random.randrange
        return [pick(0, 1, -1, 2, 3, 5, -7, 10, 100, 2 ** 31, -2 ** 31 - 1, 2 ** 53 + 1, 2 ** 62, randrange(-50, 50)), pick(0, 1, 2, -2, 7, 63, randrange(-9, 9)),
                pick(0.0, 1.0, -1.5, 2.5, 0.1, 1e10, -0.5, 0.5, 3.0, 123.456, 1e-7, 2.675, -2.5), pick(0.0, 1.0, 2.0, 0.3, -4.25, 5.0), pick(0, 1, 2.5, 10.25, -3.75, 100, 99.99),
                *[pick(*WORDS) for _ in range(4)], pick(0, 1), pick(0, 1), pick(*WORDS), pick(1, 2.5, -3), pick(1, 2.5, -3, 0.1), pick(b'', b'\x00\xff', b'abc', b"'\\"),
                pick(self.moment().strftime('%Y-%m-%d %H:%M:%S')), pick(self.moment().strftime('%Y-%m-%d %H:%M:%S')), pick(self.moment().strftime('%Y-%m-%d')),
                pick(1700000000, 946684800, randrange(10 ** 9, 2 * 10 ** 9)), pick(1700000000123, 1700000000000, randrange(10 ** 12, 2 * 10 ** 12)),
                pick(f'{randrange(3):08x}-0000-4000-8000-{randrange(3):012x}'), pick(*DOCUMENTS)]


def fill(database, random):
    """Make the table in a SQLite database."""
    row = Row(random)
    database.execute(DECLARATION)
    for _ in range(ROWS):
        values = row.values()
        database.execute(f'INSERT INTO t VALUES (NULL{", ?" * len(values)})', values)
    database.commit()
