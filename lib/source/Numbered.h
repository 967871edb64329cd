// Names that are told apart by numbers.
#pragma once

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringMap.h"

#include <string>

namespace costate {

/// \p Name, or else the first of `Name` \p Separator `2`, `3` ... that \p Take accepts. \p Numbers
/// holds the last number that was tried behind each name: thousands of one name take linear time.
inline std::string numbered(const std::string &Name, llvm::StringRef Separator,
                            llvm::StringMap<unsigned> &Numbers,
                            llvm::function_ref<bool(llvm::StringRef)> Take) {
  std::string Result = Name;
  for (unsigned &N = Numbers.try_emplace(Name, 1).first->second; !Take(Result);)
    Result = Name + Separator.str() + std::to_string(++N);
  return Result;
}

} // namespace costate
