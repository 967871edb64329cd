"""The tree of a random program: small enough to print, and to take apart when it is reduced.

An expression or statement is its text with places for its parts: `$0` is the first operand, `#0` the first
block. What a part may be replaced by is told by its type alone, so that the reduction knows nothing of the
language.
"""

from __future__ import annotations

import copy
import dataclasses
import os
import pickle
import re

MARK = "// ---- the program\n"
PRELUDE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "prelude.hpp")

# What the simplest expression of each type is. Types without one are those of variables.
SIMPLEST = {
    "number": "1u",
    "condition": "true",
    "object": "noisy(1u)",  # a prvalue
    "readable": "noisy(1u)",  # what `const noisy &` can be bound to until the full-expression ends
    "nothing": "static_cast<void>(0)",
}

PLACE = re.compile(r"([$#])(\d)")


@dataclasses.dataclass
class Expression:
    type: str
    text: str
    operands: list[Expression] = dataclasses.field(default_factory=list)
    blocks: list[Block] = dataclasses.field(default_factory=list)
    uses: str = ""  # the unit that it calls

    def render(self):
        return filled(self)


@dataclasses.dataclass
class Statement:
    text: str
    operands: list[Expression] = dataclasses.field(default_factory=list)
    blocks: list[Block] = dataclasses.field(default_factory=list)
    uses: str = ""
    fixed: bool = False  # is needed for the program to be valid

    def render(self):
        return filled(self)


@dataclasses.dataclass
class Block:
    statements: list[Statement] = dataclasses.field(default_factory=list)

    def render(self):
        return "{\n" + "".join(s.render() + "\n" for s in self.statements) + "}"


@dataclasses.dataclass
class Unit:
    """One coroutine outside of all others, with what it is in."""

    name: str
    text: str  # with the places of blocks
    blocks: list[Block]
    operands: list[Expression] = dataclasses.field(default_factory=list)
    instantiates: str = ""

    def render(self):
        return filled(self)


@dataclasses.dataclass
class Root:
    """A coroutine that the program runs, and how often it throws in it and destroys it."""

    name: str
    call: Expression
    seed: int
    throws: int
    destroys: int
    inside: bool
    scenario: str = ""  # the one that is left: the numbers that the trace says

    def render(self):
        make = f"[] {{ return {self.call.render()}; }}"
        if self.scenario:
            return f'  scenario("{self.name}", {make}, {self.scenario});\n'
        inside = "true" if self.inside else "false"
        numbers = f"{self.seed}u, {self.throws}, {self.destroys}, {inside}"
        return f'  explore("{self.name}", {make}, {numbers});\n'


@dataclasses.dataclass
class Program:
    seed: int
    units: list[Unit]
    roots: list[Root]
    features: dict[str, int]
    any_order: bool = False  # the order of operands shows: it is Clang's, from left to right

    def render(self):
        with open(PRELUDE, encoding="utf-8") as file:
            prelude = file.read()
        parts = [prelude, MARK, f"// seed {self.seed}\n\n"]
        parts += [unit.render() + "\n\n" for unit in self.units]
        parts += ["int main() {\n", *(root.render() for root in self.roots), "  return finish();\n}\n"]
        return "".join(parts)

    def text_of_units(self):
        return "".join(unit.render() for unit in self.units)

    def copy(self):
        return copy.deepcopy(self)

    def save(self, path):
        with open(path, "wb") as file:
            pickle.dump(self, file)

    @staticmethod
    def load(path):
        with open(path, "rb") as file:
            return pickle.load(file)


def filled(node):
    def part(match):
        index = int(match[2])
        if match[1] == "$":
            return node.operands[index].render()
        return node.blocks[index].render()

    return PLACE.sub(part, node.text)


def simplest(type):
    return Expression(type, SIMPLEST[type])


COROUTINE_KEYWORD = re.compile(r"\bco_(?:await|yield|return)\b")


def coroutines_and_suspensions(program):
    """How many coroutines a program has, and how many suspension points, initial and final ones included."""
    coroutines = suspensions = 0

    def visit(node):
        nonlocal coroutines, suspensions
        if COROUTINE_BODY in node.text:
            coroutines += 1
        suspensions += len(re.findall(r"\bco_(?:await|yield)\b", node.text))
        for part in [*getattr(node, "operands", []), *(s for b in node.blocks for s in b.statements)]:
            visit(part)

    for unit in program.units:
        visit(unit)
    return coroutines, suspensions + 2 * coroutines


# Stands before the block that is the body of a coroutine.
COROUTINE_BODY = "/* coroutine */"
