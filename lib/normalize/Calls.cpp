// Parameters that are objects of class type and live across an await.
//
//   use(noisy("a"), co_await read())        void use(noisy, int);
//
// The parameter object is made before the await, and Clang ends it with the full-expression
// ([expr.call]/6 leaves that to the implementation). No C++ expression can hold a parameter over a
// suspension, but the ABI passes such objects by address: the object lies in the state, and the
// function is called with its address in the parameter's place.
//
//   Suspend AwaitRead{argument = noisy("a"), awaiter = read()}
//   ...     costate::call_in_place<void(noisy &, int)>(static_cast<void (*)(noisy, int)>(&use),
//   <argument>, <result>)
//
// It is done only where somebody could tell the difference, and where the function can be named.
#include "normalize/Normalizer.h"

#include "source/Types.h"

#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace costate {
namespace {

/// The arguments proper, without the object of a member operator.
llvm::ArrayRef<const Expr *> argumentsOf(const CallExpr *Call) {
  llvm::ArrayRef<const Expr *> All(const_cast<CallExpr *>(Call)->getArgs(), Call->getNumArgs());
  if (isa<CXXOperatorCallExpr>(Call) && isa_and_nonnull<CXXMethodDecl>(Call->getDirectCallee()))
    return All.drop_front();
  return All;
}

} // namespace

/// Whether the parameter's end, or a move of it, can be seen.
bool Normalizer::isVisibleParameter(QualType Type) const {
  const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
  return Record && Record->hasDefinition() && !Record->canPassInRegisters() &&
         !isMoveUnobservable(Type, Context);
}

bool Normalizer::hasVisibleParameter(const Expr *E) const {
  const auto *Call = dyn_cast<CallExpr>(E);
  const FunctionDecl *Function = Call ? Call->getDirectCallee() : nullptr;
  if (!Function || Function->isVariadic() || Function->getBuiltinID() || Function->isConsteval())
    return false;
  const auto Arguments = argumentsOf(Call);
  if (Arguments.size() != Function->getNumParams())
    return false;
  // A friend that is only defined in its class cannot be named.
  if (Function->getFriendObjectKind() != Decl::FOK_None && !isa<CXXMethodDecl>(Function))
    return false;
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
      Operator && Operator->isAssignmentOp())
    return false;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Function)) {
    if (Method->getParent()->isLambda())
      return false;
    if (const auto *Member = dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParens());
        Member && Member->hasQualifier())
      return false; // names one overrider
  }
  if (llvm::any_of(Arguments,
                   [](const Expr *Argument) { return isa<CXXDefaultArgExpr>(Argument); }))
    return false;
  // The call names the types of the function.
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  if (hasNoName(Function->getReturnType()) || !isNameable(Function->getReturnType()) ||
      (Method && (hasNoName(Context.getCanonicalTagType(Method->getParent())) ||
                  !isNameable(Context.getCanonicalTagType(Method->getParent())))) ||
      llvm::any_of(Function->parameters(), [&](const ParmVarDecl *Parameter) {
        return hasNoName(Parameter->getType().getCanonicalType()) ||
               !isNameable(Parameter->getType());
      }))
    return false;
  return llvm::any_of(Function->parameters(), [&](const ParmVarDecl *Parameter) {
    return isVisibleParameter(Parameter->getType());
  });
}

/// Whether some parameter object of \p Call has to be made before an await or outlive one.
bool Normalizer::needsPlace(const CallExpr *Call, bool Hoist) {
  if (!hasVisibleParameter(Call))
    return false;
  if (Hoist)
    return true;
  // GCC may make parameters in another order.
  const auto Arguments = argumentsOf(Call);
  for (size_t I = 0; I + 1 < Arguments.size(); ++I)
    if (Awaiting.in(Arguments[I]) &&
        std::any_of(Arguments.begin() + I + 1, Arguments.end(),
                    [](const Expr *Later) { return hasEffects(Later); }))
      return true;
  bool Before = false;
  for (const auto &[Argument, Parameter] :
       llvm::zip(argumentsOf(Call), Call->getDirectCallee()->parameters())) {
    if (Before && hasPoint(Argument, false))
      return true;
    if (!isVisibleParameter(Parameter->getType()))
      continue;
    Before = true;
    const Expr *E = Argument->IgnoreImplicit();
    if ((isa<ConditionalOperator, StmtExpr>(E->IgnoreParens()) && hasPoint(E, false)) ||
        piecesOf(Argument, false))
      return true;
  }
  return false;
}

Piece Normalizer::callInPlace(const CallExpr *Call) {
  const FunctionDecl *Function = Call->getDirectCallee();
  // A static member is called as a function is.
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  if (Method && Method->isStatic())
    Method = nullptr;
  const auto Type = [&](QualType T, const std::string &Name = "") {
    return ::costate::declaration(T, Name, Context);
  };

  // `R (C::*)(A, B) const`, as declared and as called.
  std::string Declared;
  std::string Called;
  for (const ParmVarDecl *Parameter : Function->parameters()) {
    const QualType T = Parameter->getType().getUnqualifiedType();
    const bool Visible = isVisibleParameter(T);
    Declared += (Declared.empty() ? "" : ", ") + Type(T);
    Called += (Called.empty() ? "" : ", ") + Type(Visible ? Context.getLValueReferenceType(T) : T);
  }
  std::string Qualifiers;
  if (Method) {
    Qualifiers += Method->isConst() ? " const" : "";
    Qualifiers += Method->isVolatile() ? " volatile" : "";
    Qualifiers += Method->getRefQualifier() == RQ_LValue   ? " &"
                  : Method->getRefQualifier() == RQ_RValue ? " &&"
                                                           : "";
  }
  const std::string Class = Method ? Type(Context.getCanonicalTagType(Method->getParent())) : "";
  const std::string Star = Method ? "(" + Class + "::*)" : "(*)";
  const std::string Returned = Type(Function->getReturnType());
  std::string Name =
      Method ? Class + "::" + Function->getNameAsString() : Function->getQualifiedNameAsString();
  if (const auto *Callee = dyn_cast<DeclRefExpr>(Call->getCallee()->IgnoreParenImpCasts());
      Callee && Callee->hasExplicitTemplateArgs())
    Name += T.spell(T.range({Callee->getLAngleLoc(), Callee->getRAngleLoc()}));
  const std::string Address = "static_cast<" + Returned + " " + Star + "(" + Declared + ")" +
                              Qualifiers + ">(&" + Name + ")";

  Piece P = Piece::of("costate::call_in_place<" + Returned + " " + (Method ? Star : "") + "(" +
                      Called + ")" + (Method ? Qualifiers : "") + ">(" + Address);
  const Expr *Object = nullptr;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
    Object = Member->getImplicitObjectArgument();
  else if (Method)
    Object = Call->getArg(0);
  if (const auto *Promise = Object ? dyn_cast<DeclRefExpr>(Object->IgnoreParenImpCasts()) : nullptr;
      Promise && Promise->getDecl() == C.Body->getPromiseDecl()) {
    P.text(", ").add(promise());
  } else if (Object) {
    spill(Object);
    const auto *Member = dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParens());
    P.text(Member && Member->isArrow() ? ", *" : ", ").add(text(Object));
  }
  const auto Arguments = argumentsOf(Call);
  std::vector<Piece> Parts;
  size_t LastPlaced = 0;
  for (size_t I = 0; I != Arguments.size(); ++I)
    if (isVisibleParameter(Function->getParamDecl(I)->getType()) || hasPoint(Arguments[I], true))
      LastPlaced = I;
  for (size_t I = 0; I != Arguments.size(); ++I) {
    const Expr *Argument = Arguments[I];
    if (!isVisibleParameter(Function->getParamDecl(I)->getType())) {
      if (I < LastPlaced) {
        spill(Argument);
        Parts.push_back(text(Argument));
      } else {
        Parts.push_back(lower(Argument, true));
      }
      continue;
    }
    while (const auto *Bind = dyn_cast<CXXBindTemporaryExpr>(Argument))
      Argument = Bind->getSubExpr();
    if (isSlotted(Argument)) { // it is an object already
      Piece Slot = lower(Argument, true);
      Slot.Parts.front().Text = "(*"; // the object itself, instead of std::move(*<slot>)
      Parts.push_back(std::move(Slot));
      continue;
    }
    Piece Init = lower(Argument, true);
    const ValueId Id = pend("argument", Function->getParamDecl(I)->getType().getUnqualifiedType(),
                            asOperand(Argument, std::move(Init)));
    Parts.push_back(Piece::member(Id));
  }
  if (isEmbedded(Call)) {
    P = Piece::member(storageFor(Call))
            .text(std::string(C.IsDependent ? ".template " : ".") + "start_with<" + Called + ">(");
    for (const Piece &Each : Parts)
      P.text(&Each == &Parts.front() ? "" : ", ").add(Each);
    return P.text(")");
  }
  for (const Piece &Each : Parts)
    P.text(", ").add(Each);
  return P.text(")");
}

} // namespace costate
