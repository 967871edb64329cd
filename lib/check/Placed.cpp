#include "check/Placed.h"

#include "source/Includes.h"

#include "clang/Lex/Lexer.h"

using namespace clang;

namespace costate {

static PlacedNote placeNote(SourceLocation At, std::string Text, const SourceManager &Sources,
                            const LangOptions &Language) {
  PlacedNote Result;
  Result.Text = std::move(Text);
  const SourceLocation Where = Sources.getExpansionLoc(At);
  const PresumedLoc Line = Sources.getPresumedLoc(Where, /*UseLineDirectives=*/false);
  const auto Entry = Sources.getFileEntryRefForID(Sources.getFileID(Where));
  if (Line.isInvalid() || !Entry)
    return Result;
  Result.File = realPath(Sources, *Entry);
  Result.Offset = Sources.getFileOffset(Where);
  Result.Line = Line.getLine();
  const StringRef Before = Sources.getBufferData(Sources.getFileID(Where))
                               .take_front(Result.Offset)
                               .take_back(Line.getColumn() - 1);
  Result.Column = 1 + llvm::count_if(Before, [](unsigned char C) { return (C & 0xC0) != 0x80; });
  Result.Length = Lexer::MeasureTokenLength(Where, Sources, Language);
  return Result;
}

/// Replacements of the absolute path, as tools in other directories need it.
static tooling::Replacement replacementOf(const FixItHint &Fix, const SourceManager &Sources,
                                          const LangOptions &Language) {
  const CharSourceRange Range = Lexer::makeFileCharRange(Fix.RemoveRange, Sources, Language);
  const auto Entry = Sources.getFileEntryRefForID(Sources.getFileID(Range.getBegin()));
  if (Range.isInvalid() || !Entry)
    return {};
  const unsigned Begin = Sources.getFileOffset(Range.getBegin());
  return {realPath(Sources, *Entry), Begin, Sources.getFileOffset(Range.getEnd()) - Begin,
          Fix.CodeToInsert};
}

std::vector<PlacedFinding> place(ArrayRef<Finding> Findings, const SourceManager &Sources,
                                 const LangOptions &Language) {
  std::vector<PlacedFinding> Result;
  for (const Finding &F : Findings) {
    PlacedFinding P;
    P.Kind = F.Kind;
    P.IsError = F.IsError;
    P.At = placeNote(F.At, F.Text, Sources, Language);
    for (const FindingNote &Note : F.Notes)
      P.Notes.push_back(placeNote(Note.At, Note.Text, Sources, Language));
    P.Help = F.Help;
    P.Function = F.Function;
    for (const FixItHint &Fix : F.Fixes)
      if (tooling::Replacement R = replacementOf(Fix, Sources, Language); R.isApplicable())
        P.Fixes.push_back(std::move(R));
    if (P.Fixes.size() != F.Fixes.size())
      P.Fixes.clear(); // half of it is none
    Result.push_back(std::move(P));
  }
  return Result;
}

} // namespace costate
