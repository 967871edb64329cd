// Puts what checks have found into a report, beside what is kept.
#pragma once

#include "check/Finding.h"
#include "report/Report.h"

#include "clang/Basic/SourceManager.h"

namespace costate {

/// Gives each of \p Findings to the coroutine of \p Report that it lies in: the innermost one, in
/// each of its instantiations.
void addWarnings(Report &Report, llvm::ArrayRef<Finding> Findings,
                 const clang::SourceManager &Sources);

} // namespace costate
