"""Copies of the rows that can be read, in tables of PostgreSQL's own: what a query is worth without the bad values.

Each alias of a query gets its own copy, without the rows in which a value that
the query reads under this alias cannot be read.  on_error 'ignore' says which
rows those are; no pushdown takes part.
"""

from contextlib import contextmanager

from nodes import Column, TableRef, WholeRow, quote_name, walk


def used_columns(tree):
    """The names of the columns that a query reads, by alias; None stands for all, which a lock needs too."""
    used = {node.alias: set() for node in walk(tree) if isinstance(node, TableRef)}
    if ' FOR UPDATE' in str(tree):
        return dict.fromkeys(used)
    for node in walk(tree):
        if isinstance(node, WholeRow) and node.alias in used:
            used[node.alias] = None
        elif isinstance(node, Column) and used.get(node.alias) is not None:
            used[node.alias].add(node.column.name)
    return used


@contextmanager
def clean_tables(case, bench, used):
    """Names of the copies, by alias."""
    schema = f'{bench.name}_clean'
    names = {}
    statements = ['RESET ALL', f'SET search_path = {bench.name}, public', f'CREATE SCHEMA {schema}']
    for node in walk(case.tree):
        if isinstance(node, TableRef) and node.alias not in names:          # a target may stand in ORDER BY once more
            table = next(table for table in case.file.tables if table.name == node.table.name)
            if table.role != 'local':
                names[node.alias] = f'{schema}.{node.alias}'
                statements += copy_statements(table, used[node.alias], names[node.alias], bench.name)
    bench.session.must(*statements)
    try:
        yield names
    finally:
        bench.session.must('RESET ALL', f'DROP SCHEMA {schema} CASCADE')


def copy_statements(table, used, name, server):
    """The readable rows of a table, with the used columns; the others are NULL."""
    source = table.base if table.role == 'parent' else table
    columns = [column for column in table.local_columns() if used is None or source.ignores_errors or column.name in used]
    yield from source.foreign_table(f'{name}_source', columns, server, ignores_errors=True)
    yield f"CREATE TABLE {name} ({', '.join(column.native_definition() for column in table.local_columns())})"
    first = quote_name(table.local_columns()[0].name)
    names = ', '.join(quote_name(column.name) for column in columns)
    for part in [f'{name}_source'] + ([f'{table.name}_local'] if table.role == 'parent' else []):
        yield f'INSERT INTO {name} ({names or first}) SELECT {names or "NULL"} FROM {part}'


def rows_that_do_not_raise(judge, names):
    """Takes out the rows on which the query fails by itself, such as those that divide by zero; false where they cannot be told."""
    tables = [node for node in walk(judge.case.tree) if isinstance(node, TableRef)]
    if len(tables) != 1 or not names:
        return False
    session, name = judge.bench.session, names[tables[0].alias]
    session.must('RESET ALL', f'CREATE TABLE {name}_one (LIKE {name})')
    for (row,) in session.must(f'SELECT ctid FROM {name}')[0].rows:
        session.must('RESET ALL', f'TRUNCATE {name}_one', f"INSERT INTO {name}_one SELECT * FROM {name} WHERE ctid = '{row}'")
        if judge.ask(judge.case.tree, {tables[0].alias: f'{name}_one'}).failed:
            session.must('RESET ALL', f"DELETE FROM {name} WHERE ctid = '{row}'")
    return True
