// Awaits inside expressions. What is evaluated before an await and used after it becomes a member
// of the state that waits; the temporaries that must still be alive then, too.
//
//   total(weigh(a), co_await fetch(noisy("k")))
//
//   Suspend AwaitFetch{weigh = weigh(a), temporary = noisy("k"), awaiter = fetch(<temporary>)}
//   Resume  AwaitFetch
//   ...     total(<weigh>, <result of AwaitFetch>)
//
// An expression is "hoisted" when it is evaluated in a statement before the one that its
// full-expression ends in: its temporaries would die too early, so they become members as well.
#include "normalize/Normalizer.h"

#include "source/Types.h"

#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace costate {

/// Whether \p E makes temporaries whose end can be seen, or may do so for some arguments.
bool Normalizer::hasLastingTemporary(const Expr *E) {
  if (takesArguments(E) &&
      llvm::any_of(operands(E), [&](const Expr *Operand) { return mayBeTemporary(Operand); }))
    return true;
  if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E);
      Temporary && !isTriviallyDestructible(Temporary->getType(), Context) &&
      !isMoveUnobservable(Temporary->getType(), Context))
    return true;
  return llvm::any_of(operands(E),
                      [&](const Expr *Operand) { return hasLastingTemporary(Operand); });
}

bool Normalizer::hasTemporary(const Expr *E) {
  if (Replaced.contains(E))
    return false;
  if (takesArguments(E) &&
      llvm::any_of(operands(E), [&](const Expr *Operand) { return mayBeTemporary(Operand); }))
    return true;
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(E))
    return hasLastingTemporary(Default->getExpr());
  if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E);
      Temporary && Temporary->getStorageDuration() == SD_FullExpression)
    return true;
  if (hasVisibleParameter(E) || isEmbedded(E))
    return true;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    isCopiedList(Construct);
  if (const auto *List = dyn_cast<CXXStdInitializerListExpr>(E))
    return isKeptList(List, true);
  if (isa<StmtExpr, LambdaExpr, CoroutineSuspendExpr>(E))
    return false;
  if (const Expr *Thrown = discarded(E); Thrown && isLastingObject(Thrown))
    return true;
  return llvm::any_of(operands(E), [&](const Expr *Operand) { return hasTemporary(Operand); });
}

/// What \p E evaluates for its effects alone ([expr.context]/2): the left side of a comma, or what
/// is cast to void. An object that this makes is a temporary of the full-expression.
const Expr *Normalizer::discarded(const Expr *E) {
  if (const auto *Binary = dyn_cast<BinaryOperator>(E); Binary && Binary->isCommaOp())
    return Binary->getLHS();
  const auto *Cast = dyn_cast<CastExpr>(E);
  return Cast && Cast->getCastKind() == CK_ToVoid ? Cast->getSubExpr() : nullptr;
}

/// Whether \p E, whose value nobody wants, makes an object whose end can be seen.
bool Normalizer::isLastingObject(const Expr *E) const {
  return E->isPRValue() && E->getType()->isRecordType() &&
         !isTriviallyDestructible(E->getType(), Context);
}

/// Lets \p S be lowered once more.
void Normalizer::forget(const Stmt *S) {
  if (const auto *E = dyn_cast_or_null<Expr>(S))
    Replaced.erase(E);
  if (S)
    llvm::for_each(S->children(), [&](const Stmt *Child) { forget(Child); });
}

bool Normalizer::hasPoint(const Expr *E, bool Hoist) {
  return !Replaced.contains(E) && (Awaiting.in(E) || (Hoist && hasTemporary(E)));
}

Piece Normalizer::lower(const Expr *E, bool Hoist) {
  if (!hasPoint(E, Hoist))
    return text(E);
  Piece P = lowerPoint(E, Hoist);
  return Replaced[E] = std::move(P);
}

/// Lowers an expression that has an await or a hoisted temporary in it.
Piece Normalizer::lowerPoint(const Expr *E, bool Hoist) {
  if (isa<DependentCoawaitExpr>(E) || (isa<CoroutineSuspendExpr>(E) && E->isTypeDependent()))
    return lowerDependentAwait(E);
  if (const auto *Await = dyn_cast<CoroutineSuspendExpr>(E))
    return lowerAwait(Await);
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(E)) {
    Piece P = lower(Default->getExpr(), Hoist);
    forget(Default->getExpr()); // another call has the same expression
    return P;
  }
  if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E))
    return Hoist && Temporary->getStorageDuration() == SD_FullExpression
               ? lowerTemporary(Temporary)
               : lowerSlotted(Temporary->getSubExpr(), Hoist);
  if (const auto *Call = dyn_cast<CallExpr>(E); Call && needsPlace(Call, Hoist))
    return callInPlace(Call);
  if (isEmbedded(E))
    return startInStorage(cast<CallExpr>(E), Hoist);
  if (const auto *List = dyn_cast<CXXStdInitializerListExpr>(E); List && isKeptList(List, Hoist))
    return lowerList(List);
  if (isa<InitListExpr, CXXFunctionalCastExpr>(E) && SlottedUses.contains(E))
    if (const InitListExpr *List = piecesOf(E, Hoist)) {
      const ValueId Made = makeInRoom(List, E->getType().getUnqualifiedType());
      return Piece::of("std::move(*").add(Piece::member(Made)).text(")");
    }
  if (const auto *Statement = dyn_cast<StmtExpr>(E))
    return lowerStatementExpr(Statement);
  if (const auto *Expansion = dyn_cast<PackExpansionExpr>(E))
    return lowerExpansion(Expansion);
  if (const auto *Fold = dyn_cast<CXXFoldExpr>(E); Fold && Awaiting.in(E))
    return lowerFold(Fold, Hoist);
  if (std::optional<Piece> Branches = lowerSequenced(E, Hoist))
    return *std::move(Branches);
  if (const Expr *Object = discarded(E); Hoist && Object && isLastingObject(Object)) {
    discard(Object);
    return Piece::of("static_cast<void>(0)");
  }
  if (isa<BinaryConditionalOperator>(E))
    R.refuse(E->getExprLoc(),
             "an await in `?:` without a middle operand is not supported; write the operand out");
  if (const auto *New = dyn_cast<CXXNewExpr>(E);
      New && New->getInitializer() && Awaiting.in(New->getInitializer()) && allocatesFirst(New))
    return lowerNew(New);
  return lowerOperands(E, Hoist);
}

/// An operator of which an operand with a point is evaluated after all of another, or not at all;
/// none if \p E is not one.
std::optional<Piece> Normalizer::lowerSequenced(const Expr *E, bool Hoist) {
  if (const auto *Conditional = dyn_cast<ConditionalOperator>(E);
      Conditional &&
      (hasPoint(Conditional->getTrueExpr(), Hoist) || hasPoint(Conditional->getFalseExpr(), Hoist)))
    return lowerConditional(Conditional->getCond(), false, Conditional->getTrueExpr(),
                            Conditional->getFalseExpr(), E);
  const auto *Binary = dyn_cast<BinaryOperator>(E);
  if (!Binary)
    return std::nullopt;
  if (Binary->isLogicalOp() && hasPoint(Binary->getRHS(), Hoist))
    return lowerConditional(Binary->getLHS(), Binary->getOpcode() == BO_LOr, Binary->getRHS(),
                            nullptr, E);
  if (Binary->isCommaOp() &&
      (hasPoint(Binary->getRHS(), Hoist) || loweredStatementExpr(Binary->getLHS()) ||
       (Hoist && isLastingObject(Binary->getLHS())))) {
    discard(Binary->getLHS());
    return lower(Binary->getRHS(), Hoist);
  }
  return std::nullopt;
}

/// Whether somebody can tell that the memory of \p New, whose initialiser awaits, is allocated
/// before it ([expr.new]/22).
bool Normalizer::allocatesFirst(const CXXNewExpr *New) {
  const FunctionDecl *Allocate = New->getOperatorNew();
  const bool Reserved = Allocate && Allocate->isReservedGlobalPlacementOperator();
  if (Allocate && isa<CXXMethodDecl>(Allocate) && !New->isArray() &&
      New->getNumPlacementArgs() == 0)
    return true;
  if (Allocate && !Reserved && !Allocate->isReplaceableGlobalAllocationFunction())
    R.refuse(New->getExprLoc(),
             "an await in the initialiser of a new-expression whose allocation function is not the "
             "global one is not supported: the allocation comes first; await into a variable");
  return false;
}

/// Evaluates \p E for its effects, in a statement of its own. What it makes lives on.
void Normalizer::discard(const Expr *E) {
  if (const StmtExpr *Statement = loweredStatementExpr(E)) {
    Discarded.insert(Statement);
    lower(E, true);
    flush();
    return;
  }
  Piece P = lower(E, true);
  if (Expanding && (isDependent(E) || E->getType()->isVoidType())) {
    const Piece Number = Piece::of("0"); // a part of each element, which is evaluated in its turn
    pendDeduced("discarded", Deduced::Operand,
                Piece::of("(static_cast<void>(").add(P).text("), 0)"), Number);
    return;
  }
  if (isDependent(E)) { // there may be no object
    flush();
    emit(NodeKind::Eval).Code = Piece::of("static_cast<void>(").add(P).text(")");
    return;
  }
  const Expr *Inner = E->IgnoreParens();
  while (isa<CXXBindTemporaryExpr, ExprWithCleanups>(Inner))
    Inner = cast<Expr>(*Inner->child_begin());
  if (Inner->isPRValue() && !isTriviallyDestructible(Inner->getType(), Context) &&
      !Inner->getType()->isVoidType()) {
    pend("temporary", Inner->getType().getUnqualifiedType(), std::move(P));
    flush();
    return;
  }
  if (Expanding) {
    pendDeduced("discarded", Deduced::Operand, P, P);
    return;
  }
  flush();
  emit(NodeKind::Eval).Code = std::move(P);
}

/// Adds the default arguments at the end of \p Operands, of which the last is replaced, to the text
/// of the call \p E.
void Normalizer::writeDefaults(const Expr *E, llvm::ArrayRef<const Expr *> Operands) {
  const size_t First = isa<CXXMemberCallExpr>(E) ? 1 : 0;
  for (size_t I = First; I != Operands.size(); ++I) {
    const auto *Default = dyn_cast<CXXDefaultArgExpr>(Operands[I]);
    if (!Default)
      continue;
    Insertions[E].text(I == First ? "" : ", ");
    if (const auto It = Replaced.find(Default); It != Replaced.end())
      Insertions[E].add(Piece(It->second));
    else
      Insertions[E].text(defaultText(Default->getExpr(), Default));
  }
}

Piece Normalizer::lowerOperands(const Expr *E, bool Hoist) {
  const llvm::SmallVector<const Expr *, 4> Evaluated = operands(E);
  const llvm::ArrayRef<const Expr *> All = Evaluated;
  const bool Keeps = Hoist && takesArguments(E);
  rememberCall(E);
  int Last = static_cast<int>(All.size()) - 1;
  while (Last >= 0 && !hasPoint(All[Last], Hoist) && !(Keeps && mayBeTemporary(All[Last])))
    --Last;
  for (int I = 0; I < Last; ++I)
    if (!spillBefore(E, All[I]))
      return {};
  if (Last < 0)
    return text(E);
  if (Keeps && mayBeTemporary(All[Last])) {
    spillOperand(All[Last]);
    return text(E);
  }
  // GCC may evaluate what comes after it first, so that it must be over by then.
  const bool Followed = Awaiting.in(All[Last]) && !isOrdered(E) &&
                        std::any_of(All.begin() + Last + 1, All.end(),
                                    [](const Expr *Later) { return hasEffects(Later); });
  if (Followed && (Expanding || overloadedArrow(withoutConversions(All[Last])))) {
    spill(All[Last]);
    return text(E);
  }
  Piece P = lowerLast(All[Last], Followed, Hoist);
  if (isa<InitListExpr>(E) && All.size() > 1)
    P = withBraces(All[Last], std::move(P));
  Replaced[All[Last]] = std::move(P);
  if (isa<CXXDefaultArgExpr>(All[Last]))
    writeDefaults(E, All.take_front(Last + 1));
  return text(E);
}

/// Whether \p Call is `object->f(...)` in a template, of which only the arguments tell whether an
/// operator-> is called.
static bool hasUnknownArrow(const Expr *Call, const Expr *Object) {
  const auto *Called = dyn_cast<CallExpr>(Call);
  const auto *Member =
      Called ? dyn_cast<CXXDependentScopeMemberExpr>(Called->getCallee()->IgnoreParens()) : nullptr;
  return Member && !Member->isImplicitAccess() && Member->isArrow() &&
         Member->getBase() == Object && !Object->getType()->isPointerType();
}

/// [expr.call]/7: what is called is known before the arguments are evaluated.
void Normalizer::spillArrow(const Expr *Object) {
  Piece Arrow = Piece::of("costate::arrow(").add(text(Object)).text(")");
  const ValueId Id = pendDeduced(operandName(Object), Deduced::Operand, Arrow, Arrow);
  Replaced[withoutConversions(Object)] = Piece::member(Id);
}

/// Evaluates an operand of \p E that comes before an await in another one. Whether that is
/// possible.
bool Normalizer::spillBefore(const Expr *E, const Expr *Operand) {
  const Expr *Element = withoutConversions(Operand);
  const QualType Type = Element->getType();
  if (Type.isNull()) { // a copy that a lambda makes of a variable of a dependent type
    R.refuse(Element->getExprLoc(),
             "a lambda of a template copies a variable before an await in its "
             "captures; await into a variable first");
    return false;
  }
  if (isa<CXXDefaultInitExpr>(Element)) {
    if (!isStable(Element, Context))
      R.refuse(E->getExprLoc(),
               "a member's default initialiser comes before an await in the same braces, and is "
               "not a constant; await into a variable first");
    return isStable(Element, Context);
  }
  if (isa<CXXDefaultArgExpr>(Element)) {
    if (hasTemporary(Element))
      lower(Element, true);
    return true;
  }
  // In a template, braces in braces are no object yet, but what is between them is evaluated.
  if (const auto *List = dyn_cast<InitListExpr>(Element);
      List && C.IsDependent && (Type->isVoidType() || Type->isDependentType()))
    return llvm::all_of(List->inits(), [&](const Expr *Each) { return spillBefore(E, Each); });
  const bool InBraces =
      isa<InitListExpr, LambdaExpr>(E) || (isa<CXXConstructExpr>(E) && isOrdered(E));
  if (InBraces && Element->isPRValue() && Type->isRecordType() && !mayMove(Type)) {
    R.refuse(
        Element->getExprLoc(),
        "an object of type '" + Type.getUnqualifiedType().getAsString(Context.getPrintingPolicy()) +
            "' is made in braces or captures before an await in them, and would have to be moved "
            "afterwards, which would show; await into a variable first");
    return false;
  }
  if (takesArguments(E))
    spillOperand(Operand);
  else
    spill(Operand);
  if (hasUnknownArrow(E, Operand))
    spillArrow(Operand);
  return true;
}

/// The last operand with a point; \p Followed by others that could be evaluated before it.
Piece Normalizer::lowerLast(const Expr *Operand, bool Followed, bool Hoist) {
  const bool IsTemporary = Followed && temporaryIn(Operand);
  Piece P = lower(Operand, Hoist || IsTemporary || (Followed && hasLastingTemporary(Operand)));
  if (IsTemporary)
    flush();
  const QualType Type = Operand->getType();
  if (!Followed || !Type->isScalarType() || !Operand->isPRValue())
    return P;
  flush();
  const std::string Name = nameOf(withoutConversions(Operand));
  const ValueId Id = newVariable(Name.empty() ? "operand" : Name, Type.getUnqualifiedType());
  emit(NodeKind::Trivia).Id = Id;
  emit(NodeKind::Eval).Code =
      Piece().use(Id, false).text(" = ").add(asOperand(Operand, std::move(P)));
  return Piece().use(Id, false);
}

/// `new T(co_await a)` where T has an operator new: [expr.new]/22, the allocation comes first.
Piece Normalizer::lowerNew(const CXXNewExpr *New) {
  const std::string Type = typeName(New->getAllocatedType());
  Piece Allocate = Piece::of("costate::new_memory<" + Type + ">(" + Type +
                             "::operator new(sizeof(" + Type + ")))");
  const ValueId Memory =
      pend("memory", {}, std::move(Allocate), "costate::new_memory<" + Type + ">", false);
  Piece Init = lower(New->getInitializer(), true);
  Replaced[New->getInitializer()] = std::move(Init);
  Replaced.erase(New->getInitializer());
  TokenRange Range = T.range(New->getSourceRange());
  Range.Begin = T.range(New->getAllocatedTypeSourceInfo()->getTypeLoc().getSourceRange()).Begin;
  Piece P =
      Piece::member(Memory).text(".made(::new (").add(Piece::member(Memory)).text(".place()) ");
  return P.add(textOf(Range, New)).text(")");
}

Piece Normalizer::lowerTemporary(const MaterializeTemporaryExpr *Temporary) {
  const Expr *Sub = Temporary->getSubExpr();
  if (isSlotted(Sub))
    return lower(Sub, true); // it is an object already
  Piece Init = converted(Sub, Temporary->getType(), lower(Sub, true));
  const ValueId Id = pend("temporary", Temporary->getType(), std::move(Init));
  return Piece::of("std::move(").add(Piece::member(Id)).text(")");
}

void Normalizer::enterFull(ValueId Into) {
  Node &Begin = emit(NodeKind::FullBegin);
  Begin.Id = Into;
}

void Normalizer::leaveFull() {
  Node &End = emit(NodeKind::FullEnd);
  End.States = std::move(Open);
  Open.clear();
}

} // namespace costate
