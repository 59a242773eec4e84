"""Random expressions over the columns of the tables in FROM: values of every kind, and conditions."""

from dataclasses import dataclass

from constants import Constants
from nodes import Array, Column, Condition, Constant, Items, Node, WholeRow, quote
from values import pick

TEXTS = ('text', 'bpchar')

# Kinds whose values compare with each other, the likeliest first.
PARTNERS = {
    'int': ['int'] * 8 + ['num', 'float'], 'num': ['num'] * 5 + ['int', 'int', 'float'], 'float': ['float'] * 5 + ['int', 'num'],
    'text': ['text'] * 9 + ['bpchar'], 'bpchar': ['bpchar'] * 2 + ['text'],
    'date': ['date'] * 5 + ['ts', 'tstz'], 'ts': ['ts'] * 6 + ['date', 'tstz'], 'tstz': ['tstz'] * 6 + ['date', 'ts'],
}
ORDERINGS = ['<', '<=', '>', '>=']


@dataclass
class Source:
    """What a FROM clause offers under one alias."""
    alias: str
    columns: list
    table: object = None        # None for a subquery


def partners(kind):
    return PARTNERS.get(kind, [kind])


def collations_agree(column, other):
    """PostgreSQL does not choose between two collations."""
    return not column.local_collation or not other.local_collation or column.local_collation == other.local_collation


class Expressions:
    """Grows expressions; sources are those that are visible."""

    def __init__(self, rnd, pools, sources, is_plain=False):
        self.rnd = rnd
        self.is_plain = is_plain
        self.constants = Constants(rnd, pools)
        self.sources = sources

    def chance(self, probability):
        return self.rnd.random() < probability

    # -----------------------------------------------------------------------
    # Values
    # -----------------------------------------------------------------------

    def columns(self, kinds=None):
        return [(source, column) for source in self.sources for column in source.columns if kinds is None or column.kind in kinds]

    def column(self, kinds=None):
        """A column of one of these kinds, or None."""
        found = self.columns(kinds)
        if not found:
            return None
        source, column = self.rnd.choice(found)
        return Column(column.kind, source.alias, column)

    def value(self, kind, depth=1):
        """An expression of this kind, often a column."""
        column = self.column([kind])
        if column and (depth == 0 or self.chance(0.7 if not self.is_plain else 0.85)):
            return column
        if self.is_plain and depth > 0 and self.chance(0.6):
            return self._plain_value(kind, depth - 1)
        maker = getattr(self, '_value_' + kind, None) if depth > 0 else None
        made = maker(depth - 1) if maker and self.chance(0.8) else None
        return made or column or self.constants.make(kind, typed=True)

    def _plain_value(self, kind, depth):
        """What SQLite computes alike."""
        if kind == 'int' and self.chance(0.5):
            return Node('int', '(', self.value('int', depth), f" {self.rnd.choice(['+', '-', '*'])} ", self.value('int', depth) if self.chance(0.3) else self._small_int(), ')')
        return self._choice_of(kind, depth)

    def any_value(self, depth=1):
        column = self.column()
        return self.value(column.kind, depth) if column else self.constants.make('int')

    def number(self, kind):
        return self.constants.make(kind)

    def _value_int(self, depth):
        text = self.column(TEXTS)
        date = self.column(['date'])
        return self._one_of([
            (4, lambda: Node('int', '(', self.value('int', depth), f" {self.rnd.choice(['+', '-', '*'])} ", self._small_int(), ')')),
            (1, lambda: Node('int', '(', self.value('int', depth), f' % {self._divisor()})')),
            (1, lambda: Node('int', '(', self.value('int', depth), f' / {self._divisor()})')),
            (1, lambda: Node('int', 'abs(', self.value('int', depth), ')')),
            (1, lambda: Node('int', '(- ', self.value('int', depth), ')')),
            (2, lambda: text and Node('int', f"{self.rnd.choice(['length', 'octet_length', 'char_length'])}(", text, ')')),
            (0.5, lambda: text and Node('int', 'position(', self.constants.make('text', text.column.texts), ' IN ', text, ')')),
            (1, lambda: date and Node('int', '(', date, ' - ', self.value('date', depth), ')')),
            (0.5, lambda: Node('int', '(@ ', self.value('int', depth), ')')),
            (1, lambda: self._choice_of('int', depth)),
        ])

    def _small_int(self):
        return Constant('int', 'int4', str(self.rnd.choice([1, 2, 3, 10, 0, -1])), True)

    def _divisor(self):
        return self.rnd.choice([2, 3, 7, -2, 10])

    def _value_num(self, depth):
        integer = self.column(['int'])
        return self._one_of([
            (3, lambda: Node('num', '(', self.value('num', depth), f" {self.rnd.choice(['+', '-', '*'])} ", self.constants.make('num', typed=True), ')')),
            (1, lambda: Node('num', '(', self.value('num', depth), f" {self.rnd.choice(['/', '%'])} ", Constant('num', 'numeric', '3', True), ')')),
            (1, lambda: Node('num', 'round(', self.value('num', depth), self.rnd.choice([')', ', 1)', ', -1)']))),
            (1, lambda: Node('num', f"{self.rnd.choice(['abs', 'floor', 'ceil', 'trunc'])}(", self.value('num', depth), ')')),
            (2, lambda: integer and Node('num', integer, '::numeric')),
            (1, lambda: integer and Node('num', '(', integer, ' * 1.5)')),
            (1, lambda: self._choice_of('num', depth)),
        ])

    def _value_float(self, depth):
        integer = self.column(['int'])
        return self._one_of([
            (3, lambda: Node('float', '(', self.value('float', depth), f" {self.rnd.choice(['+', '-', '*'])} ", self.constants.make('float', typed=True), ')')),
            (1, lambda: Node('float', '(', self.value('float', depth), " / '3'::float8)")),
            (0.5, lambda: Node('float', '(|/ abs(', self.value('float', depth), '))')),
            (1, lambda: Node('float', f"{self.rnd.choice(['abs', 'round', 'floor'])}(", self.value('float', depth), ')')),
            (2, lambda: integer and Node('float', integer, '::float8')),
            (1, lambda: self._choice_of('float', depth)),
        ])

    def _value_text(self, depth):
        other = self.column(['int', 'num', 'float', 'bool', 'date', 'ts', 'tstz', 'uuid', 'jsonb', 'bpchar'])
        document = self.column(['jsonb'])
        return self._one_of([
            (3, lambda: Node('text', f"{self.rnd.choice(['lower', 'upper', 'initcap', 'reverse'])}(", self.value('text', depth), ')')),
            (2, lambda: Node('text', 'substr(', self.value('text', depth), self.rnd.choice([', 1, 2)', ', 2)', ', -2)', ', 0, 3)', ', 2, 0)']))),
            (1, lambda: Node('text', f"{self.rnd.choice(['left', 'right'])}(", self.value('text', depth), self.rnd.choice([', 2)', ', -1)']))),
            (1, lambda: Node('text', f"{self.rnd.choice(['trim', 'rtrim', 'ltrim'])}(", self.value('text', depth), ')')),
            (2, lambda: Node('text', '(', self.value('text', depth), ' || ', self.value('text', depth), ')')),
            (1, lambda: Node('text', 'replace(', self.value('text', depth), ", 'a', '')")),
            (1, lambda: Node('text', 'concat(', self.value('text', depth), ", '-', ", self.any_value(0), ')')),
            (1.5, lambda: other and Node('text', other, '::text')),
            (2, lambda: document and Node('text', '(', document, self.rnd.choice([" ->> 'a'", " ->> 0", " #>> '{a,b}'", " ->> 'a.b'", " -> 'a' ->> 'b'"]), ')')),
            (1, lambda: self._choice_of('text', depth)),
        ])

    def _value_date(self, depth):
        time = self.column(['ts', 'tstz'])
        return self._one_of([
            (2, lambda: time and Node('date', time, '::date')),
            (2, lambda: Node('date', '(', self.value('date', depth), self.rnd.choice([' + 1)', ' - 30)']))),
            (1, lambda: self._choice_of('date', depth)),
        ])

    def _value_ts(self, depth):
        other = self.column(['date', 'tstz'])
        return self._one_of([
            (2, lambda: Node('ts', '(', self.value('ts', depth), self._interval(), ')')),
            (2, lambda: Node('ts', f"date_trunc({quote(self.rnd.choice(['day', 'month', 'hour', 'year']))}, ", self.value('ts', depth), ')')),
            (1, lambda: other and Node('ts', other, '::timestamp')),
            (1, lambda: self._choice_of('ts', depth)),
        ])

    def _value_tstz(self, depth):
        other = self.column(['date', 'ts'])
        return self._one_of([
            (2, lambda: Node('tstz', '(', self.value('tstz', depth), self._interval(), ')')),
            (2, lambda: Node('tstz', f"date_trunc({quote(self.rnd.choice(['day', 'month', 'hour']))}, ", self.value('tstz', depth), ')')),
            (1, lambda: other and Node('tstz', other, '::timestamptz')),
            (1, lambda: self._choice_of('tstz', depth)),
        ])

    def _value_jsonb(self, depth):
        document = self.column(['jsonb'])
        return document and Node('jsonb', '(', document, self.rnd.choice([" -> 'a'", ' -> 0']), ')')

    def _interval(self):
        return self.rnd.choice([" + interval '1 day'", " - interval '1 day'", " + interval '1 month'", " - interval '90 minutes'", " + interval '0.000001 second'"])

    def _choice_of(self, kind, depth):
        """The expressions that pass one of several values on."""
        value = lambda: self.value(kind, depth)
        constant = lambda: self.constants.make(kind, typed=True)
        return self._one_of([
            (3, lambda: Node(kind, 'coalesce(', value(), ', ', constant(), ')')),
            (1, lambda: Node(kind, 'nullif(', value(), ', ', constant(), ')')),
            (1, lambda: Node(kind, f"{self.rnd.choice(['greatest', 'least'])}(", value(), ', ', constant(), ')')),
            (1, lambda: Node(kind, 'CASE WHEN ', self.simple_condition(), ' THEN ', value(), ' ELSE ', constant(), ' END')),
        ])

    def _one_of(self, weighted):
        """What one of the makers makes; some have nothing to make it of."""
        for _ in range(6):
            made = pick(self.rnd, weighted)()
            if made:
                return made
        return None

    # -----------------------------------------------------------------------
    # Conditions
    # -----------------------------------------------------------------------

    def condition(self, depth=1):
        kind = pick(self.rnd, [(6, 'atom'), (1.5, 'AND'), (1.8, 'OR'), (1.2, 'NOT'), (1.2, 'IS')]) if depth > 0 else 'atom'
        if kind == 'atom':
            return self.atom()
        if kind == 'NOT':
            return Condition('NOT ', self.condition(depth - 1))
        if kind == 'IS':
            return Condition(self.condition(depth - 1), ' IS ' + self.rnd.choice(['TRUE', 'FALSE', 'NOT TRUE', 'NOT FALSE', 'UNKNOWN', 'NOT UNKNOWN']))
        return Condition(Items([self.condition(depth - 1) for _ in range(self.rnd.randint(2, 3))], f' {kind} '))

    def simple_condition(self):
        column = self.column()
        return pick(self.rnd, [(2, self.compare), (1, self.null_test), (3 if column.kind == 'bool' else 0, self.truth)])(column) if column else Condition('true')

    def atom(self):
        column = self.column()
        if not column:
            return Condition('1 = ', self.constants.make('int'))
        if self.is_plain and self.chance(0.85):
            return pick(self.rnd, [(14 if column.kind == 'bool' else 0, self.truth), (3 if column.kind == 'text' else 0, self.like), (12, self.compare), (3, self.compare_columns),
                                   (3, self.compare_value), (4, self.between), (5, self.in_list), (3, self.any_array), (5, self.null_test), (3, self.distinct_from)])(column)
        special = {
            'text': [(9, self.like), (2, self.text_test)], 'bpchar': [(4, self.like)], 'bool': [(14, self.truth)], 'jsonb': [(14, self.json_test)],
            'tstz': [(4, self.since)], 'ts': [(3, self.since)], 'date': [(2, self.since)], 'uuid': [(2, self.in_list)],
        }.get(column.kind, [])
        return pick(self.rnd, special + [
            (22, self.compare), (4, self.compare_columns), (5, self.compare_value), (6, self.between), (8, self.in_list), (5, self.any_array),
            (3, self.all_array), (8, self.null_test), (4, self.distinct_from), (2, self.row_compare), (1, self.whole_row_test), (0.5, self.volatile)
        ])(column)

    def operator(self, kind):
        """Equality most of the time; in one of the two orders of its sides."""
        return pick(self.rnd, [(5, '='), (1.5, '<>')] + [(1.5, operator) for operator in ORDERINGS])

    def beside(self, column):
        """A constant to compare the column with."""
        kind = self.rnd.choice(partners(column.kind)) if not self.is_plain or self.chance(0.2) else column.kind
        return self.constants.make(kind, column.column.texts)

    def compare(self, column):
        sides = [column, f' {self.operator(column.kind)} ', self.beside(column)]
        return Condition(*(sides if self.chance(0.85) else reversed(sides)))

    def compare_columns(self, column):
        other = self.column(set(partners(column.kind)))
        if not collations_agree(column.column, other.column):
            other = column
        return Condition(column, f' {self.operator(column.kind)} ', other)

    def compare_value(self, column):
        value = self.value(column.kind, 2) if self.chance(0.6) else self.any_value(2)
        if value.kind == 'row':
            return self.compare(column)
        other = self.constants.make(value.kind, column.column.texts) if self.chance(0.75) else self.value(value.kind, 1)
        return Condition(value, f' {self.operator(value.kind)} ', other)

    def between(self, column):
        word = pick(self.rnd, [(8, 'BETWEEN'), (1, 'NOT BETWEEN'), (1, 'BETWEEN SYMMETRIC')])
        return Condition(column, f' {word} ', self.beside(column), ' AND ', self.beside(column))

    def in_list(self, column):
        """Elements of one type, as IN has them."""
        kind = self.rnd.choice(partners(column.kind))
        typed = self.chance(0.5) or kind not in ('int', 'text')
        elements = [self.constants.make(kind, column.column.texts, typed) for _ in range(pick(self.rnd, [(9, self.rnd.randint(1, 5)), (0.5, 12)]))]
        if self.chance(0.1):
            elements.append(Constant(kind, self.constants.type_name(kind), None))
        return Condition(column, self.rnd.choice([' IN (', ' IN (', ' IN (', ' NOT IN (']), Items(elements), ')')

    def array(self, column):
        kind = self.rnd.choice(partners(column.kind))
        type_name = self.constants.type_name(kind)
        return Array(type_name + '[]', self.constants.elements(type_name, column.column.texts))

    def any_array(self, column):
        operator = pick(self.rnd, [(9, '='), (1, '<>'), (1, '<'), (1, '>=')])
        return Condition(column, f' {operator} ANY (', self.array(column), ')')

    def all_array(self, column):
        operator = pick(self.rnd, [(6, '<>'), (1, '='), (1, '>'), (1, '<=')])
        return Condition(column, f' {operator} ALL (', self.array(column), ')')

    def null_test(self, column):
        value = column if self.chance(0.85) else self.value(column.kind, 1)
        return Condition(value, self.rnd.choice([' IS NULL', ' IS NOT NULL', ' IS NOT NULL']))

    def distinct_from(self, column):
        return Condition(column, self.rnd.choice([' IS DISTINCT FROM ', ' IS NOT DISTINCT FROM ']), self.beside(column))

    def row_compare(self, column):
        other = self.column()
        if not other:
            return self.compare(column)
        left = ('(', column, ', ', other, ')')
        right = ('(', self.constants.make(column.kind, column.column.texts, True), ', ', self.constants.make(other.kind, other.column.texts, True), ')')
        if self.chance(0.25):
            more = ('(', self.constants.make(column.kind, column.column.texts, True), ', ', self.constants.make(other.kind, other.column.texts, True), ')')
            return Condition(*left, ' IN (', *right, ', ', *more, ')')
        return Condition(*left, f" {self.rnd.choice(['=', '<>', '<', '>='])} ", *right)

    def whole_row_test(self, column):
        source = self.rnd.choice(self.sources)
        return Condition(WholeRow(source.alias, False), self.rnd.choice([' IS NULL', ' IS NOT NULL', ' IS DISTINCT FROM NULL']))

    def volatile(self, column):
        return Condition(self.rnd.choice(['random() >= 0', 'random() < 2', "clock_timestamp() > '2020-01-01'"]))

    def truth(self, column):
        return Condition(*self.rnd.choice([
            (column,), (column,), ('NOT ', column), (column, ' = true'), (column, ' = false'), (column, ' IS TRUE'), (column, ' IS NOT TRUE'), (column, ' IS FALSE'),
            (column, ' IS UNKNOWN'), (column, ' IS NOT FALSE'), (column, ' <> true'), (column, ' = ', self.constants.make('bool', typed=True)), (column, ' IS NULL'),
        ]))

    def like(self, column):
        """LIKE and its relatives, with patterns made of what the column holds."""
        text = self.constants.value('text', column.column.texts)
        word = pick(self.rnd, [(5, 'LIKE'), (2, 'ILIKE'), (2, 'NOT LIKE'), (0.7, 'NOT ILIKE'), (1, 'starts_with'), (1, '^@'), (1, 'ESCAPE'), (1, '~'), (0.5, '~*'),
                               (0.5, 'SIMILAR TO'), (0.7, 'ANY')])
        if word in ('starts_with', '^@'):
            prefix = Constant('text', 'text', text[:self.rnd.randint(0, 3)])
            return Condition('starts_with(', column, ', ', prefix, ')') if word == 'starts_with' else Condition(column, ' ^@ ', prefix)
        if word in ('~', '~*'):
            return Condition(column, f' {word} ', Constant('text', 'text', self.rnd.choice(['^a', 'b$', 'a.*b', '[A-Z]', '^$', '\\d', 'é'])))
        if word == 'SIMILAR TO':
            return Condition(column, ' SIMILAR TO ', Constant('text', 'text', self.rnd.choice(['(a|A)%', '%b_', '[a-c]+'])))
        if word == 'ESCAPE':
            return Condition(column, ' LIKE ', Constant('text', 'text', self.pattern(text, '!')), " ESCAPE '!'")
        if word == 'ANY':
            return Condition(column, ' LIKE ANY (', Array('text[]', [self.pattern(text, '\\'), 'a%']), ')')
        return Condition(column, f' {word} ', Constant('text', 'text', self.pattern(text, '\\'), self.chance(0.6)))

    def pattern(self, text, escape):
        escaped = ''.join(escape + letter if letter in '%_' + escape else letter for letter in text)
        text = self.rnd.choice([text, escaped])
        if self.chance(0.2):
            text = self.rnd.choice([text.upper(), text.lower()])
        made = self.rnd.choice([text[:2] + '%', '%' + text[-2:], '%' + text[1:2] + '%', text, '_' + text[1:], '%', text[:1] + '%' + text[-1:], '%%' + text[:1]])
        return made if not made.endswith(escape) or made.endswith(escape * 2) else made + escape

    def text_test(self, column):
        return Condition(self.rnd.choice(['lower', 'upper', 'btrim']) + '(', column, ') ' + self.rnd.choice(['= ', '<> ', '< ']), self.constants.make('text', column.column.texts))

    def json_test(self, column):
        text = self.rnd.choice([" ->> 'a'", ' ->> 0', " #>> '{a,b}'", " ->> 'flag'", " ->> 'a.b'", " ->> 'name'"])
        return self.rnd.choice([
            lambda: Condition('(', column, text + ') = ', Constant('text', 'text', self.rnd.choice(['5', '5.0', 'true', '1', 'Smith, John', 'é']), True)),
            lambda: Condition('(', column, text + ') IS NULL'),
            lambda: Condition(column, ' @> ', self.constants.make('jsonb', typed=True)),
            lambda: Condition(column, ' = ', self.constants.make('jsonb', typed=True)),
            lambda: Condition(column, ' ? ', Constant('text', 'text', self.rnd.choice(['a', 'b', 'a.b']))),
            lambda: Condition('(', column, " ->> 'a')::numeric > 4") if self.chance(0.2) else Condition('(', column, " -> 'a') = ", self.constants.make('jsonb', typed=True)),
        ])()

    def since(self, column):
        """Against the present, which moves between two runs but not past the values of a file."""
        return Condition(column, f' {self.rnd.choice(ORDERINGS)} ',
                         self.rnd.choice(['now()', "now() - interval '1 year'", 'current_date', "current_date - 10", 'localtimestamp', "now() + interval '1000 years'"]))

