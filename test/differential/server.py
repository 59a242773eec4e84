"""A long-lived psql session: it runs statements and gives what each answered."""

import os
import select
import subprocess
import time
from dataclasses import dataclass, field

# What stands between columns, after rows, for NULL, and before the line that ends an answer; no value has them.
COLUMN, ROW, NULL, END, LAST = '\x1f', '\x1e', '\x02', '\x1d', '\x1c'
LONGEST_SECONDS = 45

# What is committed must be there after a crash too, even on a server that is set to forget; false statistics invite compilation.
OPTIONS = '-c client_min_messages=error -c synchronous_commit=on -c jit=off'


class ConnectionLost(Exception):
    """The server or the session ended, or does not answer."""


@dataclass
class Answer:
    """Rows of texts, NULL as None; or an error."""
    rows: list = field(default_factory=list)
    sqlstate: str = ''
    message: str = ''

    @property
    def failed(self):
        return self.sqlstate != ''

    @property
    def error_class(self):
        """That of a bad value, which a domain's constraint may find too, and a subquery of more than one row no less."""
        return self.sqlstate[:2].replace('23', '22').replace('21', '22')


class Session:
    """psql on one database; it starts with the first statement, and anew after a crash, which ends the sessions of all."""

    crashes = 0

    def __init__(self, database, log):
        self.database = database
        self.log = log
        self.process = None
        self.crashes_before = 0

    def run(self, *statements):
        """One Answer for each statement."""
        if self.process is not None and self.crashes_before < Session.crashes:
            self._end()
        if self.process is None:
            self._start()
        self._write(''.join(f'{statement}\n;\n\\echo {END} :ERROR :SQLSTATE :LAST_ERROR_MESSAGE {END}\n' for statement in statements) + f'\\echo {LAST}\n')
        parts = self._read().split(END)
        return [parse_answer(parts[2 * i], parts[2 * i + 1]) for i in range(len(statements))]

    def must(self, *statements):
        """The answers to statements that cannot fail."""
        answers = self.run(*statements)
        for statement, answer in zip(statements, answers):
            if answer.failed:
                raise RuntimeError(f'{answer.sqlstate} {answer.message}: {statement}')
        return answers

    def close(self):
        if self.process:
            self.process.stdin.close()
            self.process.wait(10)
            self.process = None

    def _end(self):
        self.process.kill()
        self.process.wait()
        self.process = None

    def _start(self):
        self.crashes_before = Session.crashes
        options = ['--no-psqlrc', '--quiet', '--no-align', '--tuples-only', '--set=ON_ERROR_STOP=0', '--field-separator', COLUMN, '--record-separator', ROW, '--pset', f'null={NULL}']
        self.process = subprocess.Popen(['psql', *options, '--dbname', self.database], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log,
                                        env={**os.environ, 'PGCLIENTENCODING': 'UTF8', 'PGOPTIONS': OPTIONS})

    def _write(self, text):
        try:
            self.process.stdin.write(text.encode())
            self.process.stdin.flush()
        except BrokenPipeError:
            self._lose()

    def _read(self):
        """All that psql prints up to the last mark."""
        mark = f'{LAST}\n'.encode()
        found = b''
        deadline = time.monotonic() + LONGEST_SECONDS
        descriptor = self.process.stdout.fileno()
        while not found.endswith(mark):
            ready, _, _ = select.select([descriptor], [], [], max(0, deadline - time.monotonic()))
            more = os.read(descriptor, 1 << 16) if ready else b''
            if not more:
                self._lose()
            found += more
        return found.decode(errors='replace')

    def _lose(self):
        self._end()
        Session.crashes += 1
        self._wait_for_server()
        raise ConnectionLost()

    def _wait_for_server(self):
        for _ in range(100):
            if subprocess.run(['psql', '--no-psqlrc', '-qAtc', 'SELECT 1', '--dbname', self.database], capture_output=True).returncode == 0:
                return
            time.sleep(0.3)
        raise RuntimeError('the server does not come back')


def parse_answer(printed, status):
    """An Answer from what psql printed, and its variables ERROR, SQLSTATE and LAST_ERROR_MESSAGE."""
    is_error, sqlstate, message = (status.strip(' ').split(' ', 2) + [''])[:3]
    if is_error == 'true':
        return Answer(sqlstate=sqlstate, message=message.rstrip())
    printed = printed[1:] if printed.startswith('\n') else printed
    if not printed:
        return Answer()
    rows = printed[:-1].split(ROW)
    return Answer([tuple(None if value == NULL else value for value in row.split(COLUMN)) for row in rows])
