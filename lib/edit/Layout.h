// The layout of the one type that costate breaks into lines itself.
#pragma once

#include "clang/Format/Format.h"

#include <string>
#include <vector>

namespace costate {

/// The states of machines, kept from clang-format: it tries so many ways to break templates in
/// templates that it takes a tenth of a second and more for a few levels.
///
///   using States = costate::states<
///       Start,
///       costate::within<Body, AwaitRead,
///         costate::within<Loop, AwaitWrite>>,
///       Done>;
class StatesLayout {
public:
  /// \p Code with a name in the place of each `costate::states<...>`.
  std::string hide(llvm::StringRef Code);

  /// \p Formatted with the types again, each in one line where it fits.
  std::string show(llvm::StringRef Formatted, const clang::format::FormatStyle &Style) const;

private:
  std::vector<std::string> Types;
};

} // namespace costate
