// What the head of a lowered function is given.
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

/// What the head of \p Function, a coroutine, needs more where it is none any longer: names for its
/// parameters, and where its return type is marked with `[[clang::coro_return_type]]` the attribute
/// of functions that return one and are no coroutines.
std::vector<Insertion> additionsToHead(const clang::FunctionDecl &Function, const Tokens &T);

} // namespace costate
