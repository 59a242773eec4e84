"""Random values of SQLite: what the columns of one file hold, as literals.

The columns of a file draw from common pools, so that joins find partners and
constants find rows.
"""

from datetime import datetime, timedelta, timezone

from nodes import quote

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)

INTEGERS = list(range(-3, 16)) + [100, 1000, -1000, 32767, 65536]
WIDE = [2**31 - 1, 2**31, -2**31, 2**32, 2**53 - 1, 2**53, 2**53 + 1, -2**53 - 1, 2**62, 2**63 - 1, -2**63, 10**15, 10**18]
REALS = ['0.5', '1.5', '-2.25', '0.1', '0.30000000000000004', '0.3', '3.0', '2.0', '100.25', '1e15', '1e-07', '12.345', '7.0', '5.0']
DECIMALS = ['12.3', '0.1', '100', '99.99', '-5.5', '0.01', '5', '7', '1000000', '12.30', '3.0', '-0.25']
WORDS = [
    'Smith, John', 'smith, john', 'abc', 'ABC', 'Abc', 'abc ', 'ab', 'b', 'B', 'a_b', 'aXb', 'a%b', 'a\\_b', 'C:\\dir', '\\', "it's", '"q"',
    'é', 'É', 'zoë', 'ZOË', 'ß', 'ı', 'I', 'i', '\uff5a', '\U0001f600', '\U0001d11e b', '\ue000', 'naïve ', 'a b', ' a', 'line\nbreak', 'tab\tx',
    '', ' ', '  ', '12', '012', '5', '5.0', '1e3', '-0', '0', 'NaN', 'inf', 'NULL', 'null', 'true', 't', '{1,2}', '{}', '2024-01-01', '[a-z]', '*', 'a*', '%', '_',
]
DOCUMENTS = [
    '{"a": 5}', '{"a": "5"}', '{"a": 5.0}', '{"a": {"b": [1, 2]}}', '[1, "x"]', '{"flag": true, "a.b": 1}', '{"a": null}', '{}', '[]', '"s"', '7', 'null',
    '{"name": "Smith, John", "a": 1}', '{"b":1,"a":2}', '{"a":2,"b":1}', '[{"a": 5}]', '{"a": "é"}',
]
ADDRESSES = ['10.0.0.1', '10.0.0.1/8', '192.168.1.5', '9.1.1.1']
INTERVALS = ['1 day', '24:00:00', '2 days', '1 mon', '30 days', '01:30:00']
MOODS = ['sad', 'ok', 'happy', 'angry']
INSTANTS = [
    '2024-02-29 00:00:00', '2024-02-29 08:15:00', '2024-02-29 23:59:59', '2024-02-29 23:59:59.999999', '2024-03-01 00:00:00', '2024-03-01 00:00:00.5',
    '2024-03-31 00:30:00', '2024-03-31 01:00:00', '2024-03-31 02:30:00', '2024-10-27 00:30:00', '2024-10-27 01:30:00', '2024-10-27 02:30:00',
    '1970-01-01 00:00:00', '1969-12-31 23:59:59', '2000-01-01 12:00:00', '2023-11-14 22:13:20', '2023-11-14 00:00:00', '1999-12-31 00:00:00',
    '2024-02-28 22:00:00', '2024-02-29 05:00:00', '0999-06-01 10:00:00', '9999-12-31 23:59:59',
]
MARKED_INVALID = ["CAST(x'ff61' AS TEXT)", "CAST(x'c3' AS TEXT)"]
WITH_NUL = ["'a' || char(0) || 'b'", "char(0)"]


def pick(rnd, weighted):
    """One of [(weight, what)]."""
    return rnd.choices([what for _, what in weighted], [weight for weight, _ in weighted])[0]


def some(rnd, things, least, most):
    return rnd.sample(things, min(len(things), rnd.randint(least, most)))


class Pools:
    """What the columns of one file share."""

    def __init__(self, rnd):
        self.integers = some(rnd, INTEGERS, 3, 10)
        self.wide = some(rnd, WIDE, 2, 6) + self.integers[:2]
        self.reals = some(rnd, REALS, 3, 8)
        self.decimals = some(rnd, DECIMALS, 3, 8)
        self.words = some(rnd, WORDS, 4, 18)
        self.documents = some(rnd, DOCUMENTS, 3, 8)
        self.instants = [parse_instant(text) for text in some(rnd, INSTANTS, 3, 9)]
        self.uuids = [f'{rnd.getrandbits(128):032x}' for _ in range(5)]
        self.blobs = ['', '00', '00ff', 'ff', '616263', '41', '2024', '610062', '5c27'][:rnd.randint(3, 9)]


def parse_instant(text):
    """Microseconds since 1970."""
    found = datetime.fromisoformat(text).replace(tzinfo=timezone.utc)
    return (found - EPOCH) // timedelta(microseconds=1)


def moment(instant):
    return EPOCH + timedelta(microseconds=instant)


def format_moment(when, separator=' ', zone=''):
    text = f'{when.year:04d}-{when.month:02d}-{when.day:02d}{separator}{when.hour:02d}:{when.minute:02d}:{when.second:02d}'
    if when.microsecond:
        text += f'.{when.microsecond:06d}'.rstrip('0')
    return text + zone


class TimeStyle:
    """How one column writes its times; a mixed one writes each in another way."""

    def __init__(self, rnd):
        self.separator = rnd.choice([' ', ' ', 'T'])
        self.zone = pick(rnd, [(5, ''), (2, 'Z'), (1, '+00:00'), (1, '+02:00'), (1, '-05:30')])
        self.zeros = pick(rnd, [(5, ''), (1, '.000'), (1, '.000000'), (1, 'short')])

    def write(self, instant):
        hours, minutes = {'+02:00': (2, 0), '-05:30': (-5, -30)}.get(self.zone, (0, 0))
        try:
            when = moment(instant) + timedelta(hours=hours, minutes=minutes)
        except OverflowError:
            when = moment(instant)
        text = format_moment(when, self.separator)
        if '.' not in text:
            if self.zeros == 'short' and when.second == 0:
                text = text[:-3]
            elif self.zeros != 'short':
                text += self.zeros
        return text + self.zone


def real(number):
    """A literal that SQLite reads as this double."""
    text = repr(float(number))
    return text.replace('inf', '9e999') if 'inf' in text else text


class Family:
    """A sort of values: what one column holds, and what strays into it."""

    def __init__(self, clean, odd, dirt):
        self.clean = clean          # (rnd, pools, style) -> literal
        self.odd = odd              # literals of another class that most types read
        self.dirt = dirt            # literals that most types do not read


def number_text(number):
    return quote(str(number))


def unix_value(divisor, whole):
    """A time as a number of units of so many microseconds."""
    def value(rnd, pools, style):
        instant = rnd.choice(pools.instants)
        if whole or instant % divisor == 0:
            return str(instant // divisor)
        return real(instant / divisor)
    return value


def unix_ns(rnd, pools, style):
    """9999 is beyond 64 bits of nanoseconds."""
    return str(rnd.choice([i for i in pools.instants if -2**62 < i * 1000 < 2**62] or [0]) * 1000)


def julian(rnd, pools, style):
    return real(2440587.5 + rnd.choice(pools.instants) / 86_400_000_000)


def iso_time(rnd, pools, style):
    return quote((style if style.separator == 'T' or rnd.random() < 0.8 else TimeStyle(rnd)).write(rnd.choice(pools.instants)))


def iso_date(rnd, pools, style):
    return quote(format_moment(moment(rnd.choice(pools.instants)))[:10])


def clock(rnd, pools, style):
    text = format_moment(moment(rnd.choice(pools.instants)))[11:]
    return quote(text[:5] if text.endswith(':00') and style.zeros == 'short' else text)


def uuid_text(rnd, pools, style):
    raw = rnd.choice(pools.uuids)
    text = f'{raw[:8]}-{raw[8:12]}-{raw[12:16]}-{raw[16:20]}-{raw[20:]}'
    form = rnd.random() if style.separator == 'T' else 0
    return quote(text if form < 0.5 else text.upper() if form < 0.7 else '{' + text + '}' if form < 0.85 else raw)


def uuid_bytes(rnd, pools, style):
    return f"x'{rnd.choice(pools.uuids)}'"


def uuid_mixed(rnd, pools, style):
    return rnd.choice([uuid_text, uuid_bytes])(rnd, pools, style)


def anything(rnd, pools, style):
    return rnd.choice([
        lambda: str(rnd.choice(pools.integers)), lambda: rnd.choice(pools.reals), lambda: quote(rnd.choice(pools.words)),
        lambda: number_text(rnd.choice(pools.integers)), lambda: f"x'{rnd.choice(pools.blobs)}'"
    ])()


WORD_DIRT = ["'lots'", "''", "x'00'", "x'3432'", "' 1'"]

FAMILIES = {
    'integer': Family(lambda rnd, pools, style: str(rnd.choice(pools.integers)),
                      ['7.0', "'5'", '-0.0', "'12'", '2.0'], WORD_DIRT + ['2.5', "'007'", '9223372036854775807', '9e999', "'1e3'"]),
    'wide': Family(lambda rnd, pools, style: str(rnd.choice(pools.wide)),
                   ['1e15', "'9223372036854775807'", '-1e18'], WORD_DIRT + ['9.3e18', "'9223372036854775808'", '0.5']),
    'real': Family(lambda rnd, pools, style: rnd.choice(pools.reals),
                   ['9e999', '-9e999', '5', "'0.5'", "'NaN'", "'inf'", "'-Infinity'", "'-0'", '-0.0', '1e300', '9007199254740992'],
                   WORD_DIRT + ['9007199254740993', "'1e999'", "'0x10'"]),
    'decimal': Family(lambda rnd, pools, style: rnd.choice(pools.decimals),
                      ["'0.10'", "'12.30'", "'1.00'", '9007199254740993', "'NaN'", '7.0'], WORD_DIRT + ['12.345', "'123456789012345678901234.5'", '9e999', "'1,5'"]),
    'word': Family(lambda rnd, pools, style: quote(rnd.choice(pools.words)),
                   ['42', '0.1', '1.0', '1e19', "'a ' || char(233)", '-0.0', '9e999'], ["x'616263'", "x'ff'", *MARKED_INVALID, *WITH_NUL]),
    'digits': Family(lambda rnd, pools, style: number_text(rnd.choice(pools.integers)),
                     ["'5.0'", "' 5'", "'05'", '5', "'5 '"], ["x'35'", *MARKED_INVALID]),
    'bytes': Family(lambda rnd, pools, style: f"x'{rnd.choice(pools.blobs)}'", ["'abc'", "''", "'é'"], ['1', '0.5']),
    'truth': Family(lambda rnd, pools, style: rnd.choice(['0', '1']), ["'true'", "'yes'", "'off'", "'F'", '1.0', '0.0', "'1'"], ['2', "''", "'maybe'", '0.5', "x'01'"]),
    'spoken_truth': Family(lambda rnd, pools, style: quote(rnd.choice(['true', 'false', 't', 'no'])), ['1', '0', "'YES'"], ["''", "'2'", "'maybe'"]),
    'uuid': Family(uuid_text, ["x'a0eebc999c0b4ef8bb6d6bb9bd380a11'"], ["''", "'a0eebc99'", '1', "x'a0ee'"]),
    'uuid_bytes': Family(uuid_bytes, ["'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'"], ["''", "x''", '1', "x'a0ee'"]),
    'uuid_mixed': Family(uuid_mixed, [], ["''", '1']),
    'iso': Family(iso_time, ["'2024-02-29'", "'2024-02-29T08:15:00.123456789Z'", "'2024-02-29 08:15'"],
                  ["''", "'2024-02-30'", "'now'", "'2024-02-29  08:15 z'", '1700000000', "'29.02.2024'", "x'00'", "'20240229'", "'2024-02-29 24:00'"]),
    'date': Family(iso_date, ["'2024-02-29 00:00:00'", "'2024-02-29T00:00'"], ["''", "'2024-02-29 08:15:00'", "'2024-2-9'", "'0000-01-01'", '2024', '19781']),
    'clock': Family(clock, ["'24:00'", "'08:15:00.5'"], ["''", "'08:15Z'", "'25:00'", '29700', "'2024-02-29 08:15'"]),
    'unix': Family(unix_value(1_000_000, False), ['1700000000.25', '0', '-1'], ["'2023-11-14 22:13:20'", '1700000000123456', "''", "'1700000000'"]),
    'unix_ms': Family(unix_value(1000, False), ['1700000000123.5', '0'], ["'x'", '9e18', "''"]),
    'unix_us': Family(unix_value(1, True), ['0', '1700000000123456.0'], ["'x'", "''"]),
    'unix_ns': Family(unix_ns, ['0', '1700000000123456789'], ["'x'", "''", '0.5']),
    'julian': Family(julian, ['2460000', '2460000.5'], ["'x'", '-1', "'2460000.5'"]),
    'json': Family(lambda rnd, pools, style: quote(rnd.choice(pools.documents)),
                   ['7', '0.5', "x'7b7d'", "'{\"a\": 1.00}'", "'{\"a\":1e2}'"], ["''", "'{bad'", "'{\"a\":1,\"a\":2}'", "'{\"a\":\"\\u0000\"}'", "x'00ff'"]),
    'address': Family(lambda rnd, pools, style: quote(rnd.choice(ADDRESSES)), [], ["''", '1']),
    'interval': Family(lambda rnd, pools, style: quote(rnd.choice(INTERVALS)), ['90'], ["'x'"]),
    'mood': Family(lambda rnd, pools, style: quote(rnd.choice(MOODS)), [], ["'Sad'", "''"]),
    'anything': Family(anything, ['9e999', "'é'"], ["x'ff'", *WITH_NUL]),
}
