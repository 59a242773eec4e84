"""Prints the errors in valgrind's XML files of a folder that have a frame in sqlite_fdw.so; fails if there are any.

A server that is stopped leaves its file without an end, so the errors are
cut out of the text. What PostgreSQL and SQLite do by themselves is theirs.
"""

import glob
import re
import sys

ERROR = re.compile(r"<error>.*?</error>", re.DOTALL)
STACK_OR_WHAT = re.compile(
    r"<(?:what|auxwhat|text)>(.*?)</|<frame>(.*?)</frame>", re.DOTALL)


def field(frame, name):
    """What an element of the frame holds, or nothing."""
    found = re.search(rf"<{name}>(.*?)</{name}>", frame)
    return found.group(1) if found else ""


def readable(error):
    """The error with its stacks, a line for each frame."""
    lines = []
    for what, frame in STACK_OR_WHAT.findall(error):
        if what:
            lines.append(what)
        else:
            place = field(frame, "file")
            place = f"{place}:{field(frame, 'line')}" if place else field(frame, "obj")
            lines.append(f"    {field(frame, 'fn')} ({place})")
    return "\n".join(lines)


def main(folder):
    """Prints each error once."""
    found = set()
    files = sorted(glob.glob(f"{folder}/*"))
    for path in files:
        with open(path, encoding="utf-8", errors="replace") as file:
            for error in ERROR.findall(file.read()):
                if "/sqlite_fdw.so</obj>" in error:
                    found.add(readable(error))
    for error in sorted(found):
        print(error, end="\n\n")
    print(f"valgrind: {len(files)} processes, {len(found)} errors in sqlite_fdw.so")
    return 1 if found or not files else 0


sys.exit(main(sys.argv[1]))
