// What the preprocessor did in the main file, of which the tokens alone do not tell.
#pragma once

#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"

#include <set>
#include <vector>

namespace costate {

struct PreprocessorFacts {
  /// The expansion of a macro, or of one inside of its arguments, by offset in the main file.
  struct Expansion {
    unsigned At;
    unsigned DefinedAt; ///< the offset of the definition, or NotHere
    bool IsPosition;    ///< `__LINE__` and its like: it says something else in another place
    bool IsLine;        ///< `__LINE__` itself
    bool IsCounter;     ///< `__COUNTER__`
  };
  static constexpr unsigned NotHere = ~0U;

  std::vector<Expansion> Expansions; ///< in the order in which they were made
  std::set<unsigned> Directives;     ///< offsets in lines of `#define`, `#undef` and `#pragma`
  std::set<unsigned> Pragmas; ///< offsets of invocations that make pragmas, but for diagnostics
};

/// Fills \p Facts while \p PP runs; both outlive the preprocessing.
void recordPreprocessing(clang::Preprocessor &PP, PreprocessorFacts &Facts);

} // namespace costate
