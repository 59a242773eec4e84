"""Judges a case: the rows with pushdown must be those without, and so must the errors, apart from those that the rules allow."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from nodes import Column, Compound, Constant, Items, Node, Select, TableRef, WholeRow, outermost, walk, without_outer_limit
from readable import clean_tables, rows_that_do_not_raise, used_columns
from server import ConnectionLost

# What is no failure; everything else is.
SAME, BOTH_RAISE, UNREAD, LUCK, EAGER, REPRESENTATIVE, FLOAT_SUM, SLOW, UNJUDGED = (
    'same rows', 'both raise', 'a bad value was left unread', 'which bad values are met is left to the plan',
    'a subquery was asked that no row needs', 'equal values, another one stands for them',
    'floats were summed in another order', 'too slow without pushdown', 'not judged')
ALLOWED = (SAME, BOTH_RAISE, UNREAD, LUCK, EAGER, REPRESENTATIVE, FLOAT_SUM, SLOW, UNJUDGED)

# What picks one of several values that are equal.
CHOOSES = re.compile(r'\b(DISTINCT|GROUP BY|UNION(?! ALL)|EXCEPT|INTERSECT|min\(|max\(|OVER|_agg|greatest|least|LIMIT|OFFSET|FETCH)')

# Failures of one kind as far as shrinking goes.
WRONG_ROWS = ('other rows', 'another order', 'an error is lost, and the rows are not those of the readable values', 'a bad value of the answer is not an error')
# Where a row counts for something though its bad value is not read: it is skipped, or it finds its partner.
ROW_MATTERS = re.compile(r'\b(OFFSET|LEFT JOIN|RIGHT JOIN|FULL JOIN)\b')

FLOAT_SUMS = ('sum(', 'avg(')
CANCELED = '57014'
# A subquery without columns of the table is asked once, when the scan starts, as an index scan of PostgreSQL's does.
MANY_ROWS = '21000'


@dataclass
class Verdict:
    kind: str
    execution: int = 0
    off: list = field(default_factory=list)
    on: list = field(default_factory=list)
    plan: str = ''

    @property
    def failed(self):
        return self.kind not in ALLOWED


def judge(case, bench):
    """The first failure among the executions of a case; else what the first execution came to."""
    try:
        off = bench.ask(case, 'off')
    except ConnectionLost:
        return Verdict('the connection is lost without pushdown')
    try:
        on, plan = bench.ask_and_explain(case, 'on')
    except ConnectionLost:
        return Verdict('the connection is lost', off=off)
    try:
        kinds = [Judge(case, bench, plan, i).judge(*pair) for i, pair in enumerate(zip(off, on))]
    except ConnectionLost:
        return Verdict('the connection is lost without pushdown')
    if len(off) != len(on):
        kinds = ['only one of them can be prepared']
    failures = [i for i, kind in enumerate(kinds) if kind not in ALLOWED]
    execution = failures[0] if failures else 0
    return Verdict(kinds[execution], execution, off, on, plan)


class Judge:
    """One execution of a case."""

    def __init__(self, case, bench, plan, execution):
        self.case = case
        self.bench = bench
        self.plan = plan
        self.execution = execution

    def judge(self, off, on):
        if off.sqlstate == CANCELED:
            return SLOW
        if on.sqlstate == CANCELED:
            return 'too slow'
        if refuses_to_compare(off) or refuses_to_compare(on):
            return UNJUDGED
        if off.failed and on.failed:
            return BOTH_RAISE if off.error_class == on.error_class else 'another error'
        if on.sqlstate == MANY_ROWS:
            return EAGER
        if on.failed:
            return LUCK if self.is_left_to_plan(on) else 'only pushdown raises'
        if off.failed:
            return self.judge_lost_error(on)
        return self.compare(off.rows, on.rows, {})

    def ask(self, tree, names, settings=None):
        case = replace(self.case.with_tree(tree), settings={**self.case.settings, **(settings or {})})
        answers = self.bench.ask(case, 'off', names)
        return answers[min(self.execution, len(answers) - 1)]

    # -----------------------------------------------------------------------
    # Errors
    # -----------------------------------------------------------------------

    def is_left_to_plan(self, on):
        """Whether the bad value is one that PostgreSQL alone may meet or not: it need not read all tables of a join, or all rows under a LIMIT."""
        tree = self.case.tree
        tables = [node for node in walk(tree) if isinstance(node, TableRef)]
        queries = [node for node in walk(tree) if isinstance(node, Select)]
        if len(tables) == 1 and len(queries) == 1 and not queries[0].has_limit() and 'DISTINCT' not in str(tree):
            return False
        used = used_columns(tree)
        return any(self.ask(reading_query(table, used[table.alias]), {}).error_class == on.error_class for table in tables)

    def judge_lost_error(self, on):
        """Without pushdown the query fails: then the answer must be that of the rows that can be read."""
        if any(node.kind == 'system' for node in walk(self.case.tree)):
            return UNJUDGED
        with clean_tables(self.case, self.bench, used_columns(self.case.tree)) as names:
            wanted = self.ask(self.case.tree, names)
            if wanted.failed and rows_that_do_not_raise(self, names):
                wanted = self.ask(self.case.tree, names)
            if wanted.failed:
                return UNJUDGED
            kind = self.compare(wanted.rows, on.rows, names)
        if kind not in ALLOWED and ROW_MATTERS.search(self.case.text()):
            return UNJUDGED
        if kind not in ALLOWED:
            return 'an error is lost, and the rows are not those of the readable values'
        return 'a bad value of the answer is not an error' if self.bad_value_is_in_answer() else UNREAD

    def bad_value_is_in_answer(self):
        """Whether a row that every condition lets through has a bad value that the query shows, sorts or counts.

        Then there are more combinations of rows whose columns in conditions can
        be read than of rows of which all can be read that the query reads.
        """
        counting = counting_query(self.case.tree)
        if counting is None:
            return False
        counts = []
        for used in (used_columns(counting), used_columns(self.case.tree)):
            with clean_tables(self.case, self.bench, used) as names:
                counts.append(self.ask(counting, names))
        return not any(count.failed for count in counts) and int(counts[0].rows[0][0]) > int(counts[1].rows[0][0])

    # -----------------------------------------------------------------------
    # Rows
    # -----------------------------------------------------------------------

    def compare(self, off, on, names):
        if self.rows_agree(off, on, names, exactly):
            return SAME
        if CHOOSES.search(self.case.text()) and self.rows_agree(off, on, names, self.normalised):
            return REPRESENTATIVE
        if self.sums_floats() and self.rows_agree(off, on, names, roughly(5 if self.has_short_floats() else 9)):
            return FLOAT_SUM
        if Counter(off) == Counter(on):
            return 'another order'
        return 'other rows'

    def rows_agree(self, off, on, names, view):
        query = outermost(self.case.tree)
        off, on = [view(row) for row in off], [view(row) for row in on]
        if query.is_total():
            return off == on
        if not query.has_limit():
            return Counter(off) == Counter(on) and self.keys_agree(off, on, query)
        if len(off) != len(on) or not self.keys_agree(off, on, query):
            return False
        whole = self.ask(without_outer_limit(self.case.tree), names)
        return whole.failed or not Counter(on) - Counter(view(row) for row in whole.rows)

    def normalised(self, row):
        pads = any(node.kind == 'bpchar' for node in walk(self.case.tree))
        row = [value.rstrip(' ') if value and pads else value for value in row]
        return normalised([value.lower() if value and self.case.file.folds_case() else value for value in row])

    def keys_agree(self, off, on, query):
        """Whether the keys that the rows are sorted by come in one order, whichever of equal values stands there."""
        places = visible_keys(query)
        keys = [[self.normalised([row[place] for place in places]) for row in rows] for rows in (off, on)]
        return keys[0] == keys[1]

    def sums_floats(self):
        """Sums that SQLite made are held to every digit."""
        if re.search(r'SQLite SQL:.*\b(sum|avg|total)\s*\(', self.plan, re.IGNORECASE):
            return False
        return any(node.kind == 'float' and node.parts and isinstance(node.parts[0], str) and node.parts[0].startswith(FLOAT_SUMS) for node in walk(self.case.tree))

    def has_short_floats(self):
        return any(isinstance(node, Column) and node.column.type == 'float4' for node in walk(self.case.tree))


def refuses_to_compare(answer):
    """Errors about collations come when a plan gets as far as comparing."""
    return answer.sqlstate == '42P22' or answer.message.startswith('nondeterministic collations are not supported')


def counting_query(tree):
    """The number of rows that a query lets through; None where not all of them are part of its answer."""
    if type(tree) is not Select or sum(isinstance(node, Select) for node in walk(tree)) > 1:
        return None
    if tree.has_limit() or tree.part('having').parts or ' FILTER ' in str(tree) or tree.part('lock').parts:
        return None
    return Select(Items([Node('int', 'count(*)')]), tree.part('source'), where=tree.part('where'))


def reading_query(table, used):
    """All that a query reads of one table, without its conditions."""
    columns = [column for column in table.table.local_columns() if used is None or column.name in used]
    targets = [Column(column.kind, table.alias, column) for column in columns] or [Constant('int', 'int4', '1', True)]
    return Select(Items(targets if used is not None else [WholeRow(table.alias, False)]), table)


def visible_keys(query):
    """The places in a row of the first keys of ORDER BY, as far as they are shown."""
    if any(isinstance(target, WholeRow) for target in query.targets()):
        return []
    shown = [str(target) for target in query.targets()]
    places = []
    for item in query.order_items():
        text = str(item.expression())
        if isinstance(query, Compound) and text.isdigit():
            places.append(int(text) - 1)
        elif text in shown:
            places.append(shown.index(text))
        else:
            break
    return places


def exactly(row):
    return row


def normalised(row):
    """Values that are equal look equal: 1.50 and 1.5, -0 and 0, a month and 30 days."""
    return tuple(None if value is None else normalise(value) for value in row)


def normalise(text):
    text = text.replace('1 mon', '30 days').replace('24:00:00', '1 day')
    text = re.sub(r'(?<![\d.])(-?\d+)\.(\d*?)0+(?!\d)', lambda found: found[1] + ('.' + found[2] if found[2] else ''), text)
    return re.sub(r'(?<![\w.])-0(?![\w.])', '0', text)


def roughly(digits):
    def view(row):
        """Numbers to so many digits."""
        return tuple(round_number(value, digits) for value in normalised(row))
    return view


def round_number(text, digits):
    try:
        return f'{float(text):.{digits}g}'
    except (TypeError, ValueError):
        return text
