"""Changes a statement at random places, by tokens and by bytes."""

import re

TOKEN = re.compile(rb"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`|\[[^\]]*\]|[A-Za-z0-9_$\x80-\xff]+|\s+|--[^\n]*|/\*.*?\*/|.", re.S)

# What the grammar has and the schemas may lack, and what is close to a limit of something.
WORDS = [
    b'(', b')', b',', b'.', b';', b'*', b'--', b'/*', b'*/', b"'", b'"', b'[', b'`', b'?1', b':x', b"x'0'", b"x''", b"''", b'""', b'1_000', b'1__0', b'0x', b'.e1', b'1e400',
    b'9223372036854775808', b'NOT', b'NULL', b'SELECT', b'RAISE(IGNORE)', b'OVER', b'WINDOW', b'COLLATE', b'AS', b'\xef\xbb\xbf', b'\xff', b'\xc3', b'\x01',
    b'(' * 1500, b'- ' * 1500, b'NOT ' * 1500, b'a AND ' * 1500, b'x' * 70000, b'(1),' * 3000,
]
BYTES = b'\'"()[]`-/*x0_.,;@\\\n\x01\x7f\x80\xff'


def tokens(text):
    return TOKEN.findall(text)


def mutate(rnd, text, words):
    """A text with one or a few changes.  words: what may be put in, beside WORDS."""
    for _ in range(rnd.choice((1, 1, 1, 2, 2, 3, 5))):
        text = mutate_tokens(rnd, text, words) if rnd.random() < 0.7 else mutate_bytes(rnd, text)
    return text.replace(b'\0', b'')


def mutate_tokens(rnd, text, words):
    parts = tokens(text) or [b'']
    place, other = rnd.randrange(len(parts)), rnd.randrange(len(parts))
    word = rnd.choice(WORDS) if rnd.random() < 0.2 or not words else rnd.choice(words)
    what = rnd.randrange(6)
    if what == 0:
        del parts[place]
    elif what == 1:
        parts[place] = word
    elif what == 2:
        parts[place:place] = [b' ', word, b' ']
    elif what == 3:
        parts[place], parts[other] = parts[other], parts[place]
    elif what == 4:
        parts[place:place] = parts[place:place + rnd.randint(1, 8)]
    else:
        del parts[place:place + rnd.randint(1, 8)]
    return b''.join(parts)


def mutate_bytes(rnd, text):
    place = rnd.randint(0, len(text))
    byte = bytes([rnd.choice(BYTES) if rnd.random() < 0.7 else rnd.randint(1, 255)])
    what = rnd.randrange(10)
    if what < 3:
        return text[:place] + text[place + 1:]
    if what < 6:
        return text[:place] + byte + text[place:]
    if what < 9:
        return text[:place] + byte + text[place + 1:]
    return text[:place]
