"""Builds programs whose beginning, up to a mark, is that of many: it is compiled once for each set of flags.

What is precompiled is the text of the program itself, so that nothing else is built than without. A beginning
that costate has changed in another way is precompiled anew.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import threading

import run_and_compare as support
from program import MARK


class Precompiled:
    """Compiles with precompiled headers in a directory of its own, which is removed with close()."""

    def __init__(self, directory):
        self.directory = directory
        self.lock = threading.Lock()
        self.made = {}  # by compiler, flags and text: a lock, and a list of the options to use it

    def build(self, compiler, flags, source, program):
        """Builds the program of one file, or only looks at it (without `program`)."""
        with open(source, encoding="utf-8") as file:
            beginning, mark, rest = file.read().partition(MARK)
        options = []
        if mark:
            options = self.options(compiler, flags, beginning)
            source = source[: -len(".cpp")] + ".rest.cpp"
            with open(source, "w", encoding="utf-8") as file:
                file.write("\n" * beginning.count("\n") + mark + rest)  # the lines stay what they were
        unit = program + ".o" if program else None
        result = ["-c", "-o", unit] if program else ["-fsyntax-only"]
        what = f"building {os.path.basename(source)}"
        command = [compiler, *flags, *options, source, *result]
        support.checked(command, what, support.COMPILE_SECONDS)
        if program:
            support.link_program(compiler, flags, unit, program)

    def options(self, compiler, flags, beginning):
        key = (compiler, *flags, beginning)
        with self.lock:
            lock, options = self.made.setdefault(key, (threading.Lock(), []))
        with lock:
            if not options:
                options += self.make(compiler, flags, beginning, key)
        return options

    def make(self, compiler, flags, beginning, key):
        name = hashlib.sha256("\n".join(key).encode()).hexdigest()[:16]
        directory = os.path.join(self.directory, name)
        os.makedirs(directory, exist_ok=True)
        source = os.path.join(directory, "beginning.hpp")
        with open(source, "w", encoding="utf-8") as file:
            file.write(beginning)
        is_clang = "clang" in compiler
        result = source + (".pch" if is_clang else ".gch")
        command = [compiler, *flags, "-x", "c++-header", source, "-o", result]
        support.checked(command, "precompiling the beginning", support.COMPILE_SECONDS)
        # g++ takes what lies beside the header, and would silently be slow where it cannot.
        return ["-include-pch", result] if is_clang else ["-Winvalid-pch", "-include", source]

    def close(self):
        shutil.rmtree(self.directory, ignore_errors=True)
