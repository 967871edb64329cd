// One translation unit: a source with one of the commands that compile it, and what the stages make
// of it. Units share nothing, so that they can run in parallel.
#pragma once

#include "Options.h"
#include "check/Placed.h"

#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/Support/VirtualFileSystem.h"
#include "llvm/Support/raw_ostream.h"

#include <optional>
#include <string>
#include <vector>

namespace costate {

/// A header that was to be lowered.
struct Header {
  std::string Path;                ///< its real path
  std::optional<std::string> Text; ///< nothing where it stays as it is
  unsigned Coroutines = 0;
};

/// What the checks have found.
struct Warned {
  unsigned Errors = 0; ///< warnings that are errors by the configuration
  std::vector<PlacedFinding> Findings;
};

struct Unit {
  // What is to be done:
  unsigned Source = 0; ///< the index in Options::Sources
  clang::tooling::CompileCommand Command;

  // What came of it:
  bool Failed = false; ///< an error or a refusal was reported
  bool IsRead = false; ///< Clang has read it, without an error
  bool Crashed = false;
  std::string Text;     ///< the lowered main file, or what a dump asks for
  Report Described;     ///< what a report asks for
  bool Changed = false; ///< ... which differs from the source
  unsigned Coroutines = 0;
  std::string RealPath;                      ///< of the main file
  std::vector<Header> Headers;               ///< those that match the filter
  std::vector<Inclusion> Inclusions;         ///< every directive
  std::vector<const Inclusion *> Directives; ///< ... as they are known for all units
  Warned Warnings;
  std::vector<std::string> Dependencies; ///< absolute, the main file first
};

/// Runs the stages over \p U. Diagnostics go to \p Errors. \p Files belongs to this unit alone: its
/// working directory changes.
void run(Unit &U, const Options &Options, llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files,
         llvm::raw_ostream &Errors);

} // namespace costate
