"""Ways to damage the bytes of a file: at any place, or where SQLite's format makes it hurt.

Each takes the random numbers and the bytes, which it changes, and says in some
words what it did; None if there was nothing to do.
"""

from layout import INNER_TABLE, LEAF_TABLE, page_size_of, pages_of, read_varint, record_of, write_varint

BYTES = (0, 1, 2, 5, 10, 13, 0x7f, 0x80, 0x81, 0xfe, 0xff)
WORDS = (0, 1, 2, 3, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff)
VARINTS = (0, 1, 2, 12, 13, 127, 128, 16383, 16384, 1 << 21, (1 << 28) - 1, 1 << 31, (1 << 32) - 1, 1 << 33, (1 << 63) - 1, 1 << 63, (1 << 64) - 1)
SERIAL_TYPES = (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 40, 41, 127)
# What the file's header has: name, place, length, and what is likely to hurt.
FIELDS = (
    ('page size', 16, 2, (0, 1, 256, 512, 1024, 2048, 4096, 32768, 65535)), ('write version', 18, 1, (0, 1, 2, 3)), ('read version', 19, 1, (0, 1, 2, 3)), ('reserved bytes', 20, 1, (0, 8, 32, 100, 255)),
    ('payload fractions', 21, 3, (0, 0x402020, 0xffffff)), ('change counter', 24, 4, WORDS), ('pages', 28, 4, WORDS), ('freelist', 32, 4, WORDS), ('free pages', 36, 4, WORDS), ('schema cookie', 40, 4, WORDS),
    ('schema format', 44, 4, (0, 1, 2, 3, 4, 5, 255)), ('cache size', 48, 4, WORDS), ('largest root', 52, 4, WORDS), ('encoding', 56, 4, (0, 1, 2, 3, 4, 5, 255)), ('incremental vacuum', 64, 4, WORDS), ('version valid for', 92, 4, WORDS))


# Of a tree without end.
DEPTH, FAN_OUT = 16, 60


def put(image, place, data):
    data = data[:max(0, len(image) - place)]
    image[place:place + len(data)] = data


def any_place(rnd, image):
    """Somewhere; the first page, which has the schema, is worth as much as all others."""
    return rnd.randrange(min(len(image), page_size_of(image)) if rnd.random() < 0.2 else len(image))


def any_page_number(rnd, image):
    count = len(image) // page_size_of(image)
    return rnd.choice((rnd.randint(1, max(1, count)), rnd.randint(1, max(1, count)), 0, 1, count, count + 1, rnd.choice(WORDS)))


def flip_bit(rnd, image):
    place, bit = any_place(rnd, image), rnd.randrange(8)
    image[place] ^= 1 << bit
    return f'bit {bit} of byte {place}'


def set_byte(rnd, image):
    place, value = any_place(rnd, image), rnd.choice(BYTES) if rnd.random() < 0.7 else rnd.randrange(256)
    image[place] = value
    return f'byte {place} is {value}'


def set_word(rnd, image):
    length, place, value = rnd.choice((2, 4, 8)), any_place(rnd, image), rnd.choice(WORDS)
    put(image, place, (value & (1 << 8 * length) - 1).to_bytes(length, 'big'))
    return f'{length} bytes at {place} are {value}'


def fill_run(rnd, image):
    place, length, value = any_place(rnd, image), rnd.choice((8, 40, 200, 512)), rnd.choice((0, 255, None))
    put(image, place, rnd.randbytes(length) if value is None else bytes([value]) * length)
    return f'{length} bytes at {place} are {"random" if value is None else value}'


def move_run(rnd, image):
    source, place, length = any_place(rnd, image), any_place(rnd, image), rnd.choice((4, 16, 64, 300))
    put(image, place, bytes(image[source:source + length]))
    return f'{length} bytes at {place} are those at {source}'


def shift_page(rnd, image):
    """A byte too many, or too few, from here to the end of the page."""
    size, place = page_size_of(image), any_place(rnd, image)
    end = min(len(image), (place // size + 1) * size)
    part = bytes(image[place:end])
    put(image, place, part[1:] + b'\0' if rnd.random() < 0.5 else b'\0' + part[:-1])
    return f'the page is shifted from {place}'


def truncate(rnd, image):
    size = page_size_of(image)
    length = rnd.choice((rnd.randrange(len(image)), rnd.randint(1, max(1, len(image) // size)) * size, len(image) - 1))
    del image[max(1, length):]
    return f'cut to {len(image)} bytes'


def extend(rnd, image):
    size = page_size_of(image)
    image += rnd.choice((bytes(size), rnd.randbytes(size), bytes(image[-size:]), b'x'))
    return f'grown to {len(image)} bytes'


def copy_page(rnd, image):
    size = page_size_of(image)
    count = len(image) // size
    if count < 2:
        return None
    source, place = rnd.randrange(count), rnd.randrange(count)
    page, other = bytes(image[source * size:(source + 1) * size]), bytes(image[place * size:(place + 1) * size])
    put(image, place * size, page)
    if swap := rnd.random() < 0.5:
        put(image, source * size, other)
    return f'page {source + 1} {"and" if swap else "over"} page {place + 1}'


def set_field(rnd, image):
    name, place, length, values = rnd.choice(FIELDS)
    value = rnd.choice(values) & (1 << 8 * length) - 1
    put(image, place, value.to_bytes(length, 'big'))
    return f'header: {name} is {value}'


def loop_freelist(rnd, image):
    """The pages that are free: the list leads to itself, or to pages in use, or has too many leaves."""
    size = page_size_of(image)
    trunk = int.from_bytes(image[32:36], 'big')
    if not 1 < trunk <= len(image) // size:
        trunk = rnd.randint(1, max(1, len(image) // size))
        put(image, 32, trunk.to_bytes(4, 'big'))
    start = (trunk - 1) * size
    what = rnd.randrange(3)
    put(image, start + 4 * what, (trunk if what == 0 and rnd.random() < 0.5 else any_page_number(rnd, image)).to_bytes(4, 'big'))
    return f'freelist: word {what} of page {trunk}'


def any_tree_page(rnd, image, wanted=lambda page: True):
    pages = [page for page in pages_of(image) if wanted(page)]
    return rnd.choice(pages) if pages else None


def loop_tree(rnd, image):
    """A page of a tree has another child: itself, one above it, one of another tree, or none."""
    page = any_tree_page(rnd, image, lambda page: page.is_inner)
    if not page:
        return None
    places = [page.head + 8] + page.cells
    chosen = places if rnd.random() < 0.3 else [rnd.choice(places)]
    number = page.start // page.size + 1 if rnd.random() < 0.4 else any_page_number(rnd, image)
    for place in chosen:
        put(image, place, number.to_bytes(4, 'big'))
    return f'tree: {len(chosen)} children of page {page.start // page.size + 1} are page {number}'


def make_endless(rnd, image):
    """A tree that is no circle, but so deep, each page leading many times to the next, that nobody comes to its end."""
    size = page_size_of(image)
    page = any_tree_page(rnd, image, lambda page: page.kind == INNER_TABLE and page.start > 0)
    first = len(image) // size + 1
    if not page or len(image) % size:
        return None
    image += b''.join(inner_page(first + i + 1, size) for i in range(DEPTH)) + leaf_page(size)
    image[page.start:page.start + size] = inner_page(first, size)
    put(image, 28, (len(image) // size).to_bytes(4, 'big'))
    return f'page {page.start // size + 1} never ends'


def inner_page(below, size):
    cells = [below.to_bytes(4, 'big') + bytes([number]) for number in range(1, FAN_OUT)]
    start = size - 5 * len(cells)
    header = bytes([INNER_TABLE, 0, 0]) + len(cells).to_bytes(2, 'big') + start.to_bytes(2, 'big') + b'\0' + below.to_bytes(4, 'big')
    pointers = b''.join((start + 5 * i).to_bytes(2, 'big') for i in range(len(cells)))
    return (header + pointers).ljust(start, b'\0') + b''.join(cells)


def leaf_page(size):
    """One row, of one NULL."""
    row = bytes([2, 1, 2, 0])
    return (bytes([LEAF_TABLE, 0, 0, 0, 1]) + (size - 4).to_bytes(2, 'big') + b'\0' + (size - 4).to_bytes(2, 'big')).ljust(size - 4, b'\0') + row


def set_page_header(rnd, image):
    page = any_tree_page(rnd, image)
    if not page:
        return None
    name, place, length, values = rnd.choice((('kind', 0, 1, (0, 2, 5, 10, 13, 8)), ('free block', 1, 2, WORDS), ('cells', 3, 2, (0, 1, 2, 100, 255, 5000, 65535)), ('content', 5, 2, WORDS), ('fragments', 7, 1, BYTES)))
    value = rnd.choice(values) & (1 << 8 * length) - 1
    put(image, page.head + place, value.to_bytes(length, 'big'))
    return f'page {page.start // page.size + 1}: {name} is {value}'


def set_cell_pointer(rnd, image):
    page = any_tree_page(rnd, image, lambda page: page.cells)
    if not page:
        return None
    index = rnd.randrange(len(page.cells))
    value = rnd.choice((0, 1, 8, page.size - 1, page.size - 4, page.size, 0xffff, rnd.randrange(page.size), page.cells[rnd.randrange(len(page.cells))] - page.start)) & 0xffff
    put(image, page.pointers + 2 * index, value.to_bytes(2, 'big'))
    return f'page {page.start // page.size + 1}: cell {index} is at {value}'


def any_record(rnd, image):
    page = any_tree_page(rnd, image, lambda page: page.cells and page.kind != INNER_TABLE)
    if not page:
        return None
    return (page, *record_of(image, page, rnd.choice(page.cells)))


def set_length(rnd, image):
    """The size of a payload, a row id, or the size of a record's header is another."""
    record = any_record(rnd, image)
    if not record:
        return None
    name, place = rnd.choice([pair for pair in zip(('payload size', 'row id', 'header size'), record[1:]) if pair[1] is not None])
    value, length = read_varint(image, place)
    value = rnd.choice(VARINTS) if rnd.random() < 0.5 else (value + rnd.choice((-2, -1, 1, 2, 100))) % (1 << 64)
    data = write_varint(value)
    # in the room that it has, most often, so that what follows keeps its place
    put(image, place, data if rnd.random() < 0.5 else data[-length:])
    return f'{name} at {place} is {value}'


def set_serial_type(rnd, image):
    record = any_record(rnd, image)
    if not record:
        return None
    header = record[3]
    size, length = read_varint(image, header)
    places = []
    place = header + length
    while place < min(header + size, len(image)) and len(places) < 50:
        places.append(place)
        place += read_varint(image, place)[1]
    if not places:
        return None
    chosen, value = rnd.choice(places), rnd.choice(SERIAL_TYPES) if rnd.random() < 0.7 else rnd.choice(VARINTS)
    put(image, chosen, write_varint(value))
    return f'serial type at {chosen} is {value}'


def loop_overflow(rnd, image):
    """A value's chain of pages leads to itself, to another's, or nowhere; overflow pages are those that are no tree's."""
    size = page_size_of(image)
    in_trees = {page.start // size for page in pages_of(image)}
    numbers = [number for number in range(len(image) // size) if number not in in_trees]
    if not numbers:
        return None
    number = rnd.choice(numbers)
    target = rnd.choice((number + 1, rnd.choice(numbers) + 1, any_page_number(rnd, image)))
    put(image, number * size, target.to_bytes(4, 'big'))
    return f'overflow page {number + 1} leads to {target}'


ANYWHERE = (flip_bit, set_byte, set_word, fill_run, move_run, shift_page)
WHOLE = (truncate, extend, copy_page)
AIMED = (set_field, loop_freelist, loop_tree, loop_tree, set_page_header, set_cell_pointer, set_length, set_length, set_serial_type, set_serial_type, loop_overflow)


def damage(rnd, image):
    """One change of a kind that there is something for."""
    while True:
        kind = rnd.random()
        done = rnd.choice(ANYWHERE if kind < 0.3 else WHOLE if kind < 0.4 else AIMED)(rnd, image)
        if done:
            return done
