"""A long-lived psql session that watches what its backend holds: memory, files, warnings of leaks."""

import os
import re
import select
import subprocess
import time
from dataclasses import dataclass, field

COLUMN, ROW, MARK = '\x1f', '\x1e', '\x1d'
LONGEST_SECONDS = 30
MESSAGE = re.compile(r'^(?:psql:[^\n]*?: )?(ERROR|FATAL|PANIC|WARNING):  ([0-9A-Z]{5}): ([^\n]*)$', re.MULTILINE)
OPTIONS = '-c client_min_messages=warning -c jit=off -c max_parallel_workers_per_gather=0 -c statement_timeout='


class SessionLost(Exception):
    """The server ended, or the session did, or it does not answer any more."""


@dataclass
class Reply:
    text: str
    seconds: float
    processor_seconds: float
    messages: list = field(default_factory=list)        # of (level, SQLSTATE, message)

    def rows(self):
        text = self.text.removesuffix('\n')
        return [tuple(row.split(COLUMN)) for row in text.split(ROW)] if text else []

    def has(self, sqlstate):
        return any(message[1] == sqlstate for message in self.messages)


class Session:
    def __init__(self, timeout_ms):
        options = ['--no-psqlrc', '--quiet', '--no-align', '--tuples-only', '--set=ON_ERROR_STOP=0', '--set=VERBOSITY=verbose', '--set=SHOW_CONTEXT=never', '--field-separator', COLUMN, '--record-separator', ROW]
        self.process = subprocess.Popen(['psql', *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ, 'PGCLIENTENCODING': 'UTF8', 'PGOPTIONS': OPTIONS + str(timeout_ms)})
        self.pid = None
        self.pid = int(self.ask('SELECT pg_backend_pid()').rows()[0][0])

    def ask(self, statement):
        began, processor = time.monotonic(), self.processor_seconds()
        try:
            self.process.stdin.write(f'{statement}\n;\n\\warn {MARK}\n'.encode())
            self.process.stdin.flush()
        except BrokenPipeError:
            raise SessionLost(self.read()) from None
        text = self.read()
        return Reply(text, time.monotonic() - began, self.processor_seconds() - processor, [found.groups() for found in MESSAGE.finditer(text)])

    def read(self):
        """All that psql prints up to the mark."""
        end = f'{MARK}\n'.encode()
        found = bytearray()    # a damaged tree may give a hundred megabytes
        deadline = time.monotonic() + LONGEST_SECONDS
        while not found.endswith(end):
            ready, _, _ = select.select([self.process.stdout], [], [], max(0, deadline - time.monotonic()))
            more = os.read(self.process.stdout.fileno(), 1 << 16) if ready else b''
            if not more:
                text = found.decode(errors='replace')
                raise SessionLost(text if ready else f'{text}\nno answer in {LONGEST_SECONDS} s')
            found += more
        return found[:-len(end)].decode(errors='replace')

    def processor_seconds(self):
        """What the backend has had of the processors."""
        if self.pid is None:
            return 0
        try:
            words = open(f'/proc/{self.pid}/stat').read().rsplit(')', 1)[1].split()
        except FileNotFoundError:       # it has ended, which the next statement tells
            return 0
        return (int(words[11]) + int(words[12])) / os.sysconf('SC_CLK_TCK')

    def memory(self):
        """Megabytes that are the backend's own now, and the most that it ever had, with what it shares."""
        status = dict(line.split(':', 1) for line in open(f'/proc/{self.pid}/status') if ':' in line)
        return int(status['RssAnon'].split()[0]) / 1024, int(status['VmHWM'].split()[0]) / 1024

    def open_files(self, folder):
        """What it has open below a folder."""
        names = []
        for name in os.listdir(f'/proc/{self.pid}/fd'):
            try:
                names.append(os.readlink(f'/proc/{self.pid}/fd/{name}'))
            except FileNotFoundError:
                pass
        return [name for name in names if name.startswith(str(folder))]

    def close(self):
        self.process.kill()
        self.process.wait()
