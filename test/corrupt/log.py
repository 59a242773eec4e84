"""A write-ahead log and its index: their salts and checksums, so that one is the same each time, and reads as whole after it was changed."""

import struct

HEADER, FRAME = 32, 24
SALTS = (0x01020304, 0x05060708)
# The index has its header twice; of it: 24 bytes, the checksum of the last frame, the salts, and its own checksum.
INDEX_HEADER, INDEX_FRAME_SUM, INDEX_SALTS, INDEX_SUM = 48, 24, 32, 40
# Where readers note how much of the log they read, as every reader does in an index that it may write to.
READ_MARKS = slice(100, 120)
# The lock by which a process says that the index is in order: see UNIX_SHM_DMS in SQLite's os_unix.c.
IN_USE_BYTE = 128


def checksum(data, start=(0, 0)):
    """SQLite's own, in the byte order that the magic number 0x377f0682 says."""
    a, b = start
    for x, y in struct.iter_unpack('<2I', data):
        a = (a + x + b) & 0xffffffff
        b = (b + y + a) & 0xffffffff
    return a, b


def seal(wal):
    """The log with fixed salts, and with the checksums that it should have; and the last of these."""
    wal = bytearray(wal)
    page_size = struct.unpack_from('>I', wal, 8)[0]
    struct.pack_into('>2I', wal, 16, *SALTS)
    last = checksum(bytes(wal[:24]))
    struct.pack_into('>2I', wal, 24, *last)
    place = HEADER
    while 512 <= page_size <= 65536 and place + FRAME + page_size <= len(wal):
        struct.pack_into('>2I', wal, place + 8, *SALTS)
        last = checksum(bytes(wal[place:place + 8]), last)
        last = checksum(bytes(wal[place + FRAME:place + FRAME + page_size // 8 * 8]), last)
        struct.pack_into('>2I', wal, place + 16, *last)
        place += FRAME + page_size
    return bytes(wal), last


def seal_index(shm, last):
    """The index for a log that was sealed."""
    shm = bytearray(shm)
    for place in (0, INDEX_HEADER):
        struct.pack_into('<2I', shm, place + INDEX_FRAME_SUM, *last)
        struct.pack_into('<2I', shm, place + INDEX_SALTS, *(int.from_bytes(salt.to_bytes(4, 'big'), 'little') for salt in SALTS))
        struct.pack_into('<2I', shm, place + INDEX_SUM, *checksum(bytes(shm[place:place + INDEX_SUM])))
    return bytes(shm)


def without_read_marks(index):
    """An index of a log but for what its readers write."""
    return index[:READ_MARKS.start] + index[READ_MARKS.stop:]
