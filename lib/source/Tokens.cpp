#include "source/Tokens.h"

#include "clang/Lex/Lexer.h"

using namespace clang;

namespace costate {

Tokens::Tokens(syntax::TokenBuffer B) : Buffer(std::move(B)), SM(Buffer.sourceManager()) {
  Buffer.indexExpandedTokens();
  Expanded = Buffer.expandedTokens();
  for (unsigned I = 0; I + 1 < Expanded.size(); ++I)
    if (kind(I + 1) == tok::identifier && (kind(I) == tok::kw_struct || kind(I) == tok::kw_class ||
                                           kind(I) == tok::kw_union || kind(I) == tok::kw_enum))
      TypeNames.insert(text(I + 1));
}

TokenRange Tokens::range(SourceRange Range) const {
  if (Range.isInvalid())
    return {};
  llvm::ArrayRef<syntax::Token> Found = Buffer.expandedTokens(Range);
  if (Found.empty())
    return {};
  const unsigned Begin = Found.begin() - Expanded.begin();
  return {Begin, Begin + static_cast<unsigned>(Found.size())};
}

TokenRange Tokens::withSemicolon(TokenRange Range) const {
  if (Range.End < Expanded.size() && kind(Range.End) == tok::semi)
    ++Range.End;
  return Range;
}

llvm::StringRef Tokens::text(unsigned Index) const { return Expanded[Index].text(SM); }

CharSourceRange Tokens::expansion(unsigned Index) const {
  const SourceLocation Location = Expanded[Index].location();
  if (Location.isFileID())
    return CharSourceRange::getCharRange(Location, Expanded[Index].endLocation());
  CharSourceRange Range = SM.getExpansionRange(Location);
  if (Range.isTokenRange())
    Range = CharSourceRange::getCharRange(
        Range.getBegin(), Lexer::getLocForEndOfToken(Range.getEnd(), 0, SM, LangOptions()));
  return Range;
}

bool Tokens::sameExpansion(unsigned Left, unsigned Right) const {
  if (Expanded[Left].location().isFileID() || Expanded[Right].location().isFileID())
    return false;
  return SM.getExpansionLoc(Expanded[Left].location()) ==
         SM.getExpansionLoc(Expanded[Right].location());
}

/// Of preprocessor conditions only what was taken is in the output: what is between the first and
/// the last of these directives was not.
static std::string withoutConditions(StringRef Gap) {
  size_t First = StringRef::npos;
  size_t End = 0;
  for (size_t Line = 0; Line < Gap.size();) {
    const size_t Next = std::min(Gap.find('\n', Line), Gap.size() - 1) + 1;
    StringRef Text = Gap.slice(Line, Next).ltrim();
    if (Text.consume_front("#")) {
      Text = Text.ltrim();
      if (Text.starts_with("if") || Text.starts_with("el") || Text.starts_with("endif")) {
        First = std::min(First, Line);
        End = Next;
      }
    }
    Line = Next;
  }
  if (First == StringRef::npos)
    return Gap.str();
  return (Gap.take_front(First) + Gap.drop_front(End)).str();
}

std::string Tokens::gap(unsigned Left) const {
  if (Left + 1 >= Expanded.size() || Expanded[Left + 1].kind() == tok::eof ||
      sameExpansion(Left, Left + 1))
    return "";
  const auto [LeftFile, LeftEnd] = SM.getDecomposedLoc(expansion(Left).getEnd());
  const auto [RightFile, RightBegin] = SM.getDecomposedLoc(expansion(Left + 1).getBegin());
  if (LeftFile != RightFile || LeftEnd > RightBegin)
    return "";
  return withoutConditions(SM.getBufferData(LeftFile).slice(LeftEnd, RightBegin));
}

std::string Tokens::separator(unsigned Left) const {
  if (Left + 1 >= Expanded.size())
    return "";
  std::string Gap = gap(Left);
  const bool Shown = expansion(Left).getEnd() == expansion(Left + 1).getBegin();
  return Gap.empty() && !Shown ? " " : Gap;
}

std::string Tokens::spell(TokenRange Range) const {
  std::string Text;
  for (unsigned I = Range.Begin; I < Range.End;) {
    unsigned Next = I + 1;
    bool Whole = true;
    if (Expanded[I].location().isMacroID()) {
      while (Next < Range.End && sameExpansion(I, Next))
        ++Next;
      Whole = (I == 0 || !sameExpansion(I - 1, I)) &&
              (Next == Expanded.size() || !sameExpansion(I, Next));
    }
    if (Whole) {
      Text += Lexer::getSourceText(expansion(I), SM, LangOptions());
    } else {
      for (unsigned T = I; T != Next; ++T) {
        if (T != I)
          Text += ' ';
        Text += text(T);
      }
    }
    if (Next < Range.End) {
      Text += separator(Next - 1);
    }
    I = Next;
  }
  return Text;
}

FileRange Tokens::file(TokenRange Range) const {
  return {SM.getFileOffset(expansion(Range.Begin).getBegin()),
          SM.getFileOffset(expansion(Range.End - 1).getEnd())};
}

bool Tokens::isWhole(TokenRange Range) const {
  const SourceLocation Begin = SM.getExpansionLoc(location(Range.Begin));
  const SourceLocation End = SM.getExpansionLoc(location(Range.End - 1));
  if (!SM.isWrittenInSameFile(Begin, End))
    return false;
  return (Range.Begin == 0 || !sameExpansion(Range.Begin - 1, Range.Begin)) &&
         (Range.End >= Expanded.size() || !sameExpansion(Range.End - 1, Range.End));
}

} // namespace costate
