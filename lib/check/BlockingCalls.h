// Which calls block the thread that makes them.
#pragma once

#include "check/Config.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseMap.h"

#include <optional>
#include <string>
#include <vector>

namespace costate {

/// A call that blocks.
struct BlockingCall {
  std::string Name;  ///< of what blocks in the end: `std::this_thread::sleep_for`
  std::string Usual; ///< what a coroutine does instead
  /// The calls on the way to it, behind the one that was asked for, outermost first.
  std::vector<clang::SourceLocation> Way;
};

class BlockingCalls {
public:
  BlockingCalls(clang::ASTContext &Context, const CheckConfig &Config)
      : Context(Context), Config(Config) {}

  /// What \p Call blocks in; none if it does not. Functions whose bodies are known, but for those
  /// of system headers, are looked into.
  std::optional<BlockingCall> in(const clang::CallExpr *Call);

private:
  std::optional<BlockingCall> direct(const clang::CallExpr *Call,
                                     const clang::FunctionDecl *Callee) const;
  std::optional<BlockingCall> through(const clang::FunctionDecl *Callee);
  bool isConsoleInput(const clang::CallExpr *Call, llvm::StringRef Name) const;
  bool returnsAtOnce(const clang::CallExpr *Call, llvm::StringRef Name) const;

  clang::ASTContext &Context;
  const CheckConfig &Config;
  llvm::DenseMap<const clang::FunctionDecl *, std::optional<BlockingCall>> Known;
};

} // namespace costate
