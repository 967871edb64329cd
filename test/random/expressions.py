"""Random expressions.

No order that the standard leaves open may show: where operands are unordered, one of them at most does
something, and the others neither read nor write what it can write. (`any_order` lets all of them do
something, in programs that are compared with Clang alone, whose order costate keeps.)
"""

from __future__ import annotations

import dataclasses

from program import Expression, Statement

KINDS = ("as_void", "as_bool", "as_handle")
MODES = ("ready", "later", "later", "later", "inside", "back", "onward")

# How much an operand may do: `all`; read what nothing writes meanwhile; or nothing that could be noticed.
ALL, READS, STABLE = "all", "reads", "stable"


@dataclasses.dataclass
class Callable:
    """A coroutine that can be called: its text has a place for each operand."""

    unit: str
    text: str
    operands: list  # types of what is before the parameters, and ordered before them
    parameters: list  # types
    result: str
    type: str = ""  # of what it returns


@dataclasses.dataclass
class Context:
    """Where something stands."""

    kind: str  # task, generator, plain
    result: str
    variables: list = dataclasses.field(default_factory=list)  # (name, type)
    callables: list = dataclasses.field(default_factory=list)
    lambdas: list = dataclasses.field(default_factory=list)
    transforming: bool = False
    awaits: bool = True
    yields: bool = False
    type: str = ""  # of the generator
    template: bool = False
    writes: bool = True
    loop: bool = False
    breakable: bool = False
    expression_statement: bool = False  # inside of a GNU statement expression, which nothing leaves
    labels: list = dataclasses.field(default_factory=list)
    tasks: list = dataclasses.field(default_factory=list)  # texts that await variables
    bindings: set = dataclasses.field(default_factory=set)  # names that no lambda may capture
    members: set = dataclasses.field(default_factory=set)  # names that only `this` brings along

    def inner(self, **changes):
        """A scope inside of this one."""
        changes.setdefault("variables", list(self.variables))
        changes.setdefault("lambdas", list(self.lambdas))
        changes.setdefault("tasks", list(self.tasks))
        return dataclasses.replace(self, **changes)

    def names(self, *types):
        return [name for name, type in self.variables if type in types]

    def plain(self):
        """What is inside of a handler or an ordinary lambda: no awaits."""
        return self.inner(awaits=False, yields=False)


class Expressions:
    """The part of the generator that makes expressions. `depth` is how deep they may still become."""

    def choose(self, *choices):
        """One of (feature, possible, make), by weight."""
        possible = [c for c in choices if c[1] and self.weights[c[0]] > 0]
        weights = [self.weights[c[0]] for c in possible]
        feature, _, make = self.random.choices(possible, weights)[0]
        self.features[feature] += 1
        return make()

    def chance(self, share):
        return self.random.random() < share

    def mode(self):
        return self.random.choice(MODES)

    def kind(self):
        return self.random.choice(KINDS)

    def literal(self):
        return Expression("number", f"{self.random.randrange(10)}u")

    # -- operands ----------------------------------------------------------------------------------------

    def of_type(self, type, context, depth, does=ALL):
        return {
            "number": self.number,
            "condition": self.condition,
            "object": self.object,
            "readable": self.readable,
            "changeable": self.changeable,
            "nothing": self.nothing,
        }[type](context, depth, does)

    def ordered(self, types, context, depth):
        """Operands whose order the language fixes."""
        return [self.of_type(type, context, depth - 1) for type in types]

    def unordered(self, types, context, depth):
        if self.any_order:
            context = context.inner(writes=False)
            return [self.of_type(type, context, depth - 1) for type in types]
        unstable = self.unstable(types, context)
        active = unstable[0] if unstable else self.random.randrange(len(types) or 1)
        return [
            self.of_type(type, context, depth - 1, ALL if i == active else STABLE)
            for i, type in enumerate(types)
        ]

    @staticmethod
    def unstable(types, context):
        """The indexes of the operands that cannot but do something."""
        named = context.names("object", "constant object")
        return [i for i, t in enumerate(types) if t == "object" or (t == "readable" and not named)]

    def lambdas_of(self, context, *results):
        return [
            c
            for c in context.lambdas
            if c.result in results and context.awaits and self.can_call(c, context)
        ]

    def can_call(self, callable, context):
        if "changeable" in callable.parameters and not context.names("object"):
            return False
        if context.template and "object" in callable.parameters:
            return False  # what only the instantiation resolves ends its parameters with the call
        return self.any_order or len(self.unstable(callable.parameters, context)) <= 1

    # -- numbers -----------------------------------------------------------------------------------------

    def number(self, context, depth, does=ALL):
        constants = context.names("constant number")
        variables = context.names("number") + constants
        readable = constants if does == STABLE else variables
        if depth <= 0 or does == STABLE:
            return self.choose(
                ("literal", True, self.literal),
                ("variable", readable, lambda: self.name("number", readable)),
            )
        if does == READS:
            return self.choose(
                ("literal", True, self.literal),
                ("variable", readable, lambda: self.name("number", readable)),
                ("arithmetic", True, lambda: self.arithmetic(context, depth, READS)),
            )
        awaits = context.awaits
        writable = context.names("number") if context.writes else []
        arrays = context.names("array")
        possible = [c for c in context.callables if self.can_call(c, context)]
        calls = [c for c in possible if c.result in ("number", "object")] if awaits else []
        generators = [c for c in possible if c.result in ("numbers", "objects")]
        lambdas = self.lambdas_of(context, "number", "object")
        items = context.names("numbers", "objects")
        dependent = context.names("dependent")

        def make(text, types, ordered=True):
            choose = self.ordered if ordered else self.unordered
            return Expression("number", text, choose(types, context, depth))

        def assignment():
            operator = self.random.choice(["=", "+=", "^="])
            target = self.name("number", writable)
            return Expression(
                "number", f"($0 {operator} $1)", [target, self.number(context, depth - 1)]
            )

        def function():
            choices = [
                ("note($0)", ["number"]),
                ("use($0)", ["readable"]),
                ("use_with($0, $1)", ["readable", "number"], False),
                ("any_of($0, $1)", ["readable", "number"], False),
            ]
            if self.any_order or context.names("object", "constant object"):
                choices.append(
                    ("use_three($0, $1, $2)", ["readable", "number", "readable"], False)
                )
            return make(*self.random.choice(choices))

        return self.choose(
            ("literal", True, self.literal),
            ("variable", variables, lambda: self.name("number", variables)),
            ("arithmetic", True, lambda: self.arithmetic(context, depth, ALL)),
            ("wait", awaits, lambda: self.wait("unsigned", context, depth, "number")),
            ("operator_co_await", awaits, lambda: self.with_operator(context, depth)),
            (
                "await_transform",
                awaits and context.transforming,
                lambda: make("(co_await $0)", ["number"]),
            ),
            ("call_coroutine", calls, lambda: self.call(self.random.choice(calls), context, depth)),
            (
                "call_generator",
                generators,
                lambda: self.call(self.random.choice(generators), context, depth),
            ),
            ("call_lambda", lambdas, lambda: self.call(self.random.choice(lambdas), context, depth)),
            (
                "call_generator",
                items,
                lambda: Expression("number", f"next_of({self.random.choice(items)})"),
            ),
            (
                "declare_task",
                context.tasks and awaits,
                lambda: Expression("number", self.random.choice(context.tasks)),
            ),
            (
                "dependent_expression",
                dependent,
                lambda: Expression("number", f"weigh({self.random.choice(dependent)})"),
            ),
            ("member_access", True, lambda: make("($0).get()", ["readable"])),
            ("function", True, function),
            ("by_value_parameter", not context.template, lambda: self.by_value(context, depth)),
            (
                "conditional",
                True,
                lambda: make("($0 ? $1 : $2)", ["condition", "number", "number"]),
            ),
            ("comma", not context.template, lambda: make("($0, $1)", ["nothing", "number"])),
            ("assignment", writable, assignment),
            (
                "increment",
                writable,
                lambda: Expression(
                    "number",
                    self.random.choice(["++$0", "$0++", "--$0"]),
                    [self.name("number", writable)],
                ),
            ),
            (
                "braces",
                True,
                lambda: make(
                    *self.random.choice(
                        [
                            ("triple{$0, $1, $2}.total()", ["number"] * 3),
                            ("pod{$0, $1}.second", ["number"] * 2),
                        ]
                    )
                ),
            ),
            ("subscript", arrays, lambda: self.subscript(arrays, context, depth)),
            (
                "plain_lambda",
                True,
                lambda: Expression(
                    "number",
                    "[&] { return $0; }()",
                    [self.number(self.in_lambda(context), depth - 1)],
                ),
            ),
            (
                "statement_expression",
                not context.template and not context.expression_statement,
                lambda: self.statement_expression(context, depth),
            ),
            ("new_expression", True, lambda: make("from_new(new noisy($0))", ["number"])),
            (
                "throw_expression",
                True,
                lambda: make("($0 ? $1 : throw failure{77u})", ["condition", "number"]),
            ),
            (
                "cast",
                True,
                lambda: make(
                    *self.random.choice(
                        [
                            ("static_cast<unsigned char>($0)", ["number"]),
                            ("unsigned($0)", ["condition"]),
                            ("unsigned(0 + long($0))", ["number"]),
                        ]
                    )
                ),
            ),
            (
                "yield_expression",
                context.yields and not context.expression_statement,
                lambda: make("(co_yield $0)", [self.item_of(context)]),
            ),
            (
                "await_pinned",
                awaits,
                lambda: Expression(
                    "number", "$0.get()", [self.wait("pinned", context, depth, "pinned")]
                ),
            ),
            (
                "shift_chain",
                True,
                lambda: make("(noisy($0) << $1 << $2).get()", ["number"] * 3),
            ),
        )

    @staticmethod
    def in_lambda(context):
        inner = context.plain()
        inner.variables = [v for v in inner.variables if v[0] not in context.bindings]
        return inner

    @staticmethod
    def item_of(context):
        return "number" if context.result == "numbers" else "readable"

    def name(self, type, names):
        return Expression(type, self.random.choice(names))

    def arithmetic(self, context, depth, does):
        operator = self.random.choice("+-*^&|")
        if does == READS:
            operands = [self.number(context, depth - 1, READS) for _ in range(2)]
        else:
            operands = self.unordered(["number", "number"], context, depth)
        return Expression("number", f"($0 {operator} $1)", operands)

    def wait(self, result, context, depth, type):
        value = self.number(context, depth - 1)
        return Expression(type, f"(co_await wait<{result}, {self.kind()}>({self.mode()}, $0))", [value])

    def with_operator(self, context, depth):
        name = self.random.choice(["with_member", "with_function"])
        value = self.number(context, depth - 1)
        return Expression(
            "number", f"(co_await {name}<unsigned, {self.kind()}>({self.mode()}, $0))", [value]
        )

    def by_value(self, context, depth):
        if self.any_order:
            return Expression(
                "number", "consume($0, $1)", self.unordered(["object", "number"], context, depth)
            )
        return Expression(
            "number",
            "consume($0, $1)",
            [self.object(context, depth - 1), self.number(context, 0, STABLE)],
        )

    def subscript(self, arrays, context, depth):
        # costate refuses an await there in a template.
        index = self.number(context.plain() if context.template else context, depth - 1, ALL)
        return Expression("number", f"{self.random.choice(arrays)}[($0) % 3u]", [index])

    def statement_expression(self, context, depth):
        inner = context.inner(
            loop=False, breakable=False, expression_statement=True, labels=[], lambdas=[]
        )
        block = self.block(inner, self.random.randrange(1, 3))
        # For g++, but not for clang++, `({ name; })` is an lvalue.
        block.statements.append(Statement("($0) + 0u;", [self.number(inner, depth - 1)], fixed=True))
        return Expression("number", "(#0)", [], [block])

    # -- calls of coroutines -----------------------------------------------------------------------------

    def arguments(self, callable, context, depth):
        """What is before the parameters, then the parameters."""
        before = self.ordered(callable.operands, context, depth)
        return before + self.unordered(callable.parameters, context, depth)

    def reach(self, callable):
        """The coroutine at hand calls another."""
        self.reached.add(callable.unit)
        if callable.unit in self.unsafe:
            self.unsafe.add(self.current)

    def call(self, callable, context, depth, awaited=True):
        text, result = callable.text, callable.result
        self.reach(callable)
        if result in ("numbers", "objects"):
            function = "sum_over" if context.template else "sum_of"
            text, type = f"{function}({text}, {self.random.randrange(1, 5)}u)", "number"
        elif not awaited:
            type = "task"
        elif result == "object":
            text, type = f"(co_await {text}).get()", "number"
        else:
            text, type = f"(co_await {text})", "number" if result == "number" else "nothing"
        if callable.unit and callable.unit == self.current:
            text = f"(fuel() ? {text} : 0u)"
        return Expression(
            type, text, self.arguments(callable, context, depth), uses=callable.unit
        )

    # -- conditions --------------------------------------------------------------------------------------

    def condition(self, context, depth, does=ALL):
        if depth <= 0 or does != ALL:
            value = self.number(context, 0, does)
            return Expression("condition", f"($0 > {self.random.randrange(9)}u)", [value])

        def comparison():
            value = self.number(context, depth - 1)
            text = self.random.choice(
                [f"($0 > {self.random.randrange(9)}u)", "($0 % 2u == 0u)", "($0 % 3u != 1u)"]
            )
            return Expression("condition", text, [value])

        def logical():
            operator = self.random.choice(["&&", "||"])
            operands = self.ordered(["condition", "condition"], context, depth)
            return Expression("condition", f"($0 {operator} $1)", operands)

        return self.choose(
            ("comparison", True, comparison),
            ("logical", True, logical),
            (
                "negation",
                True,
                lambda: Expression("condition", "!$0", [self.condition(context, depth - 1)]),
            ),
            (
                "await_bool",
                context.awaits,
                lambda: self.wait("bool", context, depth, "condition"),
            ),
            (
                "constant",
                True,
                lambda: Expression("condition", self.random.choice(["true", "false"])),
            ),
        )

    # -- objects -----------------------------------------------------------------------------------------

    def object(self, context, depth, does=ALL):
        """A prvalue."""
        objects = context.names("object")
        constants = context.names("object", "constant object")
        calls = [
            c
            for c in context.callables
            if c.result == "object" and context.awaits and self.can_call(c, context)
        ]
        deep = depth > 0 and does == ALL

        def construct():
            return Expression("object", "noisy($0)", [self.number(context, depth - 1, does)])

        def await_object():
            if calls and self.chance(0.5):
                called = self.call(self.random.choice(calls), context, depth)
                return dataclasses.replace(called, type="object", text=called.text[: -len(".get()")])
            return self.wait("noisy", context, depth, "object")

        def copied():
            text = self.random.choice(["noisy($0)", "copy_of($0)"])
            return Expression("object", text, [self.readable(context, depth - 1, does)])

        return self.choose(
            ("construct", True, construct),
            ("await_object", deep and context.awaits, await_object),
            ("copy", constants and deep, copied),
            (
                "move",
                objects and deep,
                lambda: Expression("object", "noisy(std::move($0))", [self.name("changeable", objects)]),
            ),
            (
                "comma",
                deep and not context.template,
                lambda: Expression(
                    "object", "($0, $1)", self.ordered(["nothing", "object"], context, depth)
                ),
            ),
        )

    def readable(self, context, depth, does=ALL):
        """What a `const noisy &` can be bound to, for the full-expression."""
        names = context.names("object", "constant object")
        deep = depth > 0 and does == ALL

        def reference():
            if context.names("object") and self.chance(0.3):
                return self.changeable(context, depth)
            result = self.random.choice(["const noisy &", "noisy &&"])
            return self.wait(result, context, depth, "readable")

        return self.choose(
            ("variable", names, lambda: self.name("readable", names)),
            (
                "construct",
                does == ALL or not names,
                lambda: dataclasses.replace(self.object(context, depth - 1, does), type="readable"),
            ),
            ("await_reference", deep and context.awaits, reference),
            (
                "pass",
                deep,
                lambda: Expression("readable", "pass($0)", [self.readable(context, depth - 1)]),
            ),
            (
                "conditional",
                deep and names,
                lambda: Expression(
                    "readable",
                    "($0 ? static_cast<const noisy &>($1) : static_cast<const noisy &>($2))",
                    [
                        self.condition(context, depth - 1),
                        self.name("readable", names),
                        self.name("readable", names),
                    ],
                ),
            ),
            (
                "comma",
                deep and not context.template,
                lambda: Expression(
                    "readable", "($0, $1)", self.ordered(["nothing", "readable"], context, depth)
                ),
            ),
            (
                "shift_chain",
                deep,
                lambda: Expression(
                    "readable", "(noisy($0) << $1)", self.ordered(["number"] * 2, context, depth)
                ),
            ),
        )

    def changeable(self, context, depth, does=ALL):
        """An lvalue that names a variable in the end."""
        names = context.names("object")
        deep = depth > 0 and does == ALL

        def shifted():
            name = self.name("changeable", names)
            return Expression("changeable", "($0 << $1)", [name, self.number(context, depth - 1)])

        def changed():
            target = self.changeable(context, depth - 1)
            return Expression("changeable", "change($0, $1)", [target, self.number(context, 0, STABLE)])

        def awaited():
            kind, mode = self.kind(), self.mode()
            return Expression(
                "changeable",
                f"(co_await wait<noisy &, {kind}>({mode}, $0))",
                [self.changeable(context, depth - 1)],
            )

        def assigned():
            name = self.name("changeable", names)
            return Expression("changeable", "($0 = $1)", [name, self.readable(context, depth - 1)])

        return self.choose(
            ("variable", True, lambda: self.name("changeable", names)),
            ("shift_chain", deep, shifted),
            ("pass", deep, changed),
            ("await_reference", deep and context.awaits, awaited),
            ("assignment", deep and context.writes, assigned),
        )

    # -- what gives nothing ------------------------------------------------------------------------------

    def nothing(self, context, depth, does=ALL):
        calls = [
            c
            for c in context.callables
            if c.result == "nothing" and context.awaits and self.can_call(c, context)
        ] + self.lambdas_of(context, "nothing")
        objects = context.names("object")

        def await_void():
            if calls and self.chance(0.6):
                return self.call(self.random.choice(calls), context, depth)
            return self.wait("void", context, depth, "nothing")

        def of_number():
            return Expression("nothing", "static_cast<void>($0)", [self.number(context, depth - 1)])

        return self.choose(
            ("expression_statement", True, of_number),
            ("await_void", context.awaits and depth > 0, await_void),
            (
                "assignment",
                objects and depth > 0 and context.writes,
                lambda: Expression("nothing", "static_cast<void>($0)", [self.changeable(context, depth)]),
            ),
        )


