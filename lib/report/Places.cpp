#include "report/Describe.h"

#include "clang/Lex/Lexer.h"

using namespace clang;

namespace costate {

Places::Places(const Tokens &T, const ASTContext &Context)
    : T(T), Context(Context), Sources(T.sources()) {}

ReportedPlace Places::of(SourceRange Range) const {
  ReportedPlace Result;
  if (Range.isInvalid())
    return Result;
  const SourceLocation Begin = Sources.getExpansionLoc(Range.getBegin());
  const SourceLocation End = Sources.getExpansionRange(Range.getEnd()).getEnd();
  const PresumedLoc At = Sources.getPresumedLoc(Begin);
  if (At.isInvalid())
    return Result;
  Result.File = At.getFilename();
  Result.Line = At.getLine();
  Result.Column = At.getColumn();
  const SourceLocation Behind =
      End.getLocWithOffset(Lexer::MeasureTokenLength(End, Sources, Context.getLangOpts()));
  const PresumedLoc Last = Sources.getPresumedLoc(Behind);
  Result.EndLine = Last.isValid() ? Last.getLine() : At.getLine();
  Result.EndColumn = Last.isValid() ? Last.getColumn() : At.getColumn() + 1;
  return Result;
}

ReportedPlace Places::of(TokenRange Range) const {
  if (Range.empty())
    return {};
  return of({T.location(Range.Begin), T.location(Range.End - 1)});
}

ReportedPlace Places::of(const Piece &Code) const {
  for (const Part &Each : Code.Parts)
    if ((Each.Kind == PartKind::Tokens || Each.Kind == PartKind::Use) && !Each.Range.empty())
      return of(Each.Range);
  return {};
}

} // namespace costate
