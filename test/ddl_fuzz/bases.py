"""Schemas that SQLite takes, each a list of statements: what mutations begin with."""

import sqlite3
from pathlib import Path

# Between them they use all that the grammar of CREATE has.
SCHEMAS = [
    ["CREATE TABLE plain (a, b INT, c)"],
    ["CREATE TABLE keys (id INTEGER PRIMARY KEY DESC ON CONFLICT REPLACE, b TEXT UNIQUE ON CONFLICT IGNORE NOT NULL ON CONFLICT FAIL)"],
    ["CREATE TABLE counted (id INTEGER PRIMARY KEY AUTOINCREMENT, n INTEGER NULL)",
     "CREATE TABLE counted_below (id INTEGER, n, PRIMARY KEY (id AUTOINCREMENT))"],
    ["""CREATE TABLE "a""b" ('c''d' "my ""type" (1 , -2.5e3), [e f], `g``h` decimal(10,2), left int, key int, "größe" 'text' [x])"""],
    ["CREATE TABLE named (a INT CONSTRAINT x CONSTRAINT y NOT NULL CONSTRAINT z, b CONSTRAINT q, CONSTRAINT u UNIQUE (a, b) CONSTRAINT c CHECK (a > b)"
     " FOREIGN KEY (a) REFERENCES named (b) CONSTRAINT alone)"],
    ["CREATE TABLE defaults (a TEXT COLLATE NOCASE DEFAULT 'x''y' CHECK (a <> 'z') UNIQUE, b DEFAULT -5 DEFAULT +6, c DEFAULT (1 + 2), d DEFAULT CURRENT_TIMESTAMP,"
     " e DEFAULT true, f DEFAULT \"0\", g DEFAULT foo, h DEFAULT NULL, i BLOB DEFAULT x'00ff', j DEFAULT [br], k DEFAULT 1e3, l DEFAULT .5, m DEFAULT 0x1F,"
     " n DEFAULT (datetime('now')), o DEFAULT -current_date)"],
    ["CREATE TABLE computed (a INT GENERATED ALWAYS AS (b * 2), b INT, c AS (a + b) STORED, d TEXT AS (b || 'x') VIRTUAL,"
     " e INT NOT NULL GENERATED ALWAYS AS (CASE b WHEN 1 THEN 2 ELSE abs(-3) END) UNIQUE)",
     "CREATE INDEX computed_c ON computed (c)"],
    ["CREATE TABLE parents (x INTEGER PRIMARY KEY, y TEXT, z, UNIQUE (y, z))",
     "CREATE TABLE children (a REFERENCES parents, b REFERENCES parents (x) ON DELETE CASCADE ON UPDATE SET NULL MATCH FULL DEFERRABLE INITIALLY DEFERRED,"
     " c, d REFERENCES parents ON DELETE SET DEFAULT NOT DEFERRABLE INITIALLY DEFERRED, e REFERENCES parents DEFERRABLE UNIQUE,"
     " FOREIGN KEY (a, c) REFERENCES parents (y, z) ON UPDATE RESTRICT ON DELETE NO ACTION DEFERRABLE INITIALLY IMMEDIATE)",
     "CREATE UNIQUE INDEX children_c ON children (c COLLATE NOCASE DESC, lower(a)) WHERE c IS NOT NULL"],
    ["CREATE TABLE without (a TEXT COLLATE RTRIM, b INT, PRIMARY KEY (a COLLATE NOCASE DESC, b ASC) ON CONFLICT ROLLBACK) WITHOUT ROWID"],
    ["CREATE TABLE strict_one (a INT PRIMARY KEY, b TEXT, c ANY, d REAL, e BLOB) STRICT, WITHOUT ROWID",
     "CREATE INDEX strict_expression ON strict_one (b || 'x', -d)"],
    ["CREATE TABLE commented -- one\n (a /* two */ INT -- three\n, b /* ) four */ TEXT) /* five"],
    ["CREATE TABLE checked (a CHECK (a IN (1, 2, 3) AND a NOT IN () OR a IS NOT NULL), b CHECK (b BETWEEN 1 AND 2 AND b), c CHECK (cast(c AS int(3)) = + - ~ c),"
     " CHECK (a LIKE 'x%' ESCAPE '\\') ON CONFLICT IGNORE, CHECK (a -> '$.x' ->> 0 || b << 2 & 1 IS NOT DISTINCT FROM c ISNULL))"],
    ["CREATE TABLE words (abort, action, asc, cascade, cast, conflict, desc, do, each, end, filter, first, generated, if, key, last, like, no, nulls, of, over, plan,"
     " query, raise, recursive, replace, row, temp, view, window, with, without, indexed, cross, full, inner, natural, outer, right, current_date)"],
    ["CREATE TABLE t (a, b, c)", "CREATE TABLE s (x, y)",
     "CREATE VIEW joined (p, q) AS SELECT t.a AS p, max(s.y) FROM t LEFT JOIN s ON t.a = s.x WHERE t.b IS NOT NULL GROUP BY 1 HAVING count(*) > 0 ORDER BY p DESC NULLS LAST LIMIT 5 OFFSET 1",
     "CREATE VIEW compound AS SELECT a FROM t UNION ALL SELECT x FROM s EXCEPT VALUES (1), (2)",
     "CREATE VIEW common AS WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT n.*, (SELECT count(*) FILTER (WHERE x) FROM s) FROM n NATURAL JOIN (t)",
     "CREATE VIEW nested AS SELECT * FROM (t JOIN s ON a = x) LEFT JOIN (s AS s2 CROSS JOIN main.t AS t2) ON s2.x = t2.a",
     "CREATE VIEW numbered AS SELECT row_number() OVER (PARTITION BY a ORDER BY b) AS n, CASE a WHEN 1 THEN 'x' END FROM t WHERE EXISTS (SELECT 1) AND (a, b) IN (SELECT x, y FROM s)"],
]


def example_schemas(folder):
    """What applications declare: docs/examples/*/sqlite.sql."""
    for path in sorted(Path(folder).glob('*/sqlite.sql')):
        connection = sqlite3.connect(':memory:')
        connection.executescript(path.read_text(encoding='utf-8'))
        yield [sql for (sql,) in connection.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid")]
        connection.close()
