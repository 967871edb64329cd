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
  std::string Places;  ///< lines that begin that body, with `#line` among them
  std::string Front;   ///< goes before Machine: what its types call

  std::string bodyWithPlaces() const {
    return Places.empty() ? Body : "{\n" + Places + Body.substr(1);
  }
};

/// What begins the body of a coroutine of which \p Form leaves open which way it takes: the local
/// types and constants before it, and `if constexpr (...)`. Variables of the body, of which there
/// are none yet, are told by their types.
std::string printDecision(const Coroutine &C, const NormalForm &Form, std::string Machine,
                          const Tokens &Tokens, const clang::ASTContext &Context,
                          const PrintOptions &Options, Refusals &Refusals);

Printed print(const Coroutine &C, const NormalForm &Form, const Plan &Plan, const Tokens &Tokens,
              const clang::ASTContext &Context, const PrintOptions &Options, Refusals &Refusals);

} // namespace costate
