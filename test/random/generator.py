"""Random programs: from a seed, the same one each time."""

from __future__ import annotations

import collections
import random

from expressions import Callable, Context, Expressions
from features import WEIGHTS
from program import COROUTINE_BODY, Block, Expression, Program, Root, Statement, Unit
from statements import Statements

RESULTS = {"number": "unsigned", "object": "noisy", "nothing": "void"}
ITEMS = {"numbers": "unsigned", "objects": "noisy"}
PROMISES = {
    "promise_transforming": "transforming",
    "promise_allocating": "allocating",
    "promise_nothrow": "nothrow",
    "promise_by_value": "by_value",
    "promise_parameters": "with_parameters",
    "final_void": "final_void",
    "final_bool": "final_bool",
    "start_inside": "start_inside",
    "initial_bool": "initial_bool",
}


class Generator(Expressions, Statements):
    """Makes one program. `size` is how many coroutines it has outside of others, about."""

    def __init__(self, seed, size=12, weights=None):
        self.seed = seed
        self.size = size
        self.weights = dict(WEIGHTS, **(weights or {}))
        self.random = random.Random(seed)
        self.features = collections.Counter()
        self.names = 0
        self.nesting = 0
        self.budget = 0
        self.reached = set()
        self.unsafe = set()  # units that run coroutines inside of coroutines that are not suspended
        self.any_order = self.chance(self.weights["any_order"] / 10)
        self.current = ""

    def program(self):
        units, callables = [], []
        while len(units) < self.size:
            known = self.random.sample(callables, min(5, len(callables)))
            unit, callable = self.unit(f"c{len(units)}", known)
            units.append(unit)
            callables.append(callable)
        units.append(self.caller(callables))
        roots = self.roots(callables)
        return Program(self.seed, units, roots, dict(self.features), self.any_order)

    def caller(self, callables):
        """A coroutine that calls those that no other does."""
        self.current = "all"
        context = self.coroutine_context("number", [], callables)
        block = Block([Statement("noisy object(1u);"), Statement("unsigned sum = 0u;")])
        context.variables += [("object", "object"), ("sum", "number")]
        for callable in callables:
            if callable.unit not in self.reached and self.can_call(callable, context):
                called = self.call(callable, context, 2)
                text = "try { $0; } catch (failure caught) { sum += caught.number; }"
                block.statements.append(Statement(text, [called], uses=callable.unit))
        block.statements.append(Statement("co_return sum;", fixed=True))
        return Unit("all", f"task<unsigned> all() {COROUTINE_BODY} #0", [block])

    def roots(self, callables):
        """What is run: a few coroutines, and the one that calls what no other does."""
        possible = [
            c
            for c in callables
            if c.result in RESULTS
            and not c.operands
            and (self.any_order or c.parameters.count("object") <= 1)
        ]
        chosen = possible[-2:] + [Callable("all", "all()", [], [], "number")]
        texts = {"number": "2u", "object": "noisy(3u)"}
        roots = []
        for callable in chosen:
            operands = [Expression(t, texts.get(t, "*kept")) for t in callable.parameters]
            call = Expression("task", callable.text, operands, uses=callable.unit)
            inside = callable.unit not in self.unsafe
            roots.append(
                Root(callable.unit, call, self.random.randrange(10**6), 8, 6, inside)
            )
        return roots

    # -- coroutines --------------------------------------------------------------------------------------

    def task_type(self, lambdas=False):
        """What a task gives, its type, and the options of its promise."""
        result = self.choose(
            ("task", True, lambda: "number"),
            ("void_task", True, lambda: "nothing"),
            ("object_task", True, lambda: "object"),
        )
        options = []
        if self.chance(self.weights["eager_task"] / 20):
            self.features["eager_task"] += 1
            options.append("eager")
            self.unsafe.add(self.current)
        for feature, option in PROMISES.items():
            if not self.chance(self.weights[feature] / 16):
                continue
            if option in ("final_bool",) and "final_void" in options:
                continue
            if option == "nothrow" and "allocating" in options:
                continue
            if option == "with_parameters" and lambdas:
                continue
            if option == "by_value" and result == "nothing":
                continue
            self.features[feature] += 1
            options.append(option)
        if {"allocating", "with_parameters"} <= set(options):
            options.append("placement")
        text = f"task<{RESULTS[result]}{', ' * bool(options)}{' | '.join(options)}>"
        return result, text, options

    def coroutine_context(self, result, options, callables):
        kind = "task" if result in RESULTS else "generator"
        return Context(
            kind,
            result,
            callables=callables,
            transforming="transforming" in options,
            yields=kind == "generator",
        )

    def coroutine_body(self, context):
        """A body, with what it has to end with."""
        nesting, budget = self.nesting, self.budget
        self.nesting = 1 if nesting else 0
        size = self.random.randrange(3, 9) if not nesting else self.random.randrange(1, 4)
        self.budget = 22 if not nesting else min(budget, 6)
        block = self.block(context, size)
        if context.kind == "task" and context.result != "nothing":
            block.statements.append(self.return_statement(context))
        else:
            # Makes a coroutine of it.
            block.statements.append(Statement("co_return;", fixed=True))
        self.nesting, self.budget = nesting, budget - 3 if nesting else 0
        return block

    def parameters(self, context, most=3, objects=True):
        """The types of parameters, and their declarations."""
        types, declared = [], []
        for _ in range(self.random.randrange(most + 1)):
            types_of = ["number", "number", "constant number", "readable", "changeable"]
            type = self.random.choice([*types_of, "object"] if objects else types_of)
            name = self.fresh("a")
            written = {
                "number": "unsigned ",
                "constant number": "const unsigned ",
                "object": "noisy ",
                "readable": "const noisy &",
                "changeable": "noisy &",
            }[type]
            kinds = {"readable": "constant object", "changeable": "object"}
            if self.chance(0.1) and type in ("number", "object"):
                declared.append(written.strip())
            else:
                declared.append(written + name)
                context.variables.append((name, kinds.get(type, type)))
            types.append("number" if type == "constant number" else type)
        return types, ", ".join(declared)

    def unit(self, name, callables):
        self.current = name
        kind = self.choose(
            ("task", True, lambda: "task"),
            ("generator", True, lambda: "numbers"),
            ("object_generator", True, lambda: "objects"),
        )
        options = []
        if kind == "task":
            result, type, options = self.task_type()
        else:
            result = kind
            rethrows = self.chance(0.3)
            type = f"generator<{ITEMS[kind]}{', true' * rethrows}>"
            self.unsafe.add(name)
        context = self.coroutine_context(result, options, callables)
        context.type = type
        if kind != "task" and rethrows:
            context.awaits = False
        make = self.choose(
            ("free_function", True, lambda: self.free_function),
            ("member_function", True, lambda: self.member_function),
            ("static_member", True, lambda: self.static_member),
            ("function_template", True, lambda: self.function_template),
            ("class_template", "with_parameters" not in options, lambda: self.class_template),
        )
        unit, callable = make(name, type, context)
        callable.type = type
        return unit, callable

    @staticmethod
    def places(count, first=0):
        return ", ".join(f"${i}" for i in range(first, first + count))

    def recursive(self, callable, context):
        if callable.result == "number" and self.chance(self.weights["recursion"] / 10):
            self.features["recursion"] += 1
            context.callables = [*context.callables, callable]

    def free_function(self, name, type, context):
        parameters, declared = self.parameters(context)
        callable = Callable(name, f"{name}({self.places(len(parameters))})", [], parameters, context.result)
        self.recursive(callable, context)
        body = self.coroutine_body(context)
        before = self.random.choice(["", "", "static ", "inline "])
        return Unit(name, f"{before}{type} {name}({declared}) {COROUTINE_BODY} #0", [body]), callable

    def member_function(self, name, type, context):
        parameters, declared = self.parameters(context)
        qualifier = self.random.choice(["", "", " const", " &&"])
        constant = "constant " if qualifier == " const" else ""
        context.variables += [
            ("value", constant + "number"),
            ("field", constant + "number"),
            ("part", constant + "object"),
        ]
        context.members |= {"value", "field", "part"}
        body = self.coroutine_body(context)
        text = f"{type} {name}({declared}){qualifier}"
        head = f"struct {name}_class : noisy {{\nusing noisy::noisy;\nunsigned field = 3u;\nnoisy part{{5u}};\n"
        if self.chance(0.4):
            outside = f"{type} {name}_class::{name}({declared}){qualifier}"
            text = f"{head}{text};\n}};\n{outside} {COROUTINE_BODY} #0"
        else:
            text = f"{head}{text} {COROUTINE_BODY} #0\n}};"
        call = f"{name}_class($0).{name}({self.places(len(parameters), 1)})"
        return Unit(name, text, [body]), Callable(name, call, ["number"], parameters, context.result)

    def static_member(self, name, type, context):
        parameters, declared = self.parameters(context)
        body = self.coroutine_body(context)
        text = f"struct {name}_class {{\nstatic {type} {name}({declared}) {COROUTINE_BODY} #0\n}};"
        call = f"{name}_class::{name}({self.places(len(parameters))})"
        return Unit(name, text, [body]), Callable(name, call, [], parameters, context.result)

    def argument(self):
        return self.random.choice(["unsigned", "noisy"])

    def dependent(self, context, name):
        context.template = True
        context.variables.append((name, "dependent"))

    def function_template(self, name, type, context):
        argument = self.argument()
        parameters, declared = self.parameters(context, 2)
        self.dependent(context, "given")
        head = "template <class T>\n"
        if self.chance(0.5):
            first, given = f"T given{', ' * bool(declared)}", "number" if argument == "unsigned" else "object"
        else:
            first, given = f"const T &given{', ' * bool(declared)}", "readable"
            if argument == "unsigned":
                first, given = first.replace("const T &", "const T "), "number"
        body = self.coroutine_body(context)
        text = f"{head}{type} {name}({first}{declared}) {COROUTINE_BODY} #0"
        call = f"{name}<{argument}>({self.places(1 + len(parameters))})"
        return Unit(name, text, [body]), Callable(name, call, [], [given, *parameters], context.result)

    def class_template(self, name, type, context):
        argument = self.argument()
        parameters, declared = self.parameters(context, 2)
        self.dependent(context, "kept")
        context.members.add("kept")
        body = self.coroutine_body(context)
        text = (
            f"template <class T> struct {name}_class {{\nT kept;\nexplicit {name}_class(unsigned number) "
            f": kept(number) {{}}\n{type} {name}({declared}) {COROUTINE_BODY} #0\n}};"
        )
        call = f"{name}_class<{argument}>($0).{name}({self.places(len(parameters), 1)})"
        return Unit(name, text, [body]), Callable(name, call, ["number"], parameters, context.result)
