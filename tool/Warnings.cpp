#include "Warnings.h"

#include "Output.h"

#include "llvm/Support/raw_ostream.h"

namespace costate {

bool writeWarnings(const Project &Of, const Options &O) {
  const std::vector<PlacedFinding> Findings = Of.findings();
  bool Good = true;
  if (!O.SarifFile.empty())
    Good &= reported(writeFile(O.SarifFile, sarif(Findings, COSTATE_VERSION)));
  if (!O.FixesFile.empty())
    Good &= reported(writeFile(O.FixesFile, fixesAsYaml(Findings, O.Sources.front())));
  if (!O.Fix)
    return Good;
  llvm::Expected<std::map<std::string, std::string>> Texts =
      applyFixes(Findings, O.Pipeline.Edit.FormatStyle);
  if (!Texts)
    return reported(Texts.takeError());
  for (const auto &[File, Text] : *Texts)
    Good &= reported(writeFile(File, Text));
  if (!O.Quiet)
    llvm::errs() << "costate: mended " << Texts->size() << " file"
                 << (Texts->size() == 1 ? "" : "s") << "\n";
  return Good;
}

} // namespace costate
