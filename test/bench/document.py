"""Puts what was measured into the documents: document.py DOCS FOLDER, where FOLDER has results.csv and growth.csv.

Each of the two that is there goes into DOCS/performance, as do the pictures of
it, and its table goes into DOCS/performance.md, between the comments that have
its name. The figures of instructions.tsv, beside this file, get a table too.
"""

import os
import re
import sys

import plot


def table(heads, rows):
    """A table in Markdown."""
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [heads, ["---"] * len(heads), *rows])


def results_table(rows):
    """The goals and what was measured, and at which size."""
    first = rows[0]
    clock = "processor time" if first["clock"] == "cpu" else "time on the wall"
    spread = lambda row: " and ".join(row[column] for column in ("ours_spread_percent", "reference_spread_percent") if row[column])
    return (
        f"PostgreSQL {first['postgresql']}, SQLite {first['sqlite']}, {int(first['narrow_rows']):,} narrow and {int(first['wide_rows']):,} "
        f"wide rows,\nmedians of {first['runs']} runs, {clock}:\n\n"
        + table(
            ["what", "against", "goal", "measured", "met", "spread, %"],
            [[row["what"], row["against"], row["goal"], row["measured"], row["met"], spread(row)] for row in rows],
        )
    )


def growth_table(rows):
    """One line for each size."""
    lines = [plot.series(rows, what, column, lambda value, size: value) for _, what, column in plot.TIMES + plot.MEMORY]
    heads = ["rows"] + [name + ", s" for name, _, _ in plot.TIMES] + ["memory above idle, MiB"]
    cells = []
    for points in zip(*lines):
        seconds = [f"{value:.3g}" for _, value in points[:-1]]
        cells.append([f"{points[0][0]:,}", *seconds, f"{points[-1][1] / 1024:.1f}"])
    clock = "processor time" if rows[0]["clock"] == "cpu" else "time on the wall"
    return f"Medians of {rows[0]['runs']} runs, {clock}:\n\n" + table(heads, cells)


PATHS = {
    "scan_narrow": "`SELECT` of 3 integers and 5 reals",
    "scan_wide": "`SELECT` of a time, JSON, a uuid, a boolean, a decimal, an integer and a text",
    "insert_narrow": "`INSERT ... SELECT` of 3 integers and 5 reals, into a table without an index",
    "infer": "`IMPORT FOREIGN SCHEMA` with `infer 'full'`: types for one row of each of the two",
    "verify_wide": "`sqlite.verify` of the second, both sides and SQLite's own figures",
}


def instructions_table():
    """The instructions kept, path by path."""
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "instructions.tsv"), encoding="utf-8") as source:
        figures = dict(line.rstrip("\n").split("\t") for line in source if not line.startswith("#"))
    return table(["path", "what it does", "instructions"], [[f"`{path}`", PATHS[path], f"{int(figures[path]):,}"] for path in figures])


def replace_between(text, name, content):
    """The text with what stands between the comments of this name replaced."""
    pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end of {name} -->)", re.DOTALL)
    if not pattern.search(text):
        sys.exit(f"performance.md has no place for {name}")
    return pattern.sub(lambda match: match.group(1) + content + "\n" + match.group(2), text)


def main():
    docs, folder = sys.argv[1:]
    page = os.path.join(docs, "performance.md")
    pictures = os.path.join(docs, "performance")
    os.makedirs(pictures, exist_ok=True)
    with open(page, encoding="utf-8") as source:
        text = source.read()
    for name, make_table, draw in (("results", results_table, plot.draw_goals), ("growth", growth_table, plot.draw_growth)):
        path = os.path.join(folder, f"{name}.csv")
        if not os.path.exists(path):
            continue
        with open(path, "rb") as source:
            content = source.read()
        with open(os.path.join(pictures, f"{name}.csv"), "wb") as out:
            out.write(content)
        rows = plot.read_rows(path)
        draw(rows, pictures)
        text = replace_between(text, name, make_table(rows))
    text = replace_between(text, "instructions", instructions_table())
    with open(page, "w", encoding="utf-8") as out:
        out.write(text)


main()
