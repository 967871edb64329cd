// Stage 6, edit: the new file. Everything outside of the lowered coroutines is kept byte for byte.
#pragma once

#include "Diagnose.h"
#include "find/Find.h"
#include "normalize/Normalize.h"
#include "print/Print.h"
#include "source/Includes.h"

#include "llvm/Support/Error.h"

namespace costate {

/// A coroutine with its lowered text.
struct Lowered {
  const Coroutine *From;
  Printed Text;
  bool IsStartedInPlace = false; ///< the machine is, where the source calls the function
};

struct EditOptions {
  std::string FormatStyle =
      "file";                  ///< as clang-format's --style; `none` leaves the text as printed
  std::string FileName;        ///< the file: where `.clang-format` is looked for
  bool Trace = false;          ///< the machines are traced
  bool LineDirectives = false; ///< the output is mapped back to the source
  std::string
      Standard; ///< what conditions around coroutines are told of `__cplusplus`, if anything
  bool KeepLines = false; ///< what is outside of coroutines keeps the numbers of its lines
};

/// What goes into one file.
struct FileEdits {
  clang::FileID File;
  std::vector<Lowered> Coroutines;
  std::vector<unsigned> AwaitOperators; ///< the tokens `operator` of `operator co_await`

  std::vector<Rewritten> MachineNames;

  explicit FileEdits(clang::FileID File) : File(File) {}
  bool empty() const {
    return Coroutines.empty() && AwaitOperators.empty() && MachineNames.empty();
  }
};

/// The file's text with lowered coroutines in place of the originals, the include of the runtime,
/// and each `operator co_await` under a name that C++17 can spell. \p Inclusions are those of the
/// whole translation unit.
llvm::Expected<std::string> edit(const FileEdits &Edits, llvm::ArrayRef<Inclusion> Inclusions,
                                 const Tokens &Tokens, const EditOptions &Options);

/// A machine, or a body with its braces, as edit() would write it.
std::string formatted(const Printed &Text, const Tokens &Tokens, const EditOptions &Options);

} // namespace costate
