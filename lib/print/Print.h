// Stage 5, print: the machine as C++17 text. Formatting comes later.
#pragma once

#include "Diagnose.h"
#include "find/Find.h"
#include "plan/Plan.h"

namespace costate {

struct PrintOptions {
  bool Trace = false;          ///< print each transition
  bool LineDirectives = false; ///< #line before each statement
};

/// The two texts that take the place of a coroutine.
struct Printed {
  bool Declares =
      false; ///< Machine begins with a declaration of the function, with its default arguments
  std::string Machine; ///< goes before the function
  std::string Body;    ///< is the function's body, with its braces
  std::string Dump;    ///< what was asked for instead
};

/// The local types of a body that is not printed itself.
std::string localTypes(const NormalForm &Form, const Tokens &Tokens);

Printed print(const Coroutine &C, const NormalForm &Form, const Plan &Plan, const Tokens &Tokens,
              const clang::ASTContext &Context, const PrintOptions &Options, Refusals &Refusals);

} // namespace costate
