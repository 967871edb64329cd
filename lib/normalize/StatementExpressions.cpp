// GNU statement expressions with an await in them, or with a jump out of them.
//
//   total(weigh(a), ({ auto r = co_await fetch(); if (!r) co_return 1; r.value(); }))
//
//   Construct Operands{weigh = weigh(a)}
//   Declare   value
//   Block     { r = ...; if (!r) co_return 1; value = r.value(); }
//   ...       total(<weigh>, <value>)
//
// Nothing can jump into a statement expression, so that it becomes a block of the full-expression
// around it. What was evaluated before it lies in a state, as before an await. Its value is copied
// or made before the locals of the block end, and lives to the end of the full-expression: a class
// object is made in a slot, or in the variable that it initialises.
//
// It refuses `break` and `continue` in the head of a loop, which Clang and GCC bind to different
// loops, and a class object that would have to be moved.
#include "normalize/Normalizer.h"

#include "source/Types.h"

#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace costate {
namespace {

/// The expression whose value the statement expression has; none if it has none.
const Expr *resultOf(const StmtExpr *S) {
  if (S->getType()->isVoidType())
    return nullptr;
  for (const Stmt *Each : llvm::reverse(S->getSubStmt()->body()))
    if (!isa<NullStmt>(Each))
      return isa<ValueStmt>(Each) ? cast<ValueStmt>(Each)->getExprStmt() : nullptr;
  return nullptr;
}

bool returns(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  return isa<CoreturnStmt>(S) || llvm::any_of(S->children(), returns);
}

/// \p E without what stands for the destruction of its result.
const Expr *withoutBinding(const Expr *E) {
  while (isa<CXXBindTemporaryExpr, ParenExpr, ExprWithCleanups>(E))
    E = cast<Expr>(*E->child_begin());
  return E;
}

} // namespace

/// The statement expression that \p E is, if it has to be lowered.
const StmtExpr *Normalizer::loweredStatementExpr(const Expr *E) {
  const auto *Statement = dyn_cast<StmtExpr>(withoutBinding(E));
  return Statement && hasPoint(Statement, false) ? Statement : nullptr;
}

Piece Normalizer::lowerStatementExpr(const StmtExpr *S) {
  const Expr *Last = resultOf(S);
  const QualType Type = S->getType().getUnqualifiedType();
  // In a template it is kept as an object, whatever it is.
  const bool IsUnknown = Last && isDependent(S);
  const bool IsUnwanted = Discarded.contains(S);
  const bool IsObject = Last && (Type->isRecordType() || (IsUnknown && !IsUnwanted));
  StatementResult Result;
  Result.Variable = std::exchange(Emplacing, None);
  Result.Slot = std::exchange(EmplacingSlot, None);
  const bool IsPlaced = Result.Variable != None || Result.Slot != None;
  Result.IsDiscarded = IsUnwanted && !IsObject;

  const StateId OuterSlots = Slots;
  const StateId Holder = flush();
  if (IsObject && Conditionals == 0 && Result.Slot == None)
    Slots = Holder != None ? Holder : openOperands();
  if (IsObject && !IsPlaced)
    Result.Slot = slotFor(None, IsUnknown ? QualType() : Type, "value");
  if (IsUnknown && Result.Slot != None)
    F.Values[Result.Slot].From = Deduced::Made;
  else if (Last && !IsObject && !Result.IsDiscarded)
    Result.Scalar = newVariable("value", Type);

  // Its statements are full-expressions of their own.
  const auto OuterOpen = std::exchange(Open, {});
  const unsigned OuterConditionals = std::exchange(Conditionals, 0);
  const StateId HeldSlots = std::exchange(Slots, None);
  if (Last)
    StatementResults[Last] = Result;
  auto Block = std::make_unique<Node>();
  Block->Kind = NodeKind::Block;
  Block->Role = "Statement";
  block(S->getSubStmt(), *Block);
  Out->push_back(std::move(Block));
  Open = OuterOpen;
  Conditionals = OuterConditionals;
  Slots = Conditionals == 0 ? OuterSlots : HeldSlots;
  F.ReturnsInside = F.ReturnsInside || returns(S->getSubStmt());

  if (Result.Scalar != None) {
    emit(NodeKind::Trivia).Id = Result.Scalar; // from here on the value is needed
    return scalarResult(S, Result.Scalar);
  }
  if (IsPlaced)
    return {};
  if (Result.Slot == None || Discarded.contains(S))
    return Piece::of("static_cast<void>(0)");
  if (!IsUnknown && !SlottedUses.contains(S) && !mayMove(Type))
    R.refuse(S->getBeginLoc(),
             "a statement expression with an await gives an object of type '" +
                 Type.getAsString(Context.getPrintingPolicy()) +
                 "', which would have to be moved; initialise a variable with it first");
  return Piece::of("std::move(*").add(Piece::member(Result.Slot)).text(")");
}

/// The last expression of a statement expression. Its temporaries end with it, before the locals.
void Normalizer::statementResult(const Expr *E) {
  const StatementResult Result = StatementResults[E];
  const bool HasPoint = hasPoint(E, false);
  if (HasPoint)
    enterFull(None);
  if (Result.Variable != None && isa<StmtExpr, ConditionalOperator>(withoutBinding(E)))
    Emplacing = Result.Variable;
  else if (Result.Slot != None && loweredStatementExpr(E))
    EmplacingSlot = Result.Slot;
  Piece P = HasPoint ? lower(E, false) : text(E);
  Emplacing = EmplacingSlot = None;
  flush();
  if (Result.Variable != None) {
    if (!P.empty()) // otherwise it has been made
      emit(NodeKind::Emplace)
          .Variables.push_back({Result.Variable, InitStyle::Copy, asOperand(E, P)});
  } else if (Result.Slot != None) {
    if (P.empty()) {
      leaveFull();
      return;
    }
    Piece Type;
    if (F.Values[Result.Slot].From == Deduced::Made) {
      F.Values[Result.Slot].TypeOf = asOperand(E, P);
      Part Slot(PartKind::Forward);
      Slot.Id = Result.Slot;
      Slot.Text = "type";
      Type.add({{Slot}});
    } else {
      Type.text(typeName(E->getType().getUnqualifiedType()));
    }
    emit(NodeKind::Eval).Code = Piece::of("::new (")
                                    .add(Piece::member(Result.Slot))
                                    .text(".storage()) ")
                                    .add(Type)
                                    .text("(")
                                    .add(asOperand(E, P)) // a comma would part two arguments
                                    .text(")");
    emit(NodeKind::Eval).Code = Piece::member(Result.Slot).text(".made()");
  } else if (Result.Scalar != None) {
    emit(NodeKind::Eval).Code =
        Piece().use(Result.Scalar, false).text(" = ").add(asOperand(E, std::move(P)));
  } else {
    emit(NodeKind::Eval).Code = Piece::of("static_cast<void>(").add(P).text(")");
  }
  if (HasPoint)
    leaveFull();
}

/// Opens a state that holds what the full-expression makes from here on.
StateId Normalizer::openOperands() {
  const StateId Id = newState(StateKind::Operands, "Operands");
  Open.push_back(Id);
  emit(NodeKind::Construct).Id = Id;
  return Id;
}

/// GCC binds `while (({ break; true; }))` to the loop around, Clang to this one.
void Normalizer::refuseJumpsInHeads(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return;
  const auto Check = [&](const Stmt *Head) {
    if (const Stmt *Jump = unboundJump(Head))
      R.refuse(Jump->getBeginLoc(), "a `break` or `continue` out of a statement expression in the "
                                    "head of a loop or switch, which compilers bind to different "
                                    "ones; move it into the body");
  };
  if (const auto *While = dyn_cast<WhileStmt>(S)) {
    Check(While->getCond());
  } else if (const auto *Do = dyn_cast<DoStmt>(S)) {
    Check(Do->getCond());
  } else if (const auto *For = dyn_cast<ForStmt>(S)) {
    Check(For->getInit());
    Check(For->getCond());
    Check(For->getInc());
  } else if (const auto *Switch = dyn_cast<SwitchStmt>(S)) {
    Check(Switch->getCond());
  }
  for (const Stmt *Child : S->children())
    refuseJumpsInHeads(Child);
}

} // namespace costate
