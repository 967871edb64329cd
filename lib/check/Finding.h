// What the checks find: a warning with the places that it is about, apart from how it is printed.
#pragma once

#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>
#include <vector>

namespace costate {

/// The kinds of warnings. Each has a row in the table of kinds() and a page `docs/<name>.md`.
enum class WarningKind : uint8_t {
  LockAcrossSuspend,
  LargeAcrossSuspend,
  BlockingInCoroutine,
  BorrowAcrossSuspend,
  ThreadBoundAcrossSuspend,
  UnusedTask,
  AwaitAfterMove,
};

struct WarningInfo {
  WarningKind Kind;
  llvm::StringRef Name;    ///< as it is printed in brackets, and as suppressions name it
  llvm::StringRef Summary; ///< one sentence
};

/// The table of kinds, in the order of their values.
llvm::ArrayRef<WarningInfo> warningKinds();
const WarningInfo &infoOf(WarningKind Kind);
/// The kind with this name; none if there is no such kind.
std::optional<WarningKind> warningKind(llvm::StringRef Name);

struct FindingNote {
  clang::SourceLocation At;
  std::string Text;
};

/// One warning. Its locations belong to the source manager of its translation unit.
struct Finding {
  WarningKind Kind;
  clang::SourceLocation At; ///< where the value is made, or what blocks
  std::string Text;         ///< one line, without the kind's name
  /// Where it is suspended, where the value is used or destroyed later, and what to do, in this
  /// order.
  std::vector<FindingNote> Notes;
  std::string Help;                             ///< the usual fix, the last note
  clang::SourceLocation HelpAt;                 ///< where that is shown; invalid: at the warning
  llvm::SmallVector<clang::FixItHint, 4> Fixes; ///< the same as edits, where it is mechanical
  std::string Function;                         ///< the qualified name of the coroutine
  clang::SourceLocation FunctionAt;             ///< where that is declared
  bool IsError = false;                         ///< the configuration makes it one
};

} // namespace costate
