"""Checks that costate kept what lies outside of the coroutines byte for byte.

usage: keeps.py OUTPUT PART...

OUTPUT, without the lines that include what a machine needs, begins with the first PART, ends with the last
one, and holds those between in their order. PARTs are files.
"""

import re
import sys


def main(output, *parts):
    with open(output, "rb") as file:
        text = file.read()
    if text.count(b"#include <costate/machine.hpp>") != 1:
        return f"{output} does not include the runtime once"
    text = re.sub(rb"#include <costate/(?!task\.hpp)\w+\.hpp>\r?\n", b"", text)
    position = 0
    for index, part in enumerate(parts):
        with open(part, "rb") as file:
            wanted = file.read()
        if index == 0:
            found = 0 if text.startswith(wanted) else -1
        elif index == len(parts) - 1:
            found = len(text) - len(wanted) if text.endswith(wanted) else -1
        else:
            found = text.find(wanted, position)
        if found < position:
            return f"{output} does not keep {part}:\n{wanted!r}\nin\n{text!r}"
        position = found + len(wanted)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
