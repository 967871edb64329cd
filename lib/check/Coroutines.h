// Which functions are checked: the coroutines of the files that are asked for. Of a template, its
// instantiations, in which everything is known; without any, the template itself.
#pragma once

#include "source/Files.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

#include <string>
#include <vector>

namespace costate {

struct CoroutineToCheck {
  const clang::FunctionDecl *Function = nullptr;
  const clang::CoroutineBodyStmt *Body = nullptr;
  const clang::LambdaExpr *Lambda = nullptr; ///< whose call operator it is
};

/// In the order in which the AST has them. \p Filter is a regular expression for qualified names;
/// empty: all.
std::vector<CoroutineToCheck> coroutinesToCheck(clang::ASTContext &Context, llvm::StringRef Filter,
                                                const LoweredFiles &Files);

} // namespace costate
