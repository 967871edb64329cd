#include "check/Suppressions.h"

#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/Regex.h"

using namespace clang;

namespace costate {

/// The names in all `costate: allow(...)` of a comment, separated by commas.
static std::string namesIn(StringRef Comment) {
  std::string Names;
  for (size_t At = Comment.find("costate:"); At != StringRef::npos;
       At = Comment.find("costate:", At + 1)) {
    StringRef Rest = Comment.substr(At).drop_front(StringRef("costate:").size()).ltrim();
    if (!Rest.consume_front("allow"))
      continue;
    Rest = Rest.ltrim();
    const size_t End = Rest.find(')');
    if (!Rest.starts_with("(") || End == StringRef::npos)
      continue;
    Names += (Names.empty() ? "" : ",") + Rest.slice(1, End).str();
  }
  return Names;
}

const Suppressions::Lines &Suppressions::linesOf(FileID File) const {
  const auto [It, New] = Known.try_emplace(File);
  if (!New)
    return It->second;
  LangOptions Language;
  Language.CPlusPlus = Language.CPlusPlus11 = Language.CPlusPlus20 = true;
  const llvm::MemoryBufferRef Buffer = Sources.getBufferOrFake(File);
  Lexer Raw(Sources.getLocForStartOfFile(File), Language, Buffer.getBufferStart(),
            Buffer.getBufferStart(), Buffer.getBufferEnd());
  Raw.SetCommentRetentionState(true);
  std::string Waiting; // for the next line with code
  unsigned LastCode = 0;
  Token T;
  for (bool End = false; !End;) {
    End = Raw.LexFromRawLexer(T);
    const unsigned Line = Sources.getSpellingLineNumber(T.getLocation());
    if (!T.is(tok::comment)) {
      if (!Waiting.empty() && !T.is(tok::eof))
        It->second[Line] += "," + std::exchange(Waiting, "");
      LastCode = Sources.getSpellingLineNumber(T.getEndLoc());
      continue;
    }
    const std::string Names =
        namesIn(StringRef(Sources.getCharacterData(T.getLocation()), T.getLength()));
    if (Names.empty())
      continue;
    if (LastCode == Line)
      It->second[Line] += "," + Names;
    else
      Waiting += "," + Names;
  }
  return It->second;
}

bool Suppressions::allowedAt(SourceLocation At, WarningKind Kind) const {
  if (At.isInvalid())
    return false;
  const FileIDAndOffset Place = Sources.getDecomposedExpansionLoc(At);
  const Lines &OfFile = linesOf(Place.first);
  const auto It = OfFile.find(Sources.getLineNumber(Place.first, Place.second));
  return It != OfFile.end() && CheckConfig::matches(It->second, Kind);
}

bool Suppressions::allow(const Finding &F, const CheckConfig &Config) const {
  if (allowedAt(F.At, F.Kind) || allowedAt(F.FunctionAt, F.Kind) ||
      (!F.Notes.empty() && allowedAt(F.Notes.front().At, F.Kind)))
    return true;
  return llvm::any_of(Config.Allow, [&](const AllowedFunction &Each) {
    return llvm::Regex("^(" + Each.Function + ")$").match(F.Function) &&
           CheckConfig::matches(Each.Warnings, F.Kind);
  });
}

} // namespace costate
