#include "report/Write.h"

#include "llvm/ADT/StringExtras.h"

#include <algorithm>

namespace costate {

using llvm::StringRef;

void write(const Report &Report, ReportFormat Format, llvm::raw_ostream &OS) {
  switch (Format) {
  case ReportFormat::Text:
    return writeText(Report, OS);
  case ReportFormat::Json:
    return writeJson(Report, OS);
  case ReportFormat::Mermaid:
    return writeMermaid(Report, OS);
  case ReportFormat::Dot:
    return writeDot(Report, OS);
  case ReportFormat::Html:
    return writeHtml(Report, OS);
  }
}

std::string text(const ReportedPlace &Place) {
  if (!Place.isValid())
    return "";
  return Place.File + ":" + std::to_string(Place.Line) + ":" + std::to_string(Place.Column);
}

StringRef name(ReportedReason Reason) {
  switch (Reason) {
  case ReportedReason::UsedLater:
    return "used later";
  case ReportedReason::DestroyedLater:
    return "destroyed later";
  case ReportedReason::AddressEscapes:
    return "address escapes";
  case ReportedReason::Resumes:
    return "awaited";
  case ReportedReason::Parameter:
    return "lives as long as the frame";
  case ReportedReason::Place:
    return "not needed any more";
  }
  return "";
}

StringRef name(ReportedRole Role) {
  switch (Role) {
  case ReportedRole::Object:
    return "object";
  case ReportedRole::Parameter:
    return "parameter";
  case ReportedRole::Capture:
    return "capture";
  case ReportedRole::Variable:
    return "variable";
  case ReportedRole::Operand:
    return "operand";
  case ReportedRole::Awaiter:
    return "awaiter";
  case ReportedRole::Frame:
    return "frame";
  }
  return "";
}

StringRef name(ReportedPointKind Kind) {
  switch (Kind) {
  case ReportedPointKind::Initial:
    return "initial";
  case ReportedPointKind::Await:
    return "await";
  case ReportedPointKind::Yield:
    return "yield";
  case ReportedPointKind::Final:
    return "final";
  }
  return "";
}

StringRef name(ReportedStateKind Kind) {
  switch (Kind) {
  case ReportedStateKind::Suspension:
    return "suspension";
  case ReportedStateKind::Operands:
    return "operands";
  case ReportedStateKind::Scope:
    return "scope";
  case ReportedStateKind::Fields:
    return "fields";
  }
  return "";
}

StringRef name(ReportedTrigger Trigger) {
  switch (Trigger) {
  case ReportedTrigger::Call:
    return "call";
  case ReportedTrigger::Resume:
    return "resume";
  case ReportedTrigger::Exception:
    return "exception";
  case ReportedTrigger::Destroy:
    return "destroy";
  }
  return "";
}

std::string text(const ReportedKept &Kept, const ReportedCoroutine &C) {
  std::string Result;
  const auto At = [&](const ReportedPlace &Place) {
    return Place.isValid()
               ? " at " + std::to_string(Place.Line) + ":" + std::to_string(Place.Column)
               : "";
  };
  for (const ReportedReason Reason : Kept.Reasons) {
    Result += (Result.empty() ? "" : ", ") + name(Reason).str();
    if (Reason == ReportedReason::UsedLater)
      for (const ReportedPlace &Place : Kept.NextUses)
        Result += (&Place == &Kept.NextUses.front() ? "" : " or") + At(Place);
    if (Reason == ReportedReason::AddressEscapes && C.Values[Kept.Value].Escapes)
      Result += At(*C.Values[Kept.Value].Escapes);
  }
  return Result;
}

std::string path(const ReportedCoroutine &C, unsigned State) {
  if (State == None)
    return "the frame";
  const ReportedState &S = C.States[State];
  return S.Parent == None ? S.Name : path(C, S.Parent) + " > " + S.Name;
}

std::string bytes(std::optional<uint64_t> Size) {
  return Size ? std::to_string(*Size) + (*Size == 1 ? " byte" : " bytes") : "? bytes";
}

std::vector<unsigned> biggestValues(const ReportedCoroutine &C) {
  std::vector<unsigned> Result;
  for (const unsigned State : C.Biggest)
    for (const unsigned Value : C.States[State].Values)
      Result.push_back(Value);
  llvm::sort(Result, [&](unsigned Left, unsigned Right) {
    return std::make_pair(C.Values[Right].Extent.Size, Left) <
           std::make_pair(C.Values[Left].Extent.Size, Right);
  });
  return Result;
}

std::string title(const ReportedCoroutine &C) {
  return C.Branch.empty() ? C.Name : C.Name + " (" + C.Branch + ")";
}

std::string label(const ReportedTransition &Transition) {
  if (Transition.Trigger == ReportedTrigger::Exception)
    return "unhandled exception";
  return Transition.Causes.empty() ? name(Transition.Trigger).str()
                                   : llvm::join(Transition.Causes, ", ");
}

} // namespace costate
