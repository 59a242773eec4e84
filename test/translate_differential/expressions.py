"""Random expressions of SQLite over the columns of one table, and SELECTs of them."""

NUMBERS = ['n', 'm', 'r', 'q', 'd', 'b', 'b2', 'v', 'w']
TEXTS = ['s', 's2', 'nc', 'rt', 'x']
TIMES = ['ts', 'ts2', 'da', 'tz', 'tm']
OTHERS = ['bl', 'u', 'j']

NUMBER_LITERALS = ['0', '1', '-1', '2', '3', '5', '10', '1.5', '2.0', '-0.5', '1e1', '0x10', '100', '63', 'TRUE', 'FALSE', '9223372036854775807']
TIME_LITERALS = ["'2000-01-01'", "'2010-05-05 12:00:00'", '1700000000', '0', "'x'", '1500']
WORDS = ['', 'a', 'A', 'abc', 'ABC', 'aBc ', 'b  ', '10', '5', '-3', 'é', 'Éa', 'x_y', '50%', 'a\\b', "it's", 'zz', 'äÄ', 'a@b.c', 'Z', '_', '[', ']', 'a-b',
         '2020-01-01', 'ß', 'K', '\u212a', '3abc', ' ', '\n', 'a\nb']
LIKE_PATTERNS = ["'a%'", "'%B%'", "'_'", "'a\\%'", "'É%'", "'50%%'", "'a_c%'"]
GLOB_PATTERNS = ["'a*'", "'[a-c]*'", "'*[^0-9]*'", "'?'", "'[]]'", "'*[A-Z_]*'", "'a-b'", "'[^]a]*'", "'*[[]*'", "'[a-]*'", "'é*'", "'[à-ü]*'", "'*%*'", "'a[\\]b'"]
MODIFIERS = ['+1 day', '-3 days', '+1 month', '-1 month', '+1 year', 'start of month', 'start of year', 'start of day', '+90 minutes', 'weekday 0', 'weekday 3',
             '-7 hours', '+13 months', '+1.5 days', '10 seconds']
FORMATS = ['%Y', '%Y-%m', '%H:%M', '%d/%m/%Y %%', '%s', '%w', '%j', '%Y-%m-%dT%H:%M:%SZ']
COMPARISONS = ['=', '<>', '<', '<=', '>', '>=', 'IS', 'IS NOT']


def quote(text):
    return "'" + text.replace("'", "''") + "'"


class Maker:
    """Makes expressions from a random generator; depth bounds how deep they are."""

    def __init__(self, random):
        self.random = random

    def choose(self, *makers):
        """What one of some functions makes."""
        return self.random.choice(makers)()

    def pick(self, words):
        return self.random.choice(words)

    def word(self):
        return quote(self.pick(WORDS))

    def maybe_not(self):
        return self.pick(['', 'NOT '])

    # Numbers

    def number(self, depth):
        if depth <= 0:
            return self.pick(['NULL', 'tz', 'tm', 's']) if self.random.random() < 0.08 else self.pick(NUMBERS + [self.pick(NUMBER_LITERALS)] * 2)
        def inner():
            return self.number(depth - 1)
        def text():
            return self.text(depth - 1)
        def computed():
            return f'({inner()} {self.pick(["+", "-", "*", "/", "%", "&", "|", "<<", ">>"])} {inner()})'
        return self.choose(
            computed, computed, computed, computed, computed, computed,
            lambda: f'(- {inner()})', lambda: f'(~ {inner()})', lambda: f'abs({inner()})', lambda: f'sign({inner()})',
            lambda: f'length({self.pick([text(), "bl", inner()])})', lambda: f'coalesce({inner()}, {inner()})', lambda: f'nullif({inner()}, {inner()})',
            lambda: f'iif({self.condition(depth - 1)}, {inner()}, {inner()})', lambda: f'CASE WHEN {self.condition(depth - 1)} THEN {inner()} ELSE {inner()} END',
            lambda: f'round({inner()}{self.pick(["", ", 0", ", 1", ", 2"])})', lambda: f'{self.pick(["min", "max"])}({inner()}, {inner()})',
            lambda: f'CAST({self.pick([inner(), text()])} AS {self.pick(["INTEGER", "REAL", "NUMERIC"])})',
            lambda: f'instr({text()}, {text()})', lambda: f'unicode({text()})', lambda: f'({self.condition(depth - 1)})', self.counted_time)

    def counted_time(self):
        maker = self.pick(['unixepoch(@)', 'julianday(@)', "CAST(strftime('%Y', @) AS INTEGER)", "CAST(strftime('%s', @) AS INTEGER)", "CAST(strftime('%w', @) AS INTEGER)"])
        return maker.replace('@', self.moment())

    # Times

    def modifiers(self):
        return ''.join(f", '{self.pick(MODIFIERS)}'" for _ in range(self.pick([0, 0, 1, 1, 2])))

    def moment(self):
        return self.pick(['ts', 'ts2', 'da', "tz, 'unixepoch'", "tm/1000, 'unixepoch'", "'2004-02-29'", "'2000-01-31 10:20:30'", 'date(ts)', "n, 'unixepoch'"]) + self.modifiers()

    def written_time(self):
        return self.choose(lambda: f'{self.pick(["date", "datetime", "time"])}({self.moment()})', lambda: f"strftime('{self.pick(FORMATS)}', {self.moment()})")

    # Texts

    def text(self, depth):
        if depth <= 0:
            return self.pick(['NULL', 'da', 'u']) if self.random.random() < 0.05 else self.pick(TEXTS + [self.word(), self.word()])
        def inner():
            return self.text(depth - 1)
        def number():
            return self.number(depth - 1)
        def trimmed():
            return f'{self.pick(["trim", "ltrim", "rtrim"])}({inner()}{self.pick(["", ", " + inner()])})'
        return self.choose(
            lambda: f'({inner()} || {self.pick([inner(), number()])})', lambda: f'{self.pick(["lower", "upper"])}({inner()})', trimmed,
            lambda: f'substr({inner()}, {self.pick(["1", "2", "3", "0", "-1", number()])}, {self.pick(["1", "2", "10", "0", "-1", number()])})',
            lambda: f'substr({inner()}, {self.pick(["1", "2", "-2", "-1", self.behind_a(inner())])})',
            lambda: f'replace({inner()}, {inner()}, {inner()})', lambda: f'coalesce({inner()}, {inner()})', lambda: f'nullif({inner()}, {inner()})',
            lambda: f'CASE WHEN {self.condition(depth - 1)} THEN {inner()} ELSE {inner()} END',
            lambda: f'CASE {self.text(0)} WHEN {self.text(0)} THEN {inner()} WHEN {self.text(0)} THEN {inner()} END',
            lambda: f'CASE {self.number(0)} WHEN {self.number(0)} THEN {inner()} ELSE {inner()} END',
            lambda: f'{self.pick(["min", "max"])}({inner()}, {inner()})', lambda: f'hex({self.pick(["bl", inner(), number()])})',
            lambda: f'CAST({self.pick([inner(), number()])} AS {self.pick(["TEXT", "VARCHAR(3)"])})', self.written_time, self.written_time,
            lambda: f'typeof({self.pick([number(), inner(), "bl"] + TIMES)})', lambda: f'substr({self.pick(["ts", "da"])}, 1, {self.pick(["4", "7", "10"])})',
            lambda: f'({self.pick(["s", "nc", "rt"])} COLLATE NOCASE)')

    def behind_a(self, text):
        return f"instr({text}, 'a') + 1"

    # Conditions

    def compared(self, a, b):
        return f'({a} {self.pick(COMPARISONS)} {b})'

    def condition(self, depth):
        if depth <= 0:
            return self.choose(lambda: self.compared(self.number(0), self.number(0)), lambda: self.compared(self.text(0), self.text(0)),
                               lambda: self.pick(['b', 'b2', 'n', 'r']), lambda: f'({self.pick(NUMBERS + TEXTS + TIMES + OTHERS)} IS {self.maybe_not()}NULL)')
        def inner():
            return self.condition(depth - 1)
        def text():
            return self.text(depth - 1)
        kind = self.pick([self.number, self.text])
        return self.choose(
            lambda: f'({inner()} {self.pick(["AND", "OR"])} {inner()})', lambda: f'(NOT {inner()})', lambda: self.compared(kind(depth - 1), kind(depth - 1)),
            lambda: f'({kind(depth - 1)} {self.maybe_not()}BETWEEN {kind(depth - 1)} AND {kind(depth - 1)})',
            lambda: f'({kind(depth - 1)} {self.maybe_not()}IN ({", ".join(kind(0) for _ in range(self.random.randrange(4)))}))',
            lambda: f'({text()} {self.maybe_not()}LIKE {self.pick(LIKE_PATTERNS + [self.text(0)])})',
            lambda: f"({text()} LIKE {self.pick([quote('50!%'), quote('%!_%'), quote('a!!b')])} ESCAPE '!')",
            lambda: f'({text()} {self.maybe_not()}GLOB {self.pick(GLOB_PATTERNS)})',
            lambda: f'({text()} COLLATE {self.pick(["NOCASE", "RTRIM", "BINARY"])} {self.pick(COMPARISONS)} {text()})',
            self.compared_times, self.type_test, self.json_test,
            lambda: f'({inner()} IS {self.maybe_not()}{self.pick(["TRUE", "FALSE", "NULL"])})',
            lambda: f'CASE WHEN {inner()} THEN {inner()} ELSE {inner()} END')

    def compared_times(self):
        return self.compared(self.pick(TIMES), self.pick(TIMES + [self.pick(TIME_LITERALS), self.written_time(), f'unixepoch({self.moment()})']))

    def type_test(self):
        return f"(typeof({self.pick(NUMBERS + TEXTS + TIMES)}) {self.pick(['= ' + quote('integer'), '<> ' + quote('text'), 'IN (' + quote('integer') + ', ' + quote('real') + ')'])})"

    def json_test(self):
        return f"(json_extract(j, {self.pick([quote('$.a'), quote('$.b.c')])}) {self.pick(['=', '<>', 'IS', 'IS NOT'])} {self.pick([quote('x'), quote('5'), 'NULL'])})"

    # SELECTs, whose columns are id and e

    def select(self):
        if self.random.random() < 0.8:
            expression = self.pick([self.number, self.text, self.condition, self.condition])(self.pick([1, 1, 2, 2, 3]))
            return f'SELECT id, {expression} AS e FROM t ORDER BY id'
        kind = self.pick([self.number, self.text])
        value = kind(1)
        return self.choose(
            lambda: f'SELECT id, 1 AS e FROM t WHERE {self.condition(2)} ORDER BY id',
            lambda: f'SELECT 0 AS id, {self.pick(["sum", "avg", "total", "min", "max", "count"])}({value}) AS e FROM t',
            lambda: f'SELECT count(*) AS id, {value} AS e FROM t GROUP BY {value} ORDER BY {self.pick(["e", "2", value])}',
            lambda: f'SELECT DISTINCT 0 AS id, {value} AS e FROM t ORDER BY e',
            lambda: f'SELECT 0 AS id, {value} AS e FROM t {self.pick(["UNION", "UNION ALL", "INTERSECT", "EXCEPT"])} SELECT 0, {kind(1)} FROM t '
                    f'{self.pick(["UNION", "EXCEPT"])} SELECT 0, {kind(0)} FROM t ORDER BY e',
            lambda: f'SELECT a.id, b.s AS e FROM t a LEFT JOIN t b ON a.n = b.m AND {self.pick(["b.b", "a.s < b.s2", "a.nc = b.s"])} ORDER BY a.id, b.id',
            lambda: 'SELECT id, (SELECT count(*) FROM t x WHERE x.n = t.m) AS e FROM t ORDER BY id',
            lambda: f'SELECT id, {value} AS e FROM t WHERE n IN (SELECT m FROM t) ORDER BY nc, id DESC',
            lambda: f'SELECT id, e FROM (SELECT id, {value} AS e FROM t) WHERE e IS NOT NULL ORDER BY e DESC, id',
            lambda: f'WITH RECURSIVE c(k) AS (SELECT 1 UNION ALL SELECT k+1 FROM c WHERE k < 5) SELECT k AS id, {value} AS e FROM c JOIN t ON id = k ORDER BY k',
            lambda: 'SELECT a.id, cnt AS e FROM t a NATURAL JOIN (SELECT id, count(*) AS cnt FROM t GROUP BY id) z ORDER BY a.id')
