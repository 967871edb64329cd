// The private parts of the page: Html.cpp is the page, Listing.cpp its code, Diagram.cpp its state
// diagrams.
#pragma once

#include "report/Write.h"

namespace costate {

/// \p Text as HTML shows it, also in attributes.
std::string html(llvm::StringRef Text);

/// The source of \p C, with its suspension points and values marked.
std::string sourceListing(const ReportedCoroutine &C);

/// The machine of \p C, with its states and values marked.
std::string machineListing(const ReportedCoroutine &C);

/// The states of \p C as nested boxes, with the transitions, as SVG. \p Index tells the diagrams of
/// a page apart.
std::string diagram(const ReportedCoroutine &C, unsigned Index);

} // namespace costate
