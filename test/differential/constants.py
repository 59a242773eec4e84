"""Random constants and parameters of PostgreSQL's types, most of them near what the columns hold."""

import re

from nodes import Constant, array_text
from schema import kind_of
from values import ADDRESSES, INTERVALS, MOODS, format_moment, moment, parse_instant, pick

TYPES = {
    'int': [(6, 'int4'), (3, 'int8'), (1, 'int2')],
    'num': [(5, 'numeric'), (1, 'numeric(10,2)')],
    'float': [(6, 'float8'), (1, 'float4')],
    'text': [(8, 'text'), (1, 'varchar'), (0.5, 'varchar(20)')],
    'bpchar': [(1, 'char(20)'), (1, 'bpchar')],
    'tstz': [(1, 'timestamptz')],
    'ts': [(1, 'timestamp')],
    'bool': [(1, 'boolean')],
}

INTEGER = re.compile('-?[0-9]{1,18}')
NUMBER = re.compile(r'-?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]{1,2})?')
LATEST = parse_instant('9999-12-31 23:59:59.999999')

INFINITE_TIMES = ['infinity', '-infinity']

# What no column of SQLite's can hold, or only in another class; for constants now and then, for parameters often.
ODD = {
    'int2': ['32767', '-32768', '0'],
    'int4': ['2147483647', '-2147483648', '0'],
    'int8': ['9223372036854775807', '-9223372036854775808', '9007199254740993', '9007199254740992', '2147483648'],
    'numeric': ['NaN', 'Infinity', '-Infinity', '9007199254740993', '9223372036854775808', '1e30', '0.30000000000000004', '5.0', '5.00000000000000000001', '-0.0'],
    'numeric(10,2)': ['NaN', '5', '12.30', '-5.5'],
    'float8': ['NaN', 'Infinity', '-Infinity', '-0', '9007199254740993', '1e308', '5e-324', '0.30000000000000004', '5', '9.3e18'],
    'float4': ['NaN', 'Infinity', '-Infinity', '-0', '0.1', '16777217', '3.4e38'],
    'text': ['', "it's", 'Smith, John', 'C:\\dir', '"q"', '{1,2}', '%', 'NULL', 'abc ', '\U0001f600', 'É', "x', 'y"],
    'varchar': ['', 'abc ', 'a_b', 'C:\\'],
    'varchar(20)': ['', 'ABC', 'abc '],
    'char(20)': ['', 'abc', 'abc  '],
    'bpchar': ['', 'abc', 'abc  '],
    'bytea': ['', '\\x00', '\\x616263'],
    'date': INFINITE_TIMES + ['0001-01-01', '4714-11-24 BC', '5874897-12-31', '10000-01-01'],
    'timestamp': INFINITE_TIMES + ['0001-01-01', '4714-11-24 00:00 BC', '294276-12-31 23:59:59', '2024-02-29 24:00:00', '10000-01-01'],
    'timestamptz': INFINITE_TIMES + ['0001-01-01 00:00+00', '4714-11-24 00:00+00 BC', '294276-12-31 23:59:59+00', '10000-01-01 00:00+00'],
    'time': ['24:00:00', '00:00:00', '23:59:59.999999'],
    'boolean': ['true', 'false'],
    'uuid': ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
    'interval': ['0', '-1 day', '1000 years'],
    'inet': ['::1', '0.0.0.0'],
    'mood': ['ok'],
    'small': ['0', '99'],
    'jsonb': ['{}', '5', '"5"', 'null', '{"a": 5.0}', '[1, "x"]'],
}


class Constants:
    def __init__(self, rnd, pools):
        self.rnd = rnd
        self.pools = pools

    def type_name(self, kind):
        return pick(self.rnd, TYPES[kind]) if kind in TYPES else kind

    def make(self, kind, texts=(), typed=False):
        """A constant of a kind; texts: what the column beside it holds."""
        type_name = self.type_name(kind)
        if self.rnd.random() < 0.03:
            return Constant(kind, type_name, None)
        if self.rnd.random() < 0.08:
            return Constant(kind, type_name, self.odd(type_name))
        value = self.value(type_name, texts)
        plain = not typed and self.rnd.random() < 0.6 and (kind in ('int', 'text') or kind == 'num' and '.' in value)
        return Constant(kind, read_as(kind, value) if plain else type_name, value, plain)

    def parameter(self, constant):
        """Another value for a parameter in place of a constant, odd as often as not."""
        type_name, before = constant.type_name, constant.value
        if constant.kind == 'limit':
            return self.rnd.choice([None, '0', '1', '3', '9223372036854775807'])
        kind = pick(self.rnd, [(3, 'odd'), (3, 'other'), (1, 'same'), (1, 'null')])
        if kind == 'null':
            return None
        if kind == 'same':
            return before
        if type_name.endswith('[]'):
            return array_text(self.elements(type_name[:-2], ()))
        return self.odd(type_name) if kind == 'odd' else self.value(type_name)

    def elements(self, type_name, texts):
        """Those of an array, now and then none, or NULL among them."""
        elements = [self.value(type_name, texts) for _ in range(pick(self.rnd, [(9, self.rnd.randint(0, 4)), (1, 12)]))]
        if self.rnd.random() < 0.15:
            elements.append(None)
        if self.rnd.random() < 0.15:
            elements.append(self.odd(type_name))
        return elements

    def odd(self, type_name):
        return self.rnd.choice(ODD[type_name])

    def value(self, type_name, texts=()):
        """The text of a value that columns of this type may well hold."""
        maker = getattr(self, '_' + kind_of(type_name))
        text = maker(texts)
        if type_name == 'int2' and abs(int(text)) > 32767:
            return '7'
        if type_name == 'int4' and abs(int(text)) > 2**31 - 1:
            return '5'
        if type_name == 'small' and int(text) >= 100:
            return '7'
        if type_name == 'numeric(10,2)' and abs(float(text)) >= 10**8:
            return '12.30'
        return text

    def _int(self, texts):
        there = [text for text in texts if INTEGER.fullmatch(text)]
        if there and self.rnd.random() < 0.6:
            return self.rnd.choice(there)
        pool = self.pools.integers if self.rnd.random() < 0.85 else self.pools.wide
        return str(min(self.rnd.choice(pool) + self.rnd.choice([0, 0, 0, 0, 1]), 2**63 - 1))

    def _num(self, texts):
        there = [text for text in texts if NUMBER.fullmatch(text)]
        if there and self.rnd.random() < 0.5:
            return self.rnd.choice(there)
        return self.rnd.choice([self.rnd.choice(self.pools.decimals), self.rnd.choice(self.pools.decimals), self._int(texts), '5.0', '2.5'])

    def _float(self, texts):
        there = [text for text in texts if NUMBER.fullmatch(text)]
        if there and self.rnd.random() < 0.5:
            return self.rnd.choice(there)
        return self.rnd.choice([self.rnd.choice(self.pools.reals), self.rnd.choice(self.pools.reals), self._small(), '0.25'])

    def _small(self):
        return str(self.rnd.choice(self.pools.integers))

    def _text(self, texts):
        if texts and self.rnd.random() < 0.75:
            return self.rnd.choice(list(texts))
        return self.rnd.choice(self.pools.words)

    _bpchar = _text

    def _bytea(self, texts):
        return '\\x' + self.rnd.choice(self.pools.blobs)

    def _bool(self, texts):
        return self.rnd.choice(['true', 'false'])

    def _uuid(self, texts):
        return self.rnd.choice(self.pools.uuids)

    def _jsonb(self, texts):
        return self.rnd.choice(self.pools.documents)

    def _instant(self):
        """Often one that is there, or just beside it; hours beside it in case a zone stands between."""
        step = pick(self.rnd, [(6, 0), (1, 1), (1, -1), (1, 1_000_000), (1, 3_600_000_000), (1, -18_000_000_000), (0.5, 500_000)])
        return moment(min(self.rnd.choice(self.pools.instants) + step, LATEST))

    def _ts(self, texts):
        return format_moment(self._instant())

    def _tstz(self, texts):
        text = format_moment(self._instant())
        return text + pick(self.rnd, [(5, '+00'), (1, '+02'), (1, '')])

    def _date(self, texts):
        return format_moment(self._instant())[:10]

    def _inet(self, texts):
        return self.rnd.choice(ADDRESSES)

    def _interval(self, texts):
        return self.rnd.choice(INTERVALS)

    def _mood(self, texts):
        return self.rnd.choice(MOODS)

    def _time(self, texts):
        return format_moment(self._instant())[11:]


def read_as(kind, value):
    """The type that a constant without one has."""
    if kind == 'int':
        return 'int4' if abs(int(value)) < 2**31 else 'int8'
    return {'num': 'numeric', 'text': 'text'}[kind]
