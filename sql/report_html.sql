-- the page of a run holds its tables, findings and rejects, takes names and values for text, and shows rejected values only if asked
\set test report_html
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE "<b>t</b>" (id INTEGER PRIMARY KEY, v INTEGER); INSERT INTO "<b>t</b>" VALUES (1, 10), (2, '<script>alert(1)</script>'), (3, 'x & y'), (1234567, 4);
  CREATE TABLE u (a TEXT COLLATE NOCASE); CREATE TRIGGER tr AFTER INSERT ON u BEGIN SELECT '</table>'; END;$$;
:done
:server
SET client_min_messages = error;
\pset format unaligned
\pset tuples_only
CREATE SCHEMA app;
CREATE TABLE app."<b>t</b>" (id bigint PRIMARY KEY, v bigint);
SELECT sqlite.report_html();
CALL sqlite.migrate(:'test', 'app', if_exists => 'append', create_missing => true, on_error => 'ignore') \g /dev/null
-- all but what differs from run to run
\set body 'regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(page, ''<style>.*</style>'', ''''), ''(begun |sqlite_fdw )[^<]*'', '''', ''g''), ''Seconds</dt><dd>[^<]*'', ''''), ''<td class="n">[0-9]+[.][0-9]+</td>'', '''', ''g''), ''width: [0-9]+%'', '''', ''g'')'
SELECT :body FROM sqlite.report_html() AS page;
SELECT substring(page FROM '<h2>Rejected rows, each.*?</tbody>') FROM sqlite.report_html(1, show_values => true) AS page;
SELECT page ~ '<script|<b>|https?:' AS has_markup, page ~ 'alert' AS has_value FROM sqlite.report_html(1) AS page UNION ALL SELECT page ~ '<script|<b>|https?:', page ~ 'alert' FROM sqlite.report_html(1, true) AS page;
-- a run that failed
CALL sqlite.migrate(:'test', 'app', if_exists => 'append', tables => '{<b>*}');
SELECT substring(page FROM '<h1>.*</h1>'), substring(page FROM '<p class="bad">.*?</p>'), substring(page FROM '<p>Nothing.*?</p>'), page ~ '<h2>Tables' FROM sqlite.report_html(2) AS page;
-- runs of others
CREATE ROLE regress_reader;
SET ROLE regress_reader;
SELECT sqlite.report_html(1);
SELECT sqlite.report_html();
RESET ROLE;
DROP ROLE regress_reader;

:untouched
