#include "check/Placed.h"

#include "clang/Format/Format.h"
#include "clang/Tooling/DiagnosticsYaml.h"
#include "clang/Tooling/ReplacementsYaml.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace clang;

namespace costate {

std::string fixesAsYaml(ArrayRef<PlacedFinding> Findings, StringRef MainFile) {
  tooling::TranslationUnitDiagnostics All;
  All.MainSourceFile = MainFile.str();
  for (const PlacedFinding &F : Findings) {
    tooling::Diagnostic D(infoOf(F.Kind).Name,
                          F.IsError ? tooling::Diagnostic::Error : tooling::Diagnostic::Warning,
                          "");
    const auto Message = [](const PlacedNote &Note) {
      tooling::DiagnosticMessage Result(Note.Text);
      Result.FilePath = Note.File;
      Result.FileOffset = Note.Offset;
      return Result;
    };
    D.Message = Message(F.At);
    for (const tooling::Replacement &R : F.Fixes)
      if (llvm::Error E = D.Message.Fix[R.getFilePath()].add(R))
        llvm::consumeError(std::move(E)); // the same place twice
    for (const PlacedNote &Note : F.Notes)
      D.Notes.push_back(Message(Note));
    All.Diagnostics.push_back(std::move(D));
  }
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  llvm::yaml::Output Out(OS);
  Out << All;
  return Text;
}

llvm::Expected<std::map<std::string, std::string>> applyFixes(ArrayRef<PlacedFinding> Findings,
                                                              StringRef Style) {
  std::map<std::string, tooling::Replacements> ByFiles;
  for (const PlacedFinding &F : Findings) {
    std::map<std::string, tooling::Replacements> Tried = ByFiles;
    bool Fits = true;
    for (const tooling::Replacement &R : F.Fixes)
      if (llvm::Error E = Tried[R.getFilePath().str()].add(R)) {
        llvm::consumeError(std::move(E));
        Fits = false;
      }
    if (Fits)
      ByFiles = std::move(Tried);
  }
  std::map<std::string, std::string> Result;
  for (const auto &[File, Edits] : ByFiles) {
    if (Edits.empty())
      continue;
    auto Buffer = llvm::MemoryBuffer::getFile(File);
    if (!Buffer)
      return llvm::createStringError("cannot read '%s': %s", File.c_str(),
                                     Buffer.getError().message().c_str());
    const StringRef Before = (*Buffer)->getBuffer();
    llvm::Expected<format::FormatStyle> Format =
        format::getStyle(Style == "none" ? "{DisableFormat: true}" : Style, File, "none", Before);
    if (!Format)
      return Format.takeError();
    llvm::Expected<tooling::Replacements> Formatted =
        format::formatReplacements(Before, Edits, *Format);
    if (!Formatted)
      return Formatted.takeError();
    llvm::Expected<std::string> Text = tooling::applyAllReplacements(Before, *Formatted);
    if (!Text)
      return Text.takeError();
    Result[File] = std::move(*Text);
  }
  return Result;
}

} // namespace costate
