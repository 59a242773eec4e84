"""The valid files that are to be damaged: each kind of table that SQLite has, on small pages so that a few rows make deep trees."""

import os
import re
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path

from log import seal, seal_index

EXAMPLES = Path(__file__).resolve().parents[2] / 'docs' / 'examples'
PROJ = '/usr/share/proj/proj.db'
ROWS_OF_A_COPY = 4

ROWS = """CREATE TABLE rows (id INTEGER PRIMARY KEY, n INTEGER, x REAL, t TEXT, d, at TEXT, day DATE, ok BOOLEAN, price DECIMAL(10,2), doc JSON, ref TEXT);
CREATE INDEX rows_n ON rows (n, t); CREATE UNIQUE INDEX rows_t ON rows (t COLLATE NOCASE) WHERE n > 3; CREATE INDEX rows_expr ON rows (abs(n) + 1);
CREATE TABLE lines (id INTEGER PRIMARY KEY AUTOINCREMENT, row_id INTEGER NOT NULL REFERENCES rows ON DELETE CASCADE, note TEXT DEFAULT 'none' CHECK (length(note) < 900));
WITH RECURSIVE i(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM i WHERE n < 90)
INSERT INTO rows SELECT n, n * 7919 % 1000 * (CASE n % 5 WHEN 0 THEN 100000000000 ELSE 1 END), n / 3.0, 'text ' || n, CASE n % 4 WHEN 0 THEN n WHEN 1 THEN 'd' || n WHEN 2 THEN n * 1.5 ELSE x'00ff' END,
  datetime(1700000000 + n * 86400, 'unixepoch'), date(1700000000 + n * 86400, 'unixepoch'), n % 2, n / 4.0, '{"n": ' || n || '}', printf('6ba7b810-9dad-11d1-80b4-%012x', n) FROM i;
WITH RECURSIVE i(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM i WHERE n < 60) INSERT INTO lines (row_id, note) SELECT n % 90 + 1, substr('äöü 表 note ' || n || replace(hex(zeroblob(20)), '00', 'ab '), 1, n) FROM i;
CREATE VIEW joined AS SELECT r.id, r.t, l.note FROM rows AS r JOIN lines AS l ON l.row_id = r.id;
CREATE VIEW summed AS SELECT ok, count(*) AS c, sum(price) AS p FROM rows GROUP BY ok;
CREATE TRIGGER rows_touch AFTER UPDATE ON rows BEGIN INSERT INTO lines (row_id) VALUES (new.id); END;
ANALYZE;"""

KEYED = """CREATE TABLE keyed (a TEXT, b INTEGER, c REAL, d BLOB, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE INDEX keyed_c ON keyed (c DESC);
CREATE TABLE words (word TEXT PRIMARY KEY COLLATE NOCASE, n INTEGER) WITHOUT ROWID, STRICT;
WITH RECURSIVE i(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM i WHERE n < 120) INSERT INTO keyed SELECT 'key ' || (n % 10), n, n * 0.5, zeroblob(n % 7 * 40) FROM i;
INSERT INTO words SELECT 'word ' || b, b FROM keyed;
CREATE VIEW found AS SELECT k.a, w.word FROM keyed AS k JOIN words AS w ON w.n = k.b;
ANALYZE;"""

BLOBS = """CREATE TABLE blobs (id INTEGER PRIMARY KEY, name TEXT UNIQUE, v BLOB);
INSERT INTO blobs VALUES (1, 'small', x'00'), (2, 'page', zeroblob(600)), (3, 'chain', zeroblob(20000)), (4, 'text', replace(hex(zeroblob(4000)), '00', 'word ')), (5, NULL, NULL);
CREATE TABLE long (k TEXT PRIMARY KEY, v TEXT) WITHOUT ROWID;
INSERT INTO long VALUES (replace(hex(zeroblob(900)), '00', 'k'), replace(hex(zeroblob(3000)), '00', 'ä')), ('b', 'c');
CREATE INDEX blobs_v ON blobs (v);"""

STRICT = """CREATE TABLE strict_one (id INTEGER PRIMARY KEY, a INT NOT NULL, b TEXT, c ANY, d REAL, e BLOB) STRICT;
INSERT INTO strict_one VALUES (1, 1, 'a', 'any', 1.5, x'01'), (2, 2, NULL, 7, 2, NULL), (3, 3, 'c', x'00', -0.0, x'');
CREATE TABLE made (id INTEGER PRIMARY KEY, doc TEXT, kind TEXT AS (json_extract(doc, '$.kind')), size INTEGER AS (length(doc)) STORED, both TEXT AS (kind || size));
INSERT INTO made (doc) VALUES ('{"kind": "a"}'), ('{"kind": 5}'), (NULL), ('{}');
CREATE INDEX made_kind ON made (kind); CREATE INDEX made_json ON made (json_extract(doc, '$.x'));
CREATE TABLE parents (x INTEGER, y TEXT, PRIMARY KEY (x, y)); CREATE TABLE children (id INTEGER PRIMARY KEY, x INTEGER, y TEXT, up REFERENCES children, FOREIGN KEY (x, y) REFERENCES parents ON UPDATE CASCADE);
INSERT INTO parents VALUES (1, 'a'), (2, 'b'); INSERT INTO children VALUES (1, 1, 'a', NULL), (2, 2, 'b', 1), (3, 9, 'z', 2);"""

VIEWS = """CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT); INSERT INTO t VALUES (1, 'one'), (2, 'two'), (3, NULL); CREATE VIEW v0 AS SELECT id, v FROM t;
%s CREATE VIEW counted AS WITH RECURSIVE i(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM i WHERE n < 20) SELECT n, (SELECT max(v) FROM t WHERE id = n %% 4) AS v FROM i;
CREATE VIEW windowed AS SELECT id, row_number() OVER (ORDER BY v) AS r, sum(id) OVER (PARTITION BY v) AS s FROM t;
CREATE VIEW compound AS SELECT v FROM t UNION SELECT v || 'x' FROM t EXCEPT SELECT 'two' ORDER BY 1;
CREATE VIEW each AS SELECT t.id, j.value FROM t, json_each('[1, "a", null]') AS j;
CREATE VIEW described AS SELECT name, type FROM pragma_table_info('t');""" % ''.join(f'CREATE VIEW v{i} AS SELECT id, v FROM v{i - 1} WHERE id > 0;\n' for i in range(1, 25))

SEARCH = """CREATE VIRTUAL TABLE five USING fts5(title, body, tokenize = 'porter unicode61');
CREATE VIRTUAL TABLE three USING fts3(body); CREATE VIRTUAL TABLE four USING fts4(a, b, tokenize=porter);
CREATE VIRTUAL TABLE box USING rtree(id, x1, x2, y1, y2);
WITH RECURSIVE i(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM i WHERE n < 40) INSERT INTO five SELECT 'title ' || n, 'the quick brown fox ' || n || ' jumps' FROM i;
INSERT INTO three SELECT body FROM five; INSERT INTO four SELECT title, body FROM five; INSERT INTO box SELECT rowid, rowid, rowid + 1, 0, rowid FROM five;
CREATE VIEW hits AS SELECT highlight(five, 1, '<', '>') AS h FROM five WHERE five MATCH 'quick' LIMIT 5;
CREATE VIEW hits3 AS SELECT snippet(three) AS s FROM three WHERE three MATCH 'fox' LIMIT 5;
CREATE VIEW boxes AS SELECT id FROM box WHERE x1 >= 3 AND y2 <= 20;"""

NAMES = """CREATE TABLE "quo""te" (id INTEGER PRIMARY KEY, "it's" TEXT, "new
line" TEXT, "back\\slash" TEXT, "表 🐘" TEXT, "" TEXT); INSERT INTO "quo""te" VALUES (1, 'a', 'b', 'c', 'd', 'e');
CREATE TABLE "'; DROP TABLE x; --" ("a,b" INTEGER, "ctid" TEXT, "select" REAL); INSERT INTO "'; DROP TABLE x; --" VALUES (1, 'a', 2.5);
CREATE INDEX "index "" ' \\ name" ON "quo""te" ("it's"); CREATE VIEW "%s%n" AS SELECT "it's" AS "a "" b" FROM "quo""te";
CREATE TABLE "{0}" ("{0}1" TEXT, "{0}2" TEXT); INSERT INTO "{0}" VALUES ('x', 'y');""".format('x' * 70)

FREED = """PRAGMA auto_vacuum = {}; CREATE TABLE freed (id INTEGER PRIMARY KEY, v TEXT);
WITH RECURSIVE i(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM i WHERE n < 100) INSERT INTO freed SELECT n, replace(hex(zeroblob(40)), '00', 'word') FROM i;
CREATE TABLE kept (id INTEGER PRIMARY KEY, v TEXT); INSERT INTO kept SELECT * FROM freed WHERE id < 20; DELETE FROM freed WHERE id BETWEEN 10 AND 90;"""


@dataclass
class Base:
    name: str
    main: bytes
    wal: bytes = b''        # with its -shm, if the log is live
    shm: bytes = b''
    weight: int = 4         # how often it is chosen


def all_bases():
    """Every base there can be here; the same ones each time."""
    with tempfile.TemporaryDirectory() as folder:
        maker = Maker(folder)
        made = [maker.make(f'{name} {size} {encoding}', script, size, encoding) for name, script, size, encoding in (
            ('rows', ROWS, 512, 'UTF-8'), ('rows', ROWS, 1024, 'UTF-16le'), ('rows', ROWS, 4096, 'UTF-16be'), ('keyed', KEYED, 512, 'UTF-8'), ('keyed', KEYED, 1024, 'UTF-16be'),
            ('blobs', BLOBS, 512, 'UTF-8'), ('blobs', BLOBS, 1024, 'UTF-16le'), ('strict', STRICT, 1024, 'UTF-8'), ('strict', STRICT, 512, 'UTF-16le'), ('views', VIEWS, 512, 'UTF-8'),
            ('search', SEARCH, 512, 'UTF-8'), ('search', SEARCH, 1024, 'UTF-16le'), ('names', NAMES, 512, 'UTF-8'), ('freed', FREED.format('NONE'), 512, 'UTF-8'), ('freed', FREED.format('FULL'), 512, 'UTF-8'))]
        made += [maker.make_live(name, script, 512) for name, script in (('live rows', ROWS), ('live keyed', KEYED))]
        made += [maker.make_example(path) for path in sorted(EXAMPLES.glob('*/sqlite.sql'))]
        if os.path.exists(PROJ):
            made.append(maker.make_proj())
    return made


class Maker:
    def __init__(self, folder):
        self.folder = folder
        self.count = 0

    def open(self, page_size, encoding='UTF-8'):
        self.count += 1
        path = f'{self.folder}/{self.count}.db'
        connection = sqlite3.connect(path, isolation_level=None)
        connection.executescript(f'PRAGMA page_size = {page_size}; PRAGMA encoding = "{encoding}"; PRAGMA synchronous = OFF;')
        return path, connection

    def make(self, name, script, page_size, encoding):
        path, connection = self.open(page_size, encoding)
        connection.executescript(script)
        connection.close()
        return Base(name, Path(path).read_bytes())

    def make_live(self, name, script, page_size):
        """A log with half of what is committed, as an application leaves it that is still there."""
        path, connection = self.open(page_size)
        connection.executescript('PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;' + script)
        connection.executescript('PRAGMA wal_checkpoint; CREATE TABLE late (id INTEGER PRIMARY KEY, v TEXT); INSERT INTO late SELECT rowid, name FROM sqlite_schema;')
        wal, last = seal(Path(path + '-wal').read_bytes())
        base = Base(name, Path(path).read_bytes(), wal, seal_index(Path(path + '-shm').read_bytes(), last))
        connection.close()
        return base

    def make_example(self, script):
        """The schema of an application's, with a few rows of each table; times of now would make another file each time."""
        source = sqlite3.connect(':memory:')
        source.executescript(re.sub("'now'", "'2026-01-02 03:04:05'", script.read_text(encoding='utf-8')))
        return Base(script.parent.name, self.copy(source, 1024), weight=2)

    def make_proj(self):
        source = sqlite3.connect(f'file:{PROJ}?mode=ro', uri=True)
        return Base('proj', self.copy(source, 1024), weight=1)

    def copy(self, source, page_size):
        path, connection = self.open(page_size)
        schema = source.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type <> 'table', rowid").fetchall()
        for kind, name, sql in schema:
            connection.execute(sql)
            if kind == 'table':
                self.copy_rows(source, connection, '"' + name.replace('"', '""') + '"')
        source.close()
        connection.close()
        return Path(path).read_bytes()

    def copy_rows(self, source, connection, table):
        columns = [f'"{column[1]}"' for column in source.execute(f'PRAGMA table_info({table})')]
        rows = source.execute(f"SELECT {', '.join(columns)} FROM {table} LIMIT {ROWS_OF_A_COPY}").fetchall()
        connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", rows)
