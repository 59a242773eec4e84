"""Prints a failure as a script that shows it, and at the end the counts."""

from nodes import quote
from cases import PARTS, PUSHDOWN, asked_parts, pushed_parts


def script(case, verdict, options, seed, number):
    """The case from nothing, and what came of it."""
    path = '/tmp/case.db'
    lines = [f'# {verdict.kind}: SEED={seed} FILE={number}', f"rm -f {path}; sqlite3 {path} <<'SQL'"]
    lines += [statement + ';' for statement in case.file.sqlite_statements()]
    lines += ['SQL', "psql -X postgres <<'SQL'", f'CREATE DATABASE differential TEMPLATE template0 {options};', '\\c differential', 'CREATE EXTENSION sqlite_fdw;']
    lines += [statement + ';' for statement in case.file.local_statements(path, 'differential')]
    lines += [f'SET {name} = {value};' for name, value in case.settings.items()]
    for pushdown in ('off', 'on'):
        lines += [f'SET {PUSHDOWN} = {pushdown};'] + [statement + ';' for statement in case.statements()] + (['DEALLOCATE ALL;'] if case.sets and pushdown == 'off' else [])
    lines += [case.explain() + ';', 'SQL', '', '# the plan', verdict.plan]
    for name, answers in (('without pushdown', verdict.off), ('with pushdown', verdict.on)):
        for i, answer in enumerate(answers):
            number_of = f', execution {i + 1}' if len(answers) > 1 else ''
            lines += [f'# {name}{number_of}', shown(answer)]
    return '\n'.join(lines)


def shown(answer):
    if answer.failed:
        return f'ERROR {answer.sqlstate}: {answer.message}'
    rows = ['| ' + ' | '.join('NULL' if value is None else quote(value) for value in row) + ' |' for row in answer.rows[:40]]
    return '\n'.join(rows + [f'({len(answer.rows)} rows)'])


class Counts:
    """What the queries of a run came to."""

    def __init__(self):
        self.queries = 0
        self.files = 0
        self.executions = 0
        self.kinds = {}
        self.parts = dict.fromkeys(PARTS, 0)
        self.asked = dict.fromkeys(PARTS, 0)
        self.rows = 0

    def add(self, case, verdict):
        self.queries += 1
        self.executions += max(1, len(case.sets))
        self.kinds[verdict.kind] = self.kinds.get(verdict.kind, 0) + 1
        self.rows += any(answer.rows for answer in verdict.off)
        for part in pushed_parts(verdict.plan):
            self.parts[part] += 1
        for part in asked_parts(case.text()):
            self.asked[part] += 1

    def lines(self):
        yield f'{self.queries} queries, {self.executions} executions, {self.files} files; {self.rows} queries gave rows'
        yield 'came to: ' + ', '.join(f'{count} {kind}' for kind, count in sorted(self.kinds.items(), key=lambda item: -item[1]))
        yield 'SQLite was given: ' + ', '.join(f'{part} {count} of {self.asked[part]}' for part, count in self.parts.items())
