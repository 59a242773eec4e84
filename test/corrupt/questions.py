"""What is asked of a damaged file: statements of every part of the extension, chosen at random."""

COMPARED = {'bigint': '3', 'integer': '3', 'numeric': '1.5', 'double precision': '0.5', 'text': "'text 3'", 'date': "'2024-01-01'", 'timestamp without time zone': "'2024-01-01'",
            'timestamp with time zone': "'2024-01-01'", 'boolean': 'true', 'uuid': "'6ba7b810-9dad-11d1-80b4-000000000001'", 'bytea': "'\\x00'"}
WITH_EXTREMES = ('bigint', 'integer', 'numeric', 'double precision', 'text', 'date', 'timestamp without time zone', 'timestamp with time zone')
MOST_TABLES = 5
PER_TABLE = "commit => 'table'"
OBJECTS = """SELECT c.relname, a.attname, format_type(a.atttypid, NULL) FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 WHERE c.relkind = 'f' AND c.relnamespace = '{}'::regnamespace ORDER BY 1, a.attnum"""
SQLITE_QUERIES = (
    ('SELECT count(*), max(name) FROM sqlite_schema', 'n bigint, name text'), ('SELECT type, name, sql FROM sqlite_schema ORDER BY rowid DESC', 'type text, name text, sql text'),
    ('SELECT count(*), sum(length(v)) FROM (SELECT a.name || b.sql AS v FROM sqlite_schema AS a, sqlite_schema AS b)', 'n bigint, m bigint'), ("SELECT name FROM pragma_table_list", 'name text'),
    ('SELECT sum(pgsize), count(*) FROM dbstat', 'n bigint, m bigint'), ('SELECT l.name, x.name FROM pragma_table_list AS l, pragma_table_xinfo(l.name) AS x', 'a text, b text'),
    ('SELECT l.name, i.name FROM pragma_table_list AS l, pragma_index_list(l.name) AS i', 'a text, b text'), ("SELECT five.title, bm25(five) FROM five WHERE five MATCH 'quick OR tit*' ORDER BY rank", 'a text, b float8'),
    ("SELECT offsets(four), hex(matchinfo(four)) FROM four WHERE four MATCH 'a:title brown'", 'a text, b text'), ('SELECT rtreecheck(\'box\')', 'a text'), ('SELECT * FROM box WHERE x1 < 5 AND y2 > 2', 'a bigint, b float8, c float8, d float8, e float8'),
    ('SELECT r.t, l.note FROM rows AS r LEFT JOIN lines AS l ON l.row_id = r.id ORDER BY r.t DESC LIMIT 9', 'a text, b text'), ('SELECT group_concat(a), count(DISTINCT b) FROM keyed GROUP BY c', 'a text, b bigint'))


def literal(text):
    return "E'" + text.replace('\\', '\\\\').replace("'", "''") + "'"


def identifier(name):
    return '"' + name.replace('"', '""') + '"'


def import_statement(rnd, server, schema):
    options = [f"infer '{rnd.choice(('full', 'full', 'full', 'sample', 'declared'))}'"]
    if rnd.random() < 0.3:
        options.append(f"""{rnd.choice(("import_views 'false'", "import_not_null 'false'", "import_generated 'false'", "import_collate 'false'", "identifiers 'lower'", "times 'timestamptz'"))}""")
    return f"IMPORT FOREIGN SCHEMA main FROM SERVER {server} INTO {schema} OPTIONS ({', '.join(options)})"


def tables_of(rows):
    """What OBJECTS gave: the columns of each table, with their types."""
    tables = {}
    for row in rows:
        if len(row) == 3:
            tables.setdefault(row[0], []).append((row[1], row[2]))
    return tables


def table_questions(rnd, schema, tables):
    names = rnd.sample(sorted(tables), min(MOST_TABLES, len(tables)))
    for name in names:
        relation = f'{schema}.{identifier(name)}'
        yield f'SELECT * FROM {relation}'
        if rnd.random() < 0.6:
            yield f'SELECT count(*) FROM {relation}'
        for _ in range(rnd.randint(0, 2)):
            column, kind = rnd.choice(tables[name])
            yield rnd.choice(('', '', '', '', 'EXPLAIN (VERBOSE) ')) + column_question(rnd, relation, identifier(column), kind)
        if rnd.random() < 0.05:
            yield f'ANALYZE {relation}'
    for _ in range(rnd.randint(0, 2)):
        if join := join_question(rnd, schema, tables):
            yield join


def column_question(rnd, relation, column, kind):
    choices = [f'SELECT count({column}) FROM {relation}', f'SELECT * FROM {relation} WHERE {column} IS NOT NULL', f'SELECT count(*) FILTER (WHERE {column} IS NULL) FROM {relation}']
    if kind in COMPARED:
        value = rnd.choice((COMPARED[kind], f'(SELECT {column} FROM {relation} LIMIT 1)'))
        choices += [f'SELECT * FROM {relation} WHERE {column} {rnd.choice(("=", "<", ">=", "<>"))} {value}', f'SELECT {column} FROM {relation} ORDER BY {column} DESC NULLS LAST LIMIT 3', f'SELECT * FROM {relation} ORDER BY {column}',
                    f'SELECT {column}, count(*) FROM {relation} GROUP BY {column} HAVING count(*) > 0', f'SELECT DISTINCT {column} FROM {relation}', f'SELECT * FROM {relation} WHERE {column} IN ({value}, {value}) OFFSET 1']
    if kind in WITH_EXTREMES:
        choices.append(f'SELECT min({column}), max({column}) FROM {relation}')
    if kind in ('bigint', 'integer', 'numeric', 'double precision'):
        choices.append(f'SELECT sum({column}), avg({column}) FROM {relation} WHERE {column} + 1 > 0')
    if kind == 'text':
        choices.append(f"SELECT * FROM {relation} WHERE {column} LIKE 'te%' OR {column} COLLATE \"C\" > 'b' ORDER BY {column} COLLATE \"C\"")
    return rnd.choice(choices)


def join_question(rnd, schema, tables):
    """Of two columns of one type."""
    left, right = rnd.choice(sorted(tables)), rnd.choice(sorted(tables))
    pairs = [(a, b) for a, kind in tables[left] for b, other in tables[right] if kind == other and kind in COMPARED]
    if not pairs:
        return None
    a, b = rnd.choice(pairs)
    join = rnd.choice(('JOIN', 'LEFT JOIN', 'FULL JOIN'))
    return f'SELECT count(*), count(l.{identifier(a)}) FROM {schema}.{identifier(left)} AS l {join} {schema}.{identifier(right)} AS r ON l.{identifier(a)} = r.{identifier(b)}'


def file_questions(rnd, source, schema):
    """Of the file as a whole; schema is where a migration may go."""
    if rnd.random() < 0.4:
        yield f'SELECT * FROM sqlite.inventory({source})'
    for _ in range(rnd.randint(0, 2)):
        sql, columns = rnd.choice(SQLITE_QUERIES)
        yield f'SELECT * FROM sqlite.query({source}, {literal(sql)}) AS q({columns})'
    what = rnd.random()
    if what < 0.15:
        yield f'SELECT * FROM sqlite.check({source})'
    elif what < 0.25:
        yield f"SELECT count(*), sum(length(statement)) FROM sqlite.plan({source}, '{schema}')"
    elif what < 0.40:
        yield f"CALL sqlite.migrate({source}, '{schema}'{rnd.choice((', dry_run => true', ', on_error => $$ignore$$, dry_run => true', f', {PER_TABLE}', ', on_error => $$ignore$$'))})"
        if rnd.random() < 0.3:
            yield f"SELECT * FROM sqlite.verify({source}, '{schema}')"
            yield f"CALL sqlite.migrate({source}, '{schema}', if_exists => 'append', on_error => 'ignore')"
