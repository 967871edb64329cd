// The conditions of the preprocessor that ask whether there are coroutines.
#pragma once

#include "source/Tokens.h"

#include <string>
#include <vector>

namespace costate {

/// A part of a condition that is written out.
struct Answer {
  FileRange Asked;
  std::string Text;
};

/// What \p Directives of the file \p Text, in their order, ask of the compiler that the lowered
/// file would be told otherwise before C++20. \p Coroutines: where those begin that are lowered.
/// \p Kept: where keywords of coroutines stay. \p Standard: the value of `__cplusplus`.
std::vector<Answer> answers(llvm::StringRef Text, llvm::ArrayRef<Directive> Directives,
                            llvm::ArrayRef<unsigned> Coroutines, llvm::ArrayRef<unsigned> Kept,
                            llvm::StringRef Standard);

} // namespace costate
