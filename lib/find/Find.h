// Stage 1, find: the coroutines of a translation unit.
#pragma once

#include "source/Files.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"

#include <set>
#include <string>
#include <vector>

namespace costate {

/// A coroutine with what the language has decided for it.
struct Coroutine {
  const clang::FunctionDecl *Function = nullptr;
  const clang::CoroutineBodyStmt *Body = nullptr;
  /// The body as written, with its braces, or the function-try-block.
  clang::SourceRange BodyRange;
  clang::SourceRange Range; ///< the function's definition
  const clang::CXXRecordDecl *Promise = nullptr;
  clang::QualType PromiseType;
  /// The promise is constructed from the parameter copies ([dcl.fct.def.coroutine]/4).
  bool PromiseTakesParameters = false;
  /// ... as an aggregate, in parentheses, which C++17 lacks.
  bool PromiseIsAggregate = false;
  /// Its class declares a member `await_transform`.
  bool HasAwaitTransform = false;
  bool HasReturnVoid = false;
};

/// A function called `operator co_await` that is declared in a file that is lowered, to be carried
/// over under a name that C++17 can spell.
struct AwaitOperator {
  const clang::FunctionDecl *Function = nullptr;
};

struct Found {
  std::vector<Coroutine> Coroutines; ///< in the order of the text
  std::vector<AwaitOperator> AwaitOperators;
  /// Where an `operator co_await` is named that keeps its name, as its file is not lowered or
  /// declares `operator_co_await` beside it.
  std::set<clang::SourceLocation> KeptAwaitOperators;
};

/// The coroutines that are written in \p Files and match \p Filter (a regular expression for the
/// qualified name; empty: all).
Found findCoroutines(clang::ASTContext &Context, llvm::StringRef Filter, const LoweredFiles &Files);

/// The text of `--dump=find`.
std::string dump(const Found &Found, const clang::SourceManager &Sources);

} // namespace costate
