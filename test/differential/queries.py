"""Random queries over the tables of one file, weighted to what people ask."""

from constants import Constants
from expressions import Expressions, Source, collations_agree, partners
from nodes import (Clause, Column, Compound, Condition, Constant, Items, Node, OrderItem, Select, SystemColumn, TableRef, Tie, Using, WholeRow, With)
from schema import Column as SchemaColumn
from values import pick

JOINS = [(6, 'JOIN'), (4, 'LEFT JOIN'), (1.2, 'RIGHT JOIN'), (1.2, 'FULL JOIN')]
HAS_MINIMUM = ('int', 'num', 'float', 'text', 'bpchar', 'date', 'ts', 'tstz', 'time', 'interval', 'inet', 'mood')
TYPE_OF_KIND = {'int': 'int8', 'num': 'numeric', 'float': 'float8', 'bpchar': 'char(20)', 'ts': 'timestamp', 'tstz': 'timestamptz', 'bool': 'boolean'}


class QueryMaker:
    def __init__(self, rnd, pools, file):
        self.rnd = rnd
        self.pools = pools
        self.tables = file.tables
        self.is_plain = file.is_plain
        self.aliases = 0

    def chance(self, probability):
        return self.rnd.random() < probability

    def make(self):
        if self.is_plain and self.chance(0.35):
            return self.simple()
        grouped = 20 if not self.is_plain else 35
        maker = pick(self.rnd, [(52, self.plain), (grouped, self.grouped), (6, self.distinct), (6, self.union), (5, self.window), (8, self.nested), (3, self.lateral)])
        return maker()

    # -----------------------------------------------------------------------
    # FROM
    # -----------------------------------------------------------------------

    def alias(self):
        self.aliases += 1
        return f'{"abcdefghijklmnopqrstuvwxyz"[(self.aliases - 1) % 26]}{(self.aliases - 1) // 26 or ""}'

    def table(self, remote_only=False):
        """A table, the foreign ones first of all."""
        found = [(6 if table.role == 'foreign' else 2, table) for table in self.tables if table.role == 'foreign' or not remote_only]
        table = pick(self.rnd, found)
        alias = self.alias()
        return TableRef(table, alias), Source(alias, table.local_columns(), table)

    def tables_in_from(self, count):
        """(tree, sources) of a join of so many tables; joins of more are small, and of equal keys."""
        tree, source = self.table(remote_only=count == 1 and self.chance(0.85))
        sources = [source]
        for _ in range(count - 1):
            right, source = self.table()
            kind = pick(self.rnd, JOINS)
            ids = [Column(column.kind, side.alias, column) for side in (sources[0], source) for column in side.columns if column.name == 'id']
            if count == 2 and self.chance(0.06) and len(ids) == 2:
                sources.append(source)
                return Node('from', tree, f' {kind} ', right, Using(*ids)), sources
            condition = self.join_condition(sources, source, kind)
            sources.append(source)
            tree = Node('from', tree, f' {kind} ', right, ' ON ', condition)
        return tree, sources

    def join_condition(self, left, right, kind):
        conditions = [self.key_pair(left, right) or Condition('true')]
        if self.chance(0.2):
            conditions.append(self.key_pair(left, right) or Condition('true'))
        if self.chance(0.2) and kind != 'FULL JOIN':
            conditions.append(self.expressions([right]).atom() if self.chance(0.6) else self.expressions(left + [right]).atom())
        return Condition(Items(conditions, ' AND '))

    def key_pair(self, left, right):
        """An equality of two columns of kinds that compare, mostly of the same one."""
        pairs = [(a, x, right, y) for a in left for x in a.columns for y in right.columns if y.kind in partners(x.kind) and collations_agree(x, y)]
        if not pairs:
            return None
        alike = [pair for pair in pairs if pair[1].kind == pair[3].kind]
        named = [pair for pair in alike if pair[1].name == 'id' or pair[1].family == pair[3].family]
        chosen = self.rnd.choice(named if named and self.chance(0.6) else alike if alike and self.chance(0.8) else pairs)
        a, x, b, y = chosen
        sides = [Column(x.kind, a.alias, x), ' = ', Column(y.kind, b.alias, y)]
        return Condition(*(sides if self.chance(0.5) else reversed(sides)))

    def expressions(self, sources):
        return Expressions(self.rnd, self.pools, sources, self.is_plain)

    def table_count(self):
        return pick(self.rnd, [(60, 1), (25, 2), (8, 3)]) if len(self.tables) > 1 else pick(self.rnd, [(8, 1), (2, 2)])

    # -----------------------------------------------------------------------
    # WHERE
    # -----------------------------------------------------------------------

    def where(self, sources, probability=0.8):
        if not self.chance(probability):
            return None
        maker = self.expressions(sources)
        conditions = [maker.condition(pick(self.rnd, [(5, 0), (4, 1), (2, 2)])) for _ in range(pick(self.rnd, [(8, 1), (2, 2), (0.5, 3)]))]
        if self.chance(0.13):
            conditions.append(self.subquery_condition(sources))
        return Clause(' WHERE ', Items(conditions, ' AND '))

    def subquery_condition(self, sources):
        """EXISTS, IN and their negations, and subqueries that give one value."""
        tree, inner = self.table()
        pair = self.key_pair(sources, inner)
        if not pair:
            return Condition('true')
        filters = [self.expressions([inner]).atom()] if self.chance(0.4) else []
        correlated = Clause(' WHERE ', Items([pair] + filters, ' AND '))
        alone = Clause(' WHERE ', Items(filters, ' AND ')) if filters else None
        outer, other = [part for part in pair.parts if isinstance(part, Column)]
        if outer.alias == inner.alias:
            outer, other = other, outer
        count = self.constants().make('int')
        return pick(self.rnd, [
            (4, lambda: Condition('EXISTS (', Select(Items([Constant('int', 'int4', '1', True)]), tree, where=correlated), ')')),
            (4, lambda: Condition('NOT EXISTS (', Select(Items([Constant('int', 'int4', '1', True)]), tree, where=correlated), ')')),
            (4, lambda: Condition(outer, ' IN (', Select(Items([other]), tree, where=alone), ')')),
            (2, lambda: Condition(outer, ' NOT IN (', Select(Items([other]), tree, where=alone), ')')),
            (1, lambda: Condition(outer, ' = ANY (', Select(Items([other]), tree, where=alone), ')')),
            (1, lambda: Condition(outer, ' > ALL (', Select(Items([other]), tree, where=alone), ')')),
            (2, lambda: Condition('(', Select(Items([Node('int', 'count(*)')]), tree, where=correlated), ') > ', count)),
            (2 if outer.kind in HAS_MINIMUM else 0, lambda: Condition(outer, ' = (', Select(Items([self.minimum(other)]), tree, where=alone), ')')),
        ])()

    def subquery_value(self, sources):
        """For each row a figure of the rows of a table that belong to it."""
        tree, inner = self.table()
        pair = self.key_pair(sources, inner)
        column = self.expressions([inner]).column()
        value = self.minimum(column) if self.chance(0.5) else Node('int', 'count(*)')
        return Node(value.kind, '(', Select(Items([value]), tree, where=Clause(' WHERE ', Items([pair or Condition('true')], ' AND '))), ')')

    def minimum(self, column):
        """One value: whether a subquery of several is asked for it, and fails, is the plan's choice."""
        function = self.rnd.choice(['min', 'max']) if column.kind in HAS_MINIMUM else 'count'
        return Node(column.kind if function != 'count' else 'int', f'{function}(', column, ')')

    def constants(self):
        return Constants(self.rnd, self.pools)

    # -----------------------------------------------------------------------
    # Targets and order
    # -----------------------------------------------------------------------

    def targets(self, sources, most=4):
        """What a query shows: columns, and now and then something made of them."""
        maker = self.expressions(sources)
        found = []
        for _ in range(self.rnd.randint(1, most)):
            found.append(pick(self.rnd, [
                (14 if not self.is_plain else 40, maker.column), (3, lambda: maker.any_value(2)), (0.8, lambda: maker.condition(1)),
                (0.6, lambda: WholeRow(self.rnd.choice(sources).alias, False)), (0.6, lambda: WholeRow(self.rnd.choice(sources).alias, True)),
                (0.4, lambda: self.system_column(sources)), (0.4, lambda: self.constants().make('int')),
            ])() or Constant('int', 'int4', '1', True))
        return found

    def system_column(self, sources):
        tables = [source for source in sources if source.table]
        return SystemColumn(self.rnd.choice(tables).alias, 'tableoid') if tables else None

    def order(self, targets, sources, visible_only, probability=0.45):
        """ORDER BY, mostly of what the query shows."""
        sortable = [target for target in targets if not isinstance(target, (WholeRow, Constant, SystemColumn))]
        if not self.chance(probability) or not (sortable or sources):
            return Items([], least=0)
        items = []
        for _ in range(pick(self.rnd, [(5, 1), (2, 2)])):
            key = self.rnd.choice(sortable) if sortable and (visible_only or self.chance(0.8)) else None
            if not key and not visible_only:
                key = self.expressions(sources).column()
            if key:
                items.append(self.order_item(key, visible_only))
        return Items(items, least=0)

    def order_item(self, key, visible_only):
        collation = Clause(' COLLATE "C"') if key.kind == 'text' and not visible_only and self.chance(0.3) else Clause()
        way = Clause(self.rnd.choice([' DESC', ' DESC', ' ASC', ' USING >']) if self.chance(0.5) else '')
        nulls = Clause(self.rnd.choice([' NULLS FIRST', ' NULLS LAST'])) if self.chance(0.3) else Clause()
        return OrderItem(key, collation, way, nulls)

    def limit(self, probability=0.22):
        if not self.chance(probability if not self.is_plain else 1.6 * probability):
            return None
        number = lambda: Constant('limit', 'int8', str(self.rnd.choice([0, 1, 1, 2, 3, 5, 100])), True)
        return Node('clause', *pick(self.rnd, [
            (8, lambda: [Clause(' LIMIT ', number())]), (3, lambda: [Clause(' LIMIT ', number()), Clause(' OFFSET ', number())]), (1, lambda: [Clause(' OFFSET ', number())]),
            (0.7, lambda: [Clause(' LIMIT ALL'), Clause(' OFFSET ', number())]), (0.7, lambda: [Clause(' LIMIT NULL')]),
            (0.7, lambda: [Clause(' FETCH FIRST 2 ROWS ONLY')]), (0.7, lambda: [Clause(' OFFSET ', number()), Clause(' LIMIT 2')]),
        ])())

    def tie(self, limit, sources):
        """With a LIMIT the order is mostly total; without, the rows that come are anybody's choice."""
        if not limit or self.chance(0.25):
            return None
        unique = self.unique_column(sources)
        return Tie(unique) if unique and self.chance(0.7) else Tie()

    def unique_column(self, sources):
        if len(sources) != 1 or not sources[0].table:
            return None
        column = sources[0].table.unique_column()
        return column and Column(column.kind, sources[0].alias, column)

    # -----------------------------------------------------------------------
    # Queries
    # -----------------------------------------------------------------------

    def plain(self, most=4):
        tree, sources = self.tables_in_from(self.table_count())
        targets = self.targets(sources, most)
        if self.chance(0.04):
            targets.append(self.subquery_value(sources))
        limit = self.limit()
        local = [source.alias for source in sources if source.table.role == 'local']
        lock = Clause(f' FOR UPDATE OF {local[0]}') if local and self.chance(0.1) else None
        return Select(Items(targets), tree, where=self.where(sources), order=self.order(targets, sources, False), tie=self.tie(limit, sources), limit=limit, lock=lock)

    def simple(self):
        """Columns of one table, sorted by some of them, and mostly the first few."""
        tree, source = self.table(remote_only=True)
        maker = self.expressions([source])
        targets = [maker.column() for _ in range(self.rnd.randint(1, 3))]
        items = [self.order_item(maker.column(), False) for _ in range(pick(self.rnd, [(2, 0), (5, 1), (3, 2)]))]
        where = Clause(' WHERE ', Items([maker.condition(self.rnd.choice([0, 0, 1, 2])) for _ in range(self.rnd.randint(1, 2))], ' AND ')) if self.chance(0.5) else None
        limit = self.limit(0.5)
        return Select(Items(targets), tree, where=where, order=Items(items, least=0), tie=self.tie(limit, [source]), limit=limit)

    def distinct(self):
        tree, sources = self.tables_in_from(self.table_count())
        targets = [target for target in self.targets(sources, 2) if not isinstance(target, WholeRow)] or self.targets(sources, 1)
        targets = [WholeRow(target.alias, False) if isinstance(target, WholeRow) else target for target in targets]
        limit = self.limit()
        return Select(Items(targets), tree, distinct=Clause('DISTINCT '), where=self.where(sources, 0.5), order=self.order(targets, sources, True),
                      tie=Tie() if limit else None, limit=limit)

    def grouped(self):
        """Aggregates of a whole table, or of groups."""
        tree, sources = self.tables_in_from(self.table_count())
        maker = self.expressions(sources)
        keys = [maker.column() if self.chance(0.8) else maker.any_value(1) for _ in range(pick(self.rnd, [(4, 0), (5, 1), (2, 2)]))]
        keys = [key for key in keys if key and not isinstance(key, Constant)]
        aggregates = [self.aggregate(maker) for _ in range(pick(self.rnd, [(5, 1), (3, 2), (1, 3)]))]
        targets = keys + aggregates
        group, having, limit = None, None, None
        if keys:
            numbers = [str(i + 1) for i in range(len(keys))]
            text = f"ROLLUP ({', '.join(numbers)})" if self.chance(0.05) else ', '.join(numbers)
            group = Clause(f' GROUP BY {text}')
            limit = self.limit(0.15)
        if self.chance(0.2 if keys else 0.05):
            having = Clause(' HAVING ', self.having(maker))
        return Select(Items(targets), tree, where=self.where(sources, 0.55), group=group, having=having,
                      order=self.order(targets, [], True, 0.4 if keys else 0.05), tie=Tie() if limit else None, limit=limit)

    def having(self, maker):
        return self.rnd.choice([
            lambda: Condition('count(*) > ', self.constants().make('int')),
            lambda: Condition(self.aggregate(maker), ' IS NOT NULL'),
            lambda: Condition('count(', maker.column() or '1', ') >= ', Constant('int', 'int4', '2', True)),
        ])()

    def aggregate(self, maker):
        """Sums of floats in the order that the rows come in are compared with some patience."""
        column = maker.column()
        if not column or self.chance(0.22):
            return Node('int', 'count(*)', self.filter(maker))
        value = column if self.chance(0.85) else maker.value(column.kind, 1)
        choices = [(3, lambda: Node('int', 'count(', value, ')', self.filter(maker))), (1.5, lambda: Node('int', 'count(DISTINCT ', value, ')', self.filter(maker)))]
        if value.kind in HAS_MINIMUM:
            choices.append((6, lambda: Node(value.kind, f"{self.rnd.choice(['min', 'max'])}(", value, ')', self.filter(maker))))
        if value.kind in ('int', 'num', 'float'):
            kind = 'num' if value.kind == 'int' else value.kind
            choices.append((6, lambda: Node(kind, self.rnd.choice(['sum(', 'sum(', 'avg(', 'sum(DISTINCT ']), value, ')', self.filter(maker))))
        if value.kind in ('interval', 'time'):
            choices.append((3, lambda: Node('interval', self.rnd.choice(['sum(', 'avg(']), value, ')', self.filter(maker))))
        if value.kind == 'bool':
            choices.append((6, lambda: Node('bool', f"{self.rnd.choice(['bool_and', 'bool_or', 'every'])}(", value, ')', self.filter(maker))))
        if value.kind == 'text':
            choices.append((1, lambda: Node('text', 'string_agg(', value, ", ',' ORDER BY ", value, ')')))
        if value.kind in HAS_MINIMUM:
            choices.append((0.7, lambda: Node('array', 'array_agg(', value, ' ORDER BY ', value, ')')))
        return pick(self.rnd, choices)()

    def filter(self, maker):
        return Clause(' FILTER (WHERE ', maker.condition(self.rnd.choice([0, 1, 2])), ')') if self.chance(0.15) else Clause()

    def window(self):
        """Windows whose results do not depend on the order of peers."""
        tree, sources = self.tables_in_from(self.table_count())
        maker = self.expressions(sources)
        targets = self.targets(sources, 2)
        key, other = maker.column(), maker.column()
        if not key:
            return self.plain()
        function = self.rnd.choice(['rank()', 'dense_rank()', 'count(*)', 'count(*)', 'first'])
        function = ('max(', other, ')') if function == 'first' and other.kind in HAS_MINIMUM else (function.replace('first', 'rank()'),)
        partition = Clause(' PARTITION BY ', other) if self.chance(0.5) else Clause()
        targets.append(Node('window', *function, ' OVER (', partition, ' ORDER BY ', key, Clause(' DESC') if self.chance(0.3) else Clause(), ')'))
        limit = self.limit(0.15)
        return Select(Items(targets), tree, where=self.where(sources, 0.6), order=self.order(targets, sources, False), tie=Tie() if limit else None, limit=limit)

    def union(self):
        """Arms of the same kinds of columns."""
        first, source = self.table(remote_only=True)
        columns = [self.expressions([source]).column() for _ in range(self.rnd.randint(1, 3))]
        arms = [Select(Items(columns), first, where=self.where([source], 0.5))]
        for _ in range(pick(self.rnd, [(4, 1), (1, 2)])):
            tree, source = self.table()
            maker = self.expressions([source])
            targets = [maker.column([column.kind]) or self.constants().make(column.kind, typed=True) for column in columns]
            arms.append(Select(Items(targets, least=len(targets)), tree, where=self.where([source], 0.5)))
        arms[0].parts[1].least = len(columns)
        word = pick(self.rnd, [(8, 'UNION ALL'), (1, 'UNION'), (1, 'EXCEPT'), (1, 'INTERSECT')])
        limit = self.limit(0.25)
        order = []
        if self.chance(0.4):
            order = [OrderItem(Node('number', str(self.rnd.randint(1, len(columns)))), Clause(self.rnd.choice(['', ' DESC', ' DESC NULLS LAST'])))]
        return Compound(Items(arms, f' {word} '), order=Items(order, least=0), tie=Tie() if limit and self.chance(0.7) else None, limit=limit)

    def named_targets(self, query):
        """Gives the targets of a query names; what they are from outside, as columns."""
        found = []
        targets = query.part('targets')
        for i, target in enumerate(targets.parts):
            if target.kind in ('row', 'system', 'window', 'array'):
                target = Constant('int', 'int4', '1', True)
            targets.parts[i] = Node('target', target, f' AS c{i + 1}')
            found.append(SchemaColumn(f'c{i + 1}', TYPE_OF_KIND.get(target.kind, target.kind)))
        return found

    def nested(self):
        """A query in FROM or WITH; a LIMIT in it needs a total order, as what it leaves out is seen outside."""
        inner = self.rnd.choice([self.plain, self.plain, self.grouped, self.distinct])()
        if inner.has_limit() and not inner.is_total():
            inner.parts[inner.PLACES.index('tie')] = Tie()
        columns = self.named_targets(inner)
        alias = self.alias()
        source = Source(alias, columns)
        sources = [source]
        name = 'q'
        is_with = self.chance(0.5)
        tree = Node('from', f'{name} AS {alias}') if is_with else Node('from', '(', inner, f') AS {alias}')
        if self.chance(0.3):
            right, other = self.table()
            pair = self.key_pair(sources, other)
            if pair:
                tree = Node('from', tree, f' {pick(self.rnd, JOINS)} ', right, ' ON ', pair)
                sources.append(other)
        targets = [target for target in self.targets(sources, 3)]
        outer = Select(Items(targets), tree, where=self.where(sources, 0.5), order=self.order(targets, sources, False))
        if not is_with:
            return outer
        return With(f'WITH {name} AS {self.rnd.choice(["", "MATERIALIZED ", "NOT MATERIALIZED "])}(', inner, ') ', outer)

    def lateral(self):
        """For each row of one table the first of another."""
        left, source = self.table(remote_only=True)
        right, inner = self.table()
        pair = self.key_pair([source], inner)
        shown = self.expressions([inner]).column()
        if not pair or not shown:
            return self.plain()
        query = Select(Items([Node('target', shown, ' AS c1')]), right, where=Clause(' WHERE ', Items([pair], ' AND ')), tie=Tie(),
                       limit=Node('clause', Clause(' LIMIT ', Constant('limit', 'int8', '1', True))))
        alias = self.alias()
        sources = [source, Source(alias, [SchemaColumn('c1', TYPE_OF_KIND.get(shown.kind, shown.kind))])]
        tree = Node('from', left, f" {self.rnd.choice(['CROSS JOIN', 'LEFT JOIN'])} LATERAL (", query, f') AS {alias}')
        if 'LEFT' in tree.parts[1]:
            tree.parts[-1] += ' ON true'
        targets = self.targets(sources, 3)
        return Select(Items(targets), tree, where=self.where(sources, 0.3), order=self.order(targets, sources, False))
