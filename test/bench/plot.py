"""Draws a CSV of the benchmark as SVG: plot.py goals results.csv FOLDER, or plot.py growth growth.csv FOLDER.

The pictures follow the reader's light or dark colours, tell lines apart by
marks as well as by colour, and carry their figures as a description.
"""

import csv
import math
import sys
from html import escape

WIDTH = 760
STYLE = """
  .paper { fill: #ffffff } .ink { fill: #1f2328 } .faint { fill: #59636e }
  .axis { stroke: #59636e; stroke-width: 1 } .grid { stroke: #d1d9e0; stroke-width: 1 }
  .goal { stroke: #1f2328; stroke-width: 2; stroke-dasharray: 5 3; fill: none }
  .s0 { stroke: #0550ae; fill: #0550ae } .s1 { stroke: #b35900; fill: #b35900 }
  .s2 { stroke: #116329; fill: #116329 } .s3 { stroke: #8250df; fill: #8250df }
  .s4 { stroke: #a40e26; fill: #a40e26 } .s5 { stroke: #59636e; fill: #59636e }
  .line { fill: none; stroke-width: 2 }
  text { font: 13px system-ui, sans-serif } .title { font-size: 16px; font-weight: 600 }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #0d1117 } .ink { fill: #e6edf3 } .faint { fill: #9198a1 }
    .axis { stroke: #9198a1 } .grid { stroke: #3d444d } .goal { stroke: #e6edf3 }
    .s0 { stroke: #79c0ff; fill: #79c0ff } .s1 { stroke: #ffa657; fill: #ffa657 }
    .s2 { stroke: #7ee787; fill: #7ee787 } .s3 { stroke: #d2a8ff; fill: #d2a8ff }
    .s4 { stroke: #ff9492; fill: #ff9492 } .s5 { stroke: #9198a1; fill: #9198a1 }
  }
"""


def text(x, y, words, kind="ink", anchor="start", turn=""):
    turned = f' transform="rotate({turn} {x:.0f} {y:.0f})"' if turn else ""
    return f'<text x="{x:.0f}" y="{y:.0f}" class="{kind}" text-anchor="{anchor}"{turned}>{escape(words)}</text>'


def line(x1, y1, x2, y2, kind):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>'


def mark(x, y, number):
    """A sign of its own for each series: disc, square, triangle, diamond, cross, bar."""
    shape = [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5"',
        f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8"',
        f'<path d="M{x:.1f} {y - 5.5:.1f} l5 9 h-10 z"',
        f'<path d="M{x:.1f} {y - 6:.1f} l6 6 l-6 6 l-6 -6 z"',
        f'<path d="M{x - 4:.1f} {y - 4:.1f} l8 8 m0 -8 l-8 8" stroke-width="2.5"',
        f'<path d="M{x - 6:.1f} {y:.1f} h12" stroke-width="4"',
    ][number]
    return f'{shape} class="s{number}"/>'


def compact(number):
    """1000 as 1k and so on; small numbers as they are."""
    for size, letter in ((1e6, "M"), (1e3, "k")):
        if number >= size:
            return f"{number / size:g}{letter}"
    return f"{number:g}"


def write_picture(path, height, title, description, parts):
    body = "\n".join(parts)
    with open(path, "w", encoding="utf-8") as out:
        out.write(f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="title description">
<title id="title">{escape(title)}</title>
<desc id="description">{escape(description)}</desc>
<style>{STYLE}</style>
<rect class="paper" width="{WIDTH}" height="{height}"/>
{text(16, 26, title, "ink title")}
{body}
</svg>
""")


class Scale:
    """A logarithmic scale from values to pixels, with a line at 1, 2 and 5 of each power of ten if there are few of those."""

    def __init__(self, values, low, high):
        self.low, self.high = low, high
        self.least, self.most = math.log10(min(values)), math.log10(max(values))
        powers = range(math.floor(self.least) - 1, math.ceil(self.most) + 1)
        steps = (1,) if self.most - self.least > 2.5 else (1, 2, 5)
        self.ticks = [s * 10.0**p for p in powers for s in steps if self.least - 1e-9 <= math.log10(s * 10.0**p) <= self.most + 1e-9]

    def __call__(self, value):
        return self.low + (math.log10(value) - self.least) / (self.most - self.least or 1) * (self.high - self.low)


# --- How much of each goal was needed -------------------------------------------


def draw_goals(rows, folder):
    """A line for each row that has a ratio: its names, a mark at the ratio, its goal. The others are left to the table."""
    shown = [row for row in rows if row["measured"].replace(".", "", 1).isdigit()]
    ratios = [float(row["measured"]) for row in shown]
    goals = [float(row["goal"].split()[0]) if row["goal"] else None for row in shown]
    left, top, step = 380, 62, 30
    bottom = top + step * len(shown)
    scale = Scale([min([0.5] + ratios) * 0.95, max(ratios + [2]) * 1.05], left, WIDTH - 70)
    parts = [line(scale(t), top - 10, scale(t), bottom, "grid") for t in scale.ticks]
    parts += [text(scale(t), bottom + 18, f"{t:g}", "faint", "middle") for t in scale.ticks]
    parts.append(text((left + WIDTH - 70) / 2, bottom + 38, "times the reference, logarithmic; dashed: goal; cross: beyond it", "faint", "middle"))
    for number, (row, ratio, goal) in enumerate(zip(shown, ratios, goals)):
        y = top + step * number + 8
        parts.append(text(left - 14, y, row["what"], "ink", "end"))
        parts.append(text(left - 14, y + 13, "against " + row["against"], "faint", "end"))
        if goal:
            parts.append(line(scale(goal), y - 11, scale(goal), y + 15, "goal"))
        parts.append(mark(scale(ratio), y + 2, 4 if row["met"] == "no" else 5 if goal is None else 0))
        parts.append(text(WIDTH - 16, y + 6, row["measured"], "ink", "end"))
    description = "; ".join(
        f"{row['what']} against {row['against']}: {row['measured']}" + (f", goal {row['goal']}" if row["goal"] else "") for row in shown
    )
    title = "Processor time, as a ratio to a reference" if rows[0]["clock"] == "cpu" else "Time, as a ratio to a reference"
    write_picture(f"{folder}/goals.svg", bottom + 52, title, description, parts)


# --- How it grows ---------------------------------------------------------------

TIMES = [
    ("SELECT", "SELECT count(c1), .. narrow", "ours"),
    ("step loop in C", "SELECT count(c1), .. narrow", "reference"),
    ("INSERT .. SELECT", "INSERT .. SELECT narrow", "ours"),
    ("COPY binary", "INSERT .. SELECT narrow", "reference"),
]
MEMORY = [("above idle", "memory above idle", "ours")]


def series(rows, what, column, convert):
    """The points of one line: rows of narrow, and the value."""
    return [(int(row["narrow_rows"]), convert(float(row[column]), int(row["narrow_rows"]))) for row in rows if row["what"] in (what, f"{what}, INSERT of {row['narrow_rows']} rows")]


def draw_lines(path, title, y_label, lines, extra=(), limit=None):
    """Lines over the number of rows, both logarithmic; extra values widen the scale, limit is a line with a name."""
    left, right, top, bottom = 76, WIDTH - 150, 50, 350
    x = Scale([rows for _, points in lines for rows, _ in points], left, right)
    y = Scale([value for _, points in lines for _, value in points] + list(extra), bottom, top)
    parts = [line(left, y(t), right, y(t), "grid") + text(left - 8, y(t) + 4, compact(t), "faint", "end") for t in y.ticks]
    parts += [line(x(t), top, x(t), bottom, "grid") + text(x(t), bottom + 18, compact(t), "faint", "middle") for t in x.ticks]
    parts += [line(left, bottom, right, bottom, "axis"), line(left, top, left, bottom, "axis")]
    parts.append(text((left + right) / 2, bottom + 38, "rows of the table, logarithmic", "faint", "middle"))
    parts.append(text(20, (top + bottom) / 2, y_label + ", logarithmic", "faint", "middle", "-90"))
    if limit:
        parts.append(line(left, y(limit[1]), right, y(limit[1]), "goal") + text(right + 12, y(limit[1]) + 4, limit[0]))
    labels = apart([y(points[-1][1]) for _, points in lines], 17)
    for number, (name, points) in enumerate(lines):
        places = [(x(rows), y(value)) for rows, value in points]
        parts.append(f'<polyline class="line s{number}" style="fill:none" points="' + " ".join(f"{a:.1f},{b:.1f}" for a, b in places) + '"/>')
        parts += [mark(a, b, number) for a, b in places]
        parts.append(mark(right + 16, labels[number], number) + text(right + 28, labels[number] + 4, name))
    description = "; ".join(f"{name}: " + ", ".join(f"{rows} rows {value:.3g}" for rows, value in points) for name, points in lines)
    write_picture(path, bottom + 54, title, description, parts)


def apart(heights, least):
    """Heights for labels, moved down where two would touch."""
    result = list(heights)
    order = sorted(range(len(heights)), key=lambda i: heights[i])
    for above, below in zip(order, order[1:]):
        result[below] = max(result[below], result[above] + least)
    return result


def draw_growth(rows, folder):
    """Seconds, microseconds of one row, and memory, each over the number of rows."""
    seconds = [(name, series(rows, what, column, lambda v, n: v)) for name, what, column in TIMES]
    each = [(name, series(rows, what, column, lambda v, n: v / n * 1e6)) for name, what, column in TIMES]
    memory = [(name, series(rows, what, column, lambda v, n: v / 1024)) for name, what, column in MEMORY]
    of_what = " of processor time" if rows[0]["clock"] == "cpu" else ""
    draw_lines(f"{folder}/growth-seconds.svg", "Seconds by rows: 3 integers, 5 reals", f"seconds{of_what}", seconds)
    draw_lines(f"{folder}/growth-row.svg", "Microseconds of one row: 3 integers, 5 reals", f"microseconds{of_what}", each, [0.1, 1])
    draw_lines(f"{folder}/growth-memory.svg", "Memory of the backend during INSERT .. SELECT", "MiB", memory, [1, 100], ("limit 64 MiB", 64))


def read_rows(path):
    """The lines of a CSV of the benchmark."""
    with open(path, encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def main():
    kind, source, folder = sys.argv[1:]
    {"goals": draw_goals, "growth": draw_growth}[kind](read_rows(source), folder)


if __name__ == "__main__":
    main()
