// Definitions of macros that only coroutines could use.
#pragma once

#include <string>

namespace costate {

/// \p Text, a lowered file, without the definitions of macros that expand to `co_await`, `co_yield`
/// or `co_return`, by themselves or through others. One whose name stands anywhere else stays.
/// \p KeepsLines: empty lines take their place, since some text asks for the number of its line.
std::string withoutCoroutineMacros(const std::string &Text, bool KeepsLines);

} // namespace costate
