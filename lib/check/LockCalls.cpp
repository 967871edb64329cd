// What calls do with locks: of guards and of mutexes, as members and as free functions.
#include "check/LockStates.h"

#include "check/Types.h"

#include "clang/AST/Attr.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace costate {

/// The guard or mutex that a member function is called on; what an optional or a smart pointer owns
/// counts as itself.
std::optional<ObjectId> LockStates::lockObject(const Expr *Object) {
  Object = Object->IgnoreParenImpCasts();
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Object);
      Operator && (Operator->getOperator() == OO_Star || Operator->getOperator() == OO_Arrow) &&
      isStdOwner(classOf(Operator->getArg(0)->getType())) &&
      !Types.guardIn(Operator->getArg(0)->getType()).isNull())
    return Names.of(Operator->getArg(0));
  return Names.of(Object, Object->getType()->isPointerType());
}

void LockStates::callMember(State &S, const CXXMemberCallExpr &Call) {
  const CXXMethodDecl *Method = Call.getMethodDecl();
  if (!Method || !Method->getIdentifier())
    return;
  const auto Object = lockObject(Call.getImplicitObjectArgument());
  if (!Object)
    return;
  const QualType Type = Call.getObjectType();
  const StringRef Name = Method->getName();
  if (const QualType Guard = Types.guardIn(Type); !Guard.isNull())
    return callOnGuard(S, Call, *Object, Name, Type);
  const bool Takes = llvm::StringSwitch<bool>(Name)
                         .Cases({"lock", "lock_shared", "lock_upgrade"}, true)
                         .StartsWith("try_lock", true)
                         .Default(false);
  const bool Releases = Name == "unlock" || Name == "unlock_shared" || Name == "unlock_upgrade";
  if (Method->hasAttr<AcquireCapabilityAttr>() || Method->hasAttr<TryAcquireCapabilityAttr>() ||
      (Takes && Types.isMutex(Type)))
    take(S, *Object, Call.getExprLoc(), Type);
  else if (Method->hasAttr<ReleaseCapabilityAttr>() || (Releases && Types.isMutex(Type)))
    release(S, *Object);
}

/// A member function of a guard, or of what owns one.
void LockStates::callOnGuard(State &S, const CXXMemberCallExpr &Call, ObjectId Object,
                             StringRef Name, QualType Type) {
  const auto Arguments =
      llvm::to_vector_of<const Expr *>(llvm::make_range(Call.arg_begin(), Call.arg_end()));
  const LockSite Site{Call.getExprLoc(), Object, Type};
  if (Name == "lock" || Name == "lock_shared" || Name.starts_with("try_lock")) {
    take(S, Object, Site.At, Type);
  } else if (Name.contains_insensitive("unlock") || Name == "release" || Name == "clear" ||
             Name == "Release" || Name.starts_with("pop")) {
    release(S, Object);
  } else if (Name == "swap" && Call.getNumArgs() == 1) {
    if (const auto Other = Names.of(Call.getArg(0)))
      swap(S, Object, *Other);
  } else if (Name == "reset") {
    initialise(S, Object,
               Arguments.empty() || isa<CXXDefaultArgExpr>(Arguments.front())
                   ? Initial{}
                   : initial(Arguments.front()),
               Site);
  } else if (Name == "emplace" || Name == "emplace_back" || Name == "push_back" || Name == "push" ||
             Name == "insert") {
    const bool Held = initialOfParts(Arguments, 0).Held || !isDeferred(Arguments);
    if (Held)
      take(S, Object, Site.At, Type);
  }
}

void LockStates::swap(State &S, ObjectId Left, ObjectId Right) {
  std::set<std::pair<ObjectId, unsigned>> Swapped;
  for (const auto &[Object, Number] : S.Held)
    Swapped.insert({Object == Left ? Right : Object == Right ? Left : Object, Number});
  S.Held = std::move(Swapped);
}

void LockStates::callFree(State &S, const CallExpr &Call) {
  const FunctionDecl *Callee = calleeOf(&Call);
  if (!Callee || !Callee->getIdentifier() || Call.getNumArgs() == 0)
    return;
  const StringRef Name = Callee->getName();
  if (callsStd(&Call, "lock") || callsStd(&Call, "try_lock")) {
    for (const Expr *Argument : Call.arguments())
      if (const auto Object = Names.of(Argument))
        take(S, *Object, Argument->getExprLoc(), Argument->getType());
    return;
  }
  if (callsStd(&Call, "swap") && Call.getNumArgs() == 2) {
    const auto Left = Names.of(Call.getArg(0));
    const auto Right = Names.of(Call.getArg(1));
    if (Left && Right)
      swap(S, *Left, *Right);
    return;
  }
  const bool IsC = Name.starts_with("pthread_") || Name.starts_with("mtx_");
  const bool Takes = Name.ends_with("lock") && !Name.ends_with("unlock");
  if (!IsC || (!Takes && !Name.ends_with("unlock") && !Name.ends_with("rdlock")))
    return;
  const Expr *Pointer = Call.getArg(0);
  const auto Object = Names.of(Pointer, true);
  if (!Object)
    return;
  if (Name.ends_with("unlock"))
    release(S, *Object);
  else
    take(S, *Object, Call.getExprLoc(),
         Pointer->IgnoreParenImpCasts()->getType()->getPointeeType());
}

} // namespace costate
