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
// An operand of a dependent expression may be a temporary to which what is awaited refers: unless it
// is a name, it lives in the state, as an object or reference.
#include "normalize/Normalizer.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace costate {

bool Normalizer::isDependent(const Expr *E) const {
  return C.IsDependent && (E->isTypeDependent() || E->getType()->isDependentType());
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
  if (!isDependent(E) || Replaced.contains(E) || isStable(E, Context) ||
      isa<InitListExpr, ParenListExpr, PackExpansionExpr, LambdaExpr, CXXNewExpr>(E) ||
      E->containsUnexpandedParameterPack())
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
  return isDependent(E) &&
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
  const ValueId Id = pendDeduced(std::move(Name), Deduced::Operand, Init, Init);
  Replaced[E] = Piece::forward(Id);
}

namespace {

/// A class template's pattern, or the class itself.
const CXXRecordDecl *patternOf(QualType Type) {
  if (const CXXRecordDecl *Record = Type->getAsCXXRecordDecl())
    return Record->getDefinition();
  const auto *Specialization = Type->getAs<TemplateSpecializationType>();
  const auto *Template = Specialization ? dyn_cast_or_null<ClassTemplateDecl>(
                                              Specialization->getTemplateName().getAsTemplateDecl())
                                        : nullptr;
  return Template ? Template->getTemplatedDecl()->getDefinition() : nullptr;
}

/// Whether \p Record or a base of it, as far as they are known, declares \p Name. None where an
/// unknown base may.
std::optional<bool> declares(const CXXRecordDecl *Record, IdentifierInfo &Name) {
  if (!Record || !Record->hasDefinition())
    return std::nullopt;
  if (!Record->lookup(DeclarationName(&Name)).empty())
    return true;
  std::optional<bool> Result = false;
  for (const CXXBaseSpecifier &Base : Record->bases()) {
    const std::optional<bool> Inherited = declares(patternOf(Base.getType()), Name);
    if (!Inherited || *Inherited)
      Result = Inherited;
    if (Result && *Result)
      break;
  }
  return Result;
}

} // namespace

/// Whether the promise declares a member of this name; none if only the instantiation tells.
std::optional<bool> Normalizer::promiseDeclares(llvm::StringRef Name) const {
  if (C.Promise)
    return declares(C.Promise, Context.Idents.get(Name));
  const CXXRecordDecl *Returned = patternOf(C.Function->getReturnType());
  if (!Returned)
    return std::nullopt;
  // A partial specialisation may have another promise.
  if (const auto *Template = Returned->getDescribedClassTemplate()) {
    llvm::SmallVector<ClassTemplatePartialSpecializationDecl *, 2> Partial;
    const_cast<ClassTemplateDecl *>(Template)->getPartialSpecializations(Partial);
    for (const auto *Each : Partial)
      if (Each->hasDefinition() && promiseOf(Each) &&
          declares(promiseOf(Each), Context.Idents.get(Name)) !=
              declares(promiseOf(Returned), Context.Idents.get(Name)))
        return std::nullopt;
  }
  return declares(promiseOf(Returned), Context.Idents.get(Name));
}

/// The class that `promise_type` means in \p Class, as far as it is known.
const CXXRecordDecl *Normalizer::promiseOf(const CXXRecordDecl *Class) const {
  for (const NamedDecl *Found :
       Class->lookup(DeclarationName(&Context.Idents.get("promise_type")))) {
    if (const auto *Record = dyn_cast<CXXRecordDecl>(Found))
      return Record->getDefinition();
    if (const auto *Alias = dyn_cast<TypedefNameDecl>(Found))
      return patternOf(Alias->getUnderlyingType());
  }
  return nullptr;
}

/// An await whose awaiter only the arguments tell.
Piece Normalizer::lowerDependentAwait(const Expr *Await) {
  const bool IsYield = isa<CoyieldExpr>(Await);
  const Expr *Operand = isa<DependentCoawaitExpr>(Await)
                            ? cast<DependentCoawaitExpr>(Await)->getOperand()
                            : cast<CoroutineSuspendExpr>(Await)->getOperand();
  const Piece Promise = promise();
  const Piece TypeOfPromise =
      Piece::of("std::declval<").add({{Part(PartKind::PromiseType)}}).text(" &>()");
  Piece Init;
  Piece TypeOf;
  if (IsYield) {
    if (const auto *Unary = dyn_cast<UnaryOperator>(Operand)) // a co_await that is not resolved
      Operand = Unary->getSubExpr();
    const auto *Call = cast<CallExpr>(Operand->IgnoreImplicit());
    Operand = Call->getArg(isa<CXXOperatorCallExpr>(Call) ? 1 : 0);
    Piece Argument = lowerYielded(Operand);
    Init = Piece(Promise).text(".yield_value(").add(Argument).text(")");
    TypeOf = Piece(TypeOfPromise).text(".yield_value(").add(Argument).text(")");
  } else {
    const std::optional<bool> Transforms = promiseDeclares("await_transform");
    const bool Keeps = !Transforms || *Transforms;
    const bool Called = isArgumentOf(Operand, "await_transform");
    const bool InPlace = Called && Transforms && passing(Operand) == Passing::InPlace;
    if (InPlace || (Called && spillArgument(withoutConversions(Operand))))
      ;
    else if (Keeps && !isStable(Operand, Context))
      spillDependent(withoutConversions(Operand), operandName(Operand));
    Piece P = lower(Operand, true);
    if (InPlace) {
      Init = Piece(Promise).text(".await_transform(").add(P).text(")");
      TypeOf = Piece(TypeOfPromise).text(".await_transform(").add(P).text(")");
    } else if (Keeps) {
      Init = Piece::of("costate::transformed(").add(Promise).text(", ").add(P).text(")");
      TypeOf = Piece::of("costate::transformed(").add(TypeOfPromise).text(", ").add(P).text(")");
    } else {
      Init = TypeOf = asOperand(Operand, P);
    }
  }
  Value Awaiter(ValueKind::Operand);
  Awaiter.Name = "awaiter";
  Awaiter.From = Deduced::Awaiter;
  Awaiter.Init = Piece::of("{").add(Init).text("}");
  Awaiter.TypeOf = std::move(TypeOf);
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
  if (isStable(Inner, Context) && Inner->isLValue() && !isa<StringLiteral>(Inner) &&
      (Inner->isTypeDependent() || isa<DeclRefExpr>(Inner)))
    return lower(E, true); // refers to a variable
  Piece Init = asOperand(E, lower(Inner, true));
  const ValueId Id = pendDeduced("yielded", Deduced::Yielded, Init, Init);
  return Piece::forward(Id);
}

/// A variable whose type or kind only its initialiser tells.
void Normalizer::deduceType(const VarDecl *Variable, ValueId Id) {
  const QualType Type = Variable->getType();
  if (!C.IsDependent || !Type->isDependentType() || !Variable->getInit())
    return;
  Value &V = F.Values[Id];
  const AutoType *Auto = Type->getContainedAutoType();
  const bool IsDecltype = Auto && Auto->isDecltypeAuto();
  if (Type->isReferenceType() || IsDecltype) {
    V.From = Deduced::Bound;
    V.IsReference = true;
  } else if (Type->getContainedAutoType() || Type->getContainedDeducedType()) {
    V.From = Deduced::Auto;
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
  if (isa<InitListExpr>(S->getRangeInit()->IgnoreImplicit()))
    R.refuse(S->getRangeInit()->getExprLoc(),
             "a loop with awaits over a list in braces is not supported in a template; name an array");
  const ValueId Range = track(cast<VarDecl>(S->getRangeStmt()->getSingleDecl()));
  F.Values[Range].Name = "range";
  F.Values[Range].From = Deduced::Bound;
  F.Values[Range].IsReference = true;
  const bool HasAwait = Awaiting.in(S->getRangeInit());
  if (HasAwait)
    enterFull(Range);
  Piece Init = lower(S->getRangeInit(), false);
  flush();
  F.Values[Range].TypeOf = asOperand(S->getRangeInit(), Init);
  emit(NodeKind::Declare).Variables.push_back({Range, InitStyle::Copy, Init});
  if (HasAwait)
    leaveFull();
  const Piece Walked = Piece().use(Range, true);
  const auto Call = [&](const char *Function) {
    return Piece::of(std::string("costate::") + Function + "(").add(Walked).text(")");
  };
  const ValueId Begin = Declare("iterator", Call("range_begin"));
  const ValueId End = Declare("sentinel", Call("range_end"));

  Node &Loop = emit(NodeKind::Loop);
  Breakable.push_back({&Loop, false});
  Loop.Code = Piece::of("for (; ").use(Begin, true).text(" != ").use(End, true).text("; ++");
  Loop.Code.use(Begin, true).text(")");
  auto Body = std::make_unique<Node>();
  Body->Kind = NodeKind::Block;
  Body->Role = "Loop";
  auto *Before = Out;
  Out = &Body->Children;
  const VarDecl *Variable = S->getLoopVariable();
  const ValueId Element = track(Variable);
  if (isa<DecompositionDecl>(Variable))
    F.Values[Element].Name = "pair";
  const Piece Dereferenced = Piece::of("*").use(Begin, true);
  deduceType(Variable, Element);
  if (Variable->getType()->isReferenceType() && Variable->getType()->isDependentType())
    F.Values[Element].From = Deduced::Bound;
  else if (Variable->getType()->getContainedAutoType())
    F.Values[Element].From = Deduced::Auto;
  F.Values[Element].IsReference = Variable->getType()->isReferenceType();
  F.Values[Element].TypeOf = Dereferenced;
  Node &N = emit(NodeKind::Declare);
  N.Variables.push_back({Element, InitStyle::Copy, Dereferenced});
  const TokenRange Written = T.range({S->getLoopVarStmt()->getBeginLoc(), S->getColonLoc()});
  N.Code = fill({Written.Begin, Written.End - 1}, {});
  N.Code.text(" = ").add(Dereferenced).text(";");
  if (const auto *Decomposed = dyn_cast<DecompositionDecl>(Variable))
    declareBindings(Decomposed, Element);
  if (const auto *Compound = dyn_cast<CompoundStmt>(S->getBody()))
    block(Compound, *Body);
  else
    statement(S->getBody());
  Out = Before;
  Loop.Children.push_back(std::move(Body));
  Breakable.pop_back();
}

/// Whether only the arguments tell which of return_value and return_void `co_return Operand` calls
/// ([stmt.return.coroutine]/2).
bool Normalizer::mayBeVoid(const Expr *Operand) const {
  const Expr *E = Operand->IgnoreParenImpCasts();
  if (!isDependent(Operand) ||
      !isa<CallExpr, DependentCoawaitExpr, CoroutineSuspendExpr, ConditionalOperator>(E))
    return false;
  const std::optional<bool> Void = promiseDeclares("return_void");
  return !Void || *Void;
}

Piece Normalizer::returnEither(const Piece &Operand) {
  return Piece::of("if constexpr (std::is_void<decltype(")
      .add(Operand)
      .text(")>::value) { ")
      .add(Operand)
      .text("; ")
      .add(promise())
      .text(".return_void(); } else { ")
      .add(promise())
      .text(".return_value(")
      .add(Operand)
      .text("); }");
}

/// `c ? a : b` and the logical operators where the type depends on the arguments: what the arms give
/// lies in a slot, as an object or reference.
ValueId Normalizer::dependentResult() {
  const ValueId Id = slotFor(None, {}, "value");
  F.Values[Id].From = Deduced::Slot;
  return Id;
}

} // namespace costate
