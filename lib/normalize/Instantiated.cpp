// What the instantiations of a template tell of its pattern (find/Instances.h), where the pattern
// does not:
//
//   auto [key, value] = *it;       key -> std::get<0>(pair)        ... or pair.first, or pair[0]
//
//   co_await take(T(1));           take(T):          the call makes its parameter, without a move
//   co_await look(1);              look(const T &):  operand{1}, look(<operand>)
//   co_await to.push("text");      push(const std::string &): std::string temporary{"text"},
//                                  to.push(static_cast<const std::string &>(<temporary>))
//
// Facts that hold for some arguments only make what suits all that were seen, and is refused where
// there is no such thing. What does not depend on them comes first.
#include "normalize/Normalizer.h"

#include "source/Types.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace costate {

/// How the object that \p Binding is a part of decomposes: an array, whatever its elements are, or
/// as the instantiations say.
std::optional<Decomposition> Normalizer::decomposition(const BindingDecl *Binding) const {
  const auto *Decomposed = dyn_cast_or_null<DecompositionDecl>(Binding->getDecomposedDecl());
  if (!Decomposed || !Context.getAsConstantArrayType(Decomposed->getType().getNonReferenceType()))
    return Found.Facts.binding(Binding->getLocation());
  const auto All = Decomposed->bindings();
  return Decomposition{"", "[" + std::to_string(llvm::find(All, Binding) - All.begin()) + "]", ""};
}

/// Names that get<i>() of a class of the program's own initialises are references, made once
/// ([dcl.struct.bind]/4); others are what they say of the decomposed variable. Where instantiations
/// do not agree, run() binds them anew.
void Normalizer::declareDependentBindings(const DecompositionDecl *Decomposed, ValueId Id) {
  const bool Known = llvm::all_of(Decomposed->bindings(), [&](const BindingDecl *Each) {
    return decomposition(Each).has_value();
  });
  F.Values[Id].Decomposes = Known;
  if (!Known)
    return;
  for (const BindingDecl *Binding : Decomposed->bindings()) {
    const Decomposition Fact = *decomposition(Binding);
    if (!Fact.IsVariable)
      continue;
    F.Values.emplace_back(ValueKind::Variable);
    const ValueId Part = F.Values.size() - 1;
    Piece Object;
    if (Decomposed->getType()->isLValueReferenceType()) {
      Object.use(Id, true);
    } else if (Decomposed->getType()->isRValueReferenceType()) {
      costate::Part Reference(PartKind::TypeOfUse);
      Reference.Id = Id;
      Object.text("std::forward<").add({{Reference}}).text(">(").use(Id, true).text(")");
    } else {
      Object.text("std::move(").use(Id, true).text(")");
    }
    const Piece Made = Piece::of(Fact.Before).add(Object).text(Fact.After);
    Value &V = F.Values[Part];
    V.Name = Binding->getName().str();
    V.Whole = Id;
    V.From = Deduced::Bound;
    V.IsReference = true;
    V.TypeOf = Made;
    Holding[Binding] = Part;
    emit(NodeKind::Declare).Variables.push_back({Part, InitStyle::Copy, Made});
  }
}

/// `decltype(name)` is the type of the member or element ([dcl.type.decltype]/1.1).
void Normalizer::collectTypeOfBinding(const BindingDecl *Binding, TokenRange Range,
                                      std::vector<Hole> &Holes) {
  const auto *Decomposed = dyn_cast_or_null<VarDecl>(Binding->getDecomposedDecl());
  const auto It = Tracked.find(Decomposed);
  const auto Fact = decomposition(Binding);
  if (!Decomposed || It == Tracked.end() || !Fact)
    return;
  const Piece Object = Piece().use(It->second, false);
  Piece P;
  if (!Fact->Index.empty())
    P = Piece::of("std::tuple_element_t<" + Fact->Index + ", std::remove_reference_t<decltype(")
            .add(Object)
            .text(")>>");
  else if (Fact->After.front() == '[')
    P = Piece::of("std::remove_reference_t<decltype(").add(Object).text(Fact->After + ")>");
  else
    return;
  Holes.push_back({Range, std::move(P)});
}

// Arguments.

/// Whether the temporary's life can be told from one that ends with the call: by its destructor, or
/// because what the call gives may refer to it.
bool Normalizer::isLasting(const ArgumentUse &Use) const {
  if (Use.Temporary.isNull())
    return false;
  const QualType Result = Use.Result;
  const bool Refers = !Result.isNull() && !Result->isVoidType() && !Result->isArithmeticType() &&
                      !Result->isEnumeralType();
  return Refers || !isMoveUnobservable(Use.Temporary, Context);
}

/// Whether \p E is given to a function of this name in all instantiations.
bool Normalizer::isArgumentOf(const Expr *E, llvm::StringRef Name) const {
  const auto Uses = Found.Facts.argument(withoutConversions(E));
  return !Uses.empty() && llvm::all_of(Uses, [&](const ArgumentUse &Use) {
    return Use.Callee && Use.Callee->getIdentifier() && Use.Callee->getName() == Name;
  });
}

Normalizer::Passing Normalizer::passing(const Expr *E) const {
  if (!C.IsDependent || Expanding || isa<CXXFoldExpr>(E) ||
      (isa<PackExpansionExpr>(E) && Awaiting.in(E)))
    return Passing::Unknown; // what an expansion gives is kept as it is
  E = withoutConversions(E);
  const auto Uses = Found.Facts.argument(
      isa<PackExpansionExpr>(E) ? cast<PackExpansionExpr>(E)->getPattern() : E);
  if (Uses.empty())
    return Passing::Unknown;
  bool InPlace = false;
  bool Bound = false;
  bool Converted = false;
  for (const ArgumentUse &Use : Uses) {
    const bool HasArray = !Use.Array.isNull() && !isMoveUnobservable(Use.Array, Context);
    if (isLasting(Use) || HasArray)
      (Use.Converts || isa<InitListExpr>(E) ? Converted : Bound) = true;
    else if (Use.Temporary.isNull() && !Use.Value.isNull() &&
             !isMoveUnobservable(Use.Value, Context))
      InPlace = true;
  }
  if (InPlace && (Bound || Converted))
    return Passing::Mixed;
  return Converted ? Passing::Converted
         : Bound   ? Passing::Bound
         : InPlace ? Passing::InPlace
                   : Passing::Plain;
}

void Normalizer::rememberCall(const Expr *E) {
  if (C.IsDependent)
    for (const Expr *Operand : operands(E))
      CallOf[withoutConversions(Operand)] = E;
}

/// Keeps an operand as the instantiations demand it; false where they do not tell.
bool Normalizer::spillArgument(const Expr *E) {
  const Passing How = passing(E);
  if (How == Passing::Unknown || How == Passing::Plain || isa<MaterializeTemporaryExpr>(E))
    return false;
  if (How == Passing::InPlace) {
    spillInPlace(E);
  } else if (How == Passing::Mixed) {
    R.refuse(E->getExprLoc(),
             "this argument is a parameter object in one instantiation and bound to a reference in "
             "another, and cannot be kept across the suspension for both; name it in a variable "
             "first");
  } else if (E->containsUnexpandedParameterPack() || isa<PackExpansionExpr>(E)) {
    R.refuse(E->getExprLoc(), "the arguments of this expansion are temporaries that live across a "
                              "suspension, which is not supported; name them in a tuple first");
  } else if (How == Passing::Converted) {
    spillConverted(E);
  } else {
    spillTemporary(E);
  }
  return true;
}

/// In a template only the instantiations tell that `{n, --n, co_await a}` reads `n` first. What has
/// effects is read with them, in any call ([expr.call]/8).
bool Normalizer::spillRead(const Expr *E) {
  const Expr *Parent = C.IsDependent && !Expanding ? CallOf.lookup(E) : nullptr;
  const bool IsVariable = isStable(E, Context);
  if (!Parent || (IsVariable && !isOrdered(Parent)) || (!E->isLValue() && !isDependent(E)) ||
      !Found.Facts.reads(E->IgnoreParens()))
    return false;
  const Piece Init = lower(E, true);
  const QualType Type = E->getType().getUnqualifiedType();
  const bool IsKnown = Type->isScalarType() && !Type->isDependentType();
  const ValueId Id =
      IsKnown ? pend(nameOf(E), Type, Init) : pendDeduced(nameOf(E), Deduced::Auto, Init, Init);
  Replaced[E] = Found.Facts.elements(E).empty()
                    ? Piece::member(Id)
                    : Piece::of("std::move(").add(Piece::member(Id)).text(")");
  return true;
}

/// A temporary whose type is known need not be asked for it.
void Normalizer::spillTemporary(const Expr *E) {
  if (isDependent(E) || !E->isPRValue() || isa<LambdaExpr>(E))
    return spillDependent(E, operandName(E));
  Piece Init = asOperand(E, lower(E, true));
  const ValueId Id = pend(operandName(E), E->getType().getUnqualifiedType(), std::move(Init));
  Replaced[E] = Piece::of("std::move(").add(Piece::member(Id)).text(")");
}

/// An object that only its call can make: its operands come first, where an await follows.
void Normalizer::spillInPlace(const Expr *E) {
  if (isa<CoroutineSuspendExpr, DependentCoawaitExpr>(E)) {
    R.refuse(
        E->getExprLoc(),
        "the result of an await initialises a parameter, which cannot be made before the other "
        "operands of the same call without a move that would show; await into a variable "
        "first");
    return;
  }
  if (hasPoint(E, true)) {
    Piece P = lower(E, true);
    Replaced[E] = std::move(P);
    return;
  }
  for (const Expr *Operand : operands(E))
    spill(Operand);
}

namespace {

/// The type of the objects that a parameter of type \p Reference is bound to.
Piece objectType(const Piece &Reference) {
  if (Reference.Parts.size() == 1) {
    llvm::StringRef Text = Reference.Parts.front().Text;
    if (Text.ends_with("&") && !Text.contains('*') && !Text.contains('[')) {
      Text.consume_front("const ");
      return Piece::of(Text.rtrim("& ").str());
    }
  }
  return Piece::of("std::remove_cv_t<std::remove_reference_t<").add(Reference).text(">>");
}

} // namespace

/// The temporary that a parameter is bound to.
void Normalizer::spillConverted(const Expr *E) {
  const auto Uses = Found.Facts.argument(E);
  const std::optional<Piece> Parameter = parameterType(E);
  const bool IsList = isa<InitListExpr>(E);
  // The array of a std::initializer_list ends with the full-expression as well.
  const bool HasArray = llvm::any_of(Uses, [&](const ArgumentUse &Use) {
    return !Use.Array.isNull() && (Use.Temporary.isNull() || Use.Temporary->isArrayType() ||
                                   !isMoveUnobservable(Use.Array, Context));
  });
  if (!Parameter || HasArray) {
    R.refuse(
        E->getExprLoc(),
        "this argument is converted to a temporary that lives across a suspension, and only "
        "the template's arguments tell its type; name the converted value in a variable first");
    return;
  }
  const bool Inner = llvm::any_of(Uses, [](const ArgumentUse &Use) { return Use.Inner; });
  if (Inner && !IsList)
    spillTemporary(E);
  Piece Init = asOperand(E, lower(E, true));
  Piece Object = objectType(*Parameter);
  const bool AllConvert = llvm::all_of(Uses, [](const ArgumentUse &Use) { return Use.Converts; });
  // A reference, where the operand needs no conversion.
  const bool IsObject = isa<StringLiteral>(E) || (!isDependent(E) && declaredParameter(Uses));
  if (!IsList && !(AllConvert && IsObject))
    Object =
        Piece::of("costate::kept_for<").add(*Parameter).text(", decltype((").add(Init).text("))>");
  const bool IsScalar = llvm::any_of(Uses, [](const ArgumentUse &Use) {
    return !Use.Temporary.isNull() && Use.Temporary->isScalarType();
  });
  if (IsScalar && !IsList) // not in the state's braces, where a narrowing conversion is an error
    Init = Piece::of("static_cast<").add(Object).text(">(").add(Init).text(")");
  const ValueId Id = pendDeduced("temporary", Deduced::Spelled, std::move(Init), std::move(Object));
  Replaced[E] =
      Piece::of("static_cast<").add(*Parameter).text(">(").add(Piece::member(Id)).text(")");
}

/// The argument of yield_value, where instantiations tell more of it than the promise's type does.
std::optional<Piece> Normalizer::yieldedInstance(const Expr *E) {
  const Expr *Inner = withoutConversions(E);
  if (!isArgumentOf(Inner, "yield_value"))
    return std::nullopt;
  const Passing How = passing(Inner);
  if (How == Passing::InPlace)
    return lower(E, true);
  if (How == Passing::Mixed) {
    spillArgument(Inner);
    return Piece();
  }
  if (How != Passing::Converted)
    return std::nullopt;
  // The only yield_value of a promise tells by itself what it takes, and the only one that takes
  // `const T &` beside others that are no templates.
  const auto Tells = [&](const ArgumentUse &Use) {
    const auto All = Use.Callee->getDeclContext()->lookup(Use.Callee->getDeclName());
    if (Use.Callee->getPrimaryTemplate() || All.isSingleResult())
      return !Use.Callee->getPrimaryTemplate();
    unsigned Constant = 0;
    bool IsOfIt = false;
    for (const NamedDecl *Each : All) {
      const auto *Method = dyn_cast<CXXMethodDecl>(Each);
      if (!Method || Method->getNumParams() != 1)
        return false;
      const QualType Type = Method->getParamDecl(0)->getType();
      if (!Type->isLValueReferenceType() || !Type->getPointeeType().isConstQualified())
        continue;
      ++Constant;
      IsOfIt = !Use.Temporary.isNull() &&
               ASTContext::hasSameUnqualifiedType(Type->getPointeeType(), Use.Temporary);
    }
    return Constant == 1 && IsOfIt;
  };
  const bool IsOnly = llvm::all_of(Found.Facts.argument(Inner), Tells);
  if (!IsOnly) {
    spillConverted(Inner);
    const auto Made = Replaced.find(Inner);
    return Made == Replaced.end() ? Piece() : Made->second;
  }
  if (isa<InitListExpr>(E->IgnoreImplicit()))
    return std::nullopt;
  Piece Init = asOperand(E, lower(Inner, true));
  return Piece::forward(pendDeduced("yielded", Deduced::Yielded, Init, Init));
}

} // namespace costate
