// Findings as diagnostics, in Clang's format.
#pragma once

#include "check/Config.h"
#include "check/Finding.h"

#include "clang/Basic/Diagnostic.h"

namespace costate {

/// Reports \p Findings to \p Client. What the program's flags say of warnings is for the compiler's
/// own. Returns how many of them are errors, by the configurations of their files.
unsigned report(llvm::ArrayRef<Finding> Findings, const clang::SourceManager &Sources,
                clang::DiagnosticConsumer &Client);

} // namespace costate
