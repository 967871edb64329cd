// `while`, `do` and `for` with awaits in them.
//
//   while (co_await more()) { ... }   ->   while (true) { Suspend, Resume; if (!<result>) break;
//                                          ... }
#include "normalize/Normalizer.h"

#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace costate {

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
      breakUnless(condition(S->getCond(), "condition"), &Loop);
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
    breakUnless(condition(S->getCond(), "condition"), &Loop);
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
  if (S->getInc())
    Unwanted.insert(S->getInc()->IgnoreImplicit());
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
      breakUnless(condition(S->getCond(), "condition"), &Loop);
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

void Normalizer::breakUnless(const Piece &Condition, const Node *Loop) {
  Node &If = emit(NodeKind::If);
  const bool IsName = Condition.Parts.size() == 1 && Condition.Parts.front().Kind == PartKind::Use;
  If.Code = Piece::of(IsName ? "!" : "!(").add(Condition).text(IsName ? "" : ")");
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

} // namespace costate
