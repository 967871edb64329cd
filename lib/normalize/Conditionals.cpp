// `?:`, `&&` and `||` with awaits in their arms: branches that fill in the value.
//
//   c ? co_await a : b   ->   Branch c { Suspend AwaitA, Resume, value = <result> }
//                             else { value = b }, <value>
#include "normalize/Normalizer.h"

#include "source/Types.h"

#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace costate {

bool Normalizer::hasComma(const Piece &Code) const {
  return llvm::any_of(Code.Parts, [&](const Part &Each) {
    return llvm::StringRef(Each.Text).contains(',') ||
           (Each.Kind == PartKind::Tokens && llvm::StringRef(T.spell(Each.Range)).contains(','));
  });
}

/// The expression that makes the object, inside of what makes no difference to it.
static const Expr *withoutWrappers(const Expr *E) {
  while (isa<CXXBindTemporaryExpr, ParenExpr, ExprWithCleanups>(E) ||
         (isa<ImplicitCastExpr>(E) && cast<ImplicitCastExpr>(E)->getCastKind() == CK_NoOp))
    E = isa<ParenExpr>(E) ? cast<ParenExpr>(E)->getSubExpr() : cast<Expr>(*E->child_begin());
  return E;
}

/// Whether \p E is a conditional or a statement expression that makes an object in a slot.
bool Normalizer::isSlotted(const Expr *E) {
  E = withoutWrappers(E);
  if (const auto *Statement = dyn_cast<StmtExpr>(E))
    return Statement->getType()->isRecordType() && hasPoint(Statement, true) &&
           SlottedUses.insert(Statement).second;
  if (isa<InitListExpr, CXXFunctionalCastExpr>(E) && E->isPRValue() && piecesOf(E, true))
    return SlottedUses.insert(E).second;
  return isBranching(E) && SlottedUses.insert(E).second;
}

Piece Normalizer::lowerSlotted(const Expr *E, bool Hoist) {
  isSlotted(E);
  return lower(E, Hoist);
}

namespace {

/// Finds the expressions whose value a reference is bound to, as far as the text tells.
class BoundValues : public RecursiveASTVisitor<BoundValues> {
public:
  explicit BoundValues(llvm::SmallPtrSetImpl<const Expr *> &Found) : Found(Found) {}

  static bool shouldVisitImplicitCode() { return true; }
  bool VisitMaterializeTemporaryExpr(MaterializeTemporaryExpr *Temporary) {
    return add(Temporary->getSubExpr());
  }
  // What only an instantiation knows may take references.
  bool VisitCallExpr(CallExpr *Call) {
    if (Call->isTypeDependent())
      llvm::for_each(Call->arguments(), [&](const Expr *Each) { add(Each); });
    return true;
  }
  bool VisitCXXUnresolvedConstructExpr(CXXUnresolvedConstructExpr *Construct) {
    llvm::for_each(Construct->arguments(), [&](const Expr *Each) { add(Each); });
    return true;
  }
  bool VisitExplicitCastExpr(ExplicitCastExpr *Cast) {
    return Cast->getCastKind() != CK_Dependent || add(Cast->getSubExpr());
  }
  bool VisitDependentCoawaitExpr(DependentCoawaitExpr *Await) { return add(Await->getOperand()); }
  bool VisitCoroutineSuspendExpr(CoroutineSuspendExpr *Await) {
    return !Await->isTypeDependent() || add(Await->getOperand());
  }
  bool VisitCoreturnStmt(CoreturnStmt *Return) {
    return !Return->getOperand() || Return->getPromiseCall() || add(Return->getOperand());
  }

private:
  bool add(const Expr *E) {
    E = E->IgnoreParens();
    for (const BinaryOperator *Comma; (Comma = dyn_cast<BinaryOperator>(E)) && Comma->isCommaOp();)
      E = Comma->getRHS()->IgnoreParens();
    Found.insert(E);
    return true;
  }
  llvm::SmallPtrSetImpl<const Expr *> &Found;
};

} // namespace

void Normalizer::findBoundValues() { BoundValues(Bound).TraverseStmt(C.Body->getBody()); }

/// The scalar \p Result of \p Whole, which is a prvalue: it binds to other references than a
/// variable.
Piece Normalizer::scalarResult(const Expr *Whole, ValueId Result) const {
  Piece Value = Piece().use(Result, false);
  return Bound.contains(Whole) ? Piece::of("std::move(").add(Value).text(")") : Value;
}

/// Whether \p E is written as a prvalue: a call or an await that gives one, `T(...)`.
static bool isMadeBy(const Expr *E) {
  while (isa<CXXBindTemporaryExpr, ParenExpr, ExprWithCleanups>(E))
    E = isa<ParenExpr>(E) ? cast<ParenExpr>(E)->getSubExpr() : cast<Expr>(*E->child_begin());
  return E->isPRValue() && isa<CallExpr, CoroutineSuspendExpr, CXXTemporaryObjectExpr,
                               CXXFunctionalCastExpr, ConditionalOperator>(E);
}

/// Whether \p E is a conditional that makes an object in arms that have to be branches.
bool Normalizer::isBranching(const Expr *E) {
  E = withoutWrappers(E);
  const auto *Conditional = dyn_cast<ConditionalOperator>(E);
  return Conditional && Conditional->isPRValue() && Conditional->getType()->isRecordType() &&
         (hasPoint(Conditional->getTrueExpr(), true) ||
          hasPoint(Conditional->getFalseExpr(), true));
}

/// `Condition ? True : False`; for `&&` and `||` (Negate) False is the short circuit's value.
Piece Normalizer::lowerConditional(const Expr *Condition, bool Negate, const Expr *True,
                                   const Expr *False, const Expr *Whole) {
  const bool Logical = !False;
  const ValueId Target = std::exchange(Emplacing, None);
  const bool Returns = std::exchange(Returning, false);
  const ValueId Fills = std::exchange(Filling, None);
  Piece Test = lower(Condition, true);
  const StateId OuterSlots = Slots;
  StateId Holder = flush();
  if (Conditionals == 0) {
    if (Holder == None) {
      Holder = newState(StateKind::Operands, "Operands");
      Open.push_back(Holder);
      emit(NodeKind::Construct).Id = Holder;
    }
    Slots = Holder;
  }

  const QualType Type = Whole->getType();
  enum {
    Nothing,
    Scalar,
    Address,
    Object,
    Unknown
  } Form = Type->isVoidType()     ? Nothing
           : Logical              ? Scalar
           : Target != None       ? Object
           : Returns              ? Object
           : Fills != None        ? Object
           : isDependent(Whole)   ? (Unwanted.contains(Whole) ? Nothing : Unknown)
           : Whole->isGLValue()   ? Address
           : Type->isRecordType() ? Object
                                  : Scalar;
  ValueId Result = None;
  if (Form == Scalar)
    Result = newVariable("value", Logical ? Context.BoolTy : Type.getUnqualifiedType());
  else if (Form == Address)
    Result = newVariable("address", Context.getPointerType(Type));
  else if (Fills != None)
    Result = Fills;
  else if (Form == Object && Target == None && !Returns)
    Result = slotFor(None, Type.getUnqualifiedType(), "value");
  else if (Form == Unknown)
    Result = dependentResult();
  if ((Form == Object || Form == Unknown) && Result != None && Fills == None)
    // it is made after, so it dies before what the arms make
    F.States[Slots].Members.pop_back();

  const auto AddType = [](Value &V, const Piece &P) {
    V.TypeOf.text(V.TypeOf.empty() ? "true ? " : " : ").add(Piece::of("(").add(P).text(")"));
  };
  const auto Assign = [&](Piece P) {
    Piece Code;
    switch (Form) {
    case Nothing:
      Code = isDependent(Whole) ? Piece::of("static_cast<void>(").add(P).text(")") : std::move(P);
      break;
    case Unknown: {
      AddType(F.Values[Result], P);
      Code.text("::new (").add(Piece::member(Result)).text(".storage()) ");
      Part Slot(PartKind::Forward);
      Slot.Id = Result;
      Slot.Text = "type";
      Code.add({{Slot}}).text("{").add(P).text("}");
      break;
    }
    case Scalar:
      Code.use(Result, false).text(" = ");
      if (hasComma(P)) // the middle operand may be a comma expression
        Code.text("(").add(P).text(")");
      else
        Code.add(P);
      break;
    case Address:
      Code.use(Result, false).text(" = costate::address_of(").add(P).text(")");
      break;
    case Object:
      if (P.empty()) // it has been made
        return;
      if (Returns) {
        emit(NodeKind::Eval).Code = promise().text(".return_value(").add(P).text(")");
        return;
      }
      if (Target != None) {
        if (Value &Made = F.Values[Target]; Made.From == Deduced::Auto)
          AddType(Made, P);
        emit(NodeKind::Emplace).Variables.push_back({Target, InitStyle::Copy, std::move(P)});
        return;
      }
      Code.text("::new (").add(Piece::member(Result)).text(".storage()) ");
      Code.text(typeName(Type.getUnqualifiedType()) + "(").add(P).text(")");
      break;
    }
    emit(NodeKind::Eval).Code = std::move(Code);
    if (Form == Object || Form == Unknown)
      emit(NodeKind::Eval).Code = Piece::member(Result).text(".made()");
  };
  const auto Arm = [&](const Expr *E, Node &Into) {
    auto *Before = Out;
    Out = &Into.Children;
    const size_t Mark = Open.size();
    if (Form == Object && loweredStatementExpr(E))
      (Target != None ? Emplacing : EmplacingSlot) = Target != None ? Target : Result;
    else if (Form == Object && isBranching(E)) {
      Emplacing = Target;
      Returning = Returns;
      Filling = Result;
    }
    Piece P = lower(E, true);
    flush();
    if (Logical && isContextuallyConverted(E))
      P = Piece::of("static_cast<bool>(").add(P).text(")");
    if (isa<CXXThrowExpr>(E->IgnoreParens())) { // gives nothing ([expr.cond]/2)
      if (Form == Unknown)
        AddType(F.Values[Result], P);
      else if (Target != None && F.Values[Target].From == Deduced::Auto)
        AddType(F.Values[Target], P);
      emit(NodeKind::Eval).Code = std::move(P);
    } else if (Returns && !P.empty() && !isMadeBy(E)) {
      Assign(Piece::of(typeName(Type.getUnqualifiedType()) + "(").add(P).text(")"));
    } else {
      Assign(std::move(P));
    }
    if (Open.size() > Mark) {
      Node &End = emit(NodeKind::FullEnd);
      llvm::append_range(End.States, llvm::ArrayRef(Open).drop_front(Mark));
      Open.resize(Mark);
    }
    Out = Before;
  };

  if (Logical)
    Assign(Piece::of("static_cast<bool>(").add(Test).text(")"));
  Node &If = emit(NodeKind::If);
  if (Logical)
    If.Code = Negate ? Piece::of("!").use(Result, false) : Piece().use(Result, false);
  else
    If.Code = std::move(Test);
  const auto NewArm = [&]() -> Node & {
    auto Block = std::make_unique<Node>();
    Block->Kind = NodeKind::Block;
    If.Children.push_back(std::move(Block));
    return *If.Children.back();
  };
  ++Conditionals;
  const bool OuterMayRefer = std::exchange(
      ArmsMayRefer, Whole->isGLValue() || !(Type->isVoidType() || Type->isArithmeticType()));
  Arm(True, NewArm());
  if (!Logical)
    Arm(False, NewArm());
  ArmsMayRefer = OuterMayRefer;
  --Conditionals;
  if ((Form == Object || Form == Unknown) && Result != None && Fills == None)
    F.States[Slots].Members.push_back(Result);
  if (Conditionals == 0)
    Slots = OuterSlots;
  if (Result != None && Form != Object && Form != Unknown)
    emit(NodeKind::Trivia).Id = Result; // from here on the value is needed

  switch (Form) {
  case Nothing:
    return Piece::of("static_cast<void>(0)");
  case Unknown:
    return Piece::forward(Result);
  case Scalar:
    return scalarResult(Whole, Result);
  case Address:
    if (Whole->isLValue())
      return Piece::of("(*").use(Result, false).text(")");
    return Piece::of("std::move(*").use(Result, false).text(")");
  case Object:
    if (Target != None || Returns || Fills != None)
      return {};
    if (!SlottedUses.contains(Whole) && !mayMove(Type))
      R.refuse(Whole->getExprLoc(),
               "a conditional with an await gives an object of type '" +
                   Type.getAsString(Context.getPrintingPolicy()) +
                   "', which would have to be moved; await into a variable in each branch");
    return Piece::of("std::move(*").add(Piece::member(Result)).text(")");
  }
  llvm_unreachable("all forms return");
}

} // namespace costate
