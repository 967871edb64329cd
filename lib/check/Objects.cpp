#include "check/Objects.h"

#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace costate {

const FunctionDecl *calleeOf(const Expr *E) {
  const auto *Call = dyn_cast_or_null<CallExpr>(E);
  return Call ? Call->getDirectCallee() : nullptr;
}

bool callsStd(const CallExpr *Call, StringRef Name) {
  const FunctionDecl *Callee = calleeOf(Call);
  return Callee && Callee->getIdentifier() && Callee->getName() == Name &&
         Callee->isInStdNamespace();
}

const Expr *sameObject(const Expr *E) {
  while (E) {
    const Expr *Inner = E->IgnoreParenImpCasts();
    if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(Inner))
      Inner = Temporary->getSubExpr();
    else if (const auto *Full = dyn_cast<FullExpr>(Inner))
      Inner = Full->getSubExpr();
    else if (const auto *Cast = dyn_cast<ExplicitCastExpr>(Inner);
             Cast && Cast->isGLValue() && Cast->getCastKind() != CK_UserDefinedConversion)
      Inner = Cast->getSubExpr();
    else if (const auto *Call = dyn_cast<CallExpr>(Inner);
             Call && Call->getNumArgs() == 1 &&
             (callsStd(Call, "move") || callsStd(Call, "forward") || callsStd(Call, "as_const")))
      Inner = Call->getArg(0);
    if (Inner == E)
      return E;
    E = Inner;
  }
  return E;
}

/// Whether a reference that \p Init initialises is the only name of its object.
static bool isExtendedTemporary(const Expr *Init) {
  const auto *Temporary =
      dyn_cast<MaterializeTemporaryExpr>(Init->IgnoreParens()->IgnoreImpCasts());
  if (const auto *Full = dyn_cast<ExprWithCleanups>(Init))
    Temporary = dyn_cast<MaterializeTemporaryExpr>(Full->getSubExpr()->IgnoreParenImpCasts());
  return Temporary != nullptr;
}

ObjectId Objects::intern(Path P) {
  const auto [It, New] =
      Ids.try_emplace({P.Base.getOpaqueValue(), P.Steps}, static_cast<ObjectId>(Paths.size()));
  if (New)
    Paths.push_back(std::move(P));
  return It->second;
}

std::optional<ObjectId> Objects::of(const Expr *E, bool Pointee) {
  std::optional<Path> P = path(E, Pointee, 0);
  return P ? std::optional<ObjectId>(intern(std::move(*P))) : std::nullopt;
}

std::optional<Objects::Path> Objects::path(const Expr *E, bool Pointee, unsigned Depth) {
  E = sameObject(E);
  if (!E || Depth > 16)
    return std::nullopt;
  const auto Through = [&](std::optional<Path> P) {
    if (P && Pointee)
      P->Steps.push_back(nullptr);
    return P;
  };
  if (isa<CXXThisExpr>(E))
    return Pointee ? std::optional<Path>(Path{}) : std::nullopt;
  if (const auto *Name = dyn_cast<DeclRefExpr>(E)) {
    const auto *Variable = dyn_cast<VarDecl>(Name->getDecl());
    if (const auto *Binding = dyn_cast<BindingDecl>(Name->getDecl());
        Binding && Binding->getBinding())
      return path(Binding->getBinding(), Pointee, Depth + 1);
    if (!Variable)
      return std::nullopt;
    if (Variable->getType()->isReferenceType() && Variable->getInit() &&
        !isa<ParmVarDecl>(Variable) && !isExtendedTemporary(Variable->getInit()))
      if (std::optional<Path> Aliased = path(Variable->getInit(), Pointee, Depth + 1))
        return Aliased;
    return Through(Path{Variable->getCanonicalDecl(), {}});
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    if (const auto *Static = dyn_cast<VarDecl>(Member->getMemberDecl()))
      return Through(Path{Static->getCanonicalDecl(), {}});
    std::optional<Path> P = path(Member->getBase(), Member->isArrow(), Depth + 1);
    if (!P)
      return std::nullopt;
    P->Steps.push_back(Member->getMemberDecl());
    return Through(std::move(P));
  }
  if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
    if (Unary->getOpcode() == UO_Deref)
      return Through(path(Unary->getSubExpr(), true, Depth + 1));
    if (Unary->getOpcode() == UO_AddrOf && Pointee)
      return path(Unary->getSubExpr(), false, Depth + 1);
    return std::nullopt;
  }
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
    return Through(path(Subscript->getBase(),
                        !Subscript->getBase()->IgnoreParenImpCasts()->getType()->isArrayType(),
                        Depth + 1));
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return pathOfCall(Call, Pointee, Depth);
  if (isa<CXXBindTemporaryExpr, CXXConstructExpr>(E) && !Pointee)
    return Path{E, {}};
  return std::nullopt;
}

/// What smart pointers, optionals and accessors give.
std::optional<Objects::Path> Objects::pathOfCall(const CallExpr *Call, bool Pointee,
                                                 unsigned Depth) {
  const auto *Callee = dyn_cast_or_null<CXXMethodDecl>(calleeOf(Call));
  if (!Callee) {
    if (Call->getNumArgs() == 1 && (callsStd(Call, "addressof") || callsStd(Call, "to_address")))
      return Pointee ? path(Call->getArg(0), callsStd(Call, "to_address"), Depth + 1)
                     : std::nullopt;
    return std::nullopt;
  }
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call)) {
    const OverloadedOperatorKind Kind = Operator->getOperator();
    // `opt->x` is `(*opt).x`: the call gives a pointer to what `*opt` is.
    if (Kind != OO_Star && Kind != OO_Arrow && Kind != OO_Subscript)
      return std::nullopt;
    std::optional<Path> P = path(Operator->getArg(0), false, Depth + 1);
    if (!P)
      return std::nullopt;
    P->Steps.push_back(nullptr);
    if (Pointee && Kind != OO_Arrow)
      P->Steps.push_back(nullptr);
    return P;
  }
  const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
  if (!Member || Call->getNumArgs() != 0)
    return std::nullopt;
  const Expr *Object = Member->getImplicitObjectArgument();
  std::optional<Path> P = path(Object, Object->getType()->isPointerType(), Depth + 1);
  if (!P)
    return std::nullopt;
  const StringRef Name = Callee->getIdentifier() ? Callee->getName() : "";
  if (Callee->isInStdNamespace() && (Name == "value" || Name == "get"))
    P->Steps.push_back(nullptr); // as `*`
  else
    P->Steps.push_back(Callee->getCanonicalDecl());
  if (Pointee && Name != "get")
    P->Steps.push_back(nullptr);
  return P;
}

bool Objects::isIn(ObjectId Id, Root Base) const {
  const Path &P = Paths[Id];
  return P.Base == Base && !llvm::is_contained(P.Steps, nullptr);
}

bool Objects::isWithin(ObjectId Id, SourceRange Range, const SourceManager &Sources) const {
  const Root Base = Paths[Id].Base;
  if (Base.isNull() || llvm::is_contained(Paths[Id].Steps, nullptr))
    return false;
  const auto *Variable = dyn_cast_if_present<const VarDecl *>(Base);
  const SourceLocation At =
      Variable ? Variable->getLocation() : cast<const Expr *>(Base)->getBeginLoc();
  return Sources.isPointWithin(Sources.getExpansionLoc(At),
                               Sources.getExpansionLoc(Range.getBegin()),
                               Sources.getExpansionLoc(Range.getEnd()));
}

bool Objects::overlap(ObjectId Left, ObjectId Right) const {
  const Path &A = Paths[Left];
  const Path &B = Paths[Right];
  const size_t Common = std::min(A.Steps.size(), B.Steps.size());
  return A.Base == B.Base &&
         llvm::ArrayRef(A.Steps).take_front(Common) == llvm::ArrayRef(B.Steps).take_front(Common);
}

const VarDecl *Objects::base(ObjectId Id) const {
  const Path &P = Paths[Id];
  return dyn_cast_if_present<const VarDecl *>(P.Base);
}

std::string Objects::name(ObjectId Id) const {
  const Path &P = Paths[Id];
  const auto *Variable = base(Id);
  std::string Result = Variable           ? Variable->getNameAsString()
                       : !P.Base.isNull() ? "a temporary"
                                          : "";
  for (size_t I = 0; I != P.Steps.size(); ++I) {
    const NamedDecl *Step = P.Steps[I];
    if (!Step) {
      const bool Last = I + 1 == P.Steps.size();
      Result = Last ? "*" + Result : Result;
      continue;
    }
    if (!Result.empty())
      Result += I != 0 && !P.Steps[I - 1] ? "->" : ".";
    Result += Step->getNameAsString();
    if (isa<CXXMethodDecl>(Step))
      Result += "()";
  }
  return Result.empty() ? "*this" : Result;
}

} // namespace costate
