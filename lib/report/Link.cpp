// What is done with a whole report: its places, and which coroutine awaits which.
#include "report/Report.h"

namespace costate {

void forEachPlace(ReportedCoroutine &C, llvm::function_ref<void(ReportedPlace &)> Do) {
  Do(C.Place);
  Do(C.NamePlace);
  for (ReportedValue &V : C.Values) {
    Do(V.Made);
    if (V.Escapes)
      Do(*V.Escapes);
    llvm::for_each(V.Uses, Do);
  }
  for (ReportedPoint &Point : C.Points) {
    Do(Point.Place);
    for (ReportedKept &Kept : Point.Kept)
      llvm::for_each(Kept.NextUses, Do);
  }
  for (ReportedWarning &W : C.Warnings)
    Do(W.Place);
}

void link(Report &Report) {
  for (ReportedCoroutine &C : Report.Coroutines)
    for (ReportedPoint &Point : C.Points)
      for (ReportedCallee &Callee : Point.Callees)
        for (unsigned I = 0; I != Report.Coroutines.size(); ++I)
          if (!Callee.Key.empty() && Report.Coroutines[I].Key == Callee.Key)
            Callee.Coroutine = I;
}

} // namespace costate
