"""Makes a program that shows a mismatch small: what can be left out is left out, what can be simpler is made
simpler, as long as the same mismatch shows."""

from __future__ import annotations

import time

from program import SIMPLEST, Block, Expression, Root, simplest


class Reducer:
    """`shows(program)` tells whether the mismatch is still there."""

    def __init__(self, shows, seconds):
        self.shows = shows
        self.until = time.monotonic() + seconds
        self.tries = 0

    def expired(self):
        return time.monotonic() > self.until

    def attempt(self, program, change, undo):
        """Changes the program; undoes that if the mismatch is gone."""
        if self.expired():
            return False
        change()
        self.tries += 1
        if self.shows(program):
            return True
        undo()
        return False

    def attempt_list(self, program, items):
        """Removes what can be removed from a list, larger parts first."""
        changed = False
        size = max(1, len(items) // 2)
        while size:
            index = 0
            while index < len(items) and not self.expired():
                part = items[index : index + size]
                if any(getattr(item, "fixed", False) for item in part):
                    index += 1 if size == 1 else size
                    continue

                def change(index=index, part=part):
                    del items[index : index + len(part)]

                def undo(index=index, part=part):
                    items[index:index] = part

                if self.attempt(program, change, undo):
                    changed = True
                else:
                    index += size
            size //= 2
        return changed

    def reduce(self, program):
        changed = True
        while changed and not self.expired():
            changed = self.roots(program)
            changed |= self.units(program)
            changed |= self.blocks(program)
            changed |= self.expressions(program)
        return program

    def roots(self, program):
        return len(program.roots) > 1 and self.attempt_list(program, program.roots)

    def units(self, program):
        """A coroutine goes with all calls of it."""
        changed = False
        for unit in list(program.units):
            if unit.name in {root.name for root in program.roots}:
                continue
            saved = []

            def change(unit=unit, saved=saved):
                index = program.units.index(unit)
                program.units.remove(unit)
                saved.append(lambda: program.units.insert(index, unit))
                for other in program.units:
                    forget(other, unit.name, saved)

            def undo(saved=saved):
                for restore in reversed(saved):
                    restore()

            changed |= self.attempt(program, change, undo)
        return changed

    def blocks(self, program):
        changed = False
        for block in list(blocks_of(program)):
            changed |= self.attempt_list(program, block.statements)
            for statement in list(block.statements):
                for inner in statement.blocks:
                    if statement not in block.statements:
                        break
                    index = block.statements.index(statement)

                    def change(index=index, inner=inner):
                        block.statements[index : index + 1] = inner.statements

                    def undo(index=index, inner=inner, statement=statement):
                        block.statements[index : index + len(inner.statements)] = [statement]

                    changed |= self.attempt(program, change, undo)
        return changed

    def expressions(self, program):
        changed = False
        for owner in list(owners_of(program)):
            for index, operand in enumerate(owner.operands):
                for simpler in self.simpler(operand):
                    if simpler.render() == operand.render():
                        continue

                    def change(owner=owner, index=index, simpler=simpler):
                        owner.operands[index] = simpler

                    def undo(owner=owner, index=index, operand=operand):
                        owner.operands[index] = operand

                    if self.attempt(program, change, undo):
                        changed = True
                        break
        return changed

    @staticmethod
    def simpler(expression):
        """What an expression may be replaced by, the simplest first."""
        found = []
        if expression.type in SIMPLEST:
            found.append(simplest(expression.type))
        pending = list(expression.operands)
        while pending:
            part = pending.pop(0)
            if part.type == expression.type and len(found) < 8:
                found.append(part)
            pending += part.operands
        return found


def forget(node, name, saved):
    """Takes the uses of a unit out of a node."""
    for block in node.blocks:
        before = list(block.statements)
        block.statements[:] = [s for s in before if s.uses != name]
        saved.append(lambda block=block, before=before: block.statements.__setitem__(slice(None), before))
        for statement in block.statements:
            forget(statement, name, saved)
    for index, operand in enumerate(node.operands):
        if operand.uses == name and operand.type in SIMPLEST:
            node.operands[index] = simplest(operand.type)
            saved.append(lambda i=index, o=operand: node.operands.__setitem__(i, o))
        else:
            forget(operand, name, saved)


def owners_of(program):
    """Everything that has operands, outermost first."""

    def visit(node):
        yield node
        for block in node.blocks:
            for statement in block.statements:
                yield from visit(statement)
        for operand in getattr(node, "operands", []):
            yield from visit(operand)

    for unit in program.units:
        yield from visit(unit)


def blocks_of(program):
    for owner in owners_of(program):
        yield from owner.blocks


def only_scenario(program, scenario):
    """The program with the one root and scenario that the mismatch was seen in first; None without one."""
    name, _, numbers = scenario.partition(", ")
    for root in program.roots:
        if root.name == name:
            copy = program.copy()
            copy.roots = [Root(name, root.call, 0, 0, 0, False, numbers)]
            return copy
    return None
