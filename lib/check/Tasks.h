// Tasks from the outside: which calls make one, and what becomes of it.
#pragma once

#include "check/Flow.h"
#include "check/Mentions.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

#include <optional>
#include <string>

namespace costate {

enum class FateKind : uint8_t {
  Awaited, ///< in the same full-expression, or waited for by a function that blocks until it is
           ///< done
  Kept,    ///< in a variable of the function
  Escapes, ///< returned, stored elsewhere, given to a function that does not wait for it
  Dropped, ///< nobody takes it
  Unknown,
};

struct Fate {
  FateKind Kind = FateKind::Unknown;
  clang::SourceLocation At;                  ///< where that is seen
  const clang::VarDecl *Variable = nullptr;  ///< Kept: where
  const clang::CallExpr *Receiver = nullptr; ///< Escapes: the call that it is given to
};

/// How a lambda's coroutine uses its captures.
struct CaptureUse {
  std::string What; ///< `the capture 'x'`, `'this'`
  clang::SourceLocation Suspended;
  bool Initially = false;
  clang::SourceLocation At;
};

class TaskQuestions {
public:
  explicit TaskQuestions(clang::ASTContext &Context) : Context(Context) {}

  /// Whether the type is what a coroutine returns: it has a promise type.
  bool isTask(clang::QualType Type) const;

  /// Whether a function that returns a task is, or may be, a coroutine; a plain function whose body
  /// is known is not.
  bool makesTask(const clang::FunctionDecl *Function) const;

  /// Whether the coroutine waits before it does anything, always.
  bool isLazy(clang::QualType Task) const;

  /// The function, not a lambda's, in which \p S stands; null outside of functions.
  const clang::FunctionDecl *functionAround(const clang::Stmt *S) const;

  Fate fateOf(const clang::Expr *Task) const;
  Fate fateOfClosure(const clang::LambdaExpr *Lambda) const;

  /// Whether a lambda is only called, by its name or where it stands, and what it returns is
  /// awaited in the same expression: the arguments live as long as the tasks.
  bool isOnlyCalledAndAwaited(const clang::LambdaExpr *Lambda) const;

  /// Whether the function that \p Parameter belongs to may use it after a suspension; what is not
  /// known may.
  bool usesLater(const clang::ParmVarDecl &Parameter) const;

  /// Whether what \p F was given to is awaited later, while \p Local lives.
  bool isJoined(const Fate &F, const clang::VarDecl &Local) const;

  /// The coroutine that \p Lambda is, or an instantiation of it; null if it is none.
  const clang::FunctionDecl *coroutineOf(const clang::LambdaExpr &Lambda) const;

  /// How the coroutine of a lambda uses its captures after a suspension; none if it does not.
  std::optional<CaptureUse> captureUsedLater(const clang::FunctionDecl &Body) const;

private:
  Fate fateOfNamedClosure(const clang::VarDecl &Variable, unsigned Depth) const;
  Fate fateOfUse(const clang::DeclRefExpr *Use, unsigned Followed) const;
  Fate fateOfArgument(const clang::CallExpr *Call, const clang::Expr *Argument) const;

  clang::ASTContext &Context;
};

/// Whether \p Callee, by its name, returns only when the task that it is given is done. Null is no
/// such function.
bool waitsForTask(const clang::FunctionDecl *Callee);

/// Whether the body of \p Function is a coroutine that starts suspended, always.
bool startsSuspended(const clang::FunctionDecl &Function, const clang::ASTContext &Context);

} // namespace costate
