// Findings with their places as files and lines, which outlive the translation unit, and what is
// written of them: SARIF, and edits.
#pragma once

#include "check/Finding.h"

#include "clang/Basic/SourceManager.h"
#include "clang/Tooling/Core/Replacement.h"
#include "llvm/Support/Error.h"

#include <map>
#include <string>
#include <vector>

namespace costate {

struct PlacedNote {
  std::string File; ///< absolute
  unsigned Offset = 0;
  unsigned Line = 0;   ///< from 1
  unsigned Column = 0; ///< from 1, in code points of UTF-8
  unsigned Length = 0; ///< of the token
  std::string Text;
};

struct PlacedFinding {
  WarningKind Kind;
  bool IsError = false;
  PlacedNote At; ///< with the warning's text
  std::vector<PlacedNote> Notes;
  std::string Help;
  std::string Function;
  std::vector<clang::tooling::Replacement> Fixes;
};

/// \p Findings with their places.
std::vector<PlacedFinding> place(llvm::ArrayRef<Finding> Findings,
                                 const clang::SourceManager &Sources,
                                 const clang::LangOptions &Language);

/// The log of a run in SARIF 2.1.0, as JSON.
std::string sarif(llvm::ArrayRef<PlacedFinding> Findings, llvm::StringRef Version);

/// The edits of \p Findings as clang-apply-replacements reads them, for \p MainFile.
std::string fixesAsYaml(llvm::ArrayRef<PlacedFinding> Findings, llvm::StringRef MainFile);

/// The new texts of the files that the edits of \p Findings change. Findings whose edits meet those
/// of one before are left out. What is changed is formatted in \p Style, as for --format-style. The
/// error names a file that cannot be read.
llvm::Expected<std::map<std::string, std::string>>
applyFixes(llvm::ArrayRef<PlacedFinding> Findings, llvm::StringRef Style);

} // namespace costate
