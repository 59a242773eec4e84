"""Writes SQLite files whose schemas hold mutated CREATE statements, for the tests of what is planned from them.

  main.py FOLDER      the files are FOLDER/0.db, FOLDER/1.db, ...; the folder is there, and empty

What it writes comes from the environment:

  SEED=n      the random numbers to begin with; a new one is printed
  CASES=n     how many files, 2000 unless told
  CASE=n      only the n-th file of this seed, and its statement is printed
"""

import os
import random
import sys
from collections import Counter
from pathlib import Path

from bases import SCHEMAS, example_schemas
from cases import CaseMaker, write

EXAMPLES = Path(__file__).resolve().parents[2] / 'docs' / 'examples'


def name_of(made):
    if not made.is_forged:
        return 'accepted by SQLite'
    return 'forged, and SQLite reads it' if made.is_readable else 'forged, and SQLite does not read it'


def main():
    folder = Path(sys.argv[1])
    seed = os.environ.get('SEED') or str(random.SystemRandom().randrange(1 << 32))
    only = os.environ.get('CASE')
    numbers = [int(only)] if only else range(int(os.environ.get('CASES') or 2000))
    maker = CaseMaker(SCHEMAS + list(example_schemas(EXAMPLES)), seed)
    counts = Counter()
    print(f'seed {seed}', flush=True)
    for number in numbers:
        case = maker.case(number)
        counts[name_of(write(case, folder / f'{number}.db'))] += 1
        if only:
            print(case.text)
    for name, count in sorted(counts.items()):
        print(f'{count} {name}')


main()
