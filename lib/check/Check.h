// Stage check: what is held, borrowed or blocked while a coroutine waits.
//
//   AST -> the coroutines (Coroutines.cpp) -> the flow of each (Flow) -> one function per kind of
//   warning (LockAcrossSuspend.cpp ...) -> findings, without those that the source allows
//   (Suppressions.cpp) -> diagnostics (Report.cpp), SARIF (Sarif.cpp), edits (Fixes.cpp)
//
// It reads the AST that the lowering reads, and not what the lowering makes of it: a coroutine that
// cannot be lowered is checked all the same.
#pragma once

#include "check/Config.h"
#include "check/Finding.h"
#include "source/Files.h"

#include "clang/AST/ASTContext.h"

#include <vector>

namespace costate {

struct CheckRequest {
  std::string Function;      ///< a regular expression for qualified names; empty: all
  HeaderOptions Headers;     ///< headers to be checked, too
  std::string AwaitElidable; ///< a regular expression, as of PipelineOptions
};

/// What is to be said of the coroutines in the main file, and in the headers asked for, each place
/// once, in the order of the text. \p Configurations says for each file what holds for it.
std::vector<Finding> check(clang::ASTContext &Context, const CheckRequest &Request,
                           Configurations &Configurations);

} // namespace costate
