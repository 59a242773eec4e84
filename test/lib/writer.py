"""An application that writes as fast as it can: writer.py FILE CONTROL_FOLDER MODE.

The sums of its tables a and b are always zero together, they have equally many
rows, and the table state has the number of the transaction.  After each commit
the file "figures" of the folder says: transactions committed, the longest one
since the file "reset" was put there in microseconds, errors, bytes of the -wal.
With the mode "reopening" it closes the file again and again.
"""
import os
import sqlite3
import sys
import time

path, folder, mode = sys.argv[1:]
stop, reset = os.path.join(folder, "stop"), os.path.join(folder, "reset")
figures = open(os.path.join(folder, "figures"), "w")


def connect():
    # in WAL mode nobody has a reason to keep a writer waiting
    connection = sqlite3.connect(path, isolation_level=None, timeout=60 if mode == "delete" else 0)
    connection.execute("PRAGMA synchronous = off")
    return connection


def transaction(connection, number):
    key, cents = 1 + number * 37 % 2000, number * 101 % 999
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE a SET v = v + ? WHERE id = ?", (cents, key))
    if number % 3 == 0:
        connection.execute("INSERT INTO a (v) VALUES (0)")
        connection.execute("INSERT INTO b (v) VALUES (0)")
    elif number % 3 == 2:
        connection.execute("DELETE FROM a WHERE id = (SELECT max(id) FROM a) AND v = 0 AND id > 2000")
        connection.execute("DELETE FROM b WHERE id = (SELECT max(id) FROM b) AND v = 0 AND id > 2000")
    connection.execute("UPDATE b SET v = v - ? WHERE id = ?", (cents, key))
    connection.execute("UPDATE state SET n = ?", (number,))
    connection.execute("COMMIT")


def size_of_wal():
    try:
        return os.stat(path + "-wal").st_size
    except FileNotFoundError:
        return 0


def main():
    connection = connect()
    committed, longest, errors = 0, 0, 0
    while not os.path.exists(stop):
        began = time.monotonic()
        try:
            transaction(connection, committed + 1)
            committed += 1
        except sqlite3.OperationalError as error:
            errors += 1
            print(error, flush=True)
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        if os.path.exists(reset):
            os.unlink(reset)
            longest = 0
        longest = max(longest, int((time.monotonic() - began) * 1e6))
        figures.seek(0)
        figures.write("%15d %15d %15d %15d\n" % (committed, longest, errors, size_of_wal()))
        figures.flush()
        if mode == "reopening" and committed % 20 == 0:
            connection.close()
            time.sleep(committed % 7 / 500)
            connection = connect()
    connection.close()


main()
