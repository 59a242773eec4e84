"""Asks about one damaged file after the other in a session, and finds what must not be."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from cases import Written
from log import without_read_marks
from questions import OBJECTS, PER_TABLE, file_questions, import_statement, literal, table_questions, tables_of
from session import Session, SessionLost
from verdict import CANCELED, judge

# The server's limit on a statement, and of a file whose pages never end, as each such statement takes it.
TIMEOUT_MS, ENDLESS_TIMEOUT_MS = 10000, 400
# How much later a statement may end, by the processor's time and by the clock, which counts what other programs do; on the last try.
MOST_LATE_MS, MOST_LATE_BY_CLOCK_MS = 100, 2000
TRIES = 3
MOST_TIMEOUTS = 3
# What SQLite alone reads in less than this share of the limit is not what took the time.
SLOW_SHARE = 0.2
# Megabytes of the backend's own after a file, and at any time with what it shares.
MOST_MEMORY, MOST_PEAK = 200, 400
FILES_PER_SESSION = 300
IMPORTED_SHARE = 0.5
CRASH_ELSEWHERE = '57P02'


class Failure(Exception):
    def __init__(self, what, statement='', text=''):
        super().__init__(what)
        self.what = what
        self.statement = statement
        self.text = text


class ServerGone(Exception):
    """It restarts, as another session crashed."""


class Asker:
    def __init__(self, run, slot):
        self.maker = run.maker
        self.folder = Path(run.folder) / str(slot)
        self.slot = slot
        self.counts = run.counts
        self.fault = run.fault
        self.session = None
        self.tells = False

    def ask(self, case):
        """Asks all about a case; raises Failure.  The same questions each time."""
        rnd = self.maker.random(case.number, 'questions')
        if self.session is None:
            self.start()
        self.number = case.number
        self.replies, self.timeouts, self.statement, self.commits_per_table = [], 0, '', False
        self.is_endless = case.is_endless
        self.timeout_ms = ENDLESS_TIMEOUT_MS if case.is_endless else TIMEOUT_MS
        with Written(case, self.folder) as path:
            try:
                # every other file is read by parallel workers, too
                self.must(f"SET statement_timeout = {self.timeout_ms}; SET min_parallel_table_scan_size = '{8 * (case.number % 2)}MB'")
                self.ask_about(rnd, case, path)
                self.must('RESET statement_timeout')
                self.clean_up(path, case)
            except SessionLost as lost:
                self.drop()
                self.judge_loss(str(lost))
            except Failure:
                self.drop()
                raise
        self.counts.add(case.number, self.replies)
        self.asked += 1
        if self.asked >= FILES_PER_SESSION:
            self.drop()

    def start(self):
        for _ in range(100):
            try:
                self.session = Session(TIMEOUT_MS)
                break
            except (SessionLost, IndexError):
                time.sleep(0.3)
        else:
            raise RuntimeError('the server does not come back')
        self.asked = 0
        self.session.ask(f'SET client_min_messages = error; CREATE EXTENSION IF NOT EXISTS sqlite_fdw; {self.removal()}; RESET client_min_messages')

    def drop(self):
        if self.session:
            self.session.close()
        self.session = None

    close = drop

    @property
    def names(self):
        """Of the server, and of the schemas for foreign tables and for what is migrated."""
        return f's{self.slot}', f'f{self.slot}', f'm{self.slot}'

    @property
    def staging(self):
        """Where a migration has its foreign tables."""
        return f'sqlite_migration_{self.names[2]}'

    def removal(self):
        server, tables, migrated = self.names
        return f"DROP SERVER IF EXISTS {server} CASCADE; DROP SCHEMA IF EXISTS {tables} CASCADE; DROP SCHEMA IF EXISTS {migrated} CASCADE; DROP SCHEMA IF EXISTS {self.staging} CASCADE; DELETE FROM sqlite.migration WHERE target_schema = '{migrated}'"

    # -----------------------------------------------------------------------
    # Questions
    # -----------------------------------------------------------------------

    def ask_about(self, rnd, case, path):
        server, schema, migrated = self.names
        before = rnd.random() > IMPORTED_SHARE
        imported = path
        if before:
            imported = f'{self.folder}/valid.db'
            Path(imported).write_bytes(next(base.main for base in self.maker.bases if base.name == case.base))
        self.must(f'CREATE SERVER {server} FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database {literal(imported)}); CREATE SCHEMA {schema}')
        self.put(import_statement(rnd, server, schema))
        if before:
            self.must(f'ALTER SERVER {server} OPTIONS (SET database {literal(path)}); SELECT sqlite.disconnect()')
            os.remove(imported)
        if case.number == self.fault:
            os.kill(self.session.pid, signal.SIGABRT)
        tables = tables_of(self.must(OBJECTS.format(schema)).rows())
        for statement in file_questions(rnd, literal(path), migrated):
            self.put(statement)
        if tables:
            for statement in table_questions(rnd, schema, tables):
                self.put(statement)

    def put(self, statement):
        """A question that may fail cleanly; again if it only came late."""
        if self.timeouts >= MOST_TIMEOUTS:
            return
        self.commits_per_table |= PER_TABLE in statement    # such a run can go on later, so it leaves what it needs
        for _ in range(TRIES):
            reply = self.say(statement)
            late = reply.processor_seconds * 1000 - self.timeout_ms
            is_late = late > MOST_LATE_MS or reply.seconds * 1000 - self.timeout_ms > MOST_LATE_BY_CLOCK_MS
            if not is_late:
                break
        self.counts.raise_to('s for a statement', reply.seconds, self.number)
        problem = judge(reply)
        if late > 0:
            self.counts.raise_to('ms late', late, self.number)
        if is_late:
            problem = f'it ends late, after {reply.seconds:.2f} s, of which {reply.processor_seconds:.2f} s are its own'
        if problem:
            raise Failure(problem, statement, reply.text[-3000:])
        self.replies.append(reply)
        if reply.has(CANCELED):
            self.timeouts += 1
            if not self.is_endless and plain_ends(self.folder / 'case.db'):
                raise Failure(f'more than {TIMEOUT_MS} ms for what SQLite alone reads soon', statement, reply.text[-3000:])

    def must(self, statement):
        """What has to do with no file."""
        reply = self.say(statement)
        if any(level != 'WARNING' for level, _, _ in reply.messages) or judge(reply):
            raise Failure('what cannot fail does', statement, reply.text)
        return reply

    def say(self, statement):
        self.statement = statement
        reply = self.session.ask(statement)
        if self.tells:
            print(f'{statement}\n{reply.text[:2000]}', flush=True)
        return reply

    # -----------------------------------------------------------------------
    # Afterwards
    # -----------------------------------------------------------------------

    def clean_up(self, path, case):
        if self.must('SELECT count(*) FROM sqlite.connections() WHERE in_use').rows() != [('0',)]:
            raise Failure('a file is still in use')
        if not self.commits_per_table and self.must(f"SELECT 1 FROM pg_namespace WHERE nspname = '{self.staging}'").rows():
            raise Failure('a schema of a migration is left')
        self.must(f'SET client_min_messages = error; {self.removal()}; SELECT sqlite.disconnect(); RESET client_min_messages')
        if self.session.open_files(self.folder):
            raise Failure('a file is still open')
        self.compare_files(path, case)
        memory, peak = self.session.memory()
        self.counts.raise_to('MB of memory', memory, case.number)
        self.counts.raise_to('MB at the peak', peak, case.number)
        if memory > MOST_MEMORY or peak > MOST_PEAK:
            raise Failure(f'{memory:.0f} MB of memory, {peak:.0f} at the peak')

    def compare_files(self, path, case):
        wanted = {'': case.main}
        if case.wal:
            wanted.update({'-wal': case.wal, '-shm': without_read_marks(case.shm)})
        found = {file.name.removeprefix(Path(path).name): file.read_bytes() for file in self.folder.iterdir()}
        if '-shm' in found:
            found['-shm'] = without_read_marks(found['-shm'])
        changed = [f'case.db{name}' for name in sorted(wanted.keys() | found.keys()) if wanted.get(name) != found.get(name)]
        if changed:
            raise Failure(f'a file is not what it was, or is new: {", ".join(changed)}')

    def judge_loss(self, text):
        if CRASH_ELSEWHERE in text:
            raise ServerGone()
        raise Failure('the connection is lost', self.statement, text[-3000:])


def plain_ends(path):
    """Whether SQLite alone reads all of a file, in a process of its own, in a share of the time."""
    try:
        subprocess.run([sys.executable, '-B', Path(__file__).with_name('plain.py'), path], capture_output=True, timeout=TIMEOUT_MS / 1000 * SLOW_SHARE)
        return True
    except subprocess.TimeoutExpired:
        return False
