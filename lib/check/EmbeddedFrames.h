// How much the frame of a coroutine keeps of the one that awaits it, where it is a part of that
// (docs/no-heap.md):
//
//   task<int> child(int n) { char buffer[8000]; ... }
//   task<int> parent() { co_return co_await child(1); }      keeps more than 8000 bytes
#pragma once

#include "check/Checks.h"
#include "find/Elidable.h"

namespace costate {

class EmbeddedFrames {
public:
  /// \p Types are those whose frames may lie in others, \p Files those that are lowered.
  EmbeddedFrames(clang::ASTContext &Context, const Elidable &Types, const LoweredFiles &Files)
      : Context(Context), Types(Types), Files(Files) {}

  /// Calls \p Visit for each call in what \p Await awaits whose frame is a part of that of \p In,
  /// with the definition of what it calls.
  void
  forEach(const clang::Stmt &Await, const clang::FunctionDecl &In,
          llvm::function_ref<void(const clang::CallExpr &, const clang::FunctionDecl &)> Visit);

  /// The bytes that the frame of \p Coroutine takes at least: its promise, its parameters, and the
  /// variables that it keeps together, with frames in it.
  uint64_t leastBytes(const clang::FunctionDecl &Coroutine);

private:
  uint64_t mostKept(const clang::FunctionDecl &Coroutine);
  uint64_t bytesOf(clang::QualType Type) const;

  clang::ASTContext &Context;
  const Elidable &Types;
  const LoweredFiles &Files;
  llvm::DenseMap<const clang::FunctionDecl *, uint64_t> Known;
};

} // namespace costate
