// Stage 6, edit: the new file. Everything outside of the lowered coroutines is kept byte for byte.
#pragma once

#include "Diagnose.h"
#include "find/Find.h"
#include "print/Print.h"

#include "llvm/Support/Error.h"

namespace costate {

/// A coroutine with its lowered text.
struct Lowered {
  const Coroutine *From;
  Printed Text;
};

struct EditOptions {
  std::string FormatStyle =
      "file";                  ///< as clang-format's --style; `none` leaves the text as printed
  std::string FileName;        ///< the input: where `.clang-format` is looked for
  bool Trace = false;          ///< the machines are traced
  bool LineDirectives = false; ///< the output is mapped back to the source
  bool KeepLines = false;      ///< what is outside of coroutines keeps the numbers of its lines
};

/// The main file's text with \p Coroutines in place of the originals, the include of the runtime,
/// and each `operator co_await` under a name that C++17 can spell.
llvm::Expected<std::string> edit(llvm::ArrayRef<Lowered> Coroutines, const Found &Found,
                                 const Tokens &Tokens, const EditOptions &Options);

} // namespace costate
