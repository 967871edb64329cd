#include "source/Tokens.h"

#include "clang/Lex/Lexer.h"
#include "clang/Lex/Preprocessor.h"

using namespace clang;

namespace costate {

void recordTokens(Preprocessor &PP, std::vector<syntax::Token> &All) {
  PP.setTokenWatcher([&All](const Token &T) {
    if (!T.isAnnotation())
      All.emplace_back(T);
  });
}

Tokens::Tokens(std::vector<syntax::Token> All, PreprocessorFacts Recorded, const SourceManager &SM)
    : Expanded(std::move(All)), Facts(std::move(Recorded)), SM(SM) {
  indexUserTokens();
  for (unsigned I = 0; I + 1 < Expanded.size(); ++I)
    if (kind(I + 1) == tok::identifier && (kind(I) == tok::kw_struct || kind(I) == tok::kw_class ||
                                           kind(I) == tok::kw_union || kind(I) == tok::kw_enum))
      TypeNames.insert(text(I + 1));
  llvm::sort(Facts.Expansions, [](const auto &A, const auto &B) { return A.At < B.At; });
}

/// Nearly all ranges that are asked for begin and end outside of system headers, which most tokens
/// come from.
void Tokens::indexUserTokens() {
  FileID File;
  bool IsSystem = false;
  for (unsigned I = 0; I != Expanded.size(); ++I) {
    const SourceLocation At = location(I);
    if (At.isFileID() && !(File.isValid() && SM.isInFileID(At, File))) {
      File = SM.getFileID(At);
      IsSystem = SM.isInSystemHeader(At);
    }
    if (!IsSystem)
      Indices.try_emplace(At, I);
  }
}

TokenRange Tokens::range(SourceRange Range) const {
  if (Range.isInvalid())
    return {};
  const auto First = Indices.find(Range.getBegin());
  const auto Last = Indices.find(Range.getEnd());
  if (First != Indices.end() && Last != Indices.end())
    return First->second <= Last->second ? TokenRange{First->second, Last->second + 1}
                                         : TokenRange{};
  const auto Begin = llvm::partition_point(Expanded, [&](const syntax::Token &Each) {
    return SM.isBeforeInTranslationUnit(Each.location(), Range.getBegin());
  });
  const auto End = llvm::partition_point(Expanded, [&](const syntax::Token &Each) {
    return !SM.isBeforeInTranslationUnit(Range.getEnd(), Each.location());
  });
  return Begin < End ? TokenRange{static_cast<unsigned>(Begin - Expanded.begin()),
                                  static_cast<unsigned>(End - Expanded.begin())}
                     : TokenRange{};
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

/// Whether the expansion that the token is made by would give something else in another place.
bool Tokens::changesElsewhere(unsigned Index) const {
  const CharSourceRange Range = expansion(Index);
  if (!SM.isWrittenInMainFile(Range.getBegin()))
    return false;
  const unsigned End = SM.getFileOffset(Range.getEnd());
  const auto First =
      llvm::lower_bound(Facts.Expansions, SM.getFileOffset(Range.getBegin()),
                        [](const auto &Expansion, unsigned At) { return Expansion.At < At; });
  for (auto It = First; It != Facts.Expansions.end() && It->At < End; ++It)
    if (It->IsPosition || moves(It->DefinedAt))
      return true;
  return false;
}

std::vector<Directive> Tokens::directives(FileRange Range, FileID File) const {
  std::vector<Directive> Result;
  const StringRef Text = SM.getBufferData(File);
  LangOptions Options;
  Options.CPlusPlus = Options.CPlusPlus11 = Options.CPlusPlus17 = Options.RawStringLiterals = true;
  Lexer Lex(SourceLocation(), Options, Text.begin(), Text.begin() + Range.Begin, Text.end());
  Token T;
  bool AtName = false;
  unsigned Last = Range.Begin; // the end of the token before
  while (!Lex.LexFromRawLexer(T) && T.getLocation().getRawEncoding() < Range.End) {
    const unsigned At = T.getLocation().getRawEncoding();
    if (T.isAtStartOfLine() && !Result.empty() && Result.back().Line.End == 0)
      Result.back().Line.End = std::min<size_t>(Text.find('\n', Last), Range.End - 1) + 1;
    if (std::exchange(AtName, false) && T.is(tok::raw_identifier))
      Result.back().Name = T.getRawIdentifier();
    if (T.is(tok::hash) && T.isAtStartOfLine()) {
      const size_t Begin = Text.take_front(At).rfind('\n') + 1;
      Result.push_back({{std::max<unsigned>(Begin, Range.Begin), 0}, ""});
      AtName = true;
    }
    Last = At + T.getLength();
  }
  if (!Result.empty() && Result.back().Line.End == 0)
    Result.back().Line.End = std::min<size_t>(Text.find('\n', Last), Range.End - 1) + 1;
  return Result;
}

/// Of preprocessor conditions only what was taken is in the output: what is between the first and
/// the last of these directives was not, but for other directives.
std::string Tokens::withoutConditions(StringRef Gap, unsigned Offset, FileID File) const {
  size_t First = StringRef::npos;
  size_t End = 0;
  std::string Taken; // lines between first and last
  std::string Since; // ... since the last so far
  for (const Directive &Each :
       directives({Offset, Offset + static_cast<unsigned>(Gap.size())}, File)) {
    const auto Done = Facts.Directives.lower_bound(Each.Line.Begin);
    if (Each.isCondition()) {
      First = std::min<size_t>(First, Each.Line.Begin - Offset);
      End = std::min<size_t>(Each.Line.End - Offset, Gap.size());
      Taken += std::exchange(Since, "");
    } else if (First != StringRef::npos && File == SM.getMainFileID() &&
               Done != Facts.Directives.end() && *Done < Each.Line.End) {
      Since += Gap.slice(Each.Line.Begin - Offset, Each.Line.End - Offset);
    }
  }
  if (First == StringRef::npos)
    return Gap.str();
  return Gap.take_front(First).str() + Taken + Gap.drop_front(End).str();
}

std::string Tokens::gap(unsigned Left) const {
  if (Left + 1 >= Expanded.size() || Expanded[Left + 1].kind() == tok::eof ||
      sameExpansion(Left, Left + 1))
    return "";
  const auto [LeftFile, LeftEnd] = SM.getDecomposedLoc(expansion(Left).getEnd());
  const auto [RightFile, RightBegin] = SM.getDecomposedLoc(expansion(Left + 1).getBegin());
  if (LeftFile != RightFile || LeftEnd > RightBegin)
    return "";
  const StringRef Gap = SM.getBufferData(LeftFile).slice(LeftEnd, RightBegin);
  return Gap.contains('#') ? withoutConditions(Gap, LeftEnd, LeftFile) : Gap.str();
}

std::string Tokens::separator(unsigned Left) const {
  if (Left + 1 >= Expanded.size())
    return "";
  if (sameExpansion(Left, Left + 1)) // as in the macro's definition, or in its argument
    return SM.getSpellingLoc(Expanded[Left].endLocation()) ==
                   SM.getSpellingLoc(Expanded[Left + 1].location())
               ? ""
               : " ";
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
              (Next == Expanded.size() || !sameExpansion(I, Next)) && !changesElsewhere(I);
    }
    if (Whole) {
      Text += Lexer::getSourceText(expansion(I), SM, LangOptions());
    } else {
      for (unsigned T = I; T != Next; ++T) {
        if (T != I)
          Text += separator(T - 1);
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

TokenRange Tokens::withExpansions(TokenRange Range) const {
  while (Range.Begin > 0 && Range.Begin < Expanded.size() &&
         sameExpansion(Range.Begin - 1, Range.Begin))
    --Range.Begin;
  while (Range.End > 0 && Range.End < Expanded.size() && sameExpansion(Range.End - 1, Range.End))
    ++Range.End;
  return Range;
}

bool Tokens::moves(unsigned At) const {
  return llvm::any_of(Moved, [&](FileRange Each) { return Each.Begin <= At && At < Each.End; });
}

unsigned Tokens::countersIn(FileRange Range) const {
  unsigned Count = 0;
  bool Others = false;
  for (const auto &Each : Facts.Expansions) {
    Count += Each.IsCounter && Range.Begin <= Each.At && Each.At < Range.End;
    Others = Others || (Each.IsCounter && !moves(Each.At));
  }
  return Others ? Count : 0;
}

bool Tokens::needsLines(llvm::ArrayRef<SourceLocation> Positions) const {
  const StringRef Text = SM.getBufferData(SM.getMainFileID());
  return llvm::any_of(Facts.Expansions,
                      [&](const auto &Each) {
                        return Each.IsLine && !moves(Each.At) &&
                               !Text.drop_front(Each.At).starts_with("assert");
                      }) ||
         llvm::any_of(Positions, [&](SourceLocation Each) {
           return !moves(SM.getFileOffset(SM.getExpansionLoc(Each)));
         });
}

bool Tokens::hasHiddenPragma(TokenRange Range) const {
  if (!isInMainFile(Range))
    return false; // of headers nothing is recorded
  const FileRange In = file(Range);
  const auto It = Facts.Pragmas.lower_bound(In.Begin);
  return It != Facts.Pragmas.end() && *It < In.End;
}

bool Tokens::isInMainFile(TokenRange Range) const {
  return !Range.empty() && SM.isWrittenInMainFile(SM.getExpansionLoc(location(Range.Begin)));
}

bool Tokens::isInOneFile(TokenRange Range) const {
  for (unsigned I = Range.Begin; I < Range.End; ++I)
    if (SM.getFileID(SM.getExpansionLoc(location(I))) !=
        SM.getFileID(SM.getExpansionLoc(location(Range.Begin))))
      return false;
  return true;
}

} // namespace costate
