"""Where the parts of a SQLite file lie: its pages, their cells, and what is in these."""

from dataclasses import dataclass

FILE_HEADER = 100
LEAF_TABLE, INNER_TABLE, LEAF_INDEX, INNER_INDEX = 13, 5, 10, 2
KINDS = (LEAF_TABLE, INNER_TABLE, LEAF_INDEX, INNER_INDEX)


@dataclass
class Page:
    start: int          # of the page in the file
    head: int           # of its b-tree header; behind the file's own on the first page
    size: int
    kind: int
    cells: list         # places of the cells in the file

    @property
    def is_inner(self):
        return self.kind in (INNER_TABLE, INNER_INDEX)

    @property
    def pointers(self):
        """The place of the array of cell pointers."""
        return self.head + (12 if self.is_inner else 8)


def page_size_of(image):
    size = int.from_bytes(image[16:18], 'big')
    size = 65536 if size == 1 else size
    return size if 512 <= size <= 65536 and size & (size - 1) == 0 else 1024


def pages_of(image):
    """The b-tree pages, as far as their headers look like ones."""
    size = page_size_of(image)
    found = (read_page(image, start, size) for start in range(0, len(image) - size + 1, size))
    return [page for page in found if page]


def read_page(image, start, size):
    head = start + (FILE_HEADER if start == 0 else 0)
    kind = image[head]
    if kind not in KINDS:
        return None
    page = Page(start, head, size, kind, [])
    count = int.from_bytes(image[head + 3:head + 5], 'big')
    for i in range(min(count, size // 4)):
        place = page.pointers + 2 * i
        offset = int.from_bytes(image[place:place + 2], 'big')
        if 0 < offset < size - 4:
            page.cells.append(start + offset)
    return page


def read_varint(image, place):
    """Its value and its length."""
    value = 0
    for i in range(8):
        byte = image[place + i] if place + i < len(image) else 0
        value = value << 7 | byte & 0x7f
        if byte < 0x80:
            return value, i + 1
    return value << 8 | (image[place + 8] if place + 8 < len(image) else 0), 9


def write_varint(value):
    """In as few bytes as it takes, of numbers up to 2^64."""
    if value >= 1 << 56:
        groups = [value >> 8 >> 7 * i & 0x7f | 0x80 for i in range(7, -1, -1)]
        return bytes(groups + [value & 0xff])
    groups = [value & 0x7f]
    while value := value >> 7:
        groups.append(value & 0x7f | 0x80)
    return bytes(reversed(groups))


def record_of(image, page, cell):
    """The places of a cell's payload size, of its row id or None, and of the record's header."""
    place = cell + (4 if page.kind == INNER_INDEX else 0)
    size_at = place
    place += read_varint(image, place)[1]
    key_at = None
    if page.kind == LEAF_TABLE:
        key_at = place
        place += read_varint(image, place)[1]
    return size_at, key_at, place
