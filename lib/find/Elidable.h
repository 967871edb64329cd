// Which calls of coroutines need no allocation, as the program says: their return type is marked
// with
// [[clang::coro_await_elidable]], or an option names it.
//
//   co_await child(1)                       child(1), if its type is marked
//   co_await when_all(child(1), child(2))   each of the three, if all types are, and when_all's
//                                           parameters with [[clang::coro_await_elidable_argument]]
#pragma once

#include "clang/AST/ExprCXX.h"
#include "clang/AST/Type.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Regex.h"

#include <optional>

namespace costate {

class Elidable {
public:
  /// \p Names is a regular expression for the names of return types, with their namespaces; empty:
  /// only marked ones.
  explicit Elidable(llvm::StringRef Names);

  /// Whether the frame of a coroutine that returns \p Type may be a part of what awaits it.
  bool contains(clang::QualType Type) const;

  /// Calls \p Visit for every call in \p Operand, what an await is applied to, that may be elided.
  void forEachCall(const clang::Expr *Operand,
                   llvm::function_ref<void(const clang::CallExpr *)> Visit) const;

private:
  std::optional<llvm::Regex> Types;
};

/// Whether the type of \p Function can be written down.
bool canBeSpelled(const clang::FunctionDecl &Function);

/// A default argument that says the same wherever it is written; null for others, and for arguments
/// that are written.
const clang::Expr *literalDefault(const clang::Expr *Argument);

} // namespace costate
