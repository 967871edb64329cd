// The command line, read and checked.
#pragma once

#include "Pipeline.h"
#include "check/Config.h"
#include "report/Write.h"

#include "clang/Tooling/CompilationDatabase.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace costate {

struct Options {
  std::vector<std::string> Sources; ///< absolute, each once, in the order given
  std::unique_ptr<clang::tooling::CompilationDatabase> Compilations;
  PipelineOptions Pipeline;
  std::optional<ReportFormat> Report; ///< write a report instead of the lowered file
  bool NativeSizes = true;            ///< ... with the frames that Clang makes beside ours
  std::string OutputFile;             ///< empty: standard output, unless there is a directory
  std::string OutputDirectory;
  std::string Root; ///< absolute: outputs lie in the directory as sources lie in this
  std::string Depfile;
  unsigned Jobs = 0; ///< 0: as many as the hardware runs
  bool Quiet = false;
  bool UseColor = false;
  std::string ResourceDirectory; ///< Clang's builtin headers

  bool Check = false;    ///< print warnings, write no lowered files
  bool Fix = false;      ///< mend the sources where a warning says how
  std::string FixesFile; ///< write the same as YAML
  std::string SarifFile; ///< write the warnings as SARIF
  bool DumpConfig = false;
  std::shared_ptr<Configurations> Configs = std::make_shared<Configurations>();

  /// Text is asked for, and not files.
  bool dumps() const { return Pipeline.States || !Pipeline.Dump.empty() || Report; }
};

/// Reads the command line. What is wrong with it is an error of one or more lines.
llvm::Expected<Options> readOptions(int Argc, const char **Argv);

/// \p Path without dots, from \p Directory (empty: the current one).
std::string absolutePath(llvm::StringRef Path, llvm::StringRef Directory = "");

/// An error with this text.
llvm::Error error(const llvm::Twine &Text);

} // namespace costate
