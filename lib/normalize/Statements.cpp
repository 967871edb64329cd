// Statements. Those without an await keep their text; the others become the ones that the standard
// defines them by ([stmt.stmt]): here blocks and what lies between statements, expressions,
// co_return and `try`; the rest in files of their own.
//
//   total += co_await next();   ->   Suspend AwaitNext, Resume, Eval total += <result>, FullEnd
#include "normalize/Normalizer.h"

#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace costate {

void Normalizer::statement(const Stmt *S) {
  if (const auto *Declaration = dyn_cast<DeclStmt>(S))
    return declarations(Declaration);
  if (StatementResults.contains(S))
    return statementResult(cast<Expr>(S));
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
  if (Awaiting.in(S))
    return structured(S);
  // C++23: a label at the end of a block has an empty statement without a token of its own.
  if (isa<NullStmt>(S) && T.text(T.range(S->getSourceRange()).Begin) == ":")
    return;
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
  if (const auto *Attributed = dyn_cast<AttributedStmt>(S)) {
    dropLoopPragmas();
    return statement(Attributed->getSubStmt());
  }
  R.refuse(S->getBeginLoc(), "an await in this kind of statement is not supported");
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

void Normalizer::expressionStatement(const Expr *E) {
  if (const StmtExpr *Statement = loweredStatementExpr(E))
    Discarded.insert(Statement);
  enterFull(None);
  Unwanted.insert(E->IgnoreParenImpCasts());
  Unwanted.insert(E->IgnoreImplicit()->IgnoreParens());
  Piece P = lowerSlotted(E, false); // what is discarded is not moved
  flush();
  // `int((value));` would declare it.
  if (isa<CXXFunctionalCastExpr, CXXUnresolvedConstructExpr>(E->IgnoreImplicit()))
    P = Piece::of("static_cast<void>(").add(P).text(")");
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
    // A void operand is a full-expression of its own ([stmt.return.coroutine]/2).
    const bool Splits =
        llvm::none_of(P.Parts, [](const Part &Each) { return Each.Kind == PartKind::LambdaBegin; });
    Eval.Code = returnEither(P, Splits);
    leaveFull();
    if (Splits)
      emit(NodeKind::Eval).Code =
          Piece::of("costate::return_after<decltype(").add(P).text(")>(").add(promise()).text(")");
  } else if (Operand->getType()->isVoidType() && !isa<InitListExpr>(Operand)) {
    Eval.Code = std::move(P);
    leaveFull();
    emit(NodeKind::Eval).Code = promise().text(".return_void()");
  } else {
    Eval.Code = promise().text(".return_value(").add(asOperand(Operand, P)).text(")");
    leaveFull();
  }
  emit(NodeKind::Jump).To = {JumpKind::Return, nullptr, nullptr, S->getBeginLoc()};
}

void Normalizer::tryStatement(const CXXTryStmt *S) {
  Node &Try = emit(NodeKind::Try);
  Try.Children.push_back(blockOf(S->getTryBlock(), "Try"));
  for (unsigned I = 0; I != S->getNumHandlers(); ++I)
    Try.Code.add(text(S->getHandler(I))).text(" ");
}

} // namespace costate
