/*-------------------------------------------------------------------------
 *
 * report_html.c
 *	  sqlite.report_html() makes a page of the record of a run.
 *
 * All is in the page: no script, no file, no address.  What comes from the record
 * goes through append_text, which takes HTML for text.
 *
 * IDENTIFICATION
 *	  src/migrate/report_html.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "executor/spi.h"
#include "lib/stringinfo.h"
#include "migrate/run_sql.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/xml.h"

/* Numbers as people read them. */
#define NUMBER(expression) "to_char(" expression ", 'FM999,999,999,999,999,990')"

static const char *const style =
"<style>\n"
":root { color-scheme: light dark; --text: #1b1f24; --quiet: #59636e; --line: #d1d9e0; --back: #fff; --panel: #f6f8fa;"
" --bar: #2f6f9f; --good: #1a7f37; --bad: #b42318 }\n"
"@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --quiet: #9198a1; --line: #3d444d; --back: #0d1117;"
" --panel: #151b23; --bar: #6cb2e2; --good: #3fb950; --bad: #ff7b72 } }\n"
"body { font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--back); max-width: 64rem;"
" margin: 2rem auto; padding: 0 1rem }\n"
"h1 { font-size: 1.6rem; margin: 0 } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem } p { margin: .3rem 0 }\n"
".quiet { color: var(--quiet) } .good { color: var(--good) } .bad { color: var(--bad) }\n"
"dl { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.25rem 0 }\n"
"dl div { background: var(--panel); border: 1px solid var(--line); border-radius: 6px; padding: .5rem 1rem; min-width: 6rem }\n"
"dt { color: var(--quiet); font-size: .85rem } dd { margin: 0; font-size: 1.25rem; font-variant-numeric: tabular-nums }\n"
".wide { overflow-x: auto } table { border-collapse: collapse; width: 100% }\n"
"th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line);"
" overflow-wrap: anywhere; white-space: pre-wrap }\n"
"th { color: var(--quiet); font-weight: 600; overflow-wrap: normal } .n { text-align: right; font-variant-numeric: tabular-nums;"
" white-space: nowrap; overflow-wrap: normal }\n"
".bar { background: var(--bar); height: .7rem; border-radius: 2px; margin-top: .4rem; min-width: 1px } .b { min-width: 7rem }\n"
"pre { background: var(--panel); border: 1px solid var(--line); border-radius: 6px; padding: .75rem 1rem; white-space: pre-wrap }\n"
"@media print { body { margin: 0; max-width: none; font-size: 10pt } .wide { overflow: visible } tr, dl div { break-inside: avoid }"
" thead { display: table-header-group } h2 { break-after: avoid } .bar { print-color-adjust: exact } }\n"
"</style>\n";

/* A column of a table: its heading, and 't' for text, 'n' for a number, 'b' for per cent as a bar. */
typedef struct Heading
{
	const char *name;
	char		kind;
} Heading;

/* Text of the record, which is data and never markup. */
static void
append_text(StringInfo page, const char *text)
{
	if (text != NULL)
		appendStringInfoString(page, escape_xml(text));
}

static void
append_cell(StringInfo page, char kind, const char *value)
{
	appendStringInfo(page, kind == 't' ? "<td>" : "<td class=\"%c\">", kind);
	if (kind == 'b')
		appendStringInfo(page, "<div class=\"bar\" aria-hidden=\"true\" style=\"width: %s%%\"></div>",
						 value == NULL ? "0" : value);
	else
		append_text(page, value);
	appendStringInfoString(page, "</td>");
}

/* A section of one table; nothing where it has no rows. */
static void
append_table(StringInfo page, const char *title, const Heading *headings,
			 int count, const List *rows)
{
	ListCell   *cell;

	if (rows == NIL)
		return;
	appendStringInfo(page, "<h2>%s</h2>\n<div class=\"wide\"><table>\n<thead><tr>", title);
	for (int i = 0; i < count; i++)
		appendStringInfo(page, "<th scope=\"col\" class=\"%c\">%s</th>",
						 headings[i].kind, headings[i].name);
	appendStringInfoString(page, "</tr></thead>\n<tbody>\n");
	foreach(cell, rows)
	{
		char	  **row = lfirst(cell);

		appendStringInfoString(page, "<tr>");
		for (int i = 0; i < count; i++)
			append_cell(page, headings[i].kind, row[i]);
		appendStringInfoString(page, "</tr>\n");
	}
	appendStringInfoString(page, "</tbody>\n</table></div>\n");
}

/* ---------------------------------------------------------------------------
 * Sections
 * ---------------------------------------------------------------------------
 */

enum RunColumn
{
	RUN_STATE,
	RUN_FROM,
	RUN_TO,
	RUN_OWNER,
	RUN_BEGUN,
	RUN_SECONDS,
	RUN_TABLES,
	RUN_ROWS,
	RUN_REJECTED,
	RUN_FINDINGS,
	RUN_VERIFIED,
	RUN_ERROR
};

/* The run, if it is one of the user's. */
static char **
find_run(int64 run)
{
	List	   *rows =
		sqf_run_sql_rows(psprintf("SELECT state, source, target_schema, owner,"
								  " to_char(started_at, 'YYYY-MM-DD HH24:MI:SS TZHTZM'),"
								  " round(extract(epoch FROM finished_at - started_at), 1),"
								  " " NUMBER("COALESCE(cardinality(tables), 0)")
								  ", " NUMBER("COALESCE(rows, 0)")
								  ", " NUMBER("COALESCE(rejected, 0)")
								  ", " NUMBER("(SELECT count(*) FROM sqlite.finding AS f WHERE f.run = m.run)")
								  ", verified, error FROM sqlite.migration AS m WHERE run = " INT64_FORMAT,
								  run));

	if (rows == NIL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("there is no run %lld of yours", (long long) run)));
	return linitial(rows);
}

static void
append_figure(StringInfo page, const char *name, const char *value)
{
	appendStringInfo(page, "<div><dt>%s</dt><dd>", name);
	append_text(page, value == NULL ? "–" : value);
	appendStringInfoString(page, "</dd></div>\n");
}

static void
append_head(StringInfo page, int64 number, char **run)
{
	bool		failed = run[RUN_ERROR] != NULL;

	appendStringInfo(page, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
					 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
					 "<title>Migration run " INT64_FORMAT "</title>\n%s</head>\n<body>\n"
					 "<h1>Migration run " INT64_FORMAT ": <span class=\"%s\">", number, style,
					 number, failed ? "bad" : "good");
	append_text(page, run[RUN_STATE]);
	appendStringInfoString(page, "</span></h1>\n<p>From ");
	append_text(page, run[RUN_FROM]);
	appendStringInfoString(page, " into schema ");
	append_text(page, run[RUN_TO]);
	appendStringInfoString(page, "</p>\n<p class=\"quiet\">begun ");
	append_text(page, run[RUN_BEGUN]);
	appendStringInfoString(page, " by ");
	append_text(page, run[RUN_OWNER]);
	appendStringInfoString(page, "</p>\n");
	if (failed)
	{
		appendStringInfoString(page, "<p class=\"bad\">");
		append_text(page, run[RUN_ERROR]);
		appendStringInfoString(page, "</p>\n");
	}
	appendStringInfoString(page, "<dl>\n");
	append_figure(page, "Tables", run[RUN_TABLES]);
	append_figure(page, "Rows", run[RUN_ROWS]);
	append_figure(page, "Rows rejected", run[RUN_REJECTED]);
	append_figure(page, "Findings", run[RUN_FINDINGS]);
	append_figure(page, "Seconds", run[RUN_SECONDS]);
	append_figure(page, "Verified", run[RUN_VERIFIED] != NULL ? "yes" : "no");
	appendStringInfoString(page, "</dl>\n");
	appendStringInfoString(page, run[RUN_VERIFIED] != NULL ?
						   "<p>When all was loaded, the source was read a second time and compared with what the target"
						   " has: rows, checksums of rows and of columns, figures that SQLite computes itself, the next"
						   " ids. Nothing differs.</p>\n" :
						   strcmp(run[RUN_STATE], "failed") == 0 ? "<p>Nothing was migrated.</p>\n" :
						   "<p>Source and target were not compared.</p>\n");
}

static void
append_tables(StringInfo page, int64 run)
{
	static const Heading headings[] = {
		{"Table", 't'}, {"In the source", 'n'}, {"Before", 'n'}, {"Loaded", 'n'},
		{"Rejected", 'n'}, {"Seconds", 'n'}, {"Share of the time", 'b'}, {"Verified", 't'}
	};

	append_table(page, "Tables", headings, lengthof(headings),
				 sqf_run_sql_rows(psprintf("SELECT table_name, " NUMBER("source_rows")
										   ", " NUMBER("rows_before") ", " NUMBER("rows")
										   ", " NUMBER("rejected") ", round(seconds::numeric, 2),"
										   " round(100 * COALESCE(seconds / NULLIF(sum(seconds) OVER (), 0), 0)),"
										   " CASE WHEN 'verify' = ANY (steps) THEN 'yes' ELSE 'no' END"
										   " FROM sqlite.migration_table WHERE run = " INT64_FORMAT
										   " ORDER BY table_name", run)));
}

/* Why rows are to blame is told by values of theirs. */
static void
append_findings(StringInfo page, int64 run, bool show_values)
{
	static const Heading headings[] = {
		{"No.", 'n'}, {"Object", 't'}, {"What", 't'}, {"Why", 't'}, {"Done instead", 't'}, {"Rows", 't'}
	};

	append_table(page, "Findings: what could not be kept, or is doubtful", headings,
				 lengthof(headings),
				 sqf_run_sql_rows(psprintf("SELECT number, object, what,"
										   " CASE WHEN %s OR row_ids IS NULL THEN why END, done,"
										   " array_to_string(row_ids[:20], ', ')"
										   " || CASE WHEN cardinality(row_ids) > 20 THEN ', ...' ELSE '' END"
										   " FROM sqlite.finding WHERE run = " INT64_FORMAT
										   " ORDER BY number",
										   show_values ? "true" : "false", run)));
}

static void
append_rejects(StringInfo page, int64 run)
{
	static const Heading headings[] = {
		{"Table", 't'}, {"Column", 't'}, {"Stored as", 't'}, {"Wanted", 't'}, {"Message", 't'}, {"Values", 'n'}
	};

	append_table(page, "Rejected rows, by reason", headings, lengthof(headings),
				 sqf_run_sql_rows(psprintf("SELECT table_name, column_name, storage_class, target_type,"
										   " message, " NUMBER("count(*)")
										   " FROM sqlite.reject WHERE run = " INT64_FORMAT
										   " GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5", run)));
}

static void
append_rejected_values(StringInfo page, int64 run)
{
	static const Heading headings[] = {
		{"Table", 't'}, {"Row", 't'}, {"Column", 't'}, {"Value", 't'}, {"Message", 't'}
	};

	append_table(page, "Rejected rows, each", headings, lengthof(headings),
				 sqf_run_sql_rows(psprintf("SELECT table_name, row_id, column_name, value, message"
										   " FROM sqlite.reject WHERE run = " INT64_FORMAT
										   " ORDER BY table_name, row_id, column_name", run)));
}

static void
append_options(StringInfo page, int64 run)
{
	static const Heading headings[] = {{"Argument", 't'}, {"Value", 't'}};

	append_table(page, "How it was called", headings, lengthof(headings),
				 sqf_run_sql_rows(psprintf("SELECT key, value FROM sqlite.migration AS m,"
										   " jsonb_each_text(m.options) WHERE run = " INT64_FORMAT
										   " ORDER BY key", run)));
}

static void
append_foot(StringInfo page)
{
	char	  **version =
		linitial(sqf_run_sql_rows("SELECT sqlite_fdw, sqlite, current_setting('server_version')"
								  " FROM sqlite.version()"));

	appendStringInfo(page, "<p class=\"quiet\">sqlite_fdw %s, SQLite %s, PostgreSQL ",
					 version[0], version[1]);
	append_text(page, version[2]);
	appendStringInfoString(page, "</p>\n</body>\n</html>\n");
}

/* The user's last run, unless he names one. */
static int64
choose_run(FunctionCallInfo fcinfo)
{
	int64		last;

	if (!PG_ARGISNULL(0))
		return PG_GETARG_INT64(0);
	last = sqf_run_sql_int64("SELECT max(run) FROM sqlite.migration");
	if (last == 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("there is no run of yours")));
	return last;
}

PG_FUNCTION_INFO_V1(sqlite_report_html);

/*
 * sqlite.report_html(run, show_values) returns a page that tells a run.
 */
Datum
sqlite_report_html(PG_FUNCTION_ARGS)
{
	MemoryContext context = CurrentMemoryContext;
	int			nest_level = sqf_run_sql_settings();
	bool		show_values = !PG_ARGISNULL(1) && PG_GETARG_BOOL(1);
	StringInfoData page;
	int64		run;
	char	  **about;

	initStringInfo(&page);
	SPI_connect();
	MemoryContextSwitchTo(context);
	run = choose_run(fcinfo);
	about = find_run(run);
	append_head(&page, run, about);
	if (strcmp(about[RUN_STATE], "failed") != 0)
		append_tables(&page, run);
	append_findings(&page, run, show_values);
	append_rejects(&page, run);
	if (show_values)
		append_rejected_values(&page, run);
	append_options(&page, run);
	append_foot(&page);
	SPI_finish();
	AtEOXact_GUC(true, nest_level);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(page.data, page.len));
}
