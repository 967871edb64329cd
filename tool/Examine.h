// Completes a unit's report with what only compilers tell, by running Clang again.
#pragma once

#include "Unit.h"

namespace costate {

/// Measures what \p U has described in the lowered program, and asks for the frames that Clang
/// makes. What cannot be compiled so is left as it is.
void examine(Unit &U, const Options &Options);

} // namespace costate
