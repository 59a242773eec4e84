"""The run: cases are asked by some workers at once, and failures told so that one command repeats them."""

import shutil
import threading
import time
import traceback
from collections import Counter
from pathlib import Path

from asker import Asker, Failure, ServerGone
from cases import CaseMaker, Written

PROGRESS_SECONDS = 300
KEPT = '/tmp/sqlite_fdw_corrupt_{}_{}'


class Counts:
    """What the files of a run came to."""

    def __init__(self):
        self.lock = threading.Lock()
        self.files = 0
        self.statements = 0
        self.rows = 0
        self.errors = Counter()
        self.examples = {}          # of each kind of error, the file's number and the first message
        self.most = {}              # the largest of some figures, with the file's number

    def add(self, number, replies):
        with self.lock:
            self.files += 1
            self.statements += len(replies)
            for reply in replies:
                errors = [message[1] for message in reply.messages if message[0] == 'ERROR']
                self.errors.update(errors)
                for _, sqlstate, message in reply.messages:
                    self.examples.setdefault(sqlstate, (number, message))
                self.rows += not errors and reply.text != ''

    def raise_to(self, name, value, number):
        with self.lock:
            self.most[name] = max(self.most.get(name, (0, 0)), (value, number))

    def lines(self):
        yield f'{self.files} files, {self.statements} statements; {self.rows} gave rows'
        yield 'errors:'
        for sqlstate, count in self.errors.most_common():
            number, message = self.examples[sqlstate]
            yield f'  {count} of {sqlstate}, as in file {number}: {message[:120]}'
        yield 'at most: ' + ', '.join(f'{value:.1f} {name} (file {number})' for name, (value, number) in sorted(self.most.items()))


class Run:
    def __init__(self, bases, seed, folder, most_failures, fault):
        self.maker = CaseMaker(bases, seed)
        self.seed = seed
        self.folder = folder
        self.most_failures = most_failures
        self.fault = fault
        self.counts = Counts()
        self.failures = 0
        self.next = 0
        self.lock = threading.Lock()

    def all(self, files, jobs):
        workers = [threading.Thread(target=self.work, args=(slot, files)) for slot in range(jobs)]
        for worker in workers:
            worker.start()
        told = time.monotonic()
        while any(worker.is_alive() for worker in workers):
            time.sleep(0.2)
            if time.monotonic() - told > PROGRESS_SECONDS:
                told = time.monotonic()
                print(f'{self.counts.files} files so far', flush=True)

    def only(self, number):
        asker = Asker(self, 0)
        asker.tells = True
        self.one(asker, number)
        asker.close()

    def work(self, slot, files):
        asker = Asker(self, slot)
        number = None
        try:
            while (number := self.take(files)) is not None:
                self.one(asker, number)
        except Exception:           # of this program itself; it is no answer to the question that was asked
            with self.lock:
                self.failures += 1
                print(f'SEED={self.seed} FILE={number}\n{traceback.format_exc()}', flush=True)
        asker.close()

    def take(self, files):
        with self.lock:
            if self.next >= files or self.failures >= self.most_failures:
                return None
            self.next += 1
            return self.next - 1

    def one(self, asker, number):
        case = self.maker.case(number)
        for _ in range(5):
            try:
                asker.ask(case)
                return
            except ServerGone:      # by what another worker did
                continue
            except Failure as failure:
                self.tell(case, failure)
                return
        raise RuntimeError('the server goes again and again')

    def tell(self, case, failure):
        with self.lock:
            self.failures += 1
            print(f'\n==== failure {self.failures}: {failure.what}\n{case.base}: {"; ".join(case.done)}\n{failure.statement}\n{failure.text}\nSEED={self.seed} FILE={case.number} test/dev/with_server.sh /usr/bin/python3 -B test/corrupt/main.py', flush=True)
            kept = Path(KEPT.format(self.seed, case.number))
            shutil.rmtree(kept, ignore_errors=True)
            written = Written(case, kept)
            written.__enter__()
            if written.lock:
                written.lock.close()
            print(f'the file is kept in {kept}', flush=True)
