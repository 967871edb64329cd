// What the source allows: comments in which warnings are named.
//
//   std::lock_guard lock(mutex); // costate: allow(lock-across-suspend)
//
//   // costate: allow(lock-across-suspend, large-across-suspend)
//   task<> f() {
//
// A comment behind code is for its line; one on lines of its own is for the next line with code. A
// line is that of the value or of the await, or that of the function's name, which is for the whole
// function. `*` names all warnings.
#pragma once

#include "check/Config.h"
#include "check/Finding.h"

#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"

#include <map>
#include <string>

namespace costate {

class Suppressions {
public:
  explicit Suppressions(const clang::SourceManager &Sources) : Sources(Sources) {}

  /// Whether a comment or \p Config allows \p F.
  bool allow(const Finding &F, const CheckConfig &Config) const;

private:
  using Lines = std::map<unsigned, std::string>; ///< the list of names for each line
  const Lines &linesOf(clang::FileID File) const;
  bool allowedAt(clang::SourceLocation At, WarningKind Kind) const;

  const clang::SourceManager &Sources;
  mutable std::map<clang::FileID, Lines> Known;
};

} // namespace costate
