// What a lambda coroutine's promise is made from, where the closure counts as the first parameter.
#pragma once

#include "find/Find.h"

namespace clang {
class Sema;
} // namespace clang

namespace costate {

/// Corrects what \p C, a lambda that is no template, says of its promise's construction and
/// allocation. The closure is the first of the arguments that these are tried with
/// ([dcl.fct.def.coroutine]/4, /9); Clang 22 leaves it out, and finds constructors and allocation
/// functions that the standard does not.
void considerClosure(Coroutine &C, clang::Sema &S);

} // namespace costate
