-- a row id finds its row again in the sqlite3 shell
\set test check_row_ids
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE a_rowid (n INTEGER); INSERT INTO a_rowid (rowid, n) VALUES (-9223372036854775808, 'x'), (-7, 'x'), (0, 'x'), (9223372036854775807, 'x');
  CREATE TABLE b_alias (id INTEGER PRIMARY KEY, n INTEGER); INSERT INTO b_alias VALUES (-1, 'x'), (5, 'x');
  CREATE TABLE c_text_key (id TEXT PRIMARY KEY, n INTEGER); INSERT INTO c_text_key VALUES ('a', 'x'), (NULL, 'x');
  CREATE TABLE d_hidden (rowid TEXT, oid INTEGER, n INTEGER); INSERT INTO d_hidden VALUES ('r', 5, 'x');
  CREATE TABLE e_integer (id INTEGER, n INTEGER, PRIMARY KEY (id)) WITHOUT ROWID; INSERT INTO e_integer VALUES (5, 'x'), (-6, 'x');
  CREATE TABLE f_text (id TEXT PRIMARY KEY, n INTEGER) WITHOUT ROWID; INSERT INTO f_text VALUES ('it''s', 'x'), ('', 'x'), ('"q"', 'x'), ('a\b', 'x'), ('é
new line', 'x'), ('5', 'x'), (CAST(x'610062' AS TEXT), 'x'), (CAST(x'ff' AS TEXT), 'x'), (printf('%.*c', 2000, 'k'), 'x');
  CREATE TABLE g_any (id PRIMARY KEY, n INTEGER) WITHOUT ROWID; INSERT INTO g_any VALUES (1, 'x'), ('1', 'x'), (x'31', 'x'), (1.5, 'x'), (9e999, 'x'), (-9e999, 'x'), (x'', 'x'), (1e100, 'x'), (zeroblob(1500), 'x');
  CREATE TABLE h_pair ("a ""b""" TEXT, b REAL, n INTEGER, PRIMARY KEY (b, "a ""b""")) WITHOUT ROWID; INSERT INTO h_pair VALUES ('x''y', 1, 'x'), ('', -0.5, 'x');
  CREATE TABLE i_nocase (id TEXT COLLATE NOCASE PRIMARY KEY, n INTEGER) WITHOUT ROWID; INSERT INTO i_nocase VALUES ('Anna', 'x');
  CREATE TABLE j_no_name ("_rowid_" INTEGER, rowid INTEGER, oid INTEGER, k TEXT PRIMARY KEY, n INTEGER); INSERT INTO j_no_name VALUES (1, 2, 3, 'k', 'x'), (1, 2, 3, NULL, 'x');
  CREATE TABLE k_nothing ("_rowid_" INTEGER, rowid INTEGER, oid INTEGER, n INTEGER); INSERT INTO k_nothing VALUES (1, 2, 3, 'x');
  CREATE VIEW l_view AS SELECT n FROM b_alias;$$;
:done
:mapped
SELECT table_name, row_id FROM sqlite.check('schema:check_row_ids') WHERE length(row_id) < 100 ORDER BY 1, row_id COLLATE "C";

-- each but those of tables without a name for their rows finds exactly one row, the right one
CREATE TEMPORARY TABLE found AS SELECT table_name, row_id FROM sqlite.check('schema:check_row_ids');
\pset format unaligned
\pset tuples_only on
\o |sqlite3 "$DIR/source.db" > "$DIR.again" 2>&1
SELECT format('SELECT ''%s'', count(*), max(n) FROM %1$s WHERE %s;', table_name, CASE WHEN row_id ~ '^-?[0-9]+$' THEN 'rowid = ' || row_id ELSE row_id END)
FROM found WHERE row_id IS NOT NULL ORDER BY table_name;
\o
\! sort "$DIR.again" | uniq -c; rm "$DIR.again"
\pset tuples_only off
\pset format aligned
SELECT table_name, count(*) FROM found WHERE row_id IS NULL GROUP BY 1 ORDER BY 1;

:untouched
