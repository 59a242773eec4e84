"""A query as a tree of nodes, which the generator grows and the shrinker prunes.

A node has a kind: a family of types for expressions ('int', 'text', 'bool' ...),
or a place in a statement ('query', 'from', 'clause' ...).  A node may stand
wherever another one of its kind stands; that is all the shrinker knows.
"""


def quote(text):
    """A text as a literal, for SQLite and for PostgreSQL with standard_conforming_strings."""
    return "'" + text.replace("'", "''") + "'"


def quote_name(name):
    return '"' + name.replace('"', '""') + '"'


class Node:
    """Text and smaller nodes in a row."""

    def __init__(self, kind, *parts):
        self.kind = kind
        self.parts = list(parts)

    def render(self, names):
        """SQL.  names: aliases of tables that are to be read from another table, which the judge makes."""
        return ''.join(part if isinstance(part, str) else part.render(names) for part in self.parts)

    def __str__(self):
        return self.render({})

    def children(self):
        """(key, node) of the nodes directly below."""
        return [(i, part) for i, part in enumerate(self.parts) if isinstance(part, Node)]

    def with_child(self, key, child):
        copy = self._copy()
        copy.parts[key] = child
        return copy

    def _copy(self):
        copy = type(self).__new__(type(self))
        copy.__dict__.update(self.__dict__)
        copy.parts = list(self.parts)
        return copy

    def smaller(self):
        """Nodes that may stand in this one's place, apart from those of its kind below it."""
        return []


class Leaf(Node):
    """A node without parts."""

    def __init__(self, kind):
        super().__init__(kind)


class Column(Leaf):
    """A column of a table in FROM."""

    def __init__(self, kind, alias, column):
        super().__init__(kind)
        self.alias = alias
        self.column = column

    def render(self, names):
        return f'{self.alias}.{quote_name(self.column.name)}' if self.column.needs_quotes else f'{self.alias}.{self.column.name}'


class WholeRow(Leaf):
    """All columns of a table as one value, or as a list of targets."""

    def __init__(self, alias, as_list):
        super().__init__('row')
        self.alias = alias
        self.as_list = as_list

    def render(self, names):
        return f'{self.alias}.*' if self.as_list else self.alias


class SystemColumn(Leaf):
    """tableoid and its like; what they show depends on where the row is stored."""

    def __init__(self, alias, name):
        super().__init__('system')
        self.alias = alias
        self.name = name

    def render(self, names):
        return f'{self.alias}.tableoid::regclass' if self.name == 'tableoid' else f'{self.alias}.{self.name}'


class Constant(Leaf):
    """A constant of a PostgreSQL type; value None is NULL.  plain: written as people do, without its type."""

    def __init__(self, kind, type_name, value, plain=False):
        super().__init__(kind)
        self.type_name = type_name
        self.value = value
        self.plain = plain

    def render(self, names):
        if self.value is None:
            return 'NULL' if self.plain else f'NULL::{self.type_name}'
        if self.plain:
            return self.value if self.kind in ('int', 'num', 'limit') else quote(self.value)
        return f'{quote(self.value)}::{self.type_name}'


class Array(Constant):
    """A constant array, of so many elements."""

    def __init__(self, type_name, elements):
        super().__init__('array', type_name, array_text(elements))
        self.elements = elements

    def smaller(self):
        return [Array(self.type_name, self.elements[:i] + self.elements[i + 1:]) for i in range(len(self.elements))]


def array_text(elements):
    """The text of an array, every element quoted."""
    def element(value):
        return 'NULL' if value is None else '"' + value.replace('\\', '\\\\').replace('"', '\\"') + '"'
    return '{' + ','.join(element(value) for value in elements) + '}'


class Parameter(Leaf):
    """A parameter of a prepared statement, the number-th from 1."""

    def __init__(self, kind, number):
        super().__init__(kind)
        self.number = number

    def render(self, names):
        return f'${self.number}'


class TableRef(Leaf):
    """A table in FROM."""

    def __init__(self, table, alias):
        super().__init__('from')
        self.table = table
        self.alias = alias

    def render(self, names):
        return f'{names.get(self.alias, self.table.name)} AS {self.alias}'


class Clause(Node):
    """What a statement can do without."""

    def __init__(self, *parts):
        super().__init__('clause', *parts)

    def smaller(self):
        return [Node('clause')] if self.parts else []


class Items(Node):
    """A list; at least so many of its items must stay."""

    def __init__(self, items, separator=', ', least=1):
        super().__init__('items', *items)
        self.separator = separator
        self.least = least

    def render(self, names):
        return self.separator.join(part.render(names) for part in self.parts)

    def smaller(self):
        if len(self.parts) <= self.least:
            return []
        found = []
        if len(self.parts) > max(self.least, 1) * 2:
            half = len(self.parts) // 2
            found = [self._with(self.parts[:half]), self._with(self.parts[half:])]
        return found + [self._with(self.parts[:i] + self.parts[i + 1:]) for i in range(len(self.parts))]

    def _with(self, parts):
        copy = self._copy()
        copy.parts = parts
        return copy


class Condition(Node):
    """A boolean expression in parentheses, so that it can stand anywhere."""

    def __init__(self, *parts):
        super().__init__('bool', '(', *parts, ')')

    def smaller(self):
        return [Node('bool', 'true')]


class Select(Node):
    """SELECT.  Its order is total if it ends with a tie-breaker."""

    PLACES = ('distinct', 'targets', 'source', 'where', 'group', 'having', 'order', 'tie', 'limit', 'lock')

    def __init__(self, targets, source, **clauses):
        super().__init__('query')
        clauses.update(targets=targets, source=source)
        self.parts = [clauses.get(place) or Node('clause') for place in self.PLACES]

    def part(self, place):
        return self.parts[self.PLACES.index(place)]

    def render(self, names):
        text = {place: part.render(names) for place, part in zip(self.PLACES, self.parts)}
        source = ' FROM ' + text['source'] if text['source'] else ''
        return f"SELECT {text['distinct']}{text['targets']}{source}{text['where']}{text['group']}{text['having']}" \
            + self.order_text(names) + text['limit'] + text['lock']

    def targets(self):
        return self.part('targets').parts

    def order_text(self, names):
        keys = [part.render(names) for part in self.order_items()]
        if self.is_total():
            keys += self.part('tie').keys(self.targets(), names)
        return ' ORDER BY ' + ', '.join(keys) if keys else ''

    def order_items(self):
        order = self.part('order')
        return order.parts if isinstance(order, Items) else []

    def is_total(self):
        return isinstance(self.part('tie'), Tie)

    def has_limit(self):
        return self.part('limit').render({}) != ''

    def without_limit(self):
        return self.with_child(self.PLACES.index('limit'), Node('clause'))

    def smaller(self):
        """A total order is needed by a LIMIT only, so both go at once."""
        if not self.is_total():
            return []
        copy = self.without_limit()
        return [copy.with_child(self.PLACES.index('tie'), Node('clause'))]


class Compound(Select):
    """UNION and its like, whose order is by the numbers of its columns."""

    PLACES = ('arms', 'order', 'tie', 'limit')

    def __init__(self, arms, **clauses):
        Node.__init__(self, 'query')
        clauses.update(arms=arms)
        self.parts = [clauses.get(place) or Node('clause') for place in self.PLACES]

    def render(self, names):
        return self.part('arms').render(names) + self.order_text(names) + self.part('limit').render(names)

    def targets(self):
        return self.part('arms').parts[0].targets()


class With(Node):
    """A query with names for others before it."""

    def __init__(self, *parts):
        super().__init__('query', *parts)

    def main(self):
        return self.parts[-1]


class Using(Node):
    """USING of a join on columns of the same name."""

    def __init__(self, left, right):
        super().__init__('using', left, right)

    def render(self, names):
        return f' USING ({quote_name(self.parts[0].column.name)})'


class Tie(Node):
    """Makes an order total: by a unique column, or by all targets."""

    def __init__(self, *columns):
        super().__init__('tie', *columns)

    def keys(self, targets, names):
        if self.parts:
            return [column.render(names) for column in self.parts]
        if any(isinstance(target, WholeRow) and target.as_list for target in targets):
            return [target.alias if isinstance(target, WholeRow) else target.render(names) for target in targets if not isinstance(target, (Constant, Parameter))]
        return [str(i + 1) for i in range(len(targets))]

    def render(self, names):
        return ''


class OrderItem(Node):
    """A key of ORDER BY: the expression first, then how it is sorted."""

    def __init__(self, expression, *how):
        super().__init__('order', expression, *how)

    def expression(self):
        return self.parts[0]


def outermost(tree):
    """The SELECT or UNION that says in which order the rows come, and how many."""
    return outermost(tree.main()) if isinstance(tree, With) else tree


def without_outer_limit(tree):
    if isinstance(tree, With):
        return tree.with_child(len(tree.parts) - 1, without_outer_limit(tree.main()))
    return tree.without_limit()


def walk(node):
    """The node and all below it, from the top."""
    yield node
    for _, child in node.children():
        yield from walk(child)


def size(node):
    return sum(1 for _ in walk(node))


def simplifications(tree):
    """Trees with one thing less, those with the largest piece missing first."""
    found = []

    def visit(node, rebuild):
        before = size(node)
        below = [other for other in walk(node) if other is not node and other.kind == node.kind and node.kind not in ('clause', 'items')]
        for other in node.smaller() + below:
            found.append((size(other) - before, rebuild, other))
        for key, child in node.children():
            visit(child, lambda new, node=node, key=key: rebuild(node.with_child(key, new)))

    visit(tree, lambda new: new)
    for _, rebuild, other in sorted(found, key=lambda item: item[0]):
        yield rebuild(other)
