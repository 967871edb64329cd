// The configuration of the checks: a file `.costate` in the directory of a source or above it.
//
//   Warnings: '*,-large-across-suspend'
//   LargeThreshold: 4096
//   LockTypes: [ 'my::guard' ]
//
// The nearest one counts; with `InheritParentConfig: true`, those above it count where it says
// nothing.
#pragma once

#include "check/Finding.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Error.h"

#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace costate {

/// Functions in which some warnings are not wanted.
struct AllowedFunction {
  std::string Function; ///< a regular expression for the whole qualified name
  std::string Warnings = "*";
};

struct CheckConfig {
  /// Globs, separated by commas, of which the last that matches decides; `-` before one means that
  /// it is not wanted. As clang-tidy's `Checks`.
  std::string Warnings = "*";
  std::string WarningsAsErrors;
  uint64_t LargeThreshold = 4096; ///< bytes: what is larger is large
  // Qualified names without template arguments; `*` stands for any text.
  std::vector<std::string> LockTypes;
  std::vector<std::string> MutexTypes;
  std::vector<std::string> ThreadBoundTypes;
  std::vector<std::string> BlockingFunctions;
  std::vector<std::string> NonBlockingFunctions; ///< which blocking-in-coroutine leaves alone
  std::vector<std::string> LongLivedTypes;       ///< whose objects outlive what refers to them
  std::vector<std::string> SafeAwaitables;       ///< awaits of these suspend nothing that matters
  std::vector<AllowedFunction> Allow;

  /// Whether a list as of `Warnings` names the kind.
  static bool matches(llvm::StringRef List, WarningKind Kind);
};

/// Whether one of \p Patterns, as of LockTypes, names \p QualifiedName.
bool matchesName(llvm::ArrayRef<std::string> Patterns, llvm::StringRef QualifiedName);

/// An error, which begins with \p Where, if \p List names a warning that does not exist.
llvm::Error checkWarningList(llvm::StringRef List, llvm::StringRef Where);

/// Reads the text of a `.costate` file. The error says what is wrong and where.
llvm::Expected<CheckConfig> parseConfig(llvm::StringRef Text, llvm::StringRef FileName,
                                        const CheckConfig &Parent);

/// The text of `--dump-config`.
std::string dumpConfig(const CheckConfig &Config);

/// The configurations of the directories, each read once. May be used by several threads.
class Configurations {
public:
  /// \p CommandLine holds what options say, which counts more than any file.
  struct Overrides {
    std::optional<std::string> Warnings;
    std::optional<std::string> WarningsAsErrors;
    std::optional<std::string> ConfigFile; ///< the only file to read
  };
  Configurations() = default;
  explicit Configurations(Overrides CommandLine) : CommandLine(std::move(CommandLine)) {}

  /// What holds for the file with the absolute path \p Path.
  llvm::Expected<CheckConfig> of(llvm::StringRef Path);

private:
  llvm::Expected<CheckConfig> ofDirectory(llvm::StringRef Directory);
  llvm::Expected<CheckConfig> read(llvm::StringRef File, llvm::StringRef Directory,
                                   const CheckConfig &Parent);

  Overrides CommandLine;
  std::mutex Reading;
  llvm::StringMap<CheckConfig> Known; ///< by directories
};

} // namespace costate
