// The stages in the order in which the data flows:
//
//   find -> normalize -> analyze -> plan -> print -> edit
//
// Each is one function from one structure to the next (lib/<stage>/<Stage>.h); none looks back at
// an earlier one's input, and text is written last.
#pragma once

#include "edit/Edit.h"
#include "print/Print.h"
#include "report/Report.h"

#include "source/Files.h"
#include "source/Includes.h"

#include <optional>
#include <vector>

namespace clang {
class Sema;
} // namespace clang

namespace costate {

struct PipelineOptions {
  std::string Function; ///< regular expression for qualified names; empty: all
  std::string Dump;     ///< a stage's name: print its structure instead of the file
  bool States = false;  ///< print the plan instead of the file
  bool Report = false;  ///< describe what is kept, too
  /// Regular expression for return types that are taken for [[clang::coro_await_elidable]].
  std::string AwaitElidable;
  HeaderOptions Headers;
  PrintOptions Print;
  EditOptions Edit;
};

/// A file of the translation unit that was to be lowered and holds anything that the preprocessor
/// did not leave out.
struct LoweredFile {
  clang::FileID File;
  std::optional<std::string> Text; ///< nothing where it stays as it is
  unsigned Coroutines = 0;
};

struct PipelineResult {
  std::string Dumped;             ///< what `Dump` or `States` ask for
  std::vector<LoweredFile> Files; ///< otherwise: the main file, and the headers that match
  Report Described;               ///< what `Report` asks for
};

/// What was asked for. Nothing where something was refused; the errors are reported then.
/// \p Inclusions are those of the translation unit.
std::optional<PipelineResult> run(clang::Sema &S, Tokens &Tokens,
                                  llvm::ArrayRef<Inclusion> Inclusions,
                                  const PipelineOptions &Options);

} // namespace costate
