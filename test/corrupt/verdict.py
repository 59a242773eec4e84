"""Judges what a statement answered: rows and clean errors pass."""

import re

CANCELED = '57014'
# By their first two characters: a value, a constraint, what is not there or not allowed, a foreign table's source, a limit, a lock or a state, what moved, a file.
CLEAN_CLASSES = ('0A', '22', '23', '40', '42', 'HV', '54', '55', '58')
CLEAN = ('XX001', '3F000', '53100', '53200')
# What PostgreSQL says when one part of it, or of the extension, has made what another cannot take.
FAULTS = re.compile(r'cache lookup failed|reference leak|not closed|leaked|could not find|unrecognized|unexpected|invalid memory alloc|cached plan|still referenced|syntax error at|already exists')


def judge(reply):
    """What is wrong with a reply, in words; None if nothing is."""
    for level, sqlstate, message in reply.messages:
        said = f'{level} {sqlstate}: {message}'
        if level in ('FATAL', 'PANIC'):
            return said
        if level == 'ERROR' and sqlstate[:2] not in CLEAN_CLASSES and sqlstate not in CLEAN and sqlstate != CANCELED:
            return said
        if FAULTS.search(message) and not message.startswith(('invalid input syntax',)):
            return said
    return None
