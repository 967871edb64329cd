// The inclusion directives of a translation unit, as the preprocessor has resolved them.
//
// Where a copy of a file must lie, so that it is found instead of the original, follows from how
// each directive names it and where that was found:
//
//   #include "detail.hpp"       beside the file that includes it
//   #include <lib/foo.hpp>      in a directory of the search path, as is what a quote names and is
//                               not beside the includer
#pragma once

#include "clang/Basic/SourceLocation.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/PPCallbacks.h"

#include <memory>
#include <string>
#include <vector>

namespace costate {

/// How the file of a directive was found.
enum class FoundBy { Includer, SearchPath, AbsolutePath };

/// A directive in a file, also one that an include guard or `#pragma once` left without effect.
struct Inclusion {
  clang::SourceLocation Where; ///< the end of the directive's name, in the file that includes
  std::string Includer;        ///< its real path; empty for the command line (`-include`)
  std::string File;            ///< the included file's real path
  std::string Name;            ///< as written, without quotes or brackets
  FoundBy How = FoundBy::SearchPath;
  bool Quoted = false;
  bool Next = false; ///< `#include_next`
};

/// The path that stands for a file in every translation unit: absolute, symbolic links resolved.
std::string realPath(const clang::SourceManager &Sources, clang::FileEntryRef File);

/// Callbacks for a preprocessor that add each directive to \p Result, which must outlive it.
std::unique_ptr<clang::PPCallbacks> recordInclusions(const clang::SourceManager &Sources,
                                                     std::vector<Inclusion> &Result);

} // namespace costate
