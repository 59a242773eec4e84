"""Judges a case: the rows with pushdown must be those without, and so must the errors, apart from those that the rules allow."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from nodes import Compound, Node, WholeRow, outermost, walk, without_outer_limit
from readable import clean_tables, rows_that_do_not_raise
from server import ConnectionLost

# What is no failure; everything else is.
SAME, BOTH_RAISE, UNREAD, LUCK, REPRESENTATIVE, FLOAT_SUM, SLOW, UNJUDGED = (
    'same rows', 'both raise', 'a bad value was left unread', 'which bad values are met is left to the plan', 'equal values, another one stands for them',
    'floats were summed in another order', 'too slow without pushdown', 'not judged')
ALLOWED = (SAME, BOTH_RAISE, UNREAD, LUCK, REPRESENTATIVE, FLOAT_SUM, SLOW, UNJUDGED)

CHOOSES = re.compile(r'\b(DISTINCT|GROUP BY|UNION(?! ALL)|EXCEPT|INTERSECT|min\(|max\(|OVER|_agg|greatest|least|LIMIT|OFFSET|FETCH)')
FLOAT_SUMS = ('sum(', 'avg(')
CANCELED = '57014'

# Settings under which PostgreSQL alone may read the rows of a join in another order.
OTHER_PLANS = [
    {'enable_hashjoin': 'off'}, {'enable_mergejoin': 'off'}, {'enable_nestloop': 'off'}, {'enable_hashjoin': 'off', 'enable_mergejoin': 'off'},
    {'enable_hashjoin': 'off', 'enable_nestloop': 'off'}, {'enable_nestloop': 'off', 'enable_mergejoin': 'off'}, {'join_collapse_limit': '1', 'from_collapse_limit': '1'},
    {'enable_material': 'off', 'enable_hashagg': 'off'},
]


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
    kinds = [Judge(case, bench, plan, i).judge(*pair) for i, pair in enumerate(zip(off, on))]
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
        if off.failed and on.failed:
            return BOTH_RAISE if off.error_class == on.error_class else 'another error'
        if on.failed:
            return LUCK if self.another_plan_raises(on) else 'only pushdown raises'
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

    def another_plan_raises(self, on):
        """Whether PostgreSQL alone might have met the bad value, had it read the rows in another order or more of them."""
        whole = without_outer_limit(self.case.tree)
        tries = [(whole, None)] + [(whole, settings) for settings in OTHER_PLANS]
        return any(self.ask(tree, {}, settings).error_class == on.error_class for tree, settings in tries)

    def judge_lost_error(self, on):
        """Without pushdown the query fails: then the answer must be that of the rows that can be read."""
        if any(node.kind == 'system' for node in walk(self.case.tree)):
            return UNJUDGED
        with clean_tables(self.case, self.bench) as names:
            wanted = self.ask(self.case.tree, names)
            if wanted.failed and rows_that_do_not_raise(self, names):
                wanted = self.ask(self.case.tree, names)
            if wanted.failed:
                return UNJUDGED
            kind = self.compare(wanted.rows, on.rows, names)
        return UNREAD if kind in ALLOWED else 'an error is lost, and the rows are not those of the readable values'

    # -----------------------------------------------------------------------
    # Rows
    # -----------------------------------------------------------------------

    def compare(self, off, on, names):
        if self.rows_agree(off, on, names, exactly):
            return SAME
        if CHOOSES.search(self.case.text()) and self.rows_agree(off, on, names, normalised):
            return REPRESENTATIVE
        if self.sums_floats() and self.rows_agree(off, on, names, roughly):
            return FLOAT_SUM
        if Counter(off) == Counter(on):
            return 'another order'
        return 'other rows'

    def rows_agree(self, off, on, names, view):
        query = outermost(self.case.tree)
        off, on = [view(row) for row in off], [view(row) for row in on]
        if query.is_total():
            return off == on
        keys = visible_keys(query)
        if not query.has_limit():
            return Counter(off) == Counter(on) and key_rows(off, keys) == key_rows(on, keys)
        if len(off) != len(on) or key_rows(off, keys) != key_rows(on, keys):
            return False
        whole = self.ask(without_outer_limit(self.case.tree), names)
        return whole.failed or not Counter(on) - Counter(view(row) for row in whole.rows)

    def sums_floats(self):
        """Sums that SQLite made are held to every digit."""
        if re.search(r'SQLite SQL:.*\b(sum|avg|total)\s*\(', self.plan, re.IGNORECASE):
            return False
        return any(node.kind == 'float' and node.parts and isinstance(node.parts[0], str) and node.parts[0].startswith(FLOAT_SUMS) for node in walk(self.case.tree))


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


def key_rows(rows, places):
    """The keys of each row, whichever of equal values stands there."""
    return [normalised(tuple(row[place] for place in places)) for row in rows]


def exactly(row):
    return row


def normalised(row):
    """Numbers that are equal look equal: 1.50 and 1.5, -0 and 0."""
    return tuple(None if value is None else normalise(value) for value in row)


def normalise(text):
    text = re.sub(r'(?<![\d.])(-?\d+)\.(\d*?)0+(?!\d)', lambda found: found[1] + ('.' + found[2] if found[2] else ''), text)
    return re.sub(r'(?<![\w.])-0(?![\w.])', '0', text)


def roughly(row):
    """Numbers to nine digits."""
    return tuple(round_number(value) for value in normalised(row))


def round_number(text):
    try:
        return f'{float(text):.9g}'
    except (TypeError, ValueError):
        return text
