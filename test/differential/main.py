"""Asks random queries of random SQLite files with pushdown and without, and tells where the answers differ.

It needs a running server with the extension's files, which the environment
names as for psql, and a folder that the server reads. What it does comes from
the environment too:

  SEED=n       the random numbers to begin with; a new one is printed
  FILE=n       only the n-th file of this seed
  QUERIES=n    how many queries, 5000 unless told
  MINUTES=n    how long, in place of how many
  FAILURES=n   it ends after so many failures, 5 unless told
  FORGET=1     drops rows with NULL from what pushdown answers, to show that a wrong answer is found
"""

import os
import random
import re
import shutil
import sys
import tempfile
import time

from cases import PUSHDOWN, Bench, Case
from compare import judge
from constants import Constants
from nodes import Column, Constant, Parameter, Select, TableRef, quote, walk
from queries import QueryMaker
from report import Counts, script
from server import Session
from shrink import Shrinker
from tables import random_file
from values import Pools, pick

QUERIES_PER_FILE = 40
SHRINK_SECONDS = 25
PROGRESS_SECONDS = 300
DEAR_ROWS = {'cpu_tuple_cost': '10', 'enable_sort': 'off', 'enable_hashagg': 'off'}     # then work is SQLite's that would not be worth it
JOIN_METHODS = ('enable_hashjoin', 'enable_mergejoin', 'enable_nestloop')
IN_MESSAGES = re.compile(r'"[^"]*"|\'[^\']*\'|[0-9]')     # names and values

DATABASES = {
    'differential_c': (5, "ENCODING 'UTF8' LOCALE 'C'"),
    'differential_utf8': (3, "ENCODING 'UTF8' LOCALE 'C.UTF-8'"),
    'differential_icu': (3, "ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'en-US'"),
    'differential_latin1': (0.5, "ENCODING 'LATIN1' LOCALE 'C'"),
}


def number_from(name, default):
    return int(os.environ.get(name) or default)


# ---------------------------------------------------------------------------
# Cases
# ---------------------------------------------------------------------------

def random_settings(rnd):
    """Settings that choose other plans, or print values in other ways."""
    settings = {
        'timezone': pick(rnd, [(3, "'UTC'"), (2, "'America/New_York'"), (1, "'Asia/Kathmandu'"), (1, "'Europe/Berlin'")]),
        'datestyle': pick(rnd, [(5, "'ISO, MDY'"), (1, "'ISO, DMY'"), (1, "'SQL, DMY'"), (1, "'German'"), (1, "'Postgres, MDY'")]),
    }
    if rnd.random() < 0.35:
        only = rnd.choice(JOIN_METHODS)
        settings.update((name, 'off') for name in JOIN_METHODS if name != only)
    for name in ('enable_hashagg', 'enable_sort', 'enable_material', 'enable_incremental_sort', 'enable_memoize'):
        if rnd.random() < 0.1:
            settings[name] = 'off'
    if rnd.random() < 0.4:
        settings.update(DEAR_ROWS)
    for name in ('enable_partitionwise_join', 'enable_partitionwise_aggregate', 'quote_all_identifiers'):
        if rnd.random() < 0.1:
            settings[name] = 'on'
    if rnd.random() < 0.07:
        settings['bytea_output'] = 'escape'
    if rnd.random() < 0.03:
        settings['extra_float_digits'] = '0'
    return settings


def random_case(rnd, pools, file):
    case = Case(file, QueryMaker(rnd, pools, file).make(), random_settings(rnd))
    way = pick(rnd, [(66, 'plain'), (28, 'prepared'), (6, 'cursor')])
    case.by_cursor = way == 'cursor'
    return prepared(rnd, pools, case) if way == 'prepared' else case


def prepared(rnd, pools, case):
    """The case with parameters in place of some constants, bound to what was there and then to odder values."""
    constants = [node for node in walk(case.tree) if isinstance(node, Constant) and node.value is not None and rnd.random() < 0.75]
    tree = case.tree
    for number, constant in enumerate(constants, 1):
        tree = replace_node(tree, constant, Parameter(constant.kind, number))
    case.tree = tree
    case.types = [constant.type_name for constant in constants]
    case.sets = [[constant.value for constant in constants]]
    maker = Constants(rnd, pools)
    for _ in range(rnd.randint(0, 2)):
        case.sets.append([maker.parameter(constant) for constant in constants])
    case.settings['plan_cache_mode'] = rnd.choice(['force_custom_plan', 'force_generic_plan', 'force_generic_plan'])
    return case


def replace_node(node, old, new):
    """The tree with another node in the place of one, wherever it stands."""
    if node is old:
        return new
    for key, child in node.children():
        replaced = replace_node(child, old, new)
        if replaced is not child:
            node = node.with_child(key, replaced)
    return node


# ---------------------------------------------------------------------------
# The run
# ---------------------------------------------------------------------------

class Run:
    def __init__(self, folder, log):
        self.seed = number_from('SEED', random.SystemRandom().randrange(10**9))
        self.only_file = number_from('FILE', 0)
        self.minutes = number_from('MINUTES', 0)
        self.queries = number_from('QUERIES', 5000)
        self.most_failures = number_from('FAILURES', 5)
        self.counts = Counts()
        self.failures = 0
        self.told = set()
        self.start = self.told_at = time.monotonic()
        self.log = log
        self.databases = make_databases(log)
        self.bench = Bench(folder, {name: Session(database_of_run(name), log) for name in self.databases})
        self.bench.forgets = bool(number_from('FORGET', 0))

    def all(self):
        print(f'SEED={self.seed}', flush=True)
        for number in [self.only_file] if self.only_file else range(1, 10**9):
            if self.is_over():
                break
            self.one_file(number)
            self.tell_progress()
        if self.counts.parts['WHERE'] == 0 and not self.bench.forgets and self.has_pushdown():
            self.failures += 1
            print('nothing was pushed down')
        self.bench.remove()
        for session in self.bench.sessions.values():
            session.close()
        drop_databases(self.databases, self.log)

    def tell_progress(self):
        if time.monotonic() - self.told_at > PROGRESS_SECONDS:
            self.told_at = time.monotonic()
            print(f'{self.counts.queries} queries so far', flush=True)

    def has_pushdown(self):
        """Whether the setting is more than a name that PostgreSQL keeps for a library to come."""
        session = self.bench.sessions[self.databases[0]]
        return session.must('SELECT sqlite_fdw FROM sqlite.version()', f"SELECT vartype FROM pg_settings WHERE name = {quote(PUSHDOWN)}")[1].rows == [('bool',)]

    def is_over(self):
        if self.failures >= self.most_failures:
            return True
        if self.minutes:
            return time.monotonic() - self.start > self.minutes * 60
        return self.counts.queries >= self.queries

    def one_file(self, number):
        """A file is made from the seed and its number alone, so that it can be made again without those before it."""
        rnd = random.Random(f'{self.seed}/{number}')
        pools = Pools(rnd)
        file = random_file(rnd, pools, [(DATABASES[name][0], name) for name in self.databases])
        self.bench.install(file)
        self.counts.files += 1
        for _ in range(QUERIES_PER_FILE):
            if self.is_over():
                break
            case = random_case(rnd, pools, file)
            verdict = judge(case, self.bench)
            self.counts.add(case, verdict)
            if verdict.failed:
                self.fail(case, verdict, number)

    def fail(self, case, verdict, number):
        """Shrinks the case and prints it, unless one that looks the same was told already."""
        small, final = Shrinker(self.bench, verdict.kind, SHRINK_SECONDS).shrink(case)
        looks = (final.kind, signature(small, final))
        if looks not in self.told:
            self.told.add(looks)
            self.failures += 1
            options = DATABASES[small.file.database][1]
            print(f'\n==== failure {self.failures}\n{script(small, final, options, self.seed, number)}\n', flush=True)
        self.bench.install(case.file)


def signature(case, verdict):
    """What makes two failures look the same: an error's message without its values, or the query with types for its columns and constants."""
    if verdict.on and verdict.on[verdict.execution].failed:
        answer = verdict.on[verdict.execution]
        return answer.sqlstate + IN_MESSAGES.sub('', answer.message)
    shown = {id(node) for query in walk(case.tree) if isinstance(query, Select) for target in query.targets() for node in walk(target)}
    return ' '.join(sorted({sign(node, id(node) in shown) for node in walk(case.tree)}))


def sign(node, is_shown):
    if isinstance(node, Column):
        column = node.column
        return 'column' if is_shown else f'{column.type} {column.format} {column.collation} {column.declared}'
    if isinstance(node, Constant):
        return node.type_name
    if isinstance(node, TableRef):
        return node.table.role
    return ''.join(part for part in node.parts if isinstance(part, str))


def database_of_run(name):
    """Two runs on one server do not meet."""
    return f'{name}_{os.getpid()}'


def drop_databases(names, log):
    session = Session('postgres', log)
    session.run(*[f'DROP DATABASE {database_of_run(name)}' for name in names])
    session.close()


def make_databases(log):
    """The databases that this server can have."""
    session = Session('postgres', log)
    made = []
    for name, (_, options) in DATABASES.items():
        answer = session.run(f'CREATE DATABASE {database_of_run(name)} TEMPLATE template0 {options}')[0]
        if not answer.failed:
            made.append(name)
    session.close()
    if not made:
        raise RuntimeError(f'no database can be made: {answer.message}')
    for name in made:
        session = Session(database_of_run(name), log)
        session.must('CREATE EXTENSION sqlite_fdw')
        session.close()
    return made


def main():
    folder = tempfile.mkdtemp(prefix='differential', dir=os.environ.get('SQLITE_FDW_TESTDIR'))
    os.chmod(folder, 0o755)
    with open(f'{folder}/psql.log', 'w') as log:
        run = Run(folder, log)
        run.all()
    shutil.rmtree(folder)
    for line in run.counts.lines():
        print(line)
    print('databases: ' + ', '.join(run.databases))
    print(f'{run.failures} failures, SEED={run.seed}, {time.monotonic() - run.start:.0f} s')
    return 1 if run.failures else 0


if __name__ == '__main__':
    sys.exit(main())
