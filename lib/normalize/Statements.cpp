// Statements and declarations. Those without an await keep their text; the others become the ones
// that the standard defines them by ([stmt.stmt]).
//
//   while (co_await more()) { ... }   ->   while (true) { Suspend, Resume; if (!<result>) break;
//   ... } for (auto &x : source()) { ... }  ->   range, begin, end; for (; begin != end; ++begin) {
//   auto &x = *begin; ... }
#include "normalize/Normalizer.h"

#include "source/Head.h"
#include "source/Types.h"

#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace costate {

NormalForm normalize(const Coroutine &C, const Found &Found, const Embedding &Embedding,
                     llvm::ArrayRef<Rewritten> Inner, ASTContext &Context, const Tokens &T,
                     Refusals &R) {
  return Normalizer(C, Found, Embedding, Inner, Context, T, R).run();
}

Piece Normalizer::promise() const {
  Part Named(PartKind::Promise);
  Named.Text = HidesPromise || C.IsDependent ? "this->promise" : "promise";
  return {{Named}};
}

Node &Normalizer::emit(NodeKind Kind) {
  auto N = std::make_unique<Node>();
  N->Kind = Kind;
  Out->push_back(std::move(N));
  return *Out->back();
}

ValueId Normalizer::newVariable(std::string Name, QualType Type) {
  Value V(ValueKind::Variable);
  V.Name = std::move(Name);
  V.Type = Type;
  F.Values.push_back(std::move(V));
  const ValueId Id = F.Values.size() - 1;
  emit(NodeKind::Declare).Variables.push_back({Id, InitStyle::Default, {}});
  return Id;
}

ValueId Normalizer::track(const VarDecl *Variable) {
  Value V(ValueKind::Variable);
  V.Name = Variable->getIdentifier() ? Variable->getName().str() : "";
  V.Type = Variable->getType();
  V.Decl = Variable;
  V.IsReference = Variable->getType()->isReferenceType();
  F.Values.push_back(std::move(V));
  return Tracked[Variable] = F.Values.size() - 1;
}

NormalForm Normalizer::run() {
  F.Body = std::make_unique<Node>();
  F.Body->Kind = NodeKind::Block;
  F.Body->Role = "Body";
  Out = &F.Body->Children;
  const TokenRange Whole = T.range(C.Range);
  for (unsigned I = Whole.Begin; I < Whole.End; ++I)
    if (T.kind(I) == tok::identifier) {
      HidesPromise = HidesPromise || T.text(I) == "promise";
      Words.insert(T.text(I));
    }
  findCaptures(C.Body->getBody());
  HasLocalClasses = definesClass(C.Body->getBody());
  declareObject();
  refuseJumpsInHeads(C.Body->getBody());
  unsigned Position = 0;
  for (const ParmVarDecl *Parameter : C.Function->parameters()) {
    ++Position;
    const ValueId Id = track(Parameter);
    Value &V = F.Values[Id];
    V.Kind = ValueKind::Parameter;
    if (V.Name.empty())
      V.Name = missingName(Position);
    const bool IsPack = Parameter->isParameterPack();
    V.HasNoName = hasNoName(IsPack ? cast<PackExpansionType>(V.Type)->getPattern() : V.Type);
    if (C.Lambda && IsPack && V.HasNoName &&
        C.Lambda->getLambdaClass()->getDeclContext()->isDependentContext())
      R.refuse(Parameter->getLocation(),
               "a lambda with a pack of `auto` parameters inside of a template is not supported: "
               "compilers lose the pack in a class of its body; give the parameters a type, or "
               "make the lambda a function template");
    if (V.HasNoName && !IsPack)
      V.TypeText = V.Name + "_type";
    F.Parameters.push_back(Id);
  }
  declareCaptures();
  // The startup copies parameters; the body's names mean the copies ([dcl.fct.def.coroutine]/13).
  initialAwait();
  const Stmt *Body = C.Body->getBody();
  if (const auto *Try = dyn_cast<CXXTryStmt>(Body)) {
    tryStatement(Try);
  } else {
    block(cast<CompoundStmt>(Body), *F.Body);
  }
  const std::optional<bool> ReturnsVoid =
      C.IsDependent ? promiseDeclares("return_void") : C.HasReturnVoid;
  if (!ReturnsVoid || *ReturnsVoid) {
    const bool Reachable = Out->empty() || (Out->back()->Kind != NodeKind::Return &&
                                            Out->back()->Kind != NodeKind::Jump);
    if (Reachable && ReturnsVoid)
      F.FallThrough = promise().text(".return_void();");
    else if (Reachable)
      F.FallThrough = Piece::of("costate::flow_off(").add(promise()).text(");");
  }
  finalAwait();
  return std::move(F);
}

/// Whether a class is defined in \p S, outside of lambdas.
bool Normalizer::definesClass(const Stmt *S) const {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (const auto *Declaration = dyn_cast<DeclStmt>(S))
    if (llvm::any_of(Declaration->decls(), [](const Decl *D) { return isa<CXXRecordDecl>(D); }))
      return true;
  return llvm::any_of(S->children(), [&](const Stmt *Child) { return definesClass(Child); });
}

void Normalizer::findCaptures(const Stmt *S) {
  if (!S)
    return;
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
    for (const LambdaCapture &Capture : Lambda->captures())
      if (Capture.capturesVariable())
        Captured.insert(Capture.getCapturedVar());
  for (const Stmt *Child : S->children())
    findCaptures(Child);
}

void Normalizer::implicitAwait(const Expr *E, const std::string &Call) {
  const auto *Await = cast<CoroutineSuspendExpr>(E->IgnoreImplicit());
  if (!C.IsDependent) {
    Replaced[Await->getOperand()] = promise().text(Call);
    lowerAwait(Await);
    return;
  }
  Value Awaiter(ValueKind::Operand);
  Awaiter.Name = "awaiter";
  Awaiter.Init = Piece::of("{").add(promise()).text(Call + "}");
  Awaiter.From = Deduced::Awaiter;
  Awaiter.TypeOf = promise().text(Call);
  F.Values.push_back(std::move(Awaiter));
  suspendIn(F.Values.size() - 1, Await, Await->getOperand(), false, false);
}

void Normalizer::initialAwait() {
  implicitAwait(cast<Expr>(C.Body->getInitSuspendStmt()), ".initial_suspend()");
  F.Initial = Open.front();
  Open.clear();
  Out->clear();
  F.States[F.Initial].Name = "Start";
  F.States[F.Initial].Quote.clear();
  StateNames.clear(); // the initial suspension has taken some
  StateNumbers.clear();
  StateNames.insert_range(llvm::ArrayRef<StringRef>{"Start", "Done"});
}

void Normalizer::finalAwait() {
  auto *Before = Out;
  std::vector<std::unique_ptr<Node>> Nodes;
  Out = &Nodes;
  implicitAwait(cast<Expr>(C.Body->getFinalSuspendStmt()), ".final_suspend()");
  F.Final = Open.front();
  F.States[F.Final].Name = "Done";
  F.States[F.Final].Quote.clear();
  Open.clear();
  Out = Before;
}

void Normalizer::trivia(unsigned LeftToken) {
  const std::string Gap = T.gap(LeftToken);
  // Comments, directives, pragma operators, macros that expand to nothing.
  const bool Comment = !llvm::StringRef(Gap).trim().empty();
  const bool Blank = llvm::StringRef(Gap).count('\n') > 1;
  if (Comment || Blank)
    emit(NodeKind::Trivia).Code = Piece::of(Gap);
}

/// Takes back what `#pragma unroll` and its like say of the next loop, which becomes another.
void Normalizer::dropLoopPragmas() {
  if (Out->empty() || Out->back()->Kind != NodeKind::Trivia)
    return;
  std::string Kept;
  for (const Part &Each : Out->back()->Code.Parts)
    for (const StringRef Line : llvm::split(Each.Text, '\n'))
      if (!(Line.ltrim().starts_with("#pragma") &&
            (Line.contains("unroll") || Line.contains(" loop ") || Line.contains("ivdep") ||
             Line.contains("vector"))))
        Kept += (Line + "\n").str();
  Out->back()->Code = Piece::of(Kept);
}

void Normalizer::block(const CompoundStmt *S, Node &Into) {
  auto *Before = Out;
  Out = &Into.Children;
  if (S->getLBracLoc().isInvalid() || T.range({S->getLBracLoc(), S->getLBracLoc()}).empty() ||
      T.kind(T.range({S->getLBracLoc(), S->getLBracLoc()}).Begin) != tok::l_brace) {
    // What Clang puts around a function-try-block.
    for (const Stmt *Child : S->body())
      statement(Child);
    Out = Before;
    return;
  }
  unsigned Last = T.range({S->getLBracLoc(), S->getLBracLoc()}).Begin;
  for (const Stmt *Child : S->body()) {
    trivia(Last);
    statement(Child);
    const TokenRange Range = T.withSemicolon(T.range(Child->getSourceRange()));
    if (!Range.empty())
      Last = Range.End - 1;
  }
  trivia(Last);
  Out = Before;
}

std::unique_ptr<Node> Normalizer::blockOf(const Stmt *S, std::string Role) {
  auto Block = std::make_unique<Node>();
  Block->Kind = NodeKind::Block;
  Block->Role = std::move(Role);
  if (const auto *Compound = dyn_cast_or_null<CompoundStmt>(S)) {
    block(Compound, *Block);
  } else if (S) {
    auto *Before = Out;
    Out = &Block->Children;
    if (const unsigned First = T.range(S->getSourceRange()).Begin; First > 0)
      trivia(First - 1);
    statement(S);
    Out = Before;
  }
  return Block;
}

void Normalizer::statement(const Stmt *S) {
  if (const auto *Declaration = dyn_cast<DeclStmt>(S))
    return declarations(Declaration);
  if (StatementResults.contains(S))
    return statementResult(cast<Expr>(S));
  if (Awaiting.in(S))
    return structured(S);
  if (const auto *Return = dyn_cast<CoreturnStmt>(S))
    return coreturn(Return);
  if (const auto *Label = dyn_cast<LabelStmt>(S)) {
    Node &N = emit(NodeKind::Case);
    N.Code = Piece::of(Label->getName() + std::string(":"));
    N.Label = Label->getDecl();
    return statement(Label->getSubStmt());
  }
  if (const auto *Case = dyn_cast<SwitchCase>(S)) {
    const TokenRange Range = T.range({Case->getBeginLoc(), Case->getColonLoc()});
    emit(NodeKind::Case).Code = fill(Range, {});
    trivia(Range.End - 1);
    return statement(Case->getSubStmt());
  }
  emit(NodeKind::Text).Code = text(S, true);
}

/// Whether \p S ends with `[[fallthrough]];`.
static bool fallsThrough(const Stmt *S) {
  if (const auto *Compound = dyn_cast<CompoundStmt>(S))
    return !Compound->body_empty() && fallsThrough(Compound->body_back());
  const auto *Attributed = dyn_cast<AttributedStmt>(S);
  return Attributed && llvm::any_of(Attributed->getAttrs(), llvm::IsaPred<FallThroughAttr>);
}

void Normalizer::structured(const Stmt *S) {
  if (const auto *Compound = dyn_cast<CompoundStmt>(S)) {
    auto Block = blockOf(Compound, "Block");
    std::unique_ptr<Node> Last;
    // It has to be the last statement before the label, behind what the block leaves.
    if (fallsThrough(Compound)) {
      auto &Children = Block->Children;
      const auto It = llvm::find_if(llvm::reverse(Children),
                                    [](const auto &N) { return N->Kind != NodeKind::Trivia; });
      Last = std::move(*It);
      Children.erase(std::next(It).base());
    }
    Out->push_back(std::move(Block));
    if (Last)
      Out->push_back(std::move(Last));
    return;
  }
  if (const auto *E = dyn_cast<Expr>(S))
    return expressionStatement(E);
  if (const auto *Return = dyn_cast<CoreturnStmt>(S))
    return coreturn(Return);
  if (const auto *If = dyn_cast<IfStmt>(S))
    return ifStatement(If);
  if (const auto *While = dyn_cast<WhileStmt>(S))
    return whileStatement(While);
  if (const auto *Do = dyn_cast<DoStmt>(S))
    return doStatement(Do);
  if (const auto *For = dyn_cast<ForStmt>(S))
    return forStatement(For);
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(S))
    return rangeFor(Range);
  if (const auto *Switch = dyn_cast<SwitchStmt>(S))
    return switchStatement(Switch);
  if (const auto *Try = dyn_cast<CXXTryStmt>(S))
    return tryStatement(Try);
  if (const auto *Label = dyn_cast<LabelStmt>(S)) {
    Node &N = emit(NodeKind::Case);
    N.Code = Piece::of(Label->getName() + std::string(":"));
    N.Label = Label->getDecl();
    return statement(Label->getSubStmt());
  }
  if (const auto *Case = dyn_cast<SwitchCase>(S)) {
    const TokenRange Range = T.range({Case->getBeginLoc(), Case->getColonLoc()});
    emit(NodeKind::Case).Code = fill(Range, {});
    trivia(Range.End - 1);
    return statement(Case->getSubStmt());
  }
  if (const auto *Attributed = dyn_cast<AttributedStmt>(S)) {
    dropLoopPragmas();
    return statement(Attributed->getSubStmt());
  }
  R.refuse(S->getBeginLoc(), "an await in this kind of statement is not supported");
}

void Normalizer::expressionStatement(const Expr *E) {
  if (const StmtExpr *Statement = loweredStatementExpr(E))
    Discarded.insert(Statement);
  enterFull(None);
  Unwanted.insert(E->IgnoreParenImpCasts());
  Unwanted.insert(E->IgnoreImplicit()->IgnoreParens());
  Piece P = lowerSlotted(E, false); // what is discarded is not moved
  flush();
  emit(NodeKind::Eval).Code = std::move(P);
  leaveFull();
}

void Normalizer::coreturn(const CoreturnStmt *S) {
  const Expr *Operand = S->getOperand();
  // What braces make is said by the call that they are the argument of.
  if (isa_and_nonnull<InitListExpr>(Operand) && S->getPromiseCall())
    if (const auto *Call = dyn_cast<CallExpr>(S->getPromiseCall()->IgnoreImplicit());
        Call && Call->getNumArgs() > 0)
      Operand = Call->getArg(0);
  if (!Operand || !Awaiting.in(Operand)) {
    Node &Return = emit(NodeKind::Return);
    Return.Code = returnCode(S);
    Return.To = {JumpKind::Return, nullptr, nullptr, S->getBeginLoc()};
    return;
  }
  enterFull(None);
  if (const StmtExpr *Statement = loweredStatementExpr(Operand)) {
    // return_value refers to the object, wherever it lies.
    const auto *Call = dyn_cast_or_null<CallExpr>(S->getPromiseCall()->IgnoreImplicit());
    const FunctionDecl *Function = Call ? Call->getDirectCallee() : nullptr;
    if (Function && Function->getNumParams() > 0 &&
        Function->getParamDecl(0)->getType()->isReferenceType())
      SlottedUses.insert(Statement);
  }
  if (!isDependent(Operand) && isBranching(Operand)) {
    // The parameter of return_value is made in the arms, by a call in each of them.
    Returning = true;
    lower(Operand, true);
    leaveFull();
    emit(NodeKind::Jump).To = {JumpKind::Return, nullptr, nullptr, S->getBeginLoc()};
    return;
  }
  if (std::optional<Piece> Call = promiseCallWithPieces(S->getPromiseCall(), Operand)) {
    flush();
    emit(NodeKind::Eval).Code = std::move(*Call);
    leaveFull();
    emit(NodeKind::Jump).To = {JumpKind::Return, nullptr, nullptr, S->getBeginLoc()};
    return;
  }
  Piece P = lower(Operand, false);
  flush();
  Node &Eval = emit(NodeKind::Eval);
  if (mayBeVoid(Operand)) {
    Eval.Code = returnEither(P);
    leaveFull();
  } else if (Operand->getType()->isVoidType() && !isa<InitListExpr>(Operand)) {
    Eval.Code = std::move(P);
    leaveFull();
    emit(NodeKind::Eval).Code = promise().text(".return_void()");
  } else {
    Eval.Code = promise().text(".return_value(").add(P).text(")");
    leaveFull();
  }
  emit(NodeKind::Jump).To = {JumpKind::Return, nullptr, nullptr, S->getBeginLoc()};
}

/// The value of a condition, whose full-expression ends before what depends on it.
Piece Normalizer::condition(const Expr *E, std::string Name) {
  if (!Awaiting.in(E))
    return text(E);
  // The whole is evaluated into a variable, which the plan leaves out where the state holds
  // nothing.
  const bool IsSwitch = Name == "selected";
  const ValueId Id = newVariable(std::move(Name), E->getType()->isIntegralOrEnumerationType()
                                                      ? E->getType().getUnqualifiedType()
                                                      : QualType(Context.BoolTy));
  enterFull(None);
  Piece P = lower(E, false);
  if (isDependent(E) && IsSwitch) {
    F.Values[Id].From = Deduced::Auto;
    F.Values[Id].TypeOf = asOperand(E, P);
  } else if (isDependent(E) || (!IsSwitch && isContextuallyConverted(E))) {
    P = Piece::of("static_cast<bool>(").add(P).text(")");
  }
  flush();
  emit(NodeKind::Trivia).Id = Id; // from here on the value is needed
  emit(NodeKind::Eval).Code = Piece().use(Id, false).text(" = ").add(asOperand(E, P));
  leaveFull();
  return Piece().use(Id, false);
}

void Normalizer::ifStatement(const IfStmt *S) {
  if (S->isConstexpr() && S->getCond()->isValueDependent() && !C.Taken.contains(S)) {
    // Nothing can jump into a constexpr if: the coroutine is lowered once for each branch.
    const auto *Init = dyn_cast_or_null<DeclStmt>(S->getInit());
    const auto *Variable =
        Init && Init->isSingleDecl() ? dyn_cast<VarDecl>(Init->getSingleDecl()) : nullptr;
    if (S->getConditionVariable() || (S->getInit() && !(Variable && Variable->isConstexpr())))
      R.refuse(S->getBeginLoc(),
               "an await in a constexpr if with a declaration is not supported in "
               "a template; write the declaration before it");
    if (!F.Undecided)
      F.Undecided = S;
    return;
  }
  // Init statement and declared condition live as long as both branches.
  const bool Scoped = S->getInit() || S->getConditionVariable();
  auto *Before = Out;
  std::unique_ptr<Node> Scope;
  if (Scoped) {
    Scope = std::make_unique<Node>();
    Scope->Kind = NodeKind::Block;
    Scope->Role = "If";
    Out = &Scope->Children;
    InConstexprIf = S->isConstexpr();
    if (S->getInit())
      statement(S->getInit());
    InConstexprIf = false;
    if (const VarDecl *Variable = S->getConditionVariable())
      declaration(Variable, nullptr);
  }
  if (S->isConstexpr()) {
    // Nothing can jump into a constexpr if; outside templates the branch is known.
    std::optional<const Stmt *> Taken;
    if (const auto Decided = C.Taken.find(S); Decided != C.Taken.end())
      Taken = Decided->second ? S->getThen() : S->getElse();
    else
      Taken = S->getNondiscardedCase(Context);
    if (Taken && *Taken)
      Out->push_back(blockOf(*Taken, "Then"));
  } else {
    Piece Code;
    if (const VarDecl *Variable = S->getConditionVariable()) {
      const Expr *E = S->getCond()->IgnoreImplicit();
      if (isa<DeclRefExpr>(E->IgnoreParenImpCasts()) || isa<CXXMemberCallExpr>(E))
        Code.use(Tracked[Variable], true);
    } else {
      Code = condition(S->getCond(), "condition");
    }
    auto If = std::make_unique<Node>();
    If->Kind = NodeKind::If;
    If->Code = std::move(Code);
    If->Children.push_back(blockOf(S->getThen(), "Then"));
    if (S->getElse())
      If->Children.push_back(blockOf(S->getElse(), "Else"));
    Out->push_back(std::move(If));
  }
  if (Scoped) {
    Out = Before;
    Out->push_back(std::move(Scope));
  }
}

void Normalizer::breakUnless(const Piece &Condition, const Node *Loop) {
  Node &If = emit(NodeKind::If);
  If.Code = Piece::of("!(").add(Condition).text(")");
  auto Block = std::make_unique<Node>();
  Block->Kind = NodeKind::Block;
  auto Break = std::make_unique<Node>();
  Break->Kind = NodeKind::Jump;
  Break->To = {JumpKind::Break, Loop, nullptr, {}};
  Block->Children.push_back(std::move(Break));
  If.Children.push_back(std::move(Block));
}

/// Whether a loop with this condition, which may be missing, goes on until something leaves it.
bool Normalizer::isTrue(const Expr *Condition) const {
  bool Value = true;
  return !Condition || (!Condition->isValueDependent() &&
                        Condition->EvaluateAsBooleanCondition(Value, Context) && Value);
}

void Normalizer::whileStatement(const WhileStmt *S) {
  Node &Loop = emit(NodeKind::Loop);
  Loop.IsEndless = true; // unless it has a condition of its own
  Breakable.push_back({&Loop, false});
  if (!S->getConditionVariable() && !Awaiting.in(S->getCond())) {
    Loop.Code = Piece::of("while (").add(text(S->getCond())).text(")");
    Loop.IsEndless = isTrue(S->getCond());
    Loop.Children.push_back(blockOf(S->getBody(), "Loop"));
  } else {
    // The condition is evaluated, its variable made and destroyed, in each round.
    Loop.Code = Piece::of("while (true)");
    auto Body = std::make_unique<Node>();
    Body->Kind = NodeKind::Block;
    Body->Role = "While";
    auto *Before = Out;
    Out = &Body->Children;
    if (const VarDecl *Variable = S->getConditionVariable()) {
      declaration(Variable, nullptr);
      breakUnless(Piece().use(Tracked[Variable], true), &Loop);
    } else {
      Piece P = condition(S->getCond(), "condition");
      breakUnless(std::move(P), &Loop);
    }
    Out->push_back(blockOf(S->getBody(), "Loop"));
    Out = Before;
    Loop.Children.push_back(std::move(Body));
  }
  Breakable.pop_back();
}

void Normalizer::doStatement(const DoStmt *S) {
  Node &Loop = emit(NodeKind::Loop);
  Loop.IsEndless = isTrue(S->getCond());
  Breakable.push_back({&Loop, false});
  if (!Awaiting.in(S->getCond())) {
    Loop.Code = Piece::of("do");
    Loop.Children.push_back(blockOf(S->getBody(), "Loop"));
    auto Condition = std::make_unique<Node>();
    Condition->Kind = NodeKind::Text;
    Condition->Code = Piece::of("while (").add(text(S->getCond())).text(");");
    Loop.Children.push_back(std::move(Condition));
  } else {
    // `continue` goes to the condition, which is the last part of the round: a label of its own.
    Loop.Code = Piece::of("while (true)");
    auto Round = std::make_unique<Node>();
    Round->Kind = NodeKind::Block;
    Loop.IsEndless = true;
    auto Body = blockOf(S->getBody(), "Loop");
    Body->To.Target = &Loop; // `continue` ends this block
    Loop.ContinueLabel = true;
    Loop.Id = 0;
    Round->Children.push_back(std::move(Body));
    auto *Before = Out;
    Out = &Round->Children;
    Piece P = condition(S->getCond(), "condition");
    breakUnless(std::move(P), &Loop);
    Out = Before;
    Loop.Children.push_back(std::move(Round));
  }
  Breakable.pop_back();
}

void Normalizer::forStatement(const ForStmt *S) {
  auto Scope = std::make_unique<Node>();
  Scope->Kind = NodeKind::Block;
  Scope->Role = "For";
  auto *Before = Out;
  Out = &Scope->Children;
  if (S->getInit())
    statement(S->getInit());
  Node &Loop = emit(NodeKind::Loop);
  Breakable.push_back({&Loop, false});
  const bool Simple =
      !S->getConditionVariable() && !Awaiting.in(S->getCond()) && !Awaiting.in(S->getInc());
  Loop.IsEndless = !Simple || isTrue(S->getCond());
  if (Simple) {
    Loop.Code = Piece::of("for (; ");
    if (S->getCond())
      Loop.Code.add(text(S->getCond()));
    Loop.Code.text("; ");
    if (S->getInc())
      Loop.Code.add(text(S->getInc()));
    Loop.Code.text(")");
    Loop.Children.push_back(blockOf(S->getBody(), "Loop"));
  } else {
    Loop.Code = Piece::of("while (true)");
    auto Round = std::make_unique<Node>();
    Round->Kind = NodeKind::Block;
    Round->Role = "While";
    auto *Outer = Out;
    Out = &Round->Children;
    if (const VarDecl *Variable = S->getConditionVariable()) {
      declaration(Variable, nullptr);
      breakUnless(Piece().use(Tracked[Variable], true), &Loop);
    } else if (S->getCond()) {
      Piece P = condition(S->getCond(), "condition");
      breakUnless(std::move(P), &Loop);
    }
    auto Body = blockOf(S->getBody(), "Loop");
    Body->To.Target = &Loop;
    Loop.ContinueLabel = true;
    Loop.Id = 0;
    Out->push_back(std::move(Body));
    if (S->getInc()) {
      if (Awaiting.in(S->getInc()))
        expressionStatement(S->getInc());
      else
        emit(NodeKind::Eval).Code = text(S->getInc());
    }
    Out = Outer;
    Loop.Children.push_back(std::move(Round));
  }
  Breakable.pop_back();
  Out = Before;
  Out->push_back(std::move(Scope));
}

namespace {
const Expr *withoutTemporaries(const Expr *E) {
  for (;;) {
    if (const auto *Full = dyn_cast<FullExpr>(E))
      E = Full->getSubExpr();
    else if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E))
      E = Temporary->getSubExpr();
    else if (const auto *Cast = dyn_cast<ImplicitCastExpr>(E))
      E = Cast->getSubExpr();
    else
      return E;
  }
}
} // namespace

void Normalizer::rangeFor(const CXXForRangeStmt *S) {
  auto Scope = std::make_unique<Node>();
  Scope->Kind = NodeKind::Block;
  Scope->Role = "For";
  auto *Before = Out;
  Out = &Scope->Children;
  if (S->getInit())
    statement(S->getInit());

  if (!S->getBeginStmt()) {
    dependentRange(S);
    Out = Before;
    Out->push_back(std::move(Scope));
    return;
  }
  // [stmt.ranged]/1: auto &&range = init; auto begin = ..., end = ...
  const auto *RangeVar = cast<VarDecl>(S->getRangeStmt()->getSingleDecl());
  const auto Hidden = [&](const VarDecl *Variable, std::string Name) {
    const ValueId Id = track(Variable);
    F.Values[Id].Name = std::move(Name);
    return Id;
  };
  const ValueId Range = Hidden(RangeVar, "range");
  const auto *Braces = dyn_cast<CXXStdInitializerListExpr>(withoutTemporaries(S->getRangeInit()));
  if (Braces) {
    // The list's array is what lives as long as the loop; it serves as the range itself.
    F.Values[Range].Type = cast<MaterializeTemporaryExpr>(Braces->getSubExpr())->getType();
    F.Values[Range].IsReference = false;
  }
  F.Values[Range].IsExtended =
      !Braces && RangeVar->getInit() &&
      isa<MaterializeTemporaryExpr>(RangeVar->getInit()->IgnoreParenImpCasts()->IgnoreImplicit() ==
                                            RangeVar->getInit()
                                        ? RangeVar->getInit()
                                        : RangeVar->getInit()->IgnoreParens());
  if (const auto *Full = dyn_cast<ExprWithCleanups>(RangeVar->getInit()); Full && !Braces)
    F.Values[Range].IsExtended = isa<MaterializeTemporaryExpr>(Full->getSubExpr());
  enterFull(Range);
  if (Braces) {
    declareBraces(bracesOf(Braces), Range);
  } else {
    Piece Init = lower(S->getRangeInit(), false);
    flush();
    Node &Declare = emit(NodeKind::Declare);
    Declare.Variables.push_back({Range, InitStyle::Copy, Init});
    Declare.Code = Piece::of("auto &&").use(Range, true).text(" = ").add(Init).text(";");
    leaveFull();
  }

  const auto Iterator = [&](const DeclStmt *Statement, std::string Name,
                            const std::string &Function) {
    const auto *Variable = cast<VarDecl>(Statement->getSingleDecl());
    const Expr *E = Variable->getInit()->IgnoreImplicit();
    Piece P;
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(E);
        Construct && Construct->getNumArgs() > 0)
      E = Construct->getArg(0)->IgnoreImplicit();
    if (Braces) {
      P.use(Range, true);
      const auto *Array = Context.getAsConstantArrayType(F.Values[Range].Type);
      if (Function == "end")
        P.text(" + " + std::to_string(Array->getSize().getZExtValue()));
    } else if (isa<CXXMemberCallExpr>(E)) {
      P.use(Range, true).text("." + Function + "()");
    } else if (isa<CallExpr>(E)) {
      P.text(Function + "(").use(Range, true).text(")");
    } else if (const auto *Array =
                   Context.getAsConstantArrayType(RangeVar->getType().getNonReferenceType())) {
      P.use(Range, true);
      if (Function == "end")
        P.text(" + " + std::to_string(Array->getSize().getZExtValue()));
    } else {
      R.refuse(S->getForLoc(), "a range of this type is not supported here");
    }
    const ValueId Id = Hidden(Variable, Name);
    Node &N = emit(NodeKind::Declare);
    N.Variables.push_back({Id, InitStyle::Copy, P});
    N.Code = Piece::of("auto ").use(Id, true).text(" = ").add(P).text(";");
    return Id;
  };
  const ValueId Begin = Iterator(S->getBeginStmt(), "iterator", "begin");
  const ValueId End = Iterator(S->getEndStmt(), "sentinel", "end");

  Node &Loop = emit(NodeKind::Loop);
  Breakable.push_back({&Loop, false});
  Loop.Code = Piece::of("for (; ")
                  .use(Begin, true)
                  .text(" != ")
                  .use(End, true)
                  .text("; ++")
                  .use(Begin, true)
                  .text(")");
  auto Body = std::make_unique<Node>();
  Body->Kind = NodeKind::Block;
  Body->Role = "Loop";
  Out = &Body->Children;
  const VarDecl *Variable = S->getLoopVariable();
  const ValueId Element = track(Variable);
  Node &N = emit(NodeKind::Declare);
  Piece Dereferenced = Piece::of("*").use(Begin, true);
  F.Values[Element].IsExtended =
      F.Values[Element].IsReference && Variable->getInit() &&
      isa<MaterializeTemporaryExpr>(isa<ExprWithCleanups>(Variable->getInit())
                                        ? cast<ExprWithCleanups>(Variable->getInit())->getSubExpr()
                                        : Variable->getInit());
  N.Variables.push_back(
      {Element, InitStyle::Copy, bindable(Variable, F.Values[Element], Dereferenced)});
  const TokenRange Written = T.range({S->getLoopVarStmt()->getBeginLoc(), S->getColonLoc()});
  N.Code = fill({Written.Begin, Written.End - 1}, {});
  N.Code.text(" = ").add(Dereferenced).text(";");
  if (const auto *Decomposed = dyn_cast<DecompositionDecl>(Variable))
    declareBindings(Decomposed, Element);
  if (const auto *Compound = dyn_cast<CompoundStmt>(S->getBody()))
    block(Compound, *Body);
  else
    statement(S->getBody());
  Out = &Scope->Children;
  Loop.Children.push_back(std::move(Body));
  Breakable.pop_back();
  Out = Before;
  Out->push_back(std::move(Scope));
}

/// What a reference is bound to, where a class converts to that ([dcl.init.ref]/5).
Piece Normalizer::bindable(const VarDecl *Variable, const Value &V, Piece Init) const {
  if (!V.IsReference || V.IsExtended || V.From != Deduced::No || !Variable->getInit())
    return Init;
  for (const Expr *E = Variable->getInit();;) {
    if (const auto *Cast = dyn_cast<ImplicitCastExpr>(E)) {
      if (Cast->getCastKind() == CK_UserDefinedConversion)
        return Piece::of("static_cast<" + ::costate::declaration(V.Type, "", Context) + ">(")
            .add(Init)
            .text(")");
      E = Cast->getSubExpr();
    } else if (const auto *Full = dyn_cast<FullExpr>(E)) {
      E = Full->getSubExpr();
    } else {
      return Init;
    }
  }
}

void Normalizer::switchStatement(const SwitchStmt *S) {
  auto Scope = std::make_unique<Node>();
  Scope->Kind = NodeKind::Block;
  Scope->Role = "Switch";
  auto *Before = Out;
  Out = &Scope->Children;
  if (S->getInit())
    statement(S->getInit());
  Piece Code;
  if (const VarDecl *Variable = S->getConditionVariable()) {
    declaration(Variable, nullptr);
    Code.use(Tracked[Variable], true);
  } else {
    Code = condition(S->getCond()->IgnoreImpCasts(), "selected");
  }
  Node &Switch = emit(NodeKind::Switch);
  Switch.Code = std::move(Code);
  Breakable.push_back({&Switch, true});
  Switch.Children.push_back(blockOf(S->getBody(), "Case"));
  Breakable.pop_back();
  Out = Before;
  Out->push_back(std::move(Scope));
}

void Normalizer::tryStatement(const CXXTryStmt *S) {
  Node &Try = emit(NodeKind::Try);
  Try.Children.push_back(blockOf(S->getTryBlock(), "Try"));
  for (unsigned I = 0; I != S->getNumHandlers(); ++I)
    Try.Code.add(text(S->getHandler(I))).text(" ");
}

void Normalizer::declarations(const DeclStmt *S) {
  const bool HasAwait = Awaiting.in(S);
  std::vector<const VarDecl *> Variables;
  for (const Decl *D : S->decls()) {
    const auto *Variable = dyn_cast<VarDecl>(D);
    if (isa<TagDecl>(D) || isa<TypedefNameDecl>(D)) {
      if (const auto *Named = cast<NamedDecl>(D);
          Named->getIdentifier() && !LocalTypeNames.insert(Named->getName()).second)
        R.refuse(D->getLocation(), "two local types of this coroutine are called '" +
                                       Named->getName().str() +
                                       "'; both would become members of its machine; rename one");
      if (S->isSingleDecl()) {
        F.Types.push_back({D, text(S, true), ""});
        return;
      }
      if (const auto *Tag = dyn_cast<TagDecl>(D); Tag && Tag->isThisDeclarationADefinition())
        F.Types.push_back(localType(Tag));
      continue;
    }
    if (isa<FunctionDecl>(D) && S->isSingleDecl()) {
      // In run() it would declare a function of the machine's namespace.
      F.Declarations.push_back(text(S, true));
      return;
    }
    if (Variable && Variable->hasExternalStorage() && S->isSingleDecl()) {
      F.Declarations.push_back(text(S, true));
      return;
    }
    if (!Variable) {
      emit(NodeKind::Text).Code = text(S, true);
      return;
    }
    Variables.push_back(Variable);
  }
  const VarDecl *First = Variables.front();
  if (First->isStaticLocal() && HasLocalClasses && S->isSingleDecl() && !HasAwait &&
      First->getTLSKind() == VarDecl::TLS_None && First->hasInit() && !First->isInvalidDecl() &&
      (First->getInit()->isValueDependent() || First->hasConstantInitialization())) {
    // The classes move out of the body, and may name it; its initialisation cannot be told from an
    // earlier one.
    F.Types.push_back({First, text(S, true), ""});
    F.InBody = true;
    return;
  }
  if (First->isStaticLocal() || First->getTLSKind() != VarDecl::TLS_None ||
      First->hasExternalStorage()) {
    if (HasAwait)
      R.refuse(First->getLocation(),
               "the initialiser of a variable with static or thread storage duration must not "
               "contain an await ([expr.await]/2)");
    else
      emit(NodeKind::Text).Code = text(S, true);
    return;
  }
  const bool Constant = llvm::all_of(Variables, [&](const VarDecl *V) {
    if (Captured.contains(V))
      return false; // a closure refers to it as an object
    return V->isConstexpr() ||
           (V->getType().isConstQualified() && V->mightBeUsableInConstantExpressions(Context) &&
            V->getInit() && V->isUsableInConstantExpressions(Context));
  });
  if (Constant) {
    // A constant needs no place in the frame, and stays usable where one is required.
    TokenRange Range = T.withSemicolon(T.range(S->getSourceRange()));
    const unsigned Begin = T.range(First->getTypeSpecStartLoc()).Begin;
    unsigned Attributes = Range.Begin; // come before the specifiers
    while (T.kind(Attributes) == tok::l_square)
      while (T.kind(Attributes++) != tok::r_square || T.kind(Attributes) == tok::r_square) {
      }
    Piece Code = Attributes < Begin ? textOf({Range.Begin, Attributes}, S) : Piece();
    Range.Begin = Code.empty() ? Range.Begin : Attributes;
    const bool Marked = InConstexprIf && Code.empty();
    Code.text(Marked ? "[[maybe_unused]] static " : " static ").add(textOf(Range, S));
    emit(NodeKind::Text).Code = std::move(Code);
    return;
  }
  const bool DefinesType = llvm::any_of(S->decls(), [](const Decl *D) { return isa<TagDecl>(D); });
  if (DefinesType) {
    for (const VarDecl *Variable : Variables)
      declaration(Variable, nullptr);
    return;
  }
  if (HasAwait || Variables.size() == 1) {
    for (const VarDecl *Variable : Variables)
      declaration(Variable, Variables.size() == 1 ? S : nullptr);
    return;
  }
  Node N;
  for (const VarDecl *Variable : Variables)
    declaration(Variable, nullptr);
}

/// A type that is defined together with variables; one without a name gets one.
LocalType Normalizer::localType(const TagDecl *Tag) {
  const TokenRange Range = T.range(Tag->getSourceRange());
  LocalType Local{Tag, {}, ""};
  if (Tag->getIdentifier()) {
    Local.Code = fill(Range, {});
  } else {
    Local.Name = "unnamed_" + std::to_string(F.Types.size() + 1);
    Local.Code = fill({Range.Begin, Range.Begin + 1}, {});
    Local.Code.text(" " + Local.Name + " ").add(fill({Range.Begin + 1, Range.End}, {}));
  }
  Local.Code.text(";");
  return Local;
}

void Normalizer::declaration(const VarDecl *Variable, const DeclStmt *Whole) {
  const Expr *Init = Variable->getInit();
  const Expr *Written = Init;
  InitStyle Style = InitStyle::Default;
  Piece Code;
  const ValueId Id = track(Variable);
  if (isa<DecompositionDecl>(Variable))
    F.Values[Id].Name = "pair";
  deduceType(Variable, Id);
  if (Init) {
    switch (Variable->getInitStyle()) {
    case VarDecl::CInit:
      Style = InitStyle::Copy;
      break;
    case VarDecl::CallInit:
    case VarDecl::ParenListInit:
      Style = InitStyle::Direct;
      break;
    case VarDecl::ListInit:
      Style = InitStyle::List;
      break;
    }
    if (const auto *Full = dyn_cast<ExprWithCleanups>(Init))
      Written = Full->getSubExpr();
    if (const auto *List = dyn_cast<InitListExpr>(Written);
        List && F.Values[Id].IsReference && List->getNumInits() == 1)
      Written = List->getInit(0);
    // `T x;` of class type is a constructor call that nobody wrote.
    const auto *Construct = dyn_cast<CXXConstructExpr>(Written->IgnoreImplicit());
    if (Style == InitStyle::Direct && Construct && Construct->getParenOrBraceRange().isInvalid())
      Style = InitStyle::Default;
    // A reference to a whole temporary is kept as that object; to a part or a base of it, beside
    // it.
    if (F.Values[Id].IsReference)
      if (const auto *Inner =
              dyn_cast<MaterializeTemporaryExpr>(Written->IgnoreParenNoopCasts(Context)))
        F.Values[Id].IsExtended = Inner->getExtendingDecl() == Variable &&
                                  ASTContext::hasSameUnqualifiedType(
                                      Inner->getType(), F.Values[Id].Type.getNonReferenceType());
  }
  if (Style == InitStyle::Default) {
    Node &N = emit(NodeKind::Declare);
    N.Variables.push_back({Id, Style, {}});
    if (Whole)
      N.Code = text(Whole, true);
    return;
  }

  const bool HasAwait = Awaiting.in(Init);
  if (F.Values[Id].IsReference)
    refuseBoundFold(Init);
  if (!F.Values[Id].IsExtended)
    extendTemporaries(Variable, Init);
  if (HasAwait)
    enterFull(Id);
  if (HasAwait && (emplaceConditional(Written, Id) || emplaceBraces(Variable, Written, Id)))
    return;
  if (const Expr *List = Written->IgnoreImplicit();
      isa<CXXStdInitializerListExpr, InitListExpr>(List) && Style == InitStyle::List &&
      Replaced.contains(List) && Awaiting.in(List) == HasAwait && !Replaced[List].empty() &&
      Replaced[List].Parts.front().Text.starts_with("(costate::list_of("))
    Style = InitStyle::Direct;
  Piece InitPiece;
  if (HasAwait) {
    // What is written between the parentheses or after the `=`; the operands are replaced inside.
    lower(Init, false);
    flush();
    // A constructor call's range begins at the variable's name: only its arguments are text of the
    // initialiser.
    for (const Expr *E = Init;;) {
      const auto *Construct = dyn_cast<CXXConstructExpr>(E);
      if (!isa<ExprWithCleanups, CXXBindTemporaryExpr>(E) &&
          !(Construct && Style != InitStyle::Copy))
        break;
      Replaced.erase(E);
      if (Construct)
        break;
      E = cast<Expr>(*E->child_begin());
    }
  }
  // The written initialiser: from the token after the name, without `=`.
  TokenRange Range = T.range(Variable->getSourceRange());
  unsigned At = T.range({Variable->getLocation(), Variable->getLocation()}).End;
  if (const auto *Decomposed = dyn_cast<DecompositionDecl>(Variable))
    At = T.range({Decomposed->getSourceRange().getBegin(), Decomposed->getSourceRange().getEnd()})
             .Begin;
  if (Style == InitStyle::Copy || isa<DecompositionDecl>(Variable)) {
    // The declarator may go on behind the name: `int (&array)[3] = ...`.
    int Depth = 0;
    while (At < Range.End && (Depth > 0 || T.kind(At) != tok::equal)) {
      if (T.kind(At) == tok::l_square || T.kind(At) == tok::l_paren)
        ++Depth;
      if (T.kind(At) == tok::r_square || T.kind(At) == tok::r_paren)
        Depth = std::max(0, Depth - 1);
      ++At;
    }
    if (At < Range.End)
      ++At; // the `=`
    else    // braces follow a structured binding without `=`
      while (At > Range.Begin && T.kind(At - 1) != tok::r_square)
        --At;
  } else if (Variable->getType()->isArrayType()) {
    while (At < Range.End && T.kind(At) != tok::l_brace)
      ++At;
  }
  if (Style == InitStyle::Direct) {
    // The range of a constructor call with parentheses ends before them in some forms.
    unsigned Depth = 0;
    unsigned End = At;
    do {
      if (T.kind(End) == tok::l_paren || T.kind(End) == tok::l_brace)
        ++Depth;
      if (T.kind(End) == tok::r_paren || T.kind(End) == tok::r_brace)
        --Depth;
      ++End;
    } while (Depth > 0 && End < T.size());
    Range.End = std::max(Range.End, End);
  }
  InitPiece = textOf({At, Range.End}, Init);
  if (F.Values[Id].From == Deduced::Bound && Style == InitStyle::List)
    for (const Expr *Braces : {Init, Init->IgnoreImplicit()})
      Replaced.erase(Braces); // what is between them
  if (F.Values[Id].From == Deduced::Elements) {
    for (const Expr *Braces : {Init, Written, Init->IgnoreImplicit()})
      Replaced.erase(Braces);
    F.Values[Id].TypeOf = textOf({At + 1, Range.End - 1}, Init);
  } else if (F.Values[Id].From != Deduced::No)
    F.Values[Id].TypeOf = Style == InitStyle::List ? textOf({At + 1, Range.End - 1}, Init)
                                                   : asOperand(Init, InitPiece);
  // In a state's braces a narrowing conversion must be explicit.
  Piece Member = InitPiece;
  if (F.Values[Id].IsReference && !F.Values[Id].IsExtended && Style == InitStyle::List &&
      F.Values[Id].From == Deduced::No && Range.End > At + 2) {
    Member = textOf({At + 1, Range.End - 1}, Init);
    Style = InitStyle::Copy;
  }
  const QualType Type = Variable->getType();
  if (Type->isScalarType() && F.Values[Id].From == Deduced::No && Style == InitStyle::Copy &&
      !isa<InitListExpr>(Written))
    Member = converted(Written, Type, InitPiece);

  Member = bindable(Variable, F.Values[Id], std::move(Member));
  Node &N = emit(NodeKind::Declare);
  N.Variables.push_back({Id, Style, Member});
  if (Whole) {
    const TokenRange All = T.withSemicolon(T.range(Whole->getSourceRange()));
    Piece Head = textOf({All.Begin, At}, Whole);
    N.Code = std::move(Head.add(InitPiece));
    N.Code.text(";");
  }
  if (HasAwait)
    leaveFull();
  if (const auto *Decomposed = dyn_cast<DecompositionDecl>(Variable))
    declareBindings(Decomposed, Id);
}

/// `pair p{noisy("a"), noisy("b")}` with reference members: the temporaries live as long as p
/// ([class.temporary]/6.10), as variables before it.
void Normalizer::extendTemporaries(const VarDecl *Variable, const Expr *E) {
  if (!E || isa<LambdaExpr>(E))
    return;
  if (const auto *List = dyn_cast<CXXStdInitializerListExpr>(E)) {
    const auto *Array = dyn_cast<MaterializeTemporaryExpr>(List->getSubExpr());
    if (Array && Array->getExtendingDecl() == Variable)
      declareList(List);
    return;
  }
  if (const auto *List = dyn_cast<InitListExpr>(E);
      List && C.IsDependent && List == Variable->getInit()) {
    declareDependentList(Variable, List);
    if (Replaced.contains(List))
      return;
  }
  const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E);
  if (Temporary && Temporary->getExtendingDecl() == Variable &&
      !isa<CXXStdInitializerListExpr>(E)) {
    const bool IsWhole = F.Values[Tracked[Variable]].IsReference;
    if (Awaiting.in(Temporary) && IsWhole) {
      // A reference to a base or a part of what an await gave.
      Value V(ValueKind::Variable);
      V.Name = "temporary";
      V.Type = Temporary->getType();
      F.Values.push_back(std::move(V));
      const ValueId Id = F.Values.size() - 1;
      enterFull(Id);
      Piece Init = lower(Temporary->getSubExpr(), false);
      flush();
      emit(NodeKind::Declare).Variables.push_back({Id, InitStyle::Copy, std::move(Init)});
      leaveFull();
      Replaced[E] = Piece::of("std::move(").use(Id, true).text(")");
      return;
    }
    if (Awaiting.in(Temporary)) {
      R.refuse(E->getExprLoc(), "a temporary whose lifetime is extended by '" +
                                    Variable->getNameAsString() +
                                    "' is made from an await; await into a variable first");
      return;
    }
    Piece Init = text(Temporary->getSubExpr());
    const ValueId Id = newVariable("temporary", Temporary->getType());
    Node &N = *Out->back();
    N.Variables.front().Style = InitStyle::Copy;
    N.Variables.front().Init = std::move(Init);
    Replaced[E] = Piece::of("std::move(").use(Id, true).text(")");
    return;
  }
  for (const Stmt *Child : E->children())
    if (const auto *Operand = dyn_cast_or_null<Expr>(Child))
      extendTemporaries(Variable, Operand);
}

/// `noisy n = c ? co_await a : b;` constructs n in the arms; a statement expression in its block.
bool Normalizer::emplaceConditional(const Expr *Init, ValueId Id) {
  // A `const` on the variable is a conversion of what the conditional gives.
  const auto IsQualification = [](const Expr *E) {
    const auto *Cast = dyn_cast<ImplicitCastExpr>(E);
    return Cast && Cast->getCastKind() == CK_NoOp;
  };
  while (isa<CXXBindTemporaryExpr, ParenExpr, ExprWithCleanups>(Init) ||
         (IsQualification(Init) && (Init->isPRValue() || F.Values[Id].IsExtended)) ||
         (isa<MaterializeTemporaryExpr>(Init) && F.Values[Id].IsExtended))
    Init = cast<Expr>(*Init->child_begin());
  if (const auto *Statement = dyn_cast<StmtExpr>(Init);
      Statement && Statement->getType()->isRecordType() && hasPoint(Statement, false) &&
      (!F.Values[Id].IsReference || F.Values[Id].IsExtended)) {
    F.Values[Id].IsEmplaced = true;
    Emplacing = Id;
    lowerStatementExpr(Statement);
    emit(NodeKind::Declare).Variables.push_back({Id, InitStyle::Copy, {}});
    leaveFull();
    return true;
  }
  const auto *Conditional = dyn_cast<ConditionalOperator>(Init);
  const bool MayBeObject =
      Conditional && ((Conditional->getType()->isRecordType() && Conditional->isPRValue()) ||
                      isDependent(Conditional));
  if (!MayBeObject || (F.Values[Id].IsReference && !F.Values[Id].IsExtended) ||
      F.Values[Id].From == Deduced::Bound ||
      isa_and_nonnull<DecompositionDecl>(F.Values[Id].Decl) ||
      !(Awaiting.in(Conditional->getTrueExpr()) || Awaiting.in(Conditional->getFalseExpr())))
    return false;
  F.Values[Id].IsEmplaced = true;
  Emplacing = Id;
  lowerConditional(Conditional->getCond(), false, Conditional->getTrueExpr(),
                   Conditional->getFalseExpr(), Conditional);
  emit(NodeKind::Declare).Variables.push_back({Id, InitStyle::Copy, {}});
  leaveFull();
  return true;
}

/// Tuple-like bindings are references of their own, made from get<i>(...) ([dcl.struct.bind]/4).
void Normalizer::declareBindings(const DecompositionDecl *Decomposed, ValueId Id) {
  if (Decomposed->getType()->isDependentType())
    return declareDependentBindings(Decomposed, Id);
  unsigned Index = 0;
  for (const BindingDecl *Binding : Decomposed->bindings()) {
    const VarDecl *Variable = Binding->getHoldingVar();
    if (!Variable)
      return;
    const ValueId Part = track(Variable);
    Value &V = F.Values[Part];
    V.Name = Binding->getName().str();
    V.Whole = Id;
    // get<i>() may return an object, whose life the binding extends.
    const Expr *Init = Variable->getInit();
    if (const auto *Full = dyn_cast<ExprWithCleanups>(Init))
      Init = Full->getSubExpr();
    V.IsExtended = isa<MaterializeTemporaryExpr>(Init);
    Holding[Binding] = Part;
    const auto *Get = dyn_cast_or_null<CallExpr>(Variable->getInit()->IgnoreImplicit());
    const std::string Number = "<" + std::to_string(Index++) + ">";
    Piece Object;
    if (Decomposed->getType()->isLValueReferenceType())
      Object.use(Id, true);
    else
      Object.text("std::move(").use(Id, true).text(")");
    Piece Made;
    if (Get && isa<CXXMemberCallExpr>(Get))
      Made.add(Object).text((C.IsDependent ? ".template get" : ".get") + Number + "()");
    else if (Get && Get->getDirectCallee())
      Made.text("::" + Get->getDirectCallee()->getQualifiedNameAsString() + Number + "(")
          .add(Object)
          .text(")");
    emit(NodeKind::Declare).Variables.push_back({Part, InitStyle::Copy, std::move(Made)});
  }
}

} // namespace costate
