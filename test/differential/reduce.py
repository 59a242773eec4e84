"""What can be taken out of a file and its foreign tables: a list of changes, for the shrinker to try."""

FLAGS = ('strict', 'without_rowid', 'drops_a_column', 'is_analyzed', 'ignores_errors', 'on_other_server')
COLUMN_FLAGS = ('collation', 'local_collation', 'not_null', 'sets_null')


def file_changes(file, read):
    """Functions that each take something out of a copy of the file, most of it first.

    read: the names of the columns that the query reads, by table; None stands for all.
    """
    if any(table.name not in read for table in file.tables):
        yield lambda copy: keep_tables(copy, read)
    if len(list(decorations(file))) > 2:
        yield lambda copy: apply(decorations(file), copy)
    if len(list(unread_columns(file, read))) > 1:
        yield lambda copy: apply(unread_columns(file, read), copy)
    for n, table in enumerate(file.tables):
        for first, last in chunks(len(table.rows)):
            yield lambda copy, n=n, first=first, last=last: delete_rows(copy.tables[n], first, last)
    yield from decorations(file)
    for n, table in enumerate(file.tables):
        for column in table.columns:
            yield lambda copy, n=n, name=column.name: drop_column(copy.tables[n], name)


def apply(changes, file):
    for change in list(changes):
        change(file)


def keep_tables(file, names):
    """Views, and partitioned tables, need the tables that they are made on."""
    names = set(names)
    for table in file.tables:
        if table.name in names and hasattr(table, 'base'):
            base = table.base if isinstance(table.base, str) else table.base.remote
            names.update(other.name for other in file.tables if other.remote == base)
    file.tables[:] = [table for table in file.tables if table.name in names]


def chunks(count):
    """(first, last) of rows to take out: halves, quarters, and so on to single ones."""
    length = count // 2
    while length > 0:
        yield from ((first, first + length) for first in range(0, count, length))
        length //= 2
    if count == 1:
        yield 0, 1


def delete_rows(table, first, last):
    del table.rows[first:last]


def decorations(file):
    """Changes that leave rows and columns alone."""
    if file.statistics:
        yield lambda copy: copy.statistics.clear()
    for name, plain in (('encoding', 'UTF-8'), ('timezone', 'UTC'), ('other_timezone', 'UTC')):
        if getattr(file, name) != plain:
            yield lambda copy, name=name, plain=plain: setattr(copy, name, plain)
    for n, table in enumerate(file.tables):
        for change in table_decorations(table):
            yield lambda copy, n=n, change=change: change(copy.tables[n])


def table_decorations(table):
    for index in table.indexes:
        yield lambda copy, name=index.name: drop_index(copy, name)
    for name in FLAGS:
        if getattr(table, name):
            yield lambda copy, name=name: setattr(copy, name, False)
    if table.key:
        yield drop_key
    for column in table.columns:
        for attribute in COLUMN_FLAGS:
            if getattr(column, attribute):
                yield lambda copy, name=column.name, attribute=attribute: clear(copy, name, attribute)
    in_order = [column.name for column in table.columns if column.name in table.mapped]
    if table.mapped != in_order:
        yield lambda copy: setattr(copy, 'mapped', list(in_order))


def unread_columns(file, read):
    for n, table in enumerate(file.tables):
        used = read.get(table.name)
        for column in table.columns:
            if used is not None and column.name not in used:
                yield lambda copy, n=n, name=column.name: drop_column(copy.tables[n], name)


def drop_index(table, name):
    table.indexes = [index for index in table.indexes if index.name != name]


def drop_key(table):
    table.key = []
    table.key_is_rowid = table.without_rowid = False


def clear(table, name, attribute):
    column = next(column for column in table.columns if column.name == name)
    setattr(column, attribute, type(getattr(column, attribute))())


def drop_column(table, name):
    """From SQLite's table too, where neither a key nor an index needs it."""
    if name in table.mapped and len(table.mapped) > 1:
        table.mapped.remove(name)
    column = next(column for column in table.columns if column.name == name)
    if name in table.mapped or column.remote in table.needed_columns():
        return
    stored = [column for column in table.columns if not column.generated]
    for row in table.rows:
        if column in stored:
            del row[stored.index(column)]
    table.columns.remove(column)
