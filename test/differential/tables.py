"""Random SQLite files: tables with every sort of column, key and index, and foreign tables that mostly fit them."""

import sqlite3

from constants import Constants
from nodes import quote, quote_name
from schema import FOLDING, Column, File, Index, LocalTable, Parent, Table, View
from values import FAMILIES, TimeStyle, pick

NUMERIC_DECLARED = [(4, 'INTEGER'), (2, 'INT'), (1, 'BIGINT'), (1, 'NUMERIC'), (1, ''), (0.4, 'TEXT'), (0.4, 'REAL'), (0.3, 'BLOB')]
TIME_DECLARED = [(4, 'DATETIME'), (3, 'TEXT'), (2, 'TIMESTAMP'), (1, ''), (0.3, 'BLOB')]
UNIX_DECLARED = [(5, 'INTEGER'), (2, 'DATETIME'), (1, 'REAL'), (1, ''), (0.1, 'TEXT')]

# family: weight, declared types, the one of STRICT tables, types with their formats
MAPPINGS = {
    'integer': (9, NUMERIC_DECLARED, 'INTEGER',
                [(5, 'int4', ''), (5, 'int8', ''), (1, 'int2', ''), (1, 'numeric', ''), (0.5, 'float8', ''), (0.7, 'text', ''), (0.3, 'numeric(10,2)', ''), (0.3, 'small', '')]),
    'wide': (2, NUMERIC_DECLARED, 'INTEGER', [(6, 'int8', ''), (2, 'numeric', ''), (0.5, 'text', ''), (0.3, 'float8', '')]),
    'real': (4, [(5, 'REAL'), (2, 'DOUBLE'), (1, ''), (1, 'NUMERIC'), (0.5, 'TEXT')], 'REAL',
             [(6, 'float8', ''), (1, 'float4', ''), (2, 'numeric', ''), (0.4, 'text', '')]),
    'decimal': (3, [(3, 'NUMERIC'), (3, 'DECIMAL(10,2)'), (1, 'TEXT'), (1, 'REAL'), (1, '')], 'ANY',
                [(3, 'numeric', ''), (3, 'numeric(10,2)', ''), (1, 'float8', '')]),
    'word': (9, [(6, 'TEXT'), (2, 'VARCHAR(20)'), (1, ''), (0.4, 'BLOB'), (0.4, 'NUMERIC')], 'TEXT',
             [(7, 'text', ''), (2, 'varchar(20)', ''), (1, 'char(20)', ''), (0.4, 'bytea', ''), (0.4, 'text', 'literal')]),
    'digits': (1, [(3, 'TEXT'), (1, ''), (1, 'INTEGER'), (1, 'NUMERIC'), (1, 'REAL')], 'TEXT', [(3, 'text', ''), (2, 'int4', ''), (1, 'int8', ''), (1, 'numeric', '')]),
    'bytes': (1.5, [(4, 'BLOB'), (1, ''), (1, 'TEXT')], 'BLOB', [(5, 'bytea', ''), (0.5, 'text', 'literal')]),
    'truth': (3, [(4, 'BOOLEAN'), (3, 'INTEGER'), (1, ''), (0.5, 'TEXT')], 'INTEGER', [(8, 'boolean', ''), (1, 'int4', ''), (0.5, 'text', '')]),
    'spoken_truth': (0.7, [(1, 'TEXT'), (1, 'BOOLEAN')], 'TEXT', [(1, 'boolean', '')]),
    'uuid': (1.5, [(3, 'TEXT'), (1, 'UUID'), (1, ''), (1, 'CHAR(36)')], 'TEXT', [(3, 'uuid', ''), (3, 'uuid', 'uuid_text'), (0.7, 'text', '')]),
    'uuid_bytes': (1, [(3, 'BLOB'), (1, 'UUID'), (1, '')], 'BLOB', [(3, 'uuid', ''), (3, 'uuid', 'uuid_blob'), (0.7, 'bytea', '')]),
    'uuid_mixed': (0.5, [(1, 'UUID'), (1, ''), (1, 'BLOB')], 'ANY', [(1, 'uuid', '')]),
    'iso': (5, TIME_DECLARED, 'TEXT',
            [(3, 'timestamp', ''), (3, 'timestamptz', ''), (3, 'timestamp', 'iso'), (3, 'timestamptz', 'iso'), (0.7, 'text', '')]),
    'date': (2.5, [(3, 'DATE'), (3, 'TEXT'), (1, '')], 'TEXT', [(4, 'date', 'iso'), (2, 'date', ''), (1, 'timestamp', 'iso'), (1, 'timestamptz', 'iso'), (0.5, 'text', '')]),
    'clock': (0.7, [(3, 'TIME'), (2, 'TEXT')], 'TEXT', [(1, 'time', 'iso'), (1, 'time', '')]),
    'unix': (3, UNIX_DECLARED, 'INTEGER', [(4, 'timestamptz', 'unix'), (1.5, 'timestamp', 'unix'), (0.5, 'date', 'unix'), (0.5, 'int8', '')]),
    'unix_ms': (2, UNIX_DECLARED, 'INTEGER', [(4, 'timestamptz', 'unix_ms'), (1, 'timestamp', 'unix_ms'), (0.3, 'int8', '')]),
    'unix_us': (1, UNIX_DECLARED, 'INTEGER', [(2, 'timestamptz', 'unix_us'), (1, 'timestamp', 'unix_us')]),
    'unix_ns': (0.5, UNIX_DECLARED, 'INTEGER', [(2, 'timestamptz', 'unix_ns'), (1, 'timestamp', 'unix_ns')]),
    'julian': (0.7, [(4, 'REAL'), (1, ''), (1, 'DATETIME')], 'REAL', [(2, 'timestamptz', 'julian'), (1, 'timestamp', 'julian'), (0.5, 'float8', '')]),
    'json': (1.2, [(2, 'JSON'), (2, 'TEXT'), (1, '')], 'TEXT', [(5, 'jsonb', ''), (1, 'text', '')]),
    'address': (0.3, [(1, 'TEXT'), (1, 'INET')], 'TEXT', [(1, 'inet', '')]),
    'interval': (0.3, [(1, 'TEXT'), (1, '')], 'TEXT', [(1, 'interval', '')]),
    'mood': (0.4, [(1, 'TEXT'), (1, '')], 'TEXT', [(1, 'mood', '')]),
    'anything': (0.4, [(2, ''), (1, 'ANY'), (1, 'TEXT'), (1, 'NUMERIC')], 'ANY', [(3, 'text', ''), (2, 'text', 'literal'), (1, 'bytea', '')]),
}

# In plain files most of a query can be left to SQLite: these families, stored as they are declared, one value in doubt at most.
PLAIN_FAMILIES = {'integer': 8, 'word': 6, 'unix': 2.5, 'truth': 2, 'real': 2, 'decimal': 2, 'wide': 1, 'unix_ms': 1, 'bytes': 0.5, 'uuid': 0.7, 'uuid_bytes': 0.7}
PLAIN_DECLARED = {'decimal': 'NUMERIC', 'truth': 'BOOLEAN', 'bytes': 'BLOB'}

# What a column of this type holds when it is meant to be clean; only where the family has values that do not fit.
FITS = {
    'int2': lambda text: abs(float(text.strip("'"))) <= 32767,
    'small': lambda text: float(text) < 100,
    'float4': lambda text: text not in ('0.30000000000000004',),
    'float8': lambda text: abs(float(text)) <= 2**53,
}


class FileMaker:
    """Makes one file from its random numbers."""

    def __init__(self, rnd, pools):
        self.rnd = rnd
        self.pools = pools
        self.constants = Constants(rnd, pools)

    def chance(self, probability):
        return self.rnd.random() < probability

    def make(self, databases):
        self.is_plain = self.chance(0.4)
        self.database = databases[0][1] if self.is_plain else pick(self.rnd, databases)
        self.timezone = 'UTC' if self.is_plain else pick(self.rnd, [(3, 'UTC'), (1, 'Europe/Berlin'), (1, 'America/New_York')])
        self.encoding = 'UTF-8' if self.is_plain else pick(self.rnd, [(8, 'UTF-8'), (1, 'UTF-16le'), (1, 'UTF-16be')])
        tables = [self.table(n) for n in range(1, 1 + pick(self.rnd, [(1, 1), (3, 2), (3, 3)]))]
        other_timezone = self.timezone if self.chance(0.6) else pick(self.rnd, [(1, 'UTC'), (1, 'Asia/Kathmandu')])
        file = File(tables, self.encoding, self.timezone, other_timezone, self.database)
        file.is_plain = self.is_plain
        settle(file)
        self.name_texts(file)
        file.statistics = self.statistics(tables)
        if self.chance(0.3 if not self.is_plain else 0.1):
            tables.append(self.view(self.rnd.choice(tables)))
        if self.chance(0.15 if not self.is_plain else 0.05):
            tables.append(self.second_mapping(self.rnd.choice(tables)))
        if self.chance(0.6):
            tables.append(self.local_table())
        bases = [table for table in tables if table.role == 'foreign' and table.unique_column() and table.unique_column().kind == 'int']
        if bases and self.chance(0.35):
            tables.append(self.parent(self.rnd.choice(bases)))
        return file

    # -----------------------------------------------------------------------
    # Tables
    # -----------------------------------------------------------------------

    def table(self, n):
        strict = self.chance(0.15)
        remote = f't{n}' if self.chance(0.85) else f'Remote table {n}'
        table = Table(f't{n}', remote, [], strict=strict)
        columns = [self.column(i, strict) for i in range(1, 1 + self.rnd.randint(2, 7))]
        shape = pick(self.rnd, [(6, 'rowid'), (1.5, 'no key'), (1, 'plain key'), (1.5, 'without rowid'), (1, 'composite')])
        table.columns = columns
        count = pick(self.rnd, [(0.6, 0), (1, 1), (8, 8), (5, 20), (1, 60)])
        count = self.rnd.randint((count + 1) // 2, count)
        self.add_key(table, shape)
        self.fill(table, count)
        table.indexes = self.indexes(table, n)
        if not strict and self.chance(0.07):
            self.add_generated(table)
        mapped = [column.name for column in table.columns]
        if self.chance(0.3):
            self.rnd.shuffle(mapped)
        if self.chance(0.2) and len(mapped) > 2:
            mapped.pop(self.rnd.randrange(1, len(mapped)))
        table.mapped = mapped
        table.drops_a_column = self.chance(0.3)
        table.is_analyzed = self.chance(0.3)
        table.ignores_errors = self.chance(0.04 if not self.is_plain else 0)
        table.on_other_server = self.chance(0.12 if not self.is_plain else 0)
        return table

    def column(self, n, strict):
        weights = PLAIN_FAMILIES if self.is_plain else {name: mapping[0] for name, mapping in MAPPINGS.items()}
        family = pick(self.rnd, [(weight, name) for name, weight in weights.items()])
        _, declared, strict_declared, types = MAPPINGS[family]
        type_name, option = pick(self.rnd, [(weight, (name, option)) for weight, name, option in types if not self.is_plain or weight >= 1])
        if family == 'unix' and type_name == 'date' and self.timezone != 'UTC':
            type_name = 'timestamptz'
        if self.chance(0 if self.is_plain else 0.02):
            type_name, option = self.rnd.choice([('int4', ''), ('text', ''), ('numeric', ''), ('float8', '')])
        name = family[0] + str(n) if self.chance(0.93) else self.rnd.choice(['select', 'Mixed Case', 'user', 'a"b']) + str(n)
        column = Column(name, type_name, remote=name if self.chance(0.88) else f'remote {n}', family=family, format=option)
        column.declared = strict_declared if strict else PLAIN_DECLARED.get(family, declared[0][1]) if self.is_plain and self.chance(0.85) else pick(self.rnd, declared)
        column.collation = self.collation(column)
        column.sets_null = self.chance(0.03 if not self.is_plain else 0)
        if column.kind in ('text', 'bpchar'):
            column.local_collation = pick(self.rnd, [(6, ''), (3, 'C'), (0.5, 'POSIX'), (1.5 if self.database == 'differential_icu' else 0, FOLDING)])
        return column

    def collation(self, column):
        if column.family in ('word', 'uuid', 'anything', 'digits', 'iso', 'date'):
            return pick(self.rnd, [(20 if self.is_plain else 7, ''), (2, 'NOCASE'), (1, 'RTRIM'), (0.5, 'BINARY')])
        return 'NOCASE' if self.chance(0.02) else ''

    def add_key(self, table, shape):
        """An id of its own, or a key of the columns that are there."""
        if shape in ('rowid', 'plain key', 'without rowid'):
            declared = 'INTEGER' if shape == 'rowid' or table.strict or self.chance(0.7) else self.rnd.choice(['INT', 'BIGINT', 'TEXT', ''])
            table.columns.insert(0, Column('id', pick(self.rnd, [(5, 'int8'), (5, 'int4'), (0.5, 'numeric'), (0.3, 'text')]),
                                           remote='id', declared=declared, family='integer', not_null=shape == 'without rowid'))
            table.key = ['id']
            table.key_is_rowid = declared == 'INTEGER' and shape != 'without rowid'
        elif shape == 'composite' and len(table.columns) > 1:
            table.key = [column.remote for column in self.rnd.sample(table.columns, 2)]
        table.without_rowid = shape == 'without rowid' or shape == 'composite' and bool(table.key) and self.chance(0.5)
        for column in table.columns:
            if column.remote in table.key and table.without_rowid:
                column.not_null = True
            elif not table.key_is_rowid and self.chance(0.05):
                column.not_null = True

    def add_generated(self, table):
        numbers = [column for column in table.columns if column.family == 'integer']
        if numbers:
            source = quote_name(self.rnd.choice(numbers).remote)
            table.columns.append(Column('g', self.rnd.choice(['int8', 'numeric']), remote='g', declared=self.rnd.choice(['INT', '', 'TEXT']),
                                        family='integer', generated=f'{source} + 1'))

    def fill(self, table, count):
        """Rows; most tables are clean or nearly so, since one bad value makes most queries on it an error."""
        dirt = pick(self.rnd, [(68, 0), (19, 'one'), (9, 0.02 if not self.is_plain else 'one'), (4, 0.12 if not self.is_plain else 0)])
        makers = [self.maker(column, table, dirt if dirt != 'one' else 0) for column in table.columns]
        ids = self.rnd.sample(range(1, 3 * count + 2), count)
        if self.chance(0.15):
            ids = [n - count for n in ids]
        table.rows = [[make() for make in makers] for _ in range(count)]
        if table.key == ['id']:
            for row, number in zip(table.rows, ids):
                row[0] = str(number) if table.columns[0].declared != 'TEXT' else quote(str(number))
        if dirt == 'one' and table.rows:
            n = self.rnd.randrange(len(table.columns))
            if table.columns[n].remote != 'id':
                self.rnd.choice(table.rows)[n] = self.rnd.choice(FAMILIES[table.columns[n].family].dirt or ['NULL'])

    def maker(self, column, table, dirt):
        """A function for one value of the column."""
        family = FAMILIES[column.family]
        nulls = 0 if column.not_null else pick(self.rnd, [(4, 0), (4, 0.15), (1, 0.6)])
        odd = pick(self.rnd, [(20 if self.is_plain else 5, 0), (4, 0.06), (1, 0.4)]) if family.odd else 0
        style = TimeStyle(self.rnd)
        if column.type == 'date':
            pools = days_only(self.pools)
        else:
            pools = self.pools
        fits = FITS.get(column.type, lambda text: True)

        def make():
            number = self.rnd.random()
            if number < nulls:
                return 'NULL'
            if self.rnd.random() < dirt:
                return self.rnd.choice(family.dirt) if family.dirt else 'NULL'
            if self.rnd.random() < odd:
                return self.rnd.choice(family.odd)
            for _ in range(20):
                text = family.clean(self.rnd, pools, style)
                try:
                    if fits(text):
                        return text
                except ValueError:
                    return text
            return 'NULL' if not column.not_null else '1'
        return make

    def indexes(self, table, n):
        found = []
        for i in range(pick(self.rnd, [(3, 0), (3, 1), (3, 2), (1, 3)])):
            columns = self.rnd.sample(table.columns, min(len(table.columns), pick(self.rnd, [(6, 1), (3, 2), (1, 3)])))
            terms = [self.index_term(column) for column in columns]
            where = ''
            if self.chance(0.12):
                where = self.rnd.choice(['{} IS NOT NULL', '{} > 3', "{} = 'abc'", '{} IN (1, 2)']).format(quote_name(columns[0].remote))
            found.append(Index(f'index_{n}_{i}', terms, [column.remote for column in columns], self.chance(0.15), where))
        return found

    def index_term(self, column):
        name = quote_name(column.remote)
        term = pick(self.rnd, [(8, '{}'), (1, '{} DESC'), (1, '{} COLLATE NOCASE'), (0.3, '{} COLLATE RTRIM'), (0.3, 'lower({})'), (0.3, '{} + 1'), (0.2, 'substr({}, 1, 3)')])
        return term.format(name)

    def statistics(self, tables):
        """sqlite_stat1, which may also lie: it must make no difference."""
        kind = pick(self.rnd, [(5, 'none'), (3, 'true'), (2, 'false')])
        if kind == 'none':
            return []
        if kind == 'true':
            return ['ANALYZE']
        found = ['ANALYZE', 'DELETE FROM sqlite_stat1']
        for table in tables:
            rows = self.rnd.choice([1, 1000, 1000000])
            found.append(f"INSERT INTO sqlite_stat1 VALUES ({quote(table.remote)}, NULL, '{rows}')")
            for index in table.indexes:
                found.append(f"INSERT INTO sqlite_stat1 VALUES ({quote(table.remote)}, {quote(index.name)}, '{rows}{' 1' * len(index.terms)}')")
        return found

    def name_texts(self, file):
        for table in file.tables:
            stored = [column for column in table.columns if not column.generated]
            for i, column in enumerate(stored):
                column.texts = sorted({row[i][1:-1].replace("''", "'") for row in table.rows if row[i].startswith("'") and '||' not in row[i]}
                                      | {row[i] for row in table.rows if row[i][:1].isdigit()})

    # -----------------------------------------------------------------------
    # What stands beside them
    # -----------------------------------------------------------------------

    def view(self, base):
        columns = [column for column in base.local_columns()]
        terms = [quote_name(column.remote) for column in columns]
        mapped = []
        for column in columns:
            mapped.append(Column(column.name, column.type, remote=column.remote, declared=column.declared, family=column.family, format=column.format,
                                 local_collation=column.local_collation, texts=column.texts))
        for i, column in enumerate(columns):
            if column.family == 'integer' and self.chance(0.3):
                terms[i] = f'{terms[i]} + 0 AS {terms[i]}'
            elif column.family == 'word' and self.chance(0.3):
                terms[i] = self.rnd.choice(['{} COLLATE NOCASE AS {}', "{} || '' AS {}", 'CAST({} AS TEXT) AS {}']).format(terms[i], terms[i])
        definition = f"SELECT {', '.join(terms)} FROM {quote_name(base.remote)}"
        names = ', '.join(quote_name(column.remote) for column in columns)
        definition += self.rnd.choice(['', '', f' WHERE {quote_name(columns[0].remote)} IS NOT NULL', f' UNION ALL SELECT {names} FROM {quote_name(base.remote)}',
                                       f' ORDER BY {quote_name(columns[-1].remote)}'])
        return View('v1', 'v1', mapped, mapped=[column.name for column in mapped], definition=definition, base=base.remote)

    def second_mapping(self, base):
        """Another foreign table on a table that has one, as texts where that is possible."""
        columns = []
        for column in base.local_columns():
            types = MAPPINGS[column.family][3]
            type_name, option = self.rnd.choice([(name, option) for _, name, option in types])
            columns.append(Column(column.name, type_name, remote=column.remote, declared=column.declared, family=column.family, format=option, texts=column.texts))
        definition = f"SELECT {', '.join(quote_name(column.remote) for column in columns)} FROM {quote_name(base.remote)}"
        return View('v2', 'v2', columns, mapped=[column.name for column in columns], on_other_server=self.chance(0.3), definition=definition, base=base.remote)

    def local_table(self):
        types = self.rnd.sample(['int4', 'int8', 'numeric', 'float8', 'text', 'timestamptz', 'uuid', 'date', 'boolean'], self.rnd.randint(2, 5))
        columns = [Column(f'l{i}', type_name) for i, type_name in enumerate(types)]
        table = LocalTable('local1', '', columns, mapped=[column.name for column in columns])
        table.rows = [[self.local_value(column) for column in columns] for _ in range(self.rnd.randint(0, 12))]
        for column in columns:
            column.texts = self.pools.words
        return table

    def local_value(self, column):
        if self.chance(0.1):
            return 'NULL'
        text = self.constants.value(column.type)
        return quote(text) if self.database != 'differential_latin1' or is_latin1(text) else 'NULL'

    def parent(self, base):
        table = Parent('p1', '', [], base=base, by=base.unique_column().name)
        columns = base.local_columns()
        key = columns.index(base.unique_column())
        for n in range(self.rnd.randint(0, 6)):
            row = [self.local_value(column) for column in columns]
            row[key] = str(1000000 + n)
            if all(value != 'NULL' or not column.not_null for value, column in zip(row, columns)):
                table.rows.append(row)
        if base.unique_column().type == 'int2':
            table.boundary, table.rows = '30000', []
        return table


def days_only(pools):
    """The same pools with times that are midnight."""
    copy = object.__new__(type(pools))
    copy.__dict__.update(pools.__dict__)
    day = 86_400_000_000
    copy.instants = [instant // day * day for instant in pools.instants]
    return copy


def is_latin1(text):
    try:
        text.encode('latin1')
        return True
    except UnicodeEncodeError:
        return False


def settle(file):
    """Leaves out rows and indexes that SQLite itself refuses."""
    connection = sqlite3.connect(':memory:', isolation_level=None)
    for table in file.tables:
        for statement in table.sqlite_statements():
            if statement.startswith('CREATE TABLE'):
                connection.execute(statement)
        table.rows = [row for row in table.rows if accepts(connection, table.insert(row))]
        table.indexes = [index for index in table.indexes if accepts(connection, index.statement(table.remote))]
    connection.close()


def accepts(connection, statement):
    try:
        connection.execute(statement)
        return True
    except sqlite3.Error:
        return False


def random_file(rnd, pools, databases):
    return FileMaker(rnd, pools).make(databases)
