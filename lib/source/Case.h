// Names in the forms that generated code gives them.
#pragma once

#include "llvm/ADT/StringExtras.h"

#include <string>

namespace costate {

/// `read_some` as `ReadSome`, the name of a type.
inline std::string camelCase(llvm::StringRef Name) {
  std::string Result;
  bool Upper = true;
  for (const char Ch : Name) {
    if (Ch != '_')
      Result += Upper ? llvm::toUpper(Ch) : Ch;
    Upper = Ch == '_';
  }
  return Result;
}

/// `ReadSome` as `read_some`, the name of a label.
inline std::string snakeCase(llvm::StringRef Name) {
  std::string Result;
  for (const char Ch : Name) {
    if (llvm::isUpper(Ch) && !Result.empty() && Result.back() != '_')
      Result += '_';
    Result += llvm::toLower(Ch);
  }
  return Result;
}

} // namespace costate
