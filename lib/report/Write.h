// The forms of a report. Each writer shows what the model says and decides nothing.
#pragma once

#include "report/Report.h"

#include "llvm/Support/raw_ostream.h"

namespace costate {

enum class ReportFormat { Text, Json, Mermaid, Dot, Html };

/// Writes \p Report to \p OS in \p Format.
void write(const Report &Report, ReportFormat Format, llvm::raw_ostream &OS);

void writeText(const Report &Report, llvm::raw_ostream &OS);
/// As docs/report-schema.md says.
void writeJson(const Report &Report, llvm::raw_ostream &OS);
/// A `stateDiagram-v2` for each coroutine.
void writeMermaid(const Report &Report, llvm::raw_ostream &OS);
/// A `digraph` for each coroutine.
void writeDot(const Report &Report, llvm::raw_ostream &OS);
/// One page that needs nothing else.
void writeHtml(const Report &Report, llvm::raw_ostream &OS);

// What several forms show.

/// `lib/session.cpp:12:3`; empty for no place.
std::string text(const ReportedPlace &Place);
/// `used later at 12:3, destroyed later`, in this order.
std::string text(const ReportedKept &Kept, const ReportedCoroutine &C);
llvm::StringRef name(ReportedReason Reason); ///< `used later`
llvm::StringRef name(ReportedRole Role);     ///< `parameter`
llvm::StringRef name(ReportedPointKind Kind);
llvm::StringRef name(ReportedStateKind Kind);
llvm::StringRef name(ReportedTrigger Trigger);
/// `Body > Loop > AwaitRead`.
std::string path(const ReportedCoroutine &C, unsigned State);
/// `12 bytes`, or `? bytes` where nobody knows.
std::string bytes(std::optional<uint64_t> Size);
/// The values in the biggest states, the largest first.
std::vector<unsigned> biggestValues(const ReportedCoroutine &C);
/// What the coroutine is called in a headline: its name and, for a branch, which.
std::string title(const ReportedCoroutine &C);
/// What leads to a state, as the label of an arrow.
std::string label(const ReportedTransition &Transition);

} // namespace costate
