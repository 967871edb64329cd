#include "check/Report.h"

#include "clang/Basic/DiagnosticIDs.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace costate {

unsigned report(ArrayRef<Finding> Findings, const SourceManager &Sources,
                DiagnosticConsumer &Client) {
  // An engine of its own: -w and -Werror are meant for what the compiler says.
  DiagnosticOptions Options;
  DiagnosticsEngine Engine(DiagnosticIDs::create(), Options, &Client, /*ShouldOwnClient=*/false);
  Engine.setSourceManager(const_cast<SourceManager *>(&Sources));
  const unsigned Note = Engine.getCustomDiagID(DiagnosticsEngine::Note, "%0");
  const unsigned Warning = Engine.getCustomDiagID(DiagnosticsEngine::Warning, "%0 [%1]");
  const unsigned Error =
      Engine.getCustomDiagID(DiagnosticsEngine::Error, "%0 [%1,-warnings-as-errors]");
  unsigned Errors = 0;
  for (const Finding &F : Findings) {
    Engine.Report(F.At, F.IsError ? Error : Warning) << F.Text << infoOf(F.Kind).Name;
    Errors += F.IsError;
    for (const FindingNote &Each : F.Notes)
      Engine.Report(Each.At, Note) << Each.Text;
    if (F.Help.empty())
      continue;
    const DiagnosticBuilder Help = Engine.Report(F.HelpAt.isValid() ? F.HelpAt : F.At, Note);
    Help << F.Help;
    for (const FixItHint &Fix : F.Fixes)
      Help << Fix;
  }
  return Errors;
}

} // namespace costate
