#include "report/Describe.h"

#include "source/Types.h"

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
  const SourceLocation Behind = End.getLocWithOffset(
      static_cast<int>(Lexer::MeasureTokenLength(End, Sources, Context.getLangOpts())));
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

/// Where something begins that costate has written a variable for, as for the range of a loop.
static ReportedPlace placeOfDeclaration(ValueId Id, const Flow &Steps, const Places &Where) {
  bool Found = false; // points stand in the order from the end to the beginning
  for (const FlowPoint &Point : Steps.Points) {
    Found = Found || llvm::is_contained(Point.Declares, Id);
    if (!Found || !Point.From)
      continue;
    for (const Declared &D : Point.From->Variables)
      if (ReportedPlace Made = Where.of(D.Init); Made.isValid())
        return Made;
    if (ReportedPlace Made = Where.of(Point.From->Code); Made.isValid())
      return Made;
  }
  return {};
}

ReportedPlace placeOf(const Value &V, const NormalForm &F, const Flow &Steps, const Places &Where) {
  if (V.Decl && V.Decl->getLocation().isValid())
    return Where.of(V.Decl->getLocation());
  if (V.State != None && V.Kind == ValueKind::Operand) {
    const State &S = F.States[V.State];
    if (S.Awaiter != None && &F.Values[S.Awaiter] == &V && S.Await)
      return Where.of(S.Await->getSourceRange());
    ReportedPlace Made = Where.of(V.Init);
    return Made.isValid() || S.Location.isInvalid() ? Made : Where.of(S.Location);
  }
  return V.Kind == ValueKind::Variable ? placeOfDeclaration(&V - F.Values.data(), Steps, Where)
                                       : ReportedPlace();
}

std::string fullName(QualType Type, const ASTContext &Context) {
  return readable(Type->isDependentType() ? Type : Type.getCanonicalType(), Context);
}

llvm::ArrayRef<ValueId> membersOf(const State &S) {
  return S.IsPassed ? llvm::ArrayRef<ValueId>() : llvm::ArrayRef(S.Members);
}

} // namespace costate
