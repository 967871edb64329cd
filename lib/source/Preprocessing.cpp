#include "source/Preprocessing.h"

#include "clang/Lex/MacroInfo.h"

using namespace clang;

namespace costate {
namespace {

class Recorder : public PPCallbacks {
public:
  Recorder(const SourceManager &SM, PreprocessorFacts &Facts) : SM(SM), Facts(Facts) {}

  void MacroExpands(const Token &Name, const MacroDefinition &Definition, SourceRange,
                    const MacroArgs *) override {
    const unsigned At = offset(SM.getExpansionLoc(Name.getLocation()));
    const MacroInfo *Macro = Definition.getMacroInfo();
    if (At == PreprocessorFacts::NotHere || !Macro)
      return;
    const StringRef Spelled = Name.getIdentifierInfo()->getName();
    const bool IsPosition =
        Macro->isBuiltinMacro() &&
        (Spelled == "__LINE__" || Spelled == "__FILE__" || Spelled == "__BASE_FILE__" ||
         Spelled == "__FILE_NAME__" || Spelled == "__COUNTER__" || Spelled == "__TIMESTAMP__");
    Facts.Expansions.push_back({At, offset(Macro->getDefinitionLoc()), IsPosition,
                                IsPosition && Spelled == "__LINE__",
                                IsPosition && Spelled == "__COUNTER__"});
  }
  void MacroDefined(const Token &Name, const MacroDirective *) override {
    directive(Name.getLocation());
  }
  void MacroUndefined(const Token &Name, const MacroDefinition &, const MacroDirective *) override {
    directive(Name.getLocation());
  }
  void PragmaDirective(SourceLocation Location, PragmaIntroducerKind) override {
    directive(Location);
    LastPragma =
        Location.isMacroID() ? offset(SM.getExpansionLoc(Location)) : PreprocessorFacts::NotHere;
    if (LastPragma != PreprocessorFacts::NotHere)
      Facts.Pragmas.insert(LastPragma);
  }
  void PragmaDiagnosticPush(SourceLocation, StringRef) override { Facts.Pragmas.erase(LastPragma); }
  void PragmaDiagnosticPop(SourceLocation, StringRef) override { Facts.Pragmas.erase(LastPragma); }
  void PragmaDiagnostic(SourceLocation, StringRef, diag::Severity, StringRef) override {
    Facts.Pragmas.erase(LastPragma);
  }

private:
  unsigned offset(SourceLocation Location) const {
    if (!Location.isFileID() || !SM.isWrittenInMainFile(Location))
      return PreprocessorFacts::NotHere;
    return SM.getFileOffset(Location);
  }
  void directive(SourceLocation Location) {
    if (const unsigned At = offset(Location); At != PreprocessorFacts::NotHere)
      Facts.Directives.insert(At);
  }

  const SourceManager &SM;
  PreprocessorFacts &Facts;
  unsigned LastPragma = PreprocessorFacts::NotHere;
};

} // namespace

void recordPreprocessing(Preprocessor &PP, PreprocessorFacts &Facts) {
  PP.addPPCallbacks(std::make_unique<Recorder>(PP.getSourceManager(), Facts));
}

} // namespace costate
