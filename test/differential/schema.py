"""What one SQLite file and the foreign tables on it are made of, and the statements that make them."""

import copy
import re
from dataclasses import dataclass, field

from nodes import quote, quote_name
from values import MOODS

# A collation of the databases with ICU, for which upper and lower letters are equal.
FOLDING = 'folding'

OWN_TYPES = {
    'mood': f"CREATE TYPE mood AS ENUM ({', '.join(quote(mood) for mood in MOODS)})",
    'small': 'CREATE DOMAIN small AS int4 CHECK (VALUE < 100)',
}

KINDS = [
    (r'int[248]|small', 'int'), (r'numeric.*', 'num'), (r'float[48]', 'float'), (r'text|varchar.*', 'text'), (r'char\(.*', 'bpchar'), (r'boolean', 'bool'),
    (r'timestamptz', 'tstz'), (r'timestamp', 'ts'),
]


def kind_of(type_name):
    """The family of types that share their operators."""
    for pattern, kind in KINDS:
        if re.fullmatch(pattern, type_name):
            return kind
    return type_name


@dataclass
class Column:
    """A column in SQLite and the one of the foreign table before it; a table of PostgreSQL uses the latter half."""
    name: str
    type: str
    remote: str = ''
    declared: str = ''
    collation: str = ''
    not_null: bool = False
    family: str = ''
    format: str = ''
    local_collation: str = ''
    generated: str = ''
    sets_null: bool = False                         # on_error 'set_null'
    texts: list = field(default_factory=list)       # what it holds, for constants in conditions on texts

    @property
    def kind(self):
        return kind_of(self.type)

    @property
    def needs_quotes(self):
        return not re.fullmatch(r'[a-z_][a-z0-9_]*', self.name)

    def sqlite_definition(self):
        words = [quote_name(self.remote), self.declared]
        if self.generated:
            words.append(f'AS ({self.generated})')
        if self.collation:
            words.append('COLLATE ' + self.collation)
        if self.not_null:
            words.append('NOT NULL')
        return ' '.join(word for word in words if word)

    def foreign_definition(self):
        options = [f'column_name {quote(self.remote)}'] if self.remote != self.name else []
        if self.format:
            options.append(f'format {quote(self.format)}')
        if self.sets_null:
            options.append("on_error 'set_null'")
        return self._definition(f" OPTIONS ({', '.join(options)})" if options else '') + (' NOT NULL' if self.not_null and not self.sets_null else '')

    def native_definition(self):
        return self._definition('')

    def _definition(self, options):
        collation = f' COLLATE {quote_name(self.local_collation)}' if self.local_collation else ''
        return f'{quote_name(self.name)} {self.type}{options}{collation}'


@dataclass
class Index:
    """An index of SQLite's; columns are those it cannot do without."""
    name: str
    terms: list
    columns: list
    unique: bool = False
    where: str = ''

    def statement(self, table):
        unique = 'UNIQUE ' if self.unique else ''
        where = f' WHERE {self.where}' if self.where else ''
        return f"CREATE {unique}INDEX {quote_name(self.name)} ON {quote_name(table)} ({', '.join(self.terms)}){where}"


@dataclass
class Table:
    """A table of SQLite and the foreign table on it."""
    name: str
    remote: str
    columns: list
    rows: list = field(default_factory=list)        # of literals, for the columns that are not generated
    strict: bool = False
    without_rowid: bool = False
    key: list = field(default_factory=list)         # remote names
    key_is_rowid: bool = False
    indexes: list = field(default_factory=list)
    mapped: list = field(default_factory=list)      # names of columns, in the order of the foreign table
    drops_a_column: bool = False                    # so that attribute numbers differ from places
    is_analyzed: bool = False
    ignores_errors: bool = False                    # on_error 'ignore'
    on_other_server: bool = False

    role = 'foreign'

    def local_columns(self):
        by_name = {column.name: column for column in self.columns}
        return [by_name[name] for name in self.mapped]

    def unique_column(self):
        """A column without NULL or duplicates, if the foreign table has one."""
        for column in self.local_columns():
            if self.key_is_rowid and column.remote == self.key[0]:
                return column
        return None

    def needed_columns(self):
        """Remote names of the columns that a key, an index or another column is made of."""
        needed = set(self.key)
        for index in self.indexes:
            needed.update(index.columns)
        generated = ' '.join(column.generated for column in self.columns)
        return needed | {column.remote for column in self.columns if quote_name(column.remote) in generated}

    def sqlite_statements(self):
        lines = [column.sqlite_definition() for column in self.columns]
        if self.key_is_rowid:
            lines = [line + ' PRIMARY KEY' if column.remote == self.key[0] else line for line, column in zip(lines, self.columns)]
        elif self.key:
            lines.append(f"PRIMARY KEY ({', '.join(quote_name(name) for name in self.key)})")
        options = [word for word, is_so in [('STRICT', self.strict), ('WITHOUT ROWID', self.without_rowid)] if is_so]
        yield f"CREATE TABLE {quote_name(self.remote)} ({', '.join(lines)}){' ' if options else ''}{', '.join(options)}"
        for row in self.rows:
            yield self.insert(row)
        for index in self.indexes:
            yield index.statement(self.remote)

    def insert(self, row):
        stored = [quote_name(column.remote) for column in self.columns if not column.generated]
        return f"INSERT INTO {quote_name(self.remote)} ({', '.join(stored)}) VALUES ({', '.join(row)})"

    def local_statements(self, server):
        yield from self.foreign_table(self.name, self.local_columns(), server, self.ignores_errors)
        if self.is_analyzed:
            yield f'ANALYZE {self.name}'

    def foreign_table(self, name, columns, server, ignores_errors=False):
        server = server + '_b' if self.on_other_server else server
        options = ", on_error 'ignore'" if ignores_errors else ''
        lines = [column.foreign_definition() for column in columns]
        if self.drops_a_column:
            lines.insert(len(lines) // 2, 'dropped integer')
        yield f"CREATE FOREIGN TABLE {name} ({', '.join(lines)}) SERVER {server} OPTIONS (\"table\" {quote(self.remote)}{options})"
        if self.drops_a_column:
            yield f'ALTER FOREIGN TABLE {name} DROP COLUMN dropped'


@dataclass
class View(Table):
    """A view of SQLite's on one table of the file."""
    definition: str = ''
    base: str = ''                                  # the remote name of that table

    def unique_column(self):
        return None

    def sqlite_statements(self):
        yield f'CREATE VIEW {quote_name(self.remote)} AS {self.definition}'


@dataclass
class LocalTable(Table):
    """A table of PostgreSQL's own, its rows as literals of PostgreSQL's."""

    role = 'local'

    def sqlite_statements(self):
        return iter(())

    def unique_column(self):
        return None

    def local_statements(self, server):
        yield f"CREATE TABLE {self.name} ({', '.join(column.native_definition() for column in self.local_columns())})"
        for row in self.rows:
            yield f"INSERT INTO {self.name} VALUES ({', '.join(row)})"


@dataclass
class Parent(Table):
    """A partitioned table of two partitions, one of them foreign: ids below 1000000 are in SQLite."""
    base: Table = None                              # the foreign table with the same columns
    by: str = ''                                    # the column of that table that decides
    boundary: str = '1000000'

    role = 'parent'

    def local_columns(self):
        return self.base.local_columns()

    def unique_column(self):
        return None

    def sqlite_statements(self):
        return iter(())

    def local_statements(self, server):
        columns = self.local_columns()
        lines = ', '.join(column.native_definition() + (' NOT NULL' if column.not_null else '') for column in columns)
        yield f'CREATE TABLE {self.name} ({lines}) PARTITION BY RANGE ({quote_name(self.by)})'
        yield from self.base.foreign_table(f'{self.name}_foreign', columns, server)
        yield f'ALTER TABLE {self.name} ATTACH PARTITION {self.name}_foreign FOR VALUES FROM (MINVALUE) TO ({self.boundary})'
        yield f'CREATE TABLE {self.name}_local PARTITION OF {self.name} FOR VALUES FROM ({self.boundary}) TO (MAXVALUE)'
        names = ', '.join(quote_name(column.name) for column in columns)
        for row in self.rows:
            yield f"INSERT INTO {self.name}_local ({names}) VALUES ({', '.join(row)})"


@dataclass
class File:
    """One SQLite file, and all that PostgreSQL has on it."""
    tables: list
    encoding: str = 'UTF-8'
    timezone: str = 'UTC'
    other_timezone: str = 'UTC'                     # of the second server on the same file
    database: str = ''
    is_plain: bool = False                          # most of its queries can be left to SQLite
    statistics: list = field(default_factory=list)  # statements that make sqlite_stat1

    def copy(self):
        return copy.deepcopy(self)

    def folds_case(self):
        return any(column.local_collation == FOLDING for table in self.tables for column in table.columns)

    def statements(self):
        return [*self.sqlite_statements(), *self.local_statements('', '')]

    def sqlite_statements(self):
        if self.encoding != 'UTF-8':
            yield f"PRAGMA encoding = '{self.encoding}'"
        for table in self.tables:
            yield from table.sqlite_statements()
        yield from self.statistics

    def local_statements(self, path, name):
        """All in a schema of this name, which has one server or two to itself."""
        yield f'CREATE SCHEMA {name}'
        yield f'SET search_path = {name}, public'
        yield create_server(name, path, self.timezone)
        if any(table.on_other_server for table in self.tables):
            yield create_server(name + '_b', path, self.other_timezone)
        if self.folds_case():
            yield f"CREATE COLLATION {FOLDING} (provider = icu, locale = 'und-u-ks-level2', deterministic = false)"
        types = {column.type for table in self.tables for column in table.columns}
        yield from (statement for name, statement in OWN_TYPES.items() if name in types)
        for table in self.tables:
            yield from table.local_statements(name)


def create_server(name, path, timezone):
    zone = f', timezone {quote(timezone)}' if timezone != 'UTC' else ''
    return f'CREATE SERVER {name} FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database {quote(path)}{zone})'
