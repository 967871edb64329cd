"""Checks that what a page shows of the tool is what the tool does.

usage: listings.py [--write] PAGE LISTING=FILE... [--help=FILE]

The fenced block of PAGE behind the line `<!-- from LISTING -->` must stand in FILE, from the line that
is like its first to the next one that is like its last; behind `<!-- all of LISTING -->`, it must be
what FILE holds. With --write it is made so.

With --help=FILE, the first column of PAGE's table of options must name those that FILE, the output of
`costate --help`, lists.
"""

import re
import sys


def block(page, name):
    """Where the listing's text is in the page, and whether it is a whole file."""
    match = re.search(
        rf"<!-- (from|all of) {re.escape(name)} -->\n\n?```\w*\n(.*?)```", page, re.DOTALL
    )
    if not match:
        sys.exit(f"the page has no listing '{name}'")
    return *match.span(2), match[1] == "all of"


def lines_between(text, first, last):
    """The lines of `text` from `first` to the next `last`."""
    lines = text.splitlines(keepends=True)
    if first not in lines:
        sys.exit(f"the tool's output has no line {first!r}")
    begin = lines.index(first)
    if last not in lines[begin:]:
        sys.exit(f"the tool's output has no line {last!r} behind {first!r}")
    return "".join(lines[begin : lines.index(last, begin) + 1])


def options_of(text):
    return sorted(set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", text)))


def main(arguments):
    write = "--write" in arguments
    path, *pairs = [argument for argument in arguments if argument != "--write"]
    with open(path, encoding="utf-8") as file:
        page = file.read()
    wrong = []
    for pair in pairs:
        name, _, source = pair.partition("=")
        with open(source, encoding="utf-8") as file:
            text = file.read()
        if name == "--help":
            table = "\n".join(re.findall(r"^\| (`-.*?) \|", page, re.MULTILINE))
            listed = re.findall(r"^  (--?[a-z][a-z-]*)", text, re.MULTILINE)
            wanted = sorted(set(listed) - {"--help", "--help-list", "--version"})
            if options_of(table) != wanted:
                wrong.append(f"{path} lists {options_of(table)}, --help {wanted}")
            continue
        begin, end, whole = block(page, name)
        shown = page[begin:end]
        lines = shown.splitlines(keepends=True)
        actual = text if whole else lines_between(text, lines[0], lines[-1])
        if write:
            page = page[:begin] + actual + page[end:]
        elif shown != actual:
            wrong.append(f"{path}: the listing '{name}' is not what {source} has:\n{actual}")
    if write:
        with open(path, "w", encoding="utf-8") as file:
            file.write(page)
    return "\n".join(wrong) or 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
