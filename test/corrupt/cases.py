"""A damaged file: from a seed and a number alone, and as files in a folder."""

import fcntl
import os
import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from damage import damage, make_endless
from forge import forge
from log import IN_USE_BYTE, seal, seal_index

FORGED_SHARE = 0.3
SPLICED_SHARE = 0.08
ENDLESS_SHARE = 0.003


@dataclass
class Case:
    number: int
    base: str
    main: bytes
    wal: bytes
    shm: bytes
    done: list = field(default_factory=list)    # what was done to it, in words
    is_endless: bool = False                    # a tree of it takes longer to go through than anybody waits


class CaseMaker:
    """Makes the case of a seed and a number from these two alone."""

    def __init__(self, bases, seed):
        self.bases = bases
        self.seed = seed

    def random(self, number, purpose):
        return random.Random(f'{self.seed} {number} {purpose}')

    def case(self, number):
        rnd = self.random(number, 'file')
        base = rnd.choices(self.bases, [base.weight for base in self.bases])[0]
        main, wal, shm = bytearray(base.main), bytearray(base.wal), bytearray(base.shm)
        done = []
        if rnd.random() < ENDLESS_SHARE and not wal:
            done += filter(None, [make_endless(rnd, main)])
        is_endless = bool(done)
        if rnd.random() < FORGED_SHARE:
            done += filter(None, [forge(rnd, main)])
        if rnd.random() < SPLICED_SHARE:
            done.append(self.splice(rnd, main))
        if not done or rnd.random() < 0.3:
            for _ in range(rnd.choice((1, 1, 1, 2, 2, 3, 5, 20))):
                which = rnd.choice((main, main, wal, wal, shm)) if wal else main
                name = '' if which is main else 'log: ' if which is wal else 'index of the log: '
                done.append(name + damage(rnd, which))
        if wal and rnd.random() < 0.8:
            sealed, last = seal(wal)
            wal, shm = sealed, seal_index(shm, last) if rnd.random() < 0.7 and len(shm) > 100 else shm
        return Case(number, base.name, bytes(main), bytes(wal), bytes(shm), done, is_endless)

    def splice(self, rnd, image):
        """Pages of another base."""
        other = rnd.choice(self.bases)
        length, place, source = rnd.choice((512, 1024, 4096)), rnd.randrange(len(image)) // 512 * 512, rnd.randrange(len(other.main)) // 512 * 512
        part = other.main[source:source + length]
        image[place:place + len(part)] = part
        return f'{len(part)} bytes at {place} are those at {source} of {other.name}'


class Written:
    """The files of a case, for as long as it is asked; its log is in use, as far as SQLite can tell."""

    def __init__(self, case, folder):
        self.folder = Path(folder)
        self.case = case
        self.path = str(self.folder / 'case.db')
        self.lock = None

    def __enter__(self):
        self.folder.mkdir()
        os.chmod(self.folder, 0o755)
        Path(self.path).write_bytes(self.case.main)
        if self.case.wal:
            Path(self.path + '-wal').write_bytes(self.case.wal)
            Path(self.path + '-shm').write_bytes(self.case.shm)
            self.lock = open(self.path + '-shm', 'rb')
            fcntl.lockf(self.lock, fcntl.LOCK_SH | fcntl.LOCK_NB, 1, IN_USE_BYTE)
        return self.path

    def __exit__(self, *_):
        if self.lock:
            self.lock.close()
        shutil.rmtree(self.folder)
