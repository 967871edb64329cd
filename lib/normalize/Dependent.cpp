// Awaits and values in templates. The pattern is what is lowered, so that it serves for arguments
// that the file never gives it; what only the arguments tell is left to the output's own types:
//
//   auto item = co_await source.next(key(n));
//
//   Suspend AwaitNext{operand: decltype((key(n))) = key(n),
//                     awaiter: costate::awaiting<decltype((source.next(<operand>)))>}
//   Resume  AwaitNext
//   Declare item: std::decay_t<costate::result_of<AwaitNext>>
//
// An operand of a dependent expression may be a temporary to which what is awaited refers: unless
// it is a name, it lives in the state, as an object or reference.
#include "normalize/Normalizer.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace costate {

bool Normalizer::isDependent(const Expr *E) const {
  return C.IsDependent && (E->isTypeDependent() || isa<ParenListExpr>(E) || // which has no type
                           E->getType()->isDependentType());
}

/// Whether \p E, an argument of something that only the instantiation knows, makes an object of a
/// known class: it may be bound to a reference, for which the pattern has no temporary yet.
bool Normalizer::isUnboundTemporary(const Expr *E) const {
  return C.IsDependent && !isDependent(E) && E->isPRValue() && E->getType()->isRecordType() &&
         !Replaced.contains(E) && !isa<InitListExpr, LambdaExpr, CoroutineSuspendExpr>(E);
}

/// Whether \p E may be an object that nothing but the full-expression keeps alive.
bool Normalizer::mayBeTemporary(const Expr *E) const {
  E = withoutConversions(E);
  switch (passing(E)) {
  case Passing::InPlace:
    return false;
  case Passing::Bound:
  case Passing::Converted:
  case Passing::Mixed:
    return !Replaced.contains(E) && !isa<MaterializeTemporaryExpr>(E);
  default:
    break;
  }
  if (passing(E) == Passing::Unknown && isUnboundTemporary(E))
    return true;
  if (!isDependent(E) || Replaced.contains(E) || isStable(E, Context) ||
      isa<InitListExpr, ParenListExpr, PackExpansionExpr, LambdaExpr, CXXNewExpr>(E) ||
      (E->containsUnexpandedParameterPack() && !Expanding))
    return isDependent(E) && isa<LambdaExpr>(E);
  // std::move and std::forward give their argument.
  if (const auto *Call = dyn_cast<CallExpr>(E); Call && Call->getNumArgs() == 1)
    if (const auto *Callee = dyn_cast<UnresolvedLookupExpr>(Call->getCallee()->IgnoreParens());
        Callee && Callee->getQualifier() &&
        (Callee->getName().getAsString() == "move" || Callee->getName().getAsString() == "forward"))
      return mayBeTemporary(Call->getArg(0));
  if (const auto *Unary = dyn_cast<UnaryOperator>(E); Unary && Unary->getOpcode() == UO_Deref)
    return mayBeTemporary(Unary->getSubExpr());
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E);
      Cast && Cast->getTypeAsWritten()->isReferenceType())
    return mayBeTemporary(Cast->getSubExpr());
  return true;
}

/// Whether the operands of \p E are arguments of something that only the instantiation knows.
bool Normalizer::takesArguments(const Expr *E) const {
  const auto *Binary = dyn_cast<BinaryOperator>(E);
  return isDependent(E) && !(Binary && Binary->isCommaOp()) &&
         isa<CallExpr, CXXUnresolvedConstructExpr, CXXConstructExpr, BinaryOperator, UnaryOperator,
             CXXDependentScopeMemberExpr, ArraySubscriptExpr, ParenListExpr>(E);
}

ValueId Normalizer::pendDeduced(std::string Name, Deduced From, Piece Init, Piece TypeOf) {
  const ValueId Id = pend(std::move(Name), {}, std::move(Init));
  F.Values[Id].From = From;
  F.Values[Id].TypeOf = std::move(TypeOf);
  return Id;
}

void Normalizer::spillDependent(const Expr *E, std::string Name) {
  Piece Init = asOperand(E, lower(E, true));
  // The value of a variable; its name would say that the variable itself is meant.
  if (const auto *Cast = dyn_cast<ImplicitCastExpr>(E);
      Cast && Cast->getCastKind() == CK_LValueToRValue) {
    Replaced[E] = Piece::member(pendDeduced(std::move(Name), Deduced::Auto, Init, Init));
    return;
  }
  const ValueId Id = pendDeduced(std::move(Name), Deduced::Operand, Init, Init);
  Replaced[E] = Piece::forward(Id);
}

namespace {

/// The definitions that \p Type may mean: a class, or what a class template has for any arguments.
/// Empty where that is not known.
llvm::SmallVector<const CXXRecordDecl *, 4> candidates(QualType Type) {
  llvm::SmallVector<const CXXRecordDecl *, 4> Result;
  const auto Add = [&](const CXXRecordDecl *Record) {
    if (Record && Record->getDefinition())
      Result.push_back(Record->getDefinition());
  };
  if (const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
      Record && !Record->getDescribedClassTemplate()) {
    Add(Record);
    return Result;
  }
  ClassTemplateDecl *Template = nullptr;
  if (const auto *Specialization = Type->getAs<TemplateSpecializationType>())
    Template =
        dyn_cast_or_null<ClassTemplateDecl>(Specialization->getTemplateName().getAsTemplateDecl());
  else if (const CXXRecordDecl *Record = Type->getAsCXXRecordDecl())
    Template = Record->getDescribedClassTemplate();
  if (!Template)
    return Result;
  Add(Template->getTemplatedDecl());
  llvm::SmallVector<ClassTemplatePartialSpecializationDecl *, 2> Partial;
  Template->getPartialSpecializations(Partial);
  for (const auto *Each : Partial)
    Add(Each);
  for (const auto *Each : Template->specializations())
    if (Each->getSpecializationKind() == TSK_ExplicitSpecialization)
      Add(Each);
  return Result;
}

/// Whether \p Type, whatever its arguments, has a member of this name; none if that depends on
/// them.
std::optional<bool> declares(QualType Type, DeclarationName Name) {
  std::optional<bool> Result;
  for (const CXXRecordDecl *Record : candidates(Type)) {
    std::optional<bool> Has = !Record->lookup(Name).empty();
    for (const CXXBaseSpecifier &Base : Record->bases())
      if (Has && !*Has)
        Has = declares(Base.getType(), Name);
    if (!Has || (Result && *Result != *Has))
      return std::nullopt;
    Result = Has;
  }
  return Result;
}

} // namespace

/// Whether the promise declares a member of this name; none if only the instantiation tells.
std::optional<bool> Normalizer::promiseDeclares(llvm::StringRef Name) const {
  const DeclarationName Wanted(&Context.Idents.get(Name));
  if (C.Promise)
    return declares(C.PromiseType, Wanted);
  const DeclarationName PromiseType(&Context.Idents.get("promise_type"));
  std::optional<bool> Result;
  for (const CXXRecordDecl *Returned : candidates(C.Function->getReturnType())) {
    const auto Found = Returned->lookup(PromiseType);
    const auto *Type = Found.empty() ? nullptr : dyn_cast<TypeDecl>(Found.front());
    const std::optional<bool> Has =
        Type ? declares(Context.getTypeDeclType(Type).getCanonicalType(), Wanted) : std::nullopt;
    if (!Has || (Result && *Result != *Has))
      return std::nullopt;
    Result = Has;
  }
  return Result;
}

namespace {

/// Whether every argument of \p Operator's parameter has it among the functions of its namespace
/// ([basic.lookup.argdep]).
bool isFoundByArgument(const FunctionDecl *Operator) {
  if (Operator->getNumParams() != 1)
    return false;
  const QualType Type = Operator->getParamDecl(0)->getType().getNonReferenceType();
  const Decl *Of = Type->getAsTagDecl();
  if (const auto *Specialization = Type->getAs<TemplateSpecializationType>())
    Of = Specialization->getTemplateName().getAsTemplateDecl();
  return Of && Of->getDeclContext()->getEnclosingNamespaceContext()->Equals(
                   Operator->getDeclContext()->getEnclosingNamespaceContext());
}

} // namespace

/// Whether an `operator co_await` of the file is visible where the coroutine stands, and may not be
/// where the runtime calls it.
bool Normalizer::mayNameAwaitOperator() const {
  if (!C.IsDependent || C.Lambda)
    return false;
  return llvm::any_of(Found.AwaitOperators, [&](const AwaitOperator &Each) {
    const FunctionDecl *Function = Each.Function;
    return !isa<CXXMethodDecl>(Function) && !Function->getFriendObjectKind() &&
           Function->getDeclContext()->Encloses(C.Function->getDeclContext()) &&
           Context.getSourceManager().isBeforeInTranslationUnit(Function->getLocation(),
                                                                C.Function->getLocation()) &&
           !isFoundByArgument(Function);
  });
}

/// The type of \p Operand, a call or an object that is made where it is awaited, as decltype((...))
/// gives it; nothing where only the arguments tell, or where it has no name. The name reads better
/// than what gives the object.
Piece Normalizer::typeOfAwaited(const Expr *Operand) const {
  const Expr *E = withoutConversions(Operand);
  if (const auto *Temporary = dyn_cast<CXXBindTemporaryExpr>(E))
    E = Temporary->getSubExpr();
  const QualType Type = Operand->getType();
  if (isDependent(Operand) || Replaced.contains(E) || Replaced.contains(Operand) ||
      !isa<CallExpr, CXXConstructExpr, CXXFunctionalCastExpr>(E) || hasNoName(Type) ||
      !isNameable(Type))
    return {};
  if (Operand->isPRValue())
    return Piece::of(typeName(Type));
  return Piece::of(typeName(Operand->isLValue() ? Context.getLValueReferenceType(Type)
                                                : Context.getRValueReferenceType(Type)));
}

/// An await whose awaiter only the arguments tell.
Piece Normalizer::lowerDependentAwait(const Expr *Await) {
  const bool IsYield = isa<CoyieldExpr>(Await);
  const Expr *Operand = isa<DependentCoawaitExpr>(Await)
                            ? cast<DependentCoawaitExpr>(Await)->getOperand()
                            : cast<CoroutineSuspendExpr>(Await)->getOperand();
  Piece Init;
  Piece Known;
  if (IsYield) {
    // A co_await that is not resolved, with or without functions to choose from.
    if (const auto *Unary = dyn_cast<UnaryOperator>(Operand))
      Operand = Unary->getSubExpr();
    else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Operand);
             Operator && Operator->getOperator() == OO_Coawait)
      Operand = Operator->getArg(0);
    const auto *Call = cast<CallExpr>(Operand->IgnoreImplicit());
    Operand = Call->getArg(isa<CXXOperatorCallExpr>(Call) ? 1 : 0);
    Piece Argument = lowerYielded(Operand);
    Init = promise()
               .text(".yield_value(")
               .add(Argument)
               .text(positionOfCall(Operand, "yield_value") + ")");
  } else {
    findEmbedded(Operand);
    const std::optional<bool> Transforms = promiseDeclares("await_transform");
    const bool Keeps = !Transforms || *Transforms;
    const bool Called = isArgumentOf(Operand, "await_transform");
    const bool InPlace = Called && Transforms && passing(Operand) == Passing::InPlace;
    if (InPlace || (Called && spillArgument(withoutConversions(Operand))))
      ;
    else if (Keeps && !isStable(Operand, Context))
      spillDependent(withoutConversions(Operand), operandName(Operand));
    Piece P = lower(Operand, true);
    const std::string Position = positionOfCall(Operand, "await_transform");
    if (!Position.empty() && !(Called && Transforms && *Transforms))
      R.refuse(Operand->getExprLoc(),
               "this await_transform asks where it is called, and only the template's arguments "
               "tell whether there is one");
    if (InPlace || !Position.empty())
      Init = promise().text(".await_transform(").add(P).text(Position + ")");
    else if (Keeps)
      Init = Piece::of("costate::transformed(").add(promise()).text(", ").add(P).text(")");
    else {
      Init = asOperand(Operand, P);
      Known = typeOfAwaited(Operand);
    }
  }
  Value Awaiter(ValueKind::Operand);
  Awaiter.Name = "awaiter";
  Awaiter.From = Deduced::Awaiter;
  Awaiter.Init = Piece::of("{").add(Init).text("}");
  Awaiter.TypeOf = std::move(Init);
  Awaiter.Written = std::move(Known);
  F.Values.push_back(std::move(Awaiter));
  return suspendIn(F.Values.size() - 1, Await, Operand, IsYield, true);
}

/// The argument of `yield_value`, which refers to it while the coroutine waits.
Piece Normalizer::lowerYielded(const Expr *E) {
  if (const std::optional<Piece> Known = yieldedInstance(E))
    return *Known;
  if (isa<InitListExpr>(E->IgnoreImplicit())) {
    Piece Init = lower(E, true);
    const ValueId Id = pendDeduced("yielded", Deduced::Yielded, Init, {});
    return Piece::forward(Id);
  }
  const Expr *Inner = withoutConversions(E);
  if (!Expanding && isStable(Inner, Context) && Inner->isLValue() && !isa<StringLiteral>(Inner) &&
      (Inner->isTypeDependent() || isa<DeclRefExpr>(Inner)))
    return lower(E, true); // refers to a variable
  Piece Init = asOperand(E, lower(Inner, true));
  const ValueId Id = pendDeduced("yielded", Deduced::Yielded, Init, Init);
  return Piece::forward(Id);
}

/// A variable whose type or kind only its initialiser tells.
void Normalizer::deduceType(const VarDecl *Variable, ValueId Id) {
  const QualType Type = Variable->getType();
  const bool IsAuto =
      Type->getContainedAutoType() && Type->getContainedAutoType()->isUndeducedAutoType();
  // What a reference is bound to may be an object whose life it extends, or not.
  const bool IsBound =
      Type->isReferenceType() && Variable->getInit() && Variable->getInit()->isTypeDependent();
  if (!C.IsDependent || !Variable->getInit() ||
      !(Type->isDependentType() || IsAuto || Type->isIncompleteArrayType() || IsBound))
    return;
  Value &V = F.Values[Id];
  const auto *Sized = Context.getAsDependentSizedArrayType(Type);
  if (Type->isIncompleteArrayType() || (Sized && !Sized->getSizeExpr())) {
    V.From = Deduced::Elements;
    return;
  }
  const AutoType *Auto = Type->getContainedAutoType();
  const bool IsDecltype = Auto && Auto->isDecltypeAuto();
  // decltype of a name is the type of what it names ([dcl.type.decltype]/1.3).
  if (const auto *Name = IsDecltype ? dyn_cast<DeclRefExpr>(Variable->getInit()) : nullptr) {
    const QualType Named = Name->getDecl()->getType();
    if (isa<BindingDecl>(Name->getDecl()) || Named->isArrayType())
      R.refuse(Variable->getLocation(), "a decltype(auto) variable in a template is initialised by "
                                        "a structured binding or an array; write its type");
    if (!Named->isReferenceType()) {
      V.From = Named->getContainedAutoType() ? Deduced::Auto : Deduced::Spelled;
      if (V.From == Deduced::Spelled)
        V.TypeOf = Piece::of(typeName(Named));
      return;
    }
  }
  if (Type->isReferenceType() || IsDecltype) {
    V.From = Deduced::Bound;
    V.IsReference = true;
  } else if (Type->getContainedAutoType() || Type->getContainedDeducedType()) {
    V.From = Deduced::Auto;
  }
}

/// \p Type as it is written, in terms of what the variables that it names have become; none for a
/// declarator that goes on behind the variable's name.
std::optional<Piece> Normalizer::writtenType(TypeLoc Type) {
  const auto With = [&](TypeLoc Inner, const char *Behind) {
    std::optional<Piece> P = writtenType(Inner);
    return P ? std::optional(P->text(Behind)) : P;
  };
  if (const auto Qualified = Type.getAs<QualifiedTypeLoc>()) {
    const Qualifiers Of = Qualified.getType().getLocalQualifiers();
    return With(Qualified.getUnqualifiedLoc(),
                Of.hasVolatile() ? (Of.hasConst() ? " const volatile" : " volatile") : " const");
  }
  if (const auto Pointer = Type.getAs<PointerTypeLoc>())
    return With(Pointer.getPointeeLoc(), " *");
  if (const auto Reference = Type.getAs<ReferenceTypeLoc>())
    return With(Reference.getPointeeLoc(),
                Reference.getType()->isLValueReferenceType() ? " &" : " &&");
  if (Type.getAs<ArrayTypeLoc>() || Type.getAs<FunctionTypeLoc>() || Type.getAs<ParenTypeLoc>() ||
      Type.getAs<MemberPointerTypeLoc>())
    return std::nullopt;
  return typeText(Type);
}

/// A variable whose written type names others of the body, which are no members where it is one.
void Normalizer::spellType(const VarDecl *Variable, ValueId Id) {
  const TypeSourceInfo *Written = Variable->getTypeSourceInfo();
  if (!C.IsDependent || !Written || !Variable->getType()->isDependentType() ||
      !namesVariables(Written->getTypeLoc()))
    return;
  std::optional<Piece> Type = writtenType(Written->getTypeLoc());
  const auto Decltype = Written->getTypeLoc().getUnqualifiedLoc().getAs<DecltypeTypeLoc>();
  Value &V = F.Values[Id];
  if (Decltype && V.From == Deduced::No && Variable->getInit()) {
    // What is no name of an object may be a reference.
    const auto *Name = dyn_cast<DeclRefExpr>(Decltype.getUnderlyingExpr()->IgnoreImpCasts());
    const auto *Of = Name ? dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
    if (!Of || !Tracked.contains(Of) || F.Values[Tracked[Of]].IsReference) {
      V.From = Deduced::Bound;
      V.IsReference = true;
    }
  }
  if (Type && V.From == Deduced::Bound) {
    V.Written = *std::move(Type);
  } else if (Type && V.From == Deduced::No) {
    V.From = Deduced::Spelled;
    V.TypeOf = *std::move(Type);
  }
}

/// [stmt.ranged]/1, where only the arguments tell how the range is walked.
void Normalizer::dependentRange(const CXXForRangeStmt *S) {
  const auto Declare = [&](std::string Name, const Piece &Init) {
    F.Values.emplace_back(ValueKind::Variable);
    const ValueId Id = F.Values.size() - 1;
    Value &V = F.Values[Id];
    V.Name = std::move(Name);
    V.From = Deduced::Auto;
    V.TypeOf = Init;
    emit(NodeKind::Declare).Variables.push_back({Id, InitStyle::Copy, Init});
    return Id;
  };
  // The array of a list in braces lives as long as the loop.
  const auto *List = dyn_cast<InitListExpr>(S->getRangeInit()->IgnoreImplicit());
  const ValueId Range = track(cast<VarDecl>(S->getRangeStmt()->getSingleDecl()));
  F.Values[Range].Name = "range";
  F.Values[Range].From = List ? Deduced::Elements : Deduced::Bound;
  F.Values[Range].IsReference = !List;
  if (List) {
    F.Values[Range].Type = {};
    declareDependentBraces(List, Range);
  } else {
    const bool HasAwait = Awaiting.in(S->getRangeInit());
    if (HasAwait)
      enterFull(Range);
    Piece Init = lower(S->getRangeInit(), false);
    flush();
    F.Values[Range].TypeOf = asOperand(S->getRangeInit(), Init);
    emit(NodeKind::Declare).Variables.push_back({Range, InitStyle::Copy, Init});
    if (HasAwait)
      leaveFull();
  }
  const Piece Walked = Piece().use(Range, true);
  const auto Call = [&](const char *Function) {
    return Piece::of(std::string("costate::") + Function + "(").add(Walked).text(")");
  };
  const ValueId Begin = Declare("iterator", Call("range_begin"));
  const ValueId End = Declare("sentinel", Call("range_end"));

  rangeLoop(S, Begin, End);
}

/// The type of the variable of each round, which only the arguments tell.
void Normalizer::deduceElement(const VarDecl *Variable, ValueId Element,
                               const Piece &Dereferenced) {
  if (isa<DecompositionDecl>(Variable))
    F.Values[Element].Name = "pair";
  deduceType(Variable, Element);
  Value &V = F.Values[Element];
  if (Variable->getType()->isReferenceType() && Variable->getType()->isDependentType())
    V.From = Deduced::Bound;
  else if (Variable->getType()->getContainedDeducedType())
    V.From = Deduced::Auto;
  V.IsReference = Variable->getType()->isReferenceType();
  V.TypeOf = Dereferenced;
  spellType(Variable, Element);
}

/// Whether only the arguments tell which of return_value and return_void `co_return Operand` calls
/// ([stmt.return.coroutine]/2).
bool Normalizer::mayBeVoid(const Expr *Operand) const {
  const Expr *E = Operand->IgnoreParenImpCasts();
  for (const BinaryOperator *Comma; (Comma = dyn_cast<BinaryOperator>(E)) && Comma->isCommaOp();)
    E = Comma->getRHS()->IgnoreParenImpCasts();
  if (!isDependent(Operand) ||
      !isa<CallExpr, DependentCoawaitExpr, CoroutineSuspendExpr, ConditionalOperator,
           CXXUnresolvedConstructExpr, CXXScalarValueInitExpr, ExplicitCastExpr>(E))
    return false;
  const std::optional<bool> Void = promiseDeclares("return_void");
  return !Void || *Void;
}

Piece Normalizer::returnEither(const Piece &Operand, bool Later) {
  // A lambda may not stand in decltype before C++20.
  if (llvm::any_of(Operand.Parts,
                   [](const Part &Each) { return Each.Kind == PartKind::LambdaBegin; }))
    return Piece::of("costate::return_result(")
        .add(promise())
        .text(", [&]() -> decltype(auto) { return ")
        .add(Operand)
        .text("; });");
  Piece Void = Piece(Operand).text(";");
  if (!Later)
    Void.text(" costate::return_void(").add(promise()).text(");");
  return Piece::of("if constexpr (std::is_void<decltype(")
      .add(Operand)
      .text(")>::value) { ")
      .add(Void)
      .text(" } else { ")
      .add(promise())
      .text(".return_value(")
      .add(Operand)
      .text("); }");
}

/// `c ? a : b` and the logical operators where the type depends on the arguments: what the arms
/// give lies in a slot, as an object or reference.
ValueId Normalizer::dependentResult() {
  const ValueId Id = slotFor(None, {}, "value");
  F.Values[Id].From = Deduced::Slot;
  return Id;
}

} // namespace costate
