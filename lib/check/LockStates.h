// Which locks may be held at each point of a function: the state of a forward dataflow problem.
//
//   std::unique_lock lock(mutex);      lock: taken here
//   if (empty) {
//     lock.unlock();
//     co_await filled;                 (nothing)
//     lock.lock();                     lock: taken there
//   }
//   co_await next;                     lock: taken at either place
//
// A guard is held from where it is made, unless a tag says otherwise, until it is unlocked, moved
// from or destroyed; a mutex from lock() to unlock(). A lock that was tried is held where a branch
// does not tell that it is not.
#pragma once

#include "check/Checks.h"
#include "check/LockTypes.h"

#include <set>

namespace costate {

/// Where a lock is taken.
struct LockSite {
  clang::SourceLocation At;
  ObjectId Object; ///< the guard, or the mutex
  clang::QualType Type;
  const clang::VarDecl *Variable = nullptr; ///< the declaration that takes it
  auto key() const { return std::pair(At, Object); }
};

class LockStates {
public:
  /// What may be held: an object, and the number of the site where its lock was taken.
  struct State {
    std::set<std::pair<ObjectId, unsigned>> Held;
    bool join(const State &Other);
  };

  explicit LockStates(const CheckedCoroutine &C);

  State entry();
  void transfer(State &S, const Event &E);
  void refine(State &S, const clang::Expr *Condition, bool Value);

  /// Whether \p Id is what a suspension would leave locked; not a value on its way.
  bool counts(ObjectId Id) const { return !Values.contains(Id); }

  const LockSite &site(unsigned Number) const { return Sites[Number]; }
  Objects &objects() { return Names; }

private:
  /// What an initialiser gives to a guard.
  struct Initial {
    bool Held = false;
    llvm::SmallVector<ObjectId, 1> From; ///< objects whose locks it has taken over
  };

  void evaluate(State &S, const clang::Stmt *Code);
  void declare(State &S, const clang::VarDecl &Variable);
  void construct(State &S, const clang::CXXConstructExpr &Construct);
  void callMember(State &S, const clang::CXXMemberCallExpr &Call);
  void callOnGuard(State &S, const clang::CXXMemberCallExpr &Call, ObjectId Object,
                   llvm::StringRef Name, clang::QualType Guard);
  void assign(State &S, const clang::CXXOperatorCallExpr &Call);
  void callFree(State &S, const clang::CallExpr &Call);
  void moveArguments(State &S, const clang::CallExpr &Call);
  void initialise(State &S, ObjectId Object, const Initial &From, LockSite Site);
  void swap(State &S, ObjectId Left, ObjectId Right);

  Initial initial(const clang::Expr *E, unsigned Depth = 0);
  Initial initialOfConstruct(const clang::CXXConstructExpr *Construct, unsigned Depth);
  Initial initialOfClass(const clang::CXXConstructExpr *Construct, unsigned Depth);
  Initial initialOfCall(const clang::CallExpr *Call, unsigned Depth);
  Initial initialOfParts(llvm::ArrayRef<const clang::Expr *> Parts, unsigned Depth);
  bool isDeferred(llvm::ArrayRef<const clang::Expr *> Arguments) const;

  std::optional<ObjectId> lockObject(const clang::Expr *Object);
  std::optional<ObjectId> tried(const clang::Expr *Condition, bool &Value, unsigned Depth = 0);
  std::optional<ObjectId> triedBeside(const clang::BinaryOperator &Binary, bool &Value,
                                      unsigned Depth);
  void take(State &S, ObjectId Object, clang::SourceLocation At, clang::QualType Type,
            const clang::VarDecl *Variable = nullptr);
  void release(State &S, ObjectId Object);

  const CheckedCoroutine &C;
  LockTypes Types;
  Objects Names;
  std::vector<LockSite> Sites;
  llvm::DenseSet<ObjectId> Values;                       ///< prvalues that initialise something
  llvm::SmallPtrSet<const clang::Expr *, 8> Temporaries; ///< which are destroyed as such
};

} // namespace costate
