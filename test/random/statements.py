"""Random statements."""

from __future__ import annotations

from expressions import ALL, STABLE, Callable
from program import COROUTINE_BODY, Block, Expression, Statement

DEPTH = 3  # of expressions


class Statements:
    """The part of the generator that makes statements."""

    def fresh(self, prefix):
        self.names += 1
        return f"{prefix}{self.names}"

    def block(self, context, size):
        """A block in `context`, which is the block's own."""
        block = Block()
        for _ in range(size):
            if self.budget <= 0:
                break
            self.budget -= 1
            statement, ends = self.statement(context)
            block.statements.append(statement)
            if ends:
                break
        return block

    def nested(self, context, **changes):
        """A block inside of `context`."""
        self.nesting += 1
        size = self.random.randrange(1, 4) if self.nesting < 5 else 1
        result = self.block(context.inner(**changes), size)
        self.nesting -= 1
        return result

    def statement(self, context):
        """One statement, and whether nothing that follows can be reached."""
        deep = self.nesting < 4
        coroutine = not context.expression_statement
        generators = [c for c in context.callables if c.result in ("numbers", "objects")]
        detached = [c for c in context.callables if self.can_detach(c, context)]
        yields = context.yields and coroutine
        plain = lambda make: lambda: (make(context), False)
        return self.choose(
            ("expression_statement", True, plain(self.expression_statement)),
            ("declare_number", True, plain(self.declare_number)),
            ("declare_object", True, plain(self.declare_object)),
            ("declare_reference", True, plain(self.declare_reference)),
            ("declare_pinned", True, plain(self.declare_pinned)),
            ("declare_mover", True, plain(self.declare_mover)),
            ("declare_rooted", True, plain(self.declare_rooted)),
            ("declare_counts", True, plain(self.declare_counts)),
            ("declare_array", True, plain(self.declare_array)),
            ("declare_aggregate", True, plain(self.declare_aggregate)),
            ("declare_bound", True, plain(self.declare_bound)),
            ("structured_binding", True, plain(self.structured_binding)),
            (
                "declare_task",
                [c for c in detached if c not in generators] and context.awaits,
                lambda: (self.declare_task(context, [c for c in detached if c not in generators]), False),
            ),
            (
                "declare_generator",
                [c for c in generators if c in detached],
                lambda: (
                    self.declare_generator(context, [c for c in generators if c in detached]),
                    False,
                ),
            ),
            ("if", deep, plain(self.if_statement)),
            ("if_declaration", deep, plain(self.if_declaration)),
            ("while", deep, plain(self.while_statement)),
            ("while_declaration", deep, plain(self.while_declaration)),
            ("do", deep, plain(self.do_statement)),
            ("for", deep, plain(self.for_statement)),
            ("range_for", deep, plain(self.range_for)),
            (
                "range_for_generator",
                deep and [c for c in generators if c in detached],
                lambda: (
                    self.range_for_generator(context, [c for c in generators if c in detached]),
                    False,
                ),
            ),
            ("switch", deep, plain(self.switch)),
            ("switch_nested", deep, plain(self.switch_nested)),
            ("try", deep, plain(self.try_statement)),
            ("goto", deep and coroutine, plain(self.goto_forward)),
            ("goto_back", deep and coroutine, plain(self.goto_back)),
            ("jump", (context.loop or context.breakable or context.labels), lambda: self.jump(context)),
            ("return", coroutine and context.kind != "plain", lambda: self.return_somewhere(context)),
            ("throw", True, plain(self.throw)),
            ("block", deep, plain(lambda c: Statement("#0", [], [self.nested(c)]))),
            (
                "dependent_declaration",
                context.template and context.names("dependent"),
                plain(self.declare_dependent),
            ),
            ("local_class", deep and context.awaits and coroutine, plain(self.local_class)),
            (
                "lambda_coroutine",
                deep and context.awaits and coroutine,
                plain(self.lambda_coroutine),
            ),
            ("yield", yields, lambda: (self.yield_statement(context, generators), False)),
        )

    # -- simple statements -------------------------------------------------------------------------------

    def expression_statement(self, context):
        type = self.random.choice(["number", "nothing", "nothing", "readable"])
        text = "(void)$0;" if type == "readable" else "$0;"
        return Statement(text, [self.of_type(type, context, DEPTH)])

    def throw(self, context):
        return Statement(
            "if ($0) throw failure{$1};",
            [self.condition(context, 2), self.number(context, 1)],
        )

    def jump(self, context):
        texts = [f"goto {label};" for label in context.labels]
        if context.loop:
            texts += ["continue;"]
        if context.breakable:
            texts += ["break;"]
        text = self.random.choice(texts)
        if self.chance(0.7):
            return Statement(f"if ($0) {text}", [self.condition(context, 2)]), False
        return Statement(text), True

    def return_somewhere(self, context):
        statement = self.return_statement(context)
        if self.chance(0.6):
            condition = self.condition(context, 2)
            block = Block([statement])
            return Statement("if ($0) #0", [condition], [block]), False
        return statement, True

    def return_statement(self, context):
        if context.result == "number":
            return Statement("co_return $0;", [self.number(context, DEPTH)], fixed=True)
        if context.result == "object":
            names = context.names("object", "constant object")
            if names and self.chance(0.5):
                return Statement(f"co_return {self.random.choice(names)};", fixed=True)
            return Statement("co_return $0;", [self.object(context, DEPTH)], fixed=True)
        if context.result == "nothing" and self.chance(0.4):
            return Statement("co_return $0;", [self.nothing(context, DEPTH)], fixed=True)
        return Statement("co_return;", fixed=True)

    def yield_statement(self, context, generators):
        same = [c for c in generators if c.type == context.type and self.can_call(c, context)]
        if same and self.chance(0.3):
            callable = self.random.choice(same)
            self.reach(callable)
            called = Expression("task", callable.text, self.arguments(callable, context, DEPTH))
            called.uses = callable.unit
            return Statement("co_yield $0;", [called], uses=called.uses)
        return Statement("co_yield $0;", [self.of_type(self.item_of(context), context, DEPTH)])

    # -- declarations ------------------------------------------------------------------------------------

    def declare(self, context, prefix, type):
        name = self.fresh(prefix)
        context.variables.append((name, type))
        return name

    def declare_number(self, context):
        value = self.number(context, DEPTH)
        constant = self.chance(0.3)
        name = self.declare(context, "n", "constant number" if constant else "number")
        text = self.random.choice([f"unsigned {name} = $0;", f"unsigned {name}{{$0}};", f"auto {name}($0);"])
        return Statement("const " * constant + text, [value])

    def declare_object(self, context):
        constant = self.chance(0.2)
        form = self.random.randrange(3 if context.template else 4)
        if form == 0:
            text, operands = "noisy {}($0);", [self.number(context, DEPTH)]
        elif form == 1:
            text, operands = "noisy {}{{$0}};", [self.number(context, DEPTH)]
        elif form == 2:
            text, operands = "noisy {} = $0;", [self.object(context, DEPTH)]
        else:
            text = "noisy {} = $0 ? $1 : $2;"
            operands = self.ordered(["condition", "object", "object"], context, DEPTH)
        name = self.declare(context, "o", "constant object" if constant else "object")
        return Statement("const " * constant + text.format(name), operands)

    def declare_dependent(self, context):
        values = [self.number(context, DEPTH)]
        if context.awaits and self.chance(0.6):
            text = f"T {{}} = co_await wait<T, {self.kind()}>({self.mode()}, $0);"
        else:
            text = self.random.choice(["T {}($0);", "T {} = T($0);"])
        return Statement(text.format(self.declare(context, "d", "dependent")), values)

    def declare_reference(self, context):
        if context.names("object") and self.chance(0.4):
            value = self.changeable(context, DEPTH)
            name = self.declare(context, "r", "object")
            return Statement(f"{self.random.choice(['noisy &', 'auto &', 'auto &&'])}{name} = $0;", [value])
        value = self.object(context, DEPTH)
        constant = self.chance(0.5)
        name = self.declare(context, "r", "constant object" if constant else "object")
        return Statement(f"{'const noisy &' if constant else 'noisy &&'}{name} = $0;", [value])

    def declare_pinned(self, context):
        if context.awaits and self.chance(0.5):
            value, text = self.wait("pinned", context, DEPTH, "pinned"), "pinned {} = $0;"
        else:
            value, text = self.number(context, DEPTH), "pinned {}($0);"
        return Statement(text.format(self.declare(context, "p", "pinned")), [value])

    def declare_mover(self, context):
        if context.awaits and self.chance(0.5):
            value, text = self.wait("mover", context, DEPTH, "mover"), "mover {} = $0;"
        else:
            value, text = self.number(context, DEPTH), "mover {}($0);"
        return Statement(text.format(self.declare(context, "m", "mover")), [value])

    def declare_rooted(self, context):
        value = self.number(context, DEPTH)
        root = self.fresh("root")
        name = self.declare(context, "n", "number")
        return Statement(f"rooted {root}($0); unsigned &{name} = *{root}.own;", [value])

    def declare_counts(self, context):
        """An object that is needed no longer when the next one is made."""
        values = [self.number(context, 1), self.number(context, 1), self.number(context, DEPTH)]
        counts = self.fresh("counts")
        name = self.declare(context, "n", "constant number")
        difference = self.random.choice([f"{counts}.difference()", f"{counts}.first - {counts}.second"])
        text = f"counts {counts}{{$0, $1}}; const unsigned {name} = $2 + {difference};"
        return Statement(text, values)

    def declare_array(self, context):
        if self.chance(0.4):
            # What ends first after an exception, an element or the temporaries of a later one, is left open.
            first = Expression("object", "noisy($0)", [self.literal()])
            values = [first, self.object(self.in_braces(context), 1)]
            name = self.declare(context, "a", "objects array")
            return Statement(f"noisy {name}[2] = {{$0, $1}};", values)
        values = self.ordered(["number"] * 3, context, 2)
        name = self.declare(context, "a", "array")
        return Statement(f"unsigned {name}[3] = {{$0, $1, $2}};", values)

    def declare_aggregate(self, context):
        values = self.ordered(["object", "number", "object"], self.in_braces(context), 2)
        name = self.fresh("x")
        context.variables += [
            (f"{name}.first", "object"),
            (f"{name}.number", "number"),
            (f"{name}.second", "object"),
        ]
        text = self.random.choice([f"box {name}{{$0, $1, $2}};", f"box {name} = {{$0, $1, $2}};"])
        return Statement(text, values)

    @staticmethod
    def in_braces(context):
        """What comes before an await in the braces of a template is moved."""
        return context.plain() if context.template else context

    def declare_bound(self, context):
        """A member that is a reference, and extends the life of what it is bound to."""
        plain = context.plain()
        # g++ 12 leaks the extended object if what follows throws.
        values = [self.object(plain, 1), self.number(plain, 1, STABLE)]
        name = self.fresh("x")
        context.variables += [(f"{name}.object", "constant object"), (f"{name}.number", "number")]
        return Statement(f"bound {name}{{$0, $1}};", values)

    def structured_binding(self, context):
        declared = self.random.choice(["auto ", "auto &&", "const auto &"])
        constant = "constant " if declared.startswith("const") else ""
        if self.chance(0.4):
            # Only a variable's own parts are made in their places.
            types = ["object", "number", "object"]
            values, text = self.ordered(types, context.plain(), 2), "box{$0, $1, $2}"
        else:
            values = self.ordered(["number", "number"], context, 2)
            text, types = "pod{$0, $1}", ["number", "number"]
        names = [self.fresh("b") for _ in types]
        context.bindings |= set(names)
        context.variables += [(n, constant + t) for n, t in zip(names, types)]
        return Statement(f"{declared}[{', '.join(names)}] = {text};", values)

    def can_detach(self, callable, context):
        """Whether it can be called with parameters that outlive the full-expression."""
        needed = set(callable.parameters)
        if callable.parameters.count("object") > 1 and (context.template or not self.any_order):
            return False
        if callable.operands or callable.unit == self.current or (needed & {"readable"} and not context.names("object", "constant object")):
            return False
        return not needed & {"changeable"} or bool(context.names("object"))

    def detached_call(self, context, callable):
        operands = []
        active = self.random.randrange(1 + len(callable.parameters))
        for i, type in enumerate(callable.parameters):
            if type == "readable":
                operands.append(self.name(type, context.names("object", "constant object")))
            elif type == "changeable":
                operands.append(self.name(type, context.names("object")))
            else:
                alone = i == active and "object" not in callable.parameters
                does = ALL if alone or type == "object" else STABLE
                operands.append(self.of_type(type, context, 2 if does == ALL else 0, does))
        self.reach(callable)
        return Expression("task", callable.text, operands, uses=callable.unit)

    def declare_task(self, context, callables):
        callable = self.random.choice(callables)
        called = self.detached_call(context, callable)
        name = self.fresh("t")
        if callable.result != "nothing":
            after = "" if callable.result == "number" else ".get()"
            context.tasks.append(f"(co_await std::move({name})){after}")
        return Statement(f"auto {name} = $0;", [called], uses=callable.unit)

    def declare_generator(self, context, callables):
        callable = self.random.choice(callables)
        called = self.detached_call(context, callable)
        name = self.declare(context, "g", callable.result)
        return Statement(f"auto {name} = $0;", [called], uses=callable.unit)

    # -- selection ---------------------------------------------------------------------------------------

    def if_statement(self, context):
        condition = self.condition(context, DEPTH)
        blocks = [self.nested(context)]
        if self.chance(0.5):
            blocks.append(self.nested(context))
            return Statement("if ($0) #0 else #1", [condition], blocks)
        return Statement("if ($0) #0", [condition], blocks)

    def if_declaration(self, context):
        inner = context.inner()
        form = self.random.randrange(4)
        name = self.fresh("c")
        if form == 0:
            operands, text = [self.number(context, DEPTH)], f"unsigned {name} = $0"
            inner.variables.append((name, "number"))
        elif form == 1:
            operands, text = [self.object(context, DEPTH)], f"noisy {name} = $0"
            inner.variables.append((name, "object"))
        elif form == 2:
            operands, text = [self.object(context, DEPTH)], f"noisy {name} = $0; $1"
            inner.variables.append((name, "object"))
            operands.append(self.condition(inner, 2))
        else:
            operands, text = [self.number(context, DEPTH)], f"unsigned {name} = $0; $1"
            inner.variables.append((name, "number"))
            operands.append(self.condition(inner, 2))
        blocks = [self.nested(inner), self.nested(inner)]
        return Statement(f"if ({text}) #0 else #1", operands, blocks)

    def switch(self, context):
        value = self.number(context, DEPTH)
        inner = context.inner(breakable=True)
        blocks, text = [], "switch ($0 % 4u) {"
        labels = self.random.sample(["case 0", "case 1", "case 2", "default"], 3)
        for i, label in enumerate(labels):
            blocks.append(self.nested(inner))
            text += f"\n{label}: #{i}{self.random.choice([' break;', ' break;', ''])}"
        return Statement(text + "\n}", [value], blocks)

    def switch_nested(self, context):
        """Cases inside of a loop of the switch."""
        value = self.number(context, DEPTH)
        condition = self.condition(context, 2)
        blocks = [self.nested(context, breakable=True, loop=False)]
        blocks += [self.nested(context, breakable=True, loop=True) for _ in range(2)]
        text = "switch ($0 % 3u) {\ncase 0: #0\nwhile ($1 && fuel()) {\ncase 1: #1\ncase 2: #2\n}\n}"
        return Statement(text, [value, condition], blocks)

    # -- loops -------------------------------------------------------------------------------------------

    def body(self, context):
        return self.nested(context, loop=True, breakable=True)

    def while_statement(self, context):
        text = self.random.choice(["while ($0 && fuel()) #0", "while (fuel() && $0) #0"])
        return Statement(text, [self.condition(context, DEPTH)], [self.body(context)])

    def while_declaration(self, context):
        inner = context.inner()
        name = self.fresh("c")
        value = self.number(context, 2)
        if self.chance(0.5):
            inner.variables.append((name, "number"))
            text = f"while (unsigned {name} = fuel() ? $0 : 0u) #0"
        else:
            inner.variables.append((name, "object"))
            text = f"while (noisy {name}{{fuel() ? $0 : 0u}}) #0"
        return Statement(text, [value], [self.body(inner)])

    def do_statement(self, context):
        return Statement(
            "do #0 while ($0 && fuel());", [self.condition(context, DEPTH)], [self.body(context)]
        )

    def for_statement(self, context):
        inner = context.inner()
        name = self.fresh("i")
        start = self.number(context, 2)
        inner.variables.append((name, "constant number"))
        if self.chance(0.3):
            declared = f"noisy {name}o($0 % 2u)"
            inner.variables[-1] = (f"{name}o", "object")
            limit, increment = "fuel()", f"{name}o << ($2 % 2u + 1u)"
        else:
            declared = f"unsigned {name} = $0 % 2u"
            limit, increment = f"{name} < 4u && fuel()", f"{name} += $2 % 2u + 1u"
        operands = [start, self.condition(inner, 2), self.number(inner, 2)]
        return Statement(
            f"for ({declared}; {limit} && $1; {increment}) #0", operands, [self.body(inner)]
        )

    def range_for(self, context):
        inner = context.inner()
        name = self.fresh("v")
        arrays, objects = context.names("array"), context.names("objects array")
        operands = []
        if objects and self.chance(0.4):
            range_text = self.random.choice(objects)
            declared, type = self.random.choice(
                [("noisy", "object"), ("const noisy &", "constant object"), ("auto &", "object")]
            )
        else:
            declared, type = self.random.choice(
                [("unsigned", "number"), ("const unsigned", "constant number"), ("auto &", "number")]
            )
            if arrays and self.chance(0.4):
                range_text = self.random.choice(arrays)
            else:
                operands = self.ordered(["number"] * 3, context, 2)
                range_text = "numbers{{$0, $1, $2}}"
        inner.variables.append((name, type))
        first = ""
        if self.chance(0.2):
            other = self.fresh("c")
            first = f"noisy {other}(${len(operands)}); "
            operands.append(self.number(context, 1))
            inner.variables.append((other, "object"))
        return Statement(
            f"for ({first}{declared} {name} : {range_text}) #0", operands, [self.body(inner)]
        )

    def range_for_generator(self, context, callables):
        callable = self.random.choice(callables)
        called = self.detached_call(context, callable)
        inner = context.inner()
        name = self.fresh("v")
        if callable.result == "numbers":
            declared, type = self.random.choice([("unsigned", "number"), ("const auto &", "constant number")])
        else:
            declared, type = self.random.choice([("noisy", "object"), ("const auto &", "constant object")])
        inner.variables.append((name, type))
        return Statement(
            f"for ({declared} {name} : $0) #0", [called], [self.body(inner)], uses=callable.unit
        )

    # -- exceptions and jumps ----------------------------------------------------------------------------

    def try_statement(self, context):
        body = self.nested(context)
        name = self.fresh("e")
        handler = context.plain()
        if self.chance(0.3):
            again = Block([*self.nested(handler).statements, Statement("throw;")])
            inner = Statement(
                "try #0 catch (const failure &) #1", [], [body, again]
            )
            other = self.nested(context.plain())
            return Statement("try #0 catch (...) #1", [], [Block([inner]), other])
        declared = self.random.choice(["failure ", "const failure &", "failure &"])
        constant = "constant " if declared.startswith("const") else ""
        handler.variables.append((f"{name}.number", constant + "number"))
        return Statement(f"try #0 catch ({declared}{name}) #1", [], [body, self.nested(handler)])

    def goto_forward(self, context):
        label = self.fresh("out")
        block = self.nested(context, labels=[*context.labels, label])
        return Statement(f"#0\n{label}:;", [], [block])

    def goto_back(self, context):
        label = self.fresh("again")
        block = self.nested(context)
        return Statement(
            f"{label}:;\n#0\nif ($0 && fuel()) goto {label};", [self.condition(context, 2)], [block]
        )

    # -- coroutines inside -------------------------------------------------------------------------------

    def local_class(self, context):
        name = self.fresh("local")
        result, type, options = self.task_type(lambdas=True)
        inner = self.coroutine_context(result, options, context.callables)
        inner.template = context.template
        inner.variables += [("first", "number"), ("kept", "number")]
        inner.members.add("kept")
        body = self.coroutine_body(inner)
        text = f"struct {name} {{\nunsigned kept;\n{type} run(unsigned first) {COROUTINE_BODY} #0\n}};"
        context.lambdas.append(
            Callable("", f"{name}{{$0}}.run($1)", ["number"], ["number"], result)
        )
        return Statement(text, [], [body])

    def lambda_coroutine(self, context):
        name = self.fresh("l")
        result, type, options = self.task_type(lambdas=True)
        inner = self.coroutine_context(result, options, context.callables)
        inner.template = context.template
        captures, operands, mutable = [], [], self.chance(0.3)
        constant = "" if mutable else "constant "
        form = self.random.randrange(4)
        kept = self.fresh("k")
        hidden = context.bindings | context.members
        outer = [v for v in context.variables if v[0] not in hidden and v[0].isidentifier()]
        if form == 0:
            captures.append("&")
            inner.members |= context.members
            inner.variables += [v for v in context.variables if v[0] not in context.bindings]
        elif form == 1:
            captures.append(f"{kept} = $0")
            operands.append(self.number(self.in_braces(context), 2))
            inner.variables.append((kept, constant + "number"))
        elif form == 2:
            captures.append(f"{kept} = $0")
            operands.append(self.object(context.plain(), 2))
            inner.variables.append((kept, constant + "object"))
        for variable, type_of in self.random.sample(outer, min(len(outer), 2)) if form != 0 else []:
            if type_of.endswith("number"):
                captures.append(variable)
                inner.variables.append((variable, "constant number" if not mutable else type_of))
            elif type_of.endswith("object"):
                captures.append(f"&{variable}")
                inner.variables.append((variable, type_of))
        parameters, declared = self.parameters(inner, most=2, objects=False)
        body = self.coroutine_body(inner)
        text = (
            f"auto {name} = [{', '.join(captures)}]({declared}){' mutable' * mutable} "
            f"-> {type} {COROUTINE_BODY} #0;"
        )
        places = ", ".join(f"${i}" for i in range(len(parameters)))
        context.lambdas.append(Callable("", f"{name}({places})", [], parameters, result))
        return Statement(text, operands, [body])
