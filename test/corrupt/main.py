"""Damages SQLite files at random, and lets every part of the extension read them; each must give rows or a clean error, in time.

It needs a running server of its own with the extension's files, which the
environment names as for psql, and which it shares an OS user with.  What it
does comes from the environment too:

  SEED=n       the random numbers to begin with; a new one is printed
  FILE=n       only the n-th file of this seed, with all that is said; it is kept if it fails
  FILES=n      how many files, 2000 unless told
  JOBS=n       how many at once
  FAILURES=n   it ends after so many failures, 5 unless told
  FAULT=n      the backend crashes while it is asked about the n-th file, to show that this is told
"""

import os
import random
import sys
import tempfile
import time

from bases import all_bases
from run import Run


def number_from(name, default):
    return int(os.environ.get(name) or default)


def main():
    seed = number_from('SEED', random.SystemRandom().randrange(10**9))
    print(f'SEED={seed}', flush=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix='corrupt', dir=os.environ.get('SQLITE_FDW_TESTDIR')) as folder:
        os.chmod(folder, 0o755)
        run = Run(all_bases(), seed, folder, number_from('FAILURES', 5), number_from('FAULT', -1))
        if os.environ.get('FILE'):
            run.only(int(os.environ['FILE']))
        else:
            run.all(number_from('FILES', 2000), number_from('JOBS', os.cpu_count()))
    for line in run.counts.lines():
        print(line)
    print(f'{run.failures} failures, SEED={seed}, {time.monotonic() - began:.0f} s')
    return 1 if run.failures else 0


if __name__ == '__main__':
    sys.exit(main())
