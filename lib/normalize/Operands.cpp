// Operands that are evaluated before an await and used after it: members of the state that waits.
//
//   weigh(a) + co_await b   ->   Suspend AwaitB{weigh = weigh(a), awaiter = b}, Resume,
//                                <weigh> + <result>
#include "normalize/Normalizer.h"

#include "source/Numbered.h"
#include "source/Types.h"

#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace costate {

/// What the source calls \p E or the function that gives it, or nothing.
std::string Normalizer::nameOf(const Expr *E) {
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

std::string Normalizer::operandName(const Expr *E) {
  std::string Name = nameOf(E);
  return Name.empty() ? "operand" : Name;
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
  if (Replaced.contains(V) || spillArgument(V) || spillRead(V) || isStable(V, Context))
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
  if (Type->isRecordType() && !isMoveUnobservable(Type, Context))
    return spillObject(V);
  Piece Init = lower(V, true);
  const ValueId Id = pend(nameOf(V), Type.getUnqualifiedType(), asOperand(V, std::move(Init)));
  Replaced[V] = Type->isRecordType() ? Piece::of("std::move(").add(Piece::member(Id)).text(")")
                                     : Piece::member(Id);
}

/// A prvalue whose move could be seen. [expr.call]/8: the parameters' initialisations are
/// indeterminately sequenced. A parameter object cannot be made before its call, so that it is made
/// after the await, from operands evaluated before.
void Normalizer::spillObject(const Expr *E) {
  if (const auto *Call = dyn_cast<CallExpr>(E); Call && hasPoint(E, true)) {
    Piece P = lower(E, true);
    Replaced[E] = std::move(P);
  } else if (const auto *Statement = dyn_cast<StmtExpr>(E)) {
    Piece P = lowerStatementExpr(Statement);
    Replaced[E] = std::move(P);
  } else if (isa<CoroutineSuspendExpr>(E)) {
    R.refuse(E->getExprLoc(),
             "the result of an await initialises a parameter of type '" +
                 E->getType().getAsString(Context.getPrintingPolicy()) +
                 "', which cannot be made before another await of the same call without a move "
                 "that would show; await into a variable first");
  } else {
    for (const Expr *Operand : operands(E))
      spill(Operand);
  }
}

/// Whether \p List stands for an object whose braces are left out ([dcl.init.aggr]/15).
bool Normalizer::isElided(const InitListExpr *List) const {
  return List->getNumInits() > 0 && List->getBeginLoc().isValid() &&
         T.range(List->getSourceRange()).Begin == T.range(List->getInit(0)->getSourceRange()).Begin;
}

/// \p Text, in the braces that \p E has left out.
Piece Normalizer::withBraces(const Expr *E, Piece Text) const {
  const auto *List = dyn_cast<InitListExpr>(E);
  return List && isElided(List) ? Piece::of("{").add(Text).text("}") : Text;
}

/// \p Text, in parentheses, or the braces of its own, where a comma in it would separate.
Piece Normalizer::asOperand(const Expr *E, Piece Text) const {
  E = E->IgnoreImplicit();
  if (isa<InitListExpr>(E))
    return withBraces(E, std::move(Text));
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
  std::string To = typeName(Type.getUnqualifiedType());
  if (!Type->isDependentType() &&
      llvm::StringRef(To).contains("decltype(")) // of what is a reference now
    To = ::costate::declaration(Type.getCanonicalType().getUnqualifiedType(), "", Context);
  return Piece::of("static_cast<" + To + ">(").add(Text).text(")");
}

} // namespace costate
