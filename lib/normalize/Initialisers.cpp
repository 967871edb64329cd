// Initialisers that are more than one value: temporaries that live as long as the variable, braces
// and conditionals that make it in its place.
//
//   pair p{noisy("a"), co_await b};   ->   ::new (&p.first) noisy("a"); Suspend AwaitB, Resume;
//                                          ::new (&p.second) noisy(<result>); Declare p
#include "normalize/Normalizer.h"

#include "source/Types.h"

#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace costate {

/// `pair p{noisy("a"), noisy("b")}` with reference members: the temporaries live as long as p
/// ([class.temporary]/6.10), as variables before it.
void Normalizer::extendTemporaries(const VarDecl *Variable, const Expr *E) {
  if (!E || isa<LambdaExpr>(E))
    return;
  if (const auto *List = dyn_cast<CXXStdInitializerListExpr>(E)) {
    // The array belongs to the list, as long as both stay on the stack.
    const auto *Array = dyn_cast<MaterializeTemporaryExpr>(List->getSubExpr());
    if (Array && Array->getExtendingDecl() == Variable)
      F.Values[Tracked[Variable]].HasArray = true;
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

/// `pair p{noisy("a"), co_await b}` for an aggregate or array: constructs the elements in p's
/// place, one by one.
bool Normalizer::emplaceBraces(const VarDecl *Variable, const Expr *Init, ValueId Id) {
  const auto *List = dyn_cast<InitListExpr>(Init);
  if (!List || F.Values[Id].IsReference || isa<DecompositionDecl>(Variable) ||
      Variable->getType()->isDependentType() || List->isTypeDependent())
    return false;
  const auto *Record = List->getType()->getAsCXXRecordDecl();
  const auto *Array = Context.getAsConstantArrayType(List->getType());
  if ((!Array && (!Record || Record->isUnion() || Record->getNumBases() > 0)) ||
      List->isStringLiteralInit())
    return false;
  bool Needed = false;
  bool AwaitFollows = false;
  for (unsigned I = List->getNumInits(); I-- > 0;) {
    const Expr *Element = List->getInit(I);
    Needed = Needed || (AwaitFollows && Element->getType()->isRecordType() &&
                        Element->isPRValue() && !isMoveUnobservable(Element->getType(), Context));
    AwaitFollows = AwaitFollows || Awaiting.in(Element);
    if (isa<CXXDefaultInitExpr>(Element) || Element->isGLValue())
      return false;
  }
  if (!Needed)
    return false;

  F.Values[Id].IsEmplaced = true;
  std::vector<ValueId> Guards;
  auto Field = Record ? Record->field_begin() : CXXRecordDecl::field_iterator();
  const unsigned Count = Array ? Array->getSize().getZExtValue() : List->getNumInits();
  for (unsigned I = 0; I != Count; ++I) {
    const Expr *Element = I < List->getNumInits() ? List->getInit(I) : List->getArrayFiller();
    while (Record && Field->isUnnamedBitField())
      ++Field;
    if (Record && Field->isBitField()) {
      R.refuse(Element->getExprLoc(),
               "a bit-field is made in braces with an await in them, beside objects that would "
               "have to be moved; await into a variable first");
      return true;
    }
    const std::string Path =
        Record ? "." + (*Field++)->getNameAsString() : "[" + std::to_string(I) + "]";
    const std::string Type =
        ::costate::declaration(Element->getType().getUnqualifiedType(), "", Context);
    Piece Made = Piece::of("::new (static_cast<void *>(&").use(Id, true).text(Path + ")) " + Type);
    if (!Element || isa<ImplicitValueInitExpr>(Element) ||
        T.range(Element->getSourceRange()).empty()) {
      Made.text("()");
    } else {
      Piece Value = lower(Element, true);
      if (isa<InitListExpr>(Element))
        Made.add(Value);
      else
        Made.text("(").add(Value).text(")");
    }
    if (isTriviallyDestructible(Element->getType(), Context)) {
      pend("element", Context.getPointerType(Element->getType().getUnqualifiedType()),
           std::move(Made));
    } else {
      const std::string Guard = "costate::element<" + Type + ">";
      Guards.push_back(
          pend("element", {}, Piece::of(Guard + "(").add(Made).text(")"), Guard, false));
    }
  }
  flush();
  for (const ValueId Guard : Guards)
    emit(NodeKind::Eval).Code = Piece::member(Guard).text(".release()");
  emit(NodeKind::Declare).Variables.push_back({Id, InitStyle::Copy, {}});
  leaveFull();
  return true;
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

} // namespace costate
