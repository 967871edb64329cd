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

/// The type of the function that \p Call calls, by name or through a pointer; null for pointers to
/// members, and where only the arguments of a template tell.
const FunctionProtoType *calleeType(const CallExpr *Call) {
  if (const FunctionDecl *Function = Call->getDirectCallee())
    return Function->getType()->getAs<FunctionProtoType>();
  if (Call->getCallee()->isTypeDependent() || isa<CXXMemberCallExpr>(Call))
    return nullptr;
  const QualType Callee = Call->getCallee()->getType();
  return Callee->isFunctionPointerType() ? Callee->getPointeeType()->getAs<FunctionProtoType>()
                                         : nullptr;
}

/// The variable that holds the closure that \p Call calls; null if it is none.
const VarDecl *closureOf(const CallExpr *Call) {
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
  const auto *Name =
      Operator ? dyn_cast<DeclRefExpr>(Operator->getArg(0)->IgnoreParenImpCasts()) : nullptr;
  return Name ? dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
}

} // namespace

/// Whether the parameter's end, or a move of it, can be seen.
bool Normalizer::isVisibleParameter(QualType Type) const {
  const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
  return Record && Record->hasDefinition() && !Record->canPassInRegisters() &&
         !isMoveUnobservable(Type, Context);
}

/// Whether the machine can name the function \p Function, which \p Call calls, and its class.
bool Normalizer::isNameableCallee(const CallExpr *Call, const FunctionDecl *Function) const {
  if (Function->getBuiltinID() || Function->isConsteval())
    return false;
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  // A friend that is only defined in its class cannot be named.
  if (!Method)
    return Function->getFriendObjectKind() == Decl::FOK_None;
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
      Operator && Operator->isAssignmentOp())
    return false;
  if (Method->getParent()->isLambda()) // by the variable that holds it
    return !Method->isTemplateInstantiation() && closureOf(Call);
  if (const auto *Member = dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParens());
      Member && Member->hasQualifier())
    return false; // names one overrider
  const QualType Class = Context.getCanonicalTagType(Method->getParent());
  return !hasNoName(Class) && isNameable(Class);
}

bool Normalizer::hasVisibleParameter(const Expr *E) const {
  const auto *Call = dyn_cast<CallExpr>(E);
  const FunctionProtoType *Type = Call ? calleeType(Call) : nullptr;
  if (!Type || Type->isVariadic())
    return false;
  const FunctionDecl *Function = Call->getDirectCallee();
  if (Function && !isNameableCallee(Call, Function))
    return false;
  const auto Arguments = argumentsOf(Call);
  if (Arguments.size() != Type->getNumParams() || llvm::any_of(Arguments, [](const Expr *Argument) {
        return isa<CXXDefaultArgExpr>(Argument);
      }))
    return false;
  // The call names the types of the function.
  const auto CanName = [&](QualType T) {
    return !hasNoName(T.getCanonicalType()) && isNameable(T);
  };
  if (!CanName(Type->getReturnType()) || !llvm::all_of(Type->param_types(), CanName))
    return false;
  return llvm::any_of(Type->param_types(),
                      [&](QualType Parameter) { return isVisibleParameter(Parameter); });
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
  for (const auto &[Argument, Parameter] : llvm::zip(Arguments, calleeType(Call)->param_types())) {
    if (Before && hasPoint(Argument, false))
      return true;
    if (!isVisibleParameter(Parameter))
      continue;
    Before = true;
    const Expr *E = Argument->IgnoreImplicit();
    if ((isa<ConditionalOperator, StmtExpr>(E->IgnoreParens()) && hasPoint(E, false)) ||
        piecesOf(Argument, false))
      return true;
  }
  return false;
}

/// The types of the parameters of what \p Call calls, or as it is called, with references in the
/// place of objects.
std::string Normalizer::parameterTypes(const CallExpr *Call, bool AsCalled) const {
  std::string Result;
  for (const QualType Parameter : calleeType(Call)->param_types()) {
    const QualType T = Parameter.getUnqualifiedType();
    const bool Refers = AsCalled && isVisibleParameter(T);
    Result +=
        (Result.empty() ? "" : ", ") + typeName(Refers ? Context.getLValueReferenceType(T) : T);
  }
  return Result;
}

/// `R (C::*)(A, B) const`: the type of a pointer to a member of \p Class, or `R (*)(A, B)`, and the
/// type of the function as it is called, `R (A &, B)`.
Piece Normalizer::pointerType(const CallExpr *Call, const Piece &Class, bool AsCalled) const {
  const FunctionProtoType *Type = calleeType(Call);
  Piece P = Piece::of(typeName(Type->getReturnType()) + " ");
  if (!Class.empty())
    P.text("(").add(Class).text("::*)");
  else if (!AsCalled)
    P.text("(*)");
  P.text("(" + parameterTypes(Call, AsCalled) + ")");
  if (Class.empty())
    return P;
  const RefQualifierKind Ref = Type->getRefQualifier();
  return P.text(std::string(Type->isConst() ? " const" : "") +
                (Type->isVolatile() ? " volatile" : "") +
                (Ref == RQ_LValue   ? " &"
                 : Ref == RQ_RValue ? " &&"
                                    : ""));
}

/// The beginning of a call in place: what is called, and the object that it is called on.
Piece Normalizer::calledInPlace(const CallExpr *Call) {
  const auto Begin = [&](const Piece &Class) {
    return Piece::of("costate::call_in_place<").add(pointerType(Call, Class, true)).text(">(");
  };
  const FunctionDecl *Function = Call->getDirectCallee();
  if (!Function) {
    spill(Call->getCallee());
    return Begin({}).add(text(Call->getCallee()));
  }
  if (Function->getIdentifier())
    F.Foreign.insert(Function->getName());
  // A static member is called as a function is.
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  if (Method && Method->isStatic())
    Method = nullptr;
  const Expr *Object = nullptr;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
    Object = Member->getImplicitObjectArgument();
  else if (const auto *Callee = dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParens());
           Method && Callee) // in a template
    Object = Callee->getBase();
  else if (Method)
    Object = Call->getArg(0);
  Piece Class;
  if (Method && Method->getParent()->isLambda())
    Class.text("std::decay_t<decltype((").add(text(Object)).text("))>");
  else if (Method)
    Class.text(typeName(Context.getCanonicalTagType(Method->getParent())));
  Piece Name = Class;
  Name.text(Method ? "::" + Function->getNameAsString() : qualifiedName(*Function));
  if (const auto *Callee = dyn_cast<DeclRefExpr>(Call->getCallee()->IgnoreParenImpCasts());
      Callee && Callee->hasExplicitTemplateArgs())
    Name.text(T.spell(T.range({Callee->getLAngleLoc(), Callee->getRAngleLoc()})));
  Piece P = Begin(Class).text("static_cast<").add(pointerType(Call, Class, false));
  P.text(">(&").add(Name).text(")");
  if (!Object)
    return P;
  if (const auto *Promise = dyn_cast<DeclRefExpr>(Object->IgnoreParenImpCasts());
      Promise && Promise->getDecl() == C.Body->getPromiseDecl())
    return P.text(", ").add(promise());
  if (Object->isImplicitCXXThis() && F.Object != None)
    return P.text(", ").use(F.Object, true);
  spill(Object);
  const auto *Member = dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParens());
  return P.text(Member && Member->isArrow() ? ", *" : ", ").add(text(Object));
}

Piece Normalizer::callInPlace(const CallExpr *Call) {
  const FunctionProtoType *Type = calleeType(Call);
  Piece P = calledInPlace(Call);
  const auto Arguments = argumentsOf(Call);
  std::vector<Piece> Parts;
  size_t LastPlaced = 0;
  for (size_t I = 0; I != Arguments.size(); ++I)
    if (isVisibleParameter(Type->getParamType(I)) || hasPoint(Arguments[I], true))
      LastPlaced = I;
  for (size_t I = 0; I != Arguments.size(); ++I) {
    const Expr *Argument = Arguments[I];
    if (!isVisibleParameter(Type->getParamType(I))) {
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
    const ValueId Id = pend("argument", Type->getParamType(I).getUnqualifiedType(),
                            asOperand(Argument, std::move(Init)));
    Parts.push_back(Piece::member(Id));
  }
  if (isEmbedded(Call)) {
    P = Piece::member(storageFor(Call))
            .text(std::string(C.IsDependent ? ".template " : ".") + "start_with<" +
                  parameterTypes(Call, true) + ">(");
    for (const Piece &Each : Parts)
      P.text(&Each == &Parts.front() ? "" : ", ").add(Each);
    return P.text(")");
  }
  for (const Piece &Each : Parts)
    P.text(", ").add(Each);
  return P.text(")");
}

} // namespace costate
