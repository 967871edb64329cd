// Parameters without a name, which the output needs one for.
#pragma once

#include "source/Tokens.h"

#include "clang/AST/Decl.h"

#include <string>
#include <vector>

namespace costate {

/// What the output calls the parameter at \p Position, counted from 1, if it has no name.
std::string missingName(unsigned Position);

/// A text that is to stand in front of a token.
struct Insertion {
  unsigned Token;
  std::string Text;
};

/// The names that the declaration of \p Function is to be given.
std::vector<Insertion> missingNames(const clang::FunctionDecl &Function, const Tokens &T);

} // namespace costate
