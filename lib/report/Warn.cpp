#include "report/Warn.h"

#include <tuple>

using namespace clang;

namespace costate {

static bool contains(const ReportedPlace &Whole, const ReportedPlace &Place) {
  return Whole.File == Place.File &&
         std::tie(Whole.Line, Whole.Column) <= std::tie(Place.Line, Place.Column) &&
         std::tie(Place.Line, Place.Column) <= std::tie(Whole.EndLine, Whole.EndColumn);
}

void addWarnings(Report &Report, llvm::ArrayRef<Finding> Findings, const SourceManager &Sources) {
  for (const Finding &Each : Findings) {
    const PresumedLoc At = Sources.getPresumedLoc(Sources.getExpansionLoc(Each.At));
    if (At.isInvalid())
      continue;
    const ReportedPlace Place{At.getFilename(), At.getLine(), At.getColumn(), At.getLine(),
                              At.getColumn()};
    const ReportedPlace *Innermost = nullptr;
    for (const ReportedCoroutine &C : Report.Coroutines)
      if (contains(C.Place, Place) && (!Innermost || contains(*Innermost, C.Place)))
        Innermost = &C.Place;
    if (!Innermost)
      continue;
    const ReportedPlace Whole = *Innermost;
    for (ReportedCoroutine &C : Report.Coroutines)
      if (contains(Whole, C.Place) && contains(C.Place, Whole))
        C.Warnings.push_back({Place, Each.Text, infoOf(Each.Kind).Name.str()});
  }
}

} // namespace costate
