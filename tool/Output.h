// Files out.
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"

#include <string>

namespace costate {

/// Says on standard error what \p E is, if it is one. Returns whether it is none.
bool reported(llvm::Error E);

/// Writes \p Text to \p Path, or to standard output for `-`, whole or not at all. The error names
/// the path.
llvm::Error writeFile(llvm::StringRef Path, llvm::StringRef Text);

/// As writeFile, makes the directories that are missing. With \p KeepSame, a file that holds
/// \p Text is left alone, so that what depends on it is not built anew.
llvm::Error writeInDirectory(llvm::StringRef Path, llvm::StringRef Text, bool KeepSame);

/// A rule for make and ninja, as compilers write it with -MF: \p Targets depend on \p Files.
std::string dependencyRule(llvm::ArrayRef<std::string> Targets, llvm::ArrayRef<std::string> Files);

} // namespace costate
