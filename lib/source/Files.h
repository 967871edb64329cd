// Which files of a translation unit are lowered: the main file, and the headers that are asked for.
#pragma once

#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"

#include <string>

namespace costate {

/// Which headers to lower, as clang-tidy's --header-filter and --system-headers.
struct HeaderOptions {
  std::string Filter;  ///< a regular expression for paths; empty: none
  bool System = false; ///< system headers too
};

/// The files that are lowered. A header that is entered twice is a file each time.
class LoweredFiles {
public:
  LoweredFiles(const clang::SourceManager &Sources, const HeaderOptions &Options)
      : Sources(Sources), Options(Options) {}

  bool contains(clang::FileID File) const;

  /// Whether \p Location, or the macro's use that it comes from, lies in such a file.
  bool contains(clang::SourceLocation Location) const { return contains(fileOf(Location)); }

  /// Whether \p Location, or the macro's use that it comes from, lies in the main file.
  bool isInMainFile(clang::SourceLocation Location) const {
    return fileOf(Location) == Sources.getMainFileID();
  }

  /// The file of \p Location, or of the macro's use that it comes from.
  clang::FileID fileOf(clang::SourceLocation Location) const {
    return Sources.getFileID(Sources.getExpansionLoc(Location));
  }

private:
  bool matches(clang::FileID File) const;

  const clang::SourceManager &Sources;
  const HeaderOptions &Options;
  mutable llvm::DenseMap<clang::FileID, bool> Known;
};

} // namespace costate
