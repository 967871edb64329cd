// Definitions of macros that only coroutines could use.
#pragma once

#include <string>

namespace costate {

/// \p Text, a lowered file, without the definitions of macros that expand to `co_await`, `co_yield`
/// or `co_return`, by themselves or through others. One whose name stands anywhere else stays.
std::string withoutCoroutineMacros(const std::string &Text);

} // namespace costate
