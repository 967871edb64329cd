// Which types are locks of threads: guards, which hold one, and mutexes, which are one.
#pragma once

#include "check/Config.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

namespace costate {

class LockTypes {
public:
  LockTypes(const clang::ASTContext &Context, const CheckConfig &Config)
      : Context(Context), Config(Config) {}

  /// Whether objects of the type hold a lock of threads while they live, or until they are told
  /// not to. Not the guards of mutexes that are awaited.
  bool isGuard(clang::QualType Type) const;

  /// The guard that an object of the type is or owns; null if it has none.
  clang::QualType guardIn(clang::QualType Type) const;

  /// Whether threads block on an object of the type: it has `lock` and `unlock`, and nothing of it
  /// that locks is to be awaited.
  bool isMutex(clang::QualType Type) const;

private:
  bool isListed(const clang::CXXRecordDecl *Record) const;
  bool isAsyncMutex(clang::QualType Type) const;

  const clang::ASTContext &Context;
  const CheckConfig &Config;
};

} // namespace costate
