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

#include "source/Numbered.h"
#include "source/Types.h"

#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace costate {
namespace {

const MaterializeTemporaryExpr *temporaryIn(const Expr *E) {
  for (;;) {
    if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E))
      return Temporary;
    if (const auto *Cast = dyn_cast<ImplicitCastExpr>(E); Cast && E->isGLValue())
      E = Cast->getSubExpr();
    else if (const auto *Full = dyn_cast<FullExpr>(E))
      E = Full->getSubExpr();
    else if (const auto *Paren = dyn_cast<ParenExpr>(E))
      E = Paren->getSubExpr();
    else
      return nullptr;
  }
}

std::string nameOf(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  if (const auto *Bind = dyn_cast<CXXBindTemporaryExpr>(E))
    return nameOf(Bind->getSubExpr());
  if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E))
    return nameOf(Temporary->getSubExpr());
  const NamedDecl *Named = nullptr;
  if (const auto *Call = dyn_cast<CallExpr>(E))
    Named = dyn_cast_or_null<NamedDecl>(Call->getCalleeDecl());
  else if (const auto *Name = dyn_cast<DeclRefExpr>(E))
    Named = Name->getDecl();
  else if (const auto *Member = dyn_cast<MemberExpr>(E))
    Named = Member->getMemberDecl();
  if (const auto *Call = dyn_cast<CallExpr>(E); Call && !Named) {
    const Expr *Callee = Call->getCallee()->IgnoreParens();
    DeclarationName Name;
    if (const auto *Overload = dyn_cast<OverloadExpr>(Callee))
      Name = Overload->getName();
    else if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(Callee))
      Name = Member->getMember();
    else if (const auto *Scoped = dyn_cast<DependentScopeDeclRefExpr>(Callee))
      Name = Scoped->getDeclName();
    return Name.isIdentifier() && Name.getAsIdentifierInfo() ? Name.getAsString() : "";
  }
  return Named && Named->getIdentifier() ? Named->getName().str() : "";
}

/// \p E as an overloaded `->`, of which only the object and the token are written, or nothing.
const CXXOperatorCallExpr *overloadedArrow(const Expr *E) {
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
  return Operator && Operator->getOperator() == OO_Arrow ? Operator : nullptr;
}

} // namespace

std::string Normalizer::operandName(const Expr *E) {
  std::string Name = nameOf(E);
  return Name.empty() ? "operand" : Name;
}

namespace {

std::string camelCase(StringRef Name) {
  std::string Result;
  bool Upper = true;
  for (const char Ch : Name) {
    if (Ch == '_') {
      Upper = true;
      continue;
    }
    Result += Upper ? llvm::toUpper(Ch) : Ch;
    Upper = false;
  }
  return Result;
}

} // namespace

/// Whether a default argument makes temporaries whose end can be seen.
bool Normalizer::hasLastingTemporary(const Expr *E) {
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
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(E))
    return lower(Default->getExpr(), Hoist);
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
  if (const auto *Conditional = dyn_cast<ConditionalOperator>(E);
      Conditional &&
      (hasPoint(Conditional->getTrueExpr(), Hoist) || hasPoint(Conditional->getFalseExpr(), Hoist)))
    return lowerConditional(Conditional->getCond(), false, Conditional->getTrueExpr(),
                            Conditional->getFalseExpr(), E);
  if (const auto *Binary = dyn_cast<BinaryOperator>(E)) {
    if (Binary->isLogicalOp() && hasPoint(Binary->getRHS(), Hoist))
      return lowerConditional(Binary->getLHS(), Binary->getOpcode() == BO_LOr, Binary->getRHS(),
                              nullptr, E);
    if (Binary->isCommaOp() &&
        (hasPoint(Binary->getRHS(), Hoist) || loweredStatementExpr(Binary->getLHS()) ||
         (Hoist && isLastingObject(Binary->getLHS())))) {
      discard(Binary->getLHS());
      return lower(Binary->getRHS(), Hoist);
    }
  }
  if (const Expr *Object = discarded(E); Hoist && Object && isLastingObject(Object)) {
    discard(Object);
    return Piece::of("static_cast<void>(0)");
  }
  if (isa<BinaryConditionalOperator>(E))
    R.refuse(E->getExprLoc(),
             "an await in `?:` without a middle operand is not supported; write the operand out");
  if (const auto *New = dyn_cast<CXXNewExpr>(E);
      New && New->getInitializer() && Awaiting.in(New->getInitializer())) {
    // [expr.new]/22: the allocation comes before the initialiser.
    const FunctionDecl *Allocate = New->getOperatorNew();
    const bool Reserved = Allocate && Allocate->isReservedGlobalPlacementOperator();
    if (Allocate && isa<CXXMethodDecl>(Allocate) && !New->isArray() &&
        New->getNumPlacementArgs() == 0)
      return lowerNew(New);
    if (Allocate && !Reserved && !Allocate->isReplaceableGlobalAllocationFunction())
      R.refuse(
          E->getExprLoc(),
          "an await in the initialiser of a new-expression whose allocation function is not the "
          "global one is not supported: the allocation comes first; await into a variable");
  }
  return lowerOperands(E, Hoist);
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

Piece Normalizer::lowerOperands(const Expr *E, bool Hoist) {
  const auto All = operands(E);
  const bool Keeps = Hoist && takesArguments(E);
  rememberCall(E);
  int Last = static_cast<int>(All.size()) - 1;
  while (Last >= 0 && !hasPoint(All[Last], Hoist) && !(Keeps && mayBeTemporary(All[Last])))
    --Last;
  for (int I = 0; I < Last; ++I) {
    const Expr *Element = withoutConversions(All[I]);
    const QualType Type = Element->getType();
    const bool InBraces =
        isa<InitListExpr, LambdaExpr>(E) || (isa<CXXConstructExpr>(E) && isOrdered(E));
    if (InBraces && Element->isPRValue() && Type->isRecordType() &&
        !isMoveUnobservable(Type, Context)) {
      R.refuse(
          Element->getExprLoc(),
          "an object of type '" +
              Type.getUnqualifiedType().getAsString(Context.getPrintingPolicy()) +
              "' is made in braces or captures before an await in them, and would have to be moved "
              "afterwards, which would show; await into a variable first");
      return {};
    }
    if (takesArguments(E))
      spillOperand(All[I]);
    else
      spill(All[I]);
  }
  if (Last >= 0 && Keeps && mayBeTemporary(All[Last])) {
    spillOperand(All[Last]);
    return text(E);
  }
  if (Last >= 0) {
    // GCC may evaluate what comes after it first, so that it must be over by then.
    const bool Followed = Awaiting.in(All[Last]) && !isOrdered(E) &&
                          std::any_of(All.begin() + Last + 1, All.end(),
                                      [](const Expr *Later) { return hasEffects(Later); });
    if (Followed && (Expanding || overloadedArrow(withoutConversions(All[Last])))) {
      spill(All[Last]);
      return text(E);
    }
    const bool IsTemporary = Followed && temporaryIn(All[Last]);
    Piece P = lower(All[Last], Hoist || IsTemporary);
    if (IsTemporary)
      flush();
    const QualType Type = All[Last]->getType();
    if (Followed && Type->isScalarType() && All[Last]->isPRValue()) {
      flush();
      const ValueId Id = newVariable(nameOf(withoutConversions(All[Last])).empty()
                                         ? "operand"
                                         : nameOf(withoutConversions(All[Last])),
                                     Type.getUnqualifiedType());
      emit(NodeKind::Trivia).Id = Id;
      emit(NodeKind::Eval).Code =
          Piece().use(Id, false).text(" = ").add(asOperand(All[Last], std::move(P)));
      P = Piece().use(Id, false);
    }
    if (isa<CXXDefaultArgExpr>(All[Last])) {
      Piece &Added = Insertions[E];
      const bool IsFirst = Last == 0 || (isa<CXXMemberCallExpr>(E) && Last == 1);
      Added.text(IsFirst ? "" : ", ").add(P);
    }
    Replaced[All[Last]] = std::move(P);
  }
  return text(E);
}

/// `new T(co_await a)` where T has an operator new: [expr.new]/22, the allocation comes first.
Piece Normalizer::lowerNew(const CXXNewExpr *New) {
  const std::string Type = ::costate::declaration(New->getAllocatedType(), "", Context);
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

ValueId Normalizer::pend(std::string Name, QualType Type, Piece Init, std::string TypeText,
                         bool Trivial) {
  if (Name.empty())
    Name = "operand";
  // A member may not have a name that its class uses for something else ([basic.scope.class]).
  if (C.IsDependent ? Words.contains(Name) : T.namesType(Name))
    Name += "_result";
  const auto IsFree = [&](StringRef Wanted) {
    return Wanted != "awaiter" &&
           llvm::none_of(Pending, [&](ValueId Id) { return F.Values[Id].Name == Wanted; });
  };
  if (Pending.empty())
    PendingNumbers.clear();
  Value V(ValueKind::Operand);
  V.Name = numbered(Name, "_", PendingNumbers, IsFree);
  V.Type = Type;
  V.Init = std::move(Init);
  V.TypeText = std::move(TypeText);
  V.IsTrivial = Trivial;
  const bool HasType = !Type.isNull() && !Type->isSpecificBuiltinType(BuiltinType::Dependent) &&
                       !Type->isUndeducedType();
  if (!Type.isNull() && (!HasType || !isNameable(Type))) {
    V.From = Deduced::Operand;
    V.TypeOf = V.Init;
  }
  F.Values.push_back(std::move(V));
  Pending.push_back(F.Values.size() - 1);
  return Pending.back();
}

/// The pointer that `object->` comes to ([over.ref]), as an expression of its own.
Piece Normalizer::arrowValue(const CXXOperatorCallExpr *Arrow) {
  const Expr *Object = Arrow->getArg(0)->IgnoreImplicit();
  Piece P =
      overloadedArrow(Object) ? arrowValue(overloadedArrow(Object)) : lower(Arrow->getArg(0), true);
  return P.text(".operator->()");
}

void Normalizer::spill(const Expr *E) {
  const Expr *V = withoutConversions(E);
  while (const auto *Bind = dyn_cast<CXXBindTemporaryExpr>(V))
    V = withoutConversions(Bind->getSubExpr());
  if (Replaced.contains(V) || spillArgument(V) || isStable(V, Context))
    return;
  const QualType Type = V->getType();
  if (const auto *Arrow = overloadedArrow(V); Arrow && !isDependent(V)) {
    const ValueId Id =
        pend(operandName(Arrow->getArg(0)), Type.getUnqualifiedType(), arrowValue(Arrow));
    Replaced[V] = Piece::member(Id).text("->");
    return;
  }
  if (const auto *Expansion = dyn_cast<PackExpansionExpr>(V))
    return spillExpansion(V, Expansion->getPattern());
  if (isDependent(V) && !isa<InitListExpr, OverloadExpr>(V))
    return spillDependent(V, operandName(V));
  if (isa<MaterializeTemporaryExpr>(V)) {
    Piece P = lower(V, true);
    Replaced[V] = std::move(P);
    return;
  }
  if (Type->isVoidType()) {
    Piece P = lower(V, true);
    flush();
    emit(NodeKind::Eval).Code = std::move(P);
    Replaced[V] = Piece::of("static_cast<void>(0)");
    return;
  }
  if (Type->isFunctionType() || isa<UnresolvedLookupExpr, OverloadExpr>(V) ||
      Type->isSpecificBuiltinType(BuiltinType::BoundMember))
    return;
  if (Type->isArrayType() && V->isPRValue()) { // braces; an array initialises no array
    for (const Expr *Element : operands(V))
      spill(Element);
    return;
  }
  if (V->isGLValue()) {
    if (V->refersToBitField())
      return spill(operands(V).front());
    const bool IsLValue = V->isLValue();
    Piece Init = lower(V, true);
    const QualType Reference =
        IsLValue ? Context.getLValueReferenceType(Type) : Context.getRValueReferenceType(Type);
    const ValueId Id = pend(nameOf(V), Reference, asOperand(V, std::move(Init)));
    Replaced[V] =
        IsLValue ? Piece::member(Id) : Piece::of("std::move(").add(Piece::member(Id)).text(")");
    return;
  }
  if (Type->isRecordType() && !isMoveUnobservable(Type, Context)) {
    // [expr.call]/8: the parameters' initialisations are indeterminately sequenced. A parameter
    // object cannot be made before its call, and a move would show, so it is made after the await,
    // from operands evaluated before.
    if (const auto *Call = dyn_cast<CallExpr>(V); Call && hasPoint(V, true)) {
      Piece P = lower(V, true);
      Replaced[V] = std::move(P);
      return;
    }
    if (const auto *Statement = dyn_cast<StmtExpr>(V)) {
      Replaced[V] = lowerStatementExpr(Statement);
      return;
    }
    if (isa<CoroutineSuspendExpr>(V)) {
      R.refuse(V->getExprLoc(),
               "the result of an await initialises a parameter of type '" +
                   Type.getAsString(Context.getPrintingPolicy()) +
                   "', which cannot be made before another await of the same call without a move "
                   "that would show; await into a variable first");
      return;
    }
    for (const Expr *Operand : operands(V))
      spill(Operand);
    return;
  }
  Piece Init = lower(V, true);
  const ValueId Id = pend(nameOf(V), Type.getUnqualifiedType(), asOperand(V, std::move(Init)));
  Replaced[V] = Type->isRecordType() ? Piece::of("std::move(").add(Piece::member(Id)).text(")")
                                     : Piece::member(Id);
}

/// \p Text, in parentheses where a comma in it would separate.
Piece Normalizer::asOperand(const Expr *E, Piece Text) const {
  E = E->IgnoreImplicit();
  const auto *Binary = dyn_cast<BinaryOperator>(E);
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
  if ((Binary && Binary->isCommaOp()) || (Operator && Operator->getOperator() == OO_Comma))
    return Piece::of("(").add(Text).text(")");
  return Text;
}

/// \p Text, what \p E has become, as something whose member is named.
Piece Normalizer::asObject(const Expr *E, Piece Text) const {
  E = E->IgnoreImplicit();
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
  const bool IsPostfix =
      Operator && (Operator->getOperator() == OO_Call || Operator->getOperator() == OO_Subscript);
  const bool Binds = isa<UnaryOperator, BinaryOperator, AbstractConditionalOperator, CStyleCastExpr,
                         CXXNewExpr, CoroutineSuspendExpr>(E) ||
                     (Operator && !IsPostfix);
  const bool IsName = Text.Parts.size() == 1 && Text.Parts.front().Kind != PartKind::Tokens;
  return Binds && !IsName ? Piece::of("(").add(Text).text(")") : Text;
}

Piece Normalizer::converted(const Expr *E, QualType Type, Piece Text) const {
  Text = asOperand(withoutConversions(E), std::move(Text));
  // Members are initialised in braces, where a narrowing conversion must be explicit.
  const QualType From = withoutConversions(E)->getType();
  if (!Type->isScalarType() || ASTContext::hasSameUnqualifiedType(From, Type))
    return Text;
  return Piece::of("static_cast<" +
                   Type.getUnqualifiedType().getAsString(Context.getPrintingPolicy()) + ">(")
      .add(Text)
      .text(")");
}

Piece Normalizer::lowerTemporary(const MaterializeTemporaryExpr *Temporary) {
  const Expr *Sub = Temporary->getSubExpr();
  if (isSlotted(Sub))
    return lower(Sub, true); // it is an object already
  Piece Init = converted(Sub, Temporary->getType(), lower(Sub, true));
  const ValueId Id = pend("temporary", Temporary->getType(), std::move(Init));
  return Piece::of("std::move(").add(Piece::member(Id)).text(")");
}

/// Whether \p E is a conditional or a statement expression that makes an object in a slot.
bool Normalizer::isSlotted(const Expr *E) {
  while (isa<CXXBindTemporaryExpr, ParenExpr, ExprWithCleanups>(E) ||
         (isa<ImplicitCastExpr>(E) && cast<ImplicitCastExpr>(E)->getCastKind() == CK_NoOp))
    E = isa<ParenExpr>(E) ? cast<ParenExpr>(E)->getSubExpr() : cast<Expr>(*E->child_begin());
  if (const auto *Statement = dyn_cast<StmtExpr>(E))
    return Statement->getType()->isRecordType() && hasPoint(Statement, true) &&
           SlottedUses.insert(Statement).second;
  if (isa<InitListExpr, CXXFunctionalCastExpr>(E) && E->isPRValue() && piecesOf(E, true))
    return SlottedUses.insert(E).second;
  const auto *Conditional = dyn_cast<ConditionalOperator>(E);
  return Conditional && Conditional->isPRValue() && Conditional->getType()->isRecordType() &&
         (hasPoint(Conditional->getTrueExpr(), true) ||
          hasPoint(Conditional->getFalseExpr(), true)) &&
         SlottedUses.insert(Conditional).second;
}

Piece Normalizer::lowerSlotted(const Expr *E, bool Hoist) {
  isSlotted(E);
  return lower(E, Hoist);
}

std::string Normalizer::uniqueState(const std::string &Name) {
  return numbered(Name, "", StateNumbers,
                  [&](StringRef Wanted) { return StateNames.insert(Wanted).second; });
}

std::string Normalizer::awaitName(const Expr *Operand) const {
  const std::string Name = nameOf(Operand);
  if (!Name.empty())
    return "Await" + camelCase(Name);
  if (const CXXRecordDecl *Record = Operand->getType()->getAsCXXRecordDecl();
      Record && Record->getIdentifier())
    return "Await" + camelCase(Record->getName());
  return "Await";
}

StateId Normalizer::newState(StateKind Kind, std::string Name) {
  State S;
  S.Kind = Kind;
  S.Name = uniqueState(std::move(Name));
  F.States.push_back(std::move(S));
  return F.States.size() - 1;
}

/// Gives the pending operands to the state \p Id and opens it.
void Normalizer::put(StateId Id) {
  State &S = F.States[Id];
  S.Members = std::move(Pending);
  Pending.clear();
  if (S.Awaiter != None)
    S.Members.push_back(S.Awaiter);
  for (const ValueId Member : S.Members) {
    F.Values[Member].State = Id;
    const Value &V = F.Values[Member];
    S.Trivial = S.Trivial && V.From == Deduced::No &&
                (V.TypeText.empty() ? isTriviallyDestructible(V.Type, Context) : V.IsTrivial);
  }
}

StateId Normalizer::flush() {
  if (Pending.empty() || Expanding)
    return None;
  const StateId Id = newState(StateKind::Operands, "Operands");
  put(Id);
  if (Conditionals > 0 && !F.States[Id].Trivial)
    F.States[Id].Slot = slotFor(Id, {}, F.States[Id].Name);
  else
    Open.push_back(Id);
  emit(NodeKind::Construct).Id = Id;
  return Id;
}

ValueId Normalizer::slotFor(StateId Held, QualType Type, std::string Name) {
  Value V(ValueKind::Operand);
  Name[0] = llvm::toLower(Name[0]);
  V.Name = std::move(Name);
  V.Type = Type;
  V.IsSlot = true;
  V.SlotState = Held;
  V.State = Slots;
  F.Values.push_back(std::move(V));
  F.States[Slots].Members.push_back(F.Values.size() - 1);
  F.States[Slots].Trivial = false;
  return F.Values.size() - 1;
}

Piece Normalizer::lowerAwait(const CoroutineSuspendExpr *Await) {
  const Expr *Operand = Await->getOperand();
  if (isa<CoyieldExpr>(Await)) {
    // What Clang keeps is the call of yield_value; written is its argument.
    const auto *Call = cast<CallExpr>(Operand->IgnoreImplicit());
    Operand = Call->getArg(isa<CXXOperatorCallExpr>(Call) ? 1 : 0);
  } else {
    findEmbedded(Operand);
  }
  const Expr *Common = Await->getCommonExpr();
  const auto *Temporary = temporaryIn(Common);
  Piece Init = Temporary ? awaiterOf(Temporary->getSubExpr(), Operand) : awaiterOf(Common, Operand);
  Value Awaiter(ValueKind::Operand);
  Awaiter.Name = "awaiter";
  Awaiter.Type = Temporary            ? Temporary->getType()
                 : Common->isLValue() ? Context.getLValueReferenceType(Common->getType())
                                      : Context.getRValueReferenceType(Common->getType());
  if (!isNameable(Awaiter.Type)) {
    Awaiter.From = Deduced::Operand;
    Awaiter.TypeOf = Init;
  }
  Awaiter.Init = std::move(Init);
  F.Values.push_back(std::move(Awaiter));
  // In one arm of a conditional, what must live to the end of the full-expression lies in a slot.
  const QualType Result = Await->getResumeExpr()->getType();
  const bool MayReferBack =
      Await->isGLValue() || !(Result->isVoidType() || Result->isArithmeticType());
  return suspendIn(F.Values.size() - 1, Await, Operand, isa<CoyieldExpr>(Await), MayReferBack);
}

/// Waits for an awaiter, in a state of its own. \p MayReferBack: the result may refer to it.
Piece Normalizer::suspendIn(ValueId Awaiter, const Expr *Await, const Expr *Operand, bool IsYield,
                            bool MayReferBack) {
  if (Expanding)
    return suspendElement(Awaiter, Await, Operand, IsYield);
  const StateId Id = newState(StateKind::Suspension, IsYield ? "Yield" : awaitName(Operand));
  F.States[Id].Awaiter = Awaiter;
  if (const auto *Suspend = dyn_cast<CoroutineSuspendExpr>(Await);
      Suspend && Suspend->getResumeExpr()) {
    const Expr *Resume = Suspend->getResumeExpr();
    F.States[Id].Result = Resume->isLValue()   ? Context.getLValueReferenceType(Resume->getType())
                          : Resume->isXValue() ? Context.getRValueReferenceType(Resume->getType())
                                               : Resume->getType();
  }
  F.States[Id].Quote = quote(Await);
  F.States[Id].Await = Await;
  F.States[Id].Location = Await->getBeginLoc();
  put(Id);
  if (Conditionals > 0 && (MayReferBack || !F.States[Id].Trivial))
    F.States[Id].Slot = slotFor(Id, {}, F.States[Id].Name);
  if (F.States[Id].Slot == None)
    Open.push_back(Id);
  emit(NodeKind::Suspend).Id = Id;
  emit(NodeKind::Resume).Id = Id;
  return Piece::result(Id);
}

bool Normalizer::isAwaitOperatorInFile(const FunctionDecl *Function) const {
  if (const FunctionDecl *Pattern = Function->getTemplateInstantiationPattern())
    Function = Pattern;
  return llvm::any_of(Found.AwaitOperators, [&](const AwaitOperator &Operator) {
    return Operator.Function->getCanonicalDecl() == Function->getCanonicalDecl();
  });
}

/// The expression that gives the awaiter ([expr.await]/3), of which only \p Operand is written.
Piece Normalizer::awaiterOf(const Expr *E, const Expr *Operand) {
  const Expr *Inner = E->IgnoreImplicit();
  if (Inner == Operand->IgnoreImplicit())
    return lower(E, true);
  const auto *Call = dyn_cast<CallExpr>(Inner);
  if (!Call) {
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Inner);
        Construct && Construct->getNumArgs() >= 1)
      return awaiterOf(Construct->getArg(0), Operand);
    return lower(E, true);
  }
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
  if (Operator && Operator->getOperator() == OO_Coawait) {
    Piece Argument = argumentOf(Operator->getArg(0), Operand);
    const FunctionDecl *Function = Operator->getDirectCallee();
    if (!Function || !isAwaitOperatorInFile(Function))
      return Piece::of("costate::get_awaiter(").add(Argument).text(")");
    if (isa<CXXMethodDecl>(Function))
      return asObject(Operand, std::move(Argument)).text(".operator_co_await()");
    return Piece::of("operator_co_await(").add(Argument).text(")");
  }
  if (Call->getNumArgs() == 1)
    if (std::optional<Piece> Made = promiseCallWithPieces(Call, Call->getArg(0)))
      return std::move(*Made);
  Piece P = promise();
  const bool IsYield = Call->getDirectCallee() && Call->getDirectCallee()->getIdentifier() &&
                       Call->getDirectCallee()->getName() == "yield_value";
  bool Yields = IsYield;
  if (!Call->getDirectCallee() || !Call->getDirectCallee()->getIdentifier()) {
    // A data member with a call operator.
    const Expr *Object =
        Operator ? Operator->getArg(0)->IgnoreImplicit() : Call->getCallee()->IgnoreImplicit();
    const auto *Member = dyn_cast<MemberExpr>(Object);
    Yields = Member && Member->getMemberDecl()->getName() == "yield_value";
  }
  P.text(Yields ? ".yield_value(" : ".await_transform(");
  for (unsigned I = Operator ? 1 : 0, Written = 0; I < Call->getNumArgs(); ++I) {
    if (isa<CXXDefaultArgExpr>(Call->getArg(I)))
      break;
    if (Written++)
      P.text(", ");
    P.add(argumentOf(Call->getArg(I), Operand));
  }
  P.text(positionArguments({Call->getArgs(), Call->getNumArgs()}));
  return P.text(")");
}

Piece Normalizer::argumentOf(const Expr *Argument, const Expr *Operand) {
  const auto *Temporary = temporaryIn(Argument);
  if (!Temporary)
    return awaiterOf(Argument, Operand);
  const Expr *Sub = Temporary->getSubExpr();
  Piece Init = converted(Sub, Temporary->getType(), awaiterOf(Sub, Operand));
  const ValueId Id = pend("temporary", Temporary->getType(), std::move(Init));
  return Piece::of("std::move(").add(Piece::member(Id)).text(")");
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
  while (isa<CXXBindTemporaryExpr, ParenExpr, ExprWithCleanups>(E) ||
         (isa<ImplicitCastExpr>(E) && cast<ImplicitCastExpr>(E)->getCastKind() == CK_NoOp))
    E = isa<ParenExpr>(E) ? cast<ParenExpr>(E)->getSubExpr() : cast<Expr>(*E->child_begin());
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
           : isDependent(Whole)   ? (Unwanted.contains(Whole) ? Nothing : Unknown)
           : Whole->isGLValue()   ? Address
           : Type->isRecordType() ? Object
                                  : Scalar;
  ValueId Result = None;
  if (Form == Scalar)
    Result = newVariable("value", Logical ? Context.BoolTy : Type.getUnqualifiedType());
  else if (Form == Address)
    Result = newVariable("address", Context.getPointerType(Type));
  else if (Form == Object && Target == None && !Returns)
    Result = slotFor(None, Type.getUnqualifiedType(), "value");
  else if (Form == Unknown)
    Result = dependentResult();
  if ((Form == Object || Form == Unknown) && Result != None)
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
      Code.use(Result, false).text(" = (").add(P).text(")");
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
      Code.text(Type.getUnqualifiedType().getAsString(Context.getPrintingPolicy()) + "(")
          .add(P)
          .text(")");
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
      Assign(Piece::of(Type.getUnqualifiedType().getAsString(Context.getPrintingPolicy()) + "(")
                 .add(P)
                 .text(")"));
    } else {
      Assign(std::move(P));
    }
    if (Open.size() > Mark) {
      Node &End = emit(NodeKind::FullEnd);
      End.States.assign(Open.begin() + Mark, Open.end());
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
  Arm(True, NewArm());
  if (!Logical)
    Arm(False, NewArm());
  --Conditionals;
  if ((Form == Object || Form == Unknown) && Result != None)
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
    return Piece().use(Result, false);
  case Address:
    if (Whole->isLValue())
      return Piece::of("(*").use(Result, false).text(")");
    return Piece::of("std::move(*").use(Result, false).text(")");
  case Object:
    if (Target != None || Returns)
      return {};
    if (!SlottedUses.contains(Whole) && !isMoveUnobservable(Type, Context))
      R.refuse(Whole->getExprLoc(),
               "a conditional with an await gives an object of type '" +
                   Type.getAsString(Context.getPrintingPolicy()) +
                   "', which would have to be moved; await into a variable in each branch");
    return Piece::of("std::move(*").add(Piece::member(Result)).text(")");
  }
  llvm_unreachable("all forms return");
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
