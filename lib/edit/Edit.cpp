#include "edit/Edit.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclFriend.h"
#include "clang/Format/Format.h"
#include "clang/Tooling/Core/Replacement.h"
#include "llvm/ADT/StringExtras.h"

#include <optional>

using namespace clang;

namespace costate {
namespace {

class Editor {
public:
  Editor(FileID File, const Tokens &T, const EditOptions &Options)
      : File(File), T(T), SM(T.sources()), Options(Options), Text(SM.getBufferData(File)) {}

  llvm::Error coroutine(const Lowered &L) {
    const FunctionDecl *Function = L.From->Function;
    unsigned Number = 0;
    for (const ParmVarDecl *Parameter : Function->parameters()) {
      ++Number;
      if (!Parameter->getName().empty())
        continue;
      const unsigned At = SM.getFileOffset(SM.getExpansionLoc(Parameter->getLocation()));
      if (llvm::Error E = replace(At, 0, " parameter_" + std::to_string(Number)))
        return E;
    }
    if (L.Text.Declares)
      for (const ParmVarDecl *Parameter : Function->parameters())
        if (Parameter->hasDefaultArg() && !Parameter->hasInheritedDefaultArg()) {
          TokenRange Default = T.range(Parameter->getDefaultArgRange());
          while (Default.Begin > 0 && T.kind(Default.Begin) != tok::equal)
            --Default.Begin;
          const FileRange Range = T.file(Default);
          if (llvm::Error E = replace(Range.Begin, Range.End - Range.Begin, ""))
            return E;
        }
    const FileRange Body = T.file(T.range(L.From->BodyRange));
    if (llvm::Error E = replace(Body.Begin, Body.End - Body.Begin, formattedBody(L.Text.Body)))
      return E;
    const unsigned Begin = beginOf(Function);
    const bool OwnLine = Begin == 0 || Text[Begin - 1] == '\n';
    std::string Machine = (OwnLine ? "" : "\n") + formatted(L.Text.Machine) + newlines("\n");
    if (Options.LineDirectives) {
      // Behind what is generated the source's lines go on.
      Machine += newlines(lineDirective(lineOf(Begin)));
      const size_t End = Text.find('\n', Body.End);
      if (End != StringRef::npos)
        if (llvm::Error E = replace(End + 1, 0, newlines(lineDirective(lineOf(End) + 1))))
          return E;
    }
    return replace(Begin, 0, Machine);
  }

  /// `operator co_await` -> `operator_co_await`.
  llvm::Error awaitOperator(unsigned Token) {
    const FileRange Range = T.file({Token, Token + 2});
    return replace(Range.Begin, Range.End - Range.Begin, "operator_co_await");
  }

  /// The include goes behind the last one above the first declaration.
  llvm::Error include(llvm::ArrayRef<Inclusion> Inclusions) {
    unsigned First = Text.size();
    for (unsigned I = 0; I != T.size() && First == Text.size(); ++I)
      if (T.kind(I) != tok::eof && isInFile(T.location(I)))
        First = T.file({I, I + 1}).Begin;
    size_t At = StringRef::npos;
    for (const Inclusion &I : Inclusions) {
      const auto [Includer, Offset] = SM.getDecomposedLoc(I.Where);
      if (Includer != File || Offset > First)
        continue;
      const size_t End = Text.find('\n', Offset);
      if (End != StringRef::npos && (At == StringRef::npos || End + 1 > At))
        At = End + 1;
    }
    if (At == StringRef::npos || At > First)
      At = First < Text.size() ? Text.rfind('\n', First) + 1 : 0;
    if (At == 0 && Text.starts_with("\xEF\xBB\xBF"))
      At = 3;
    return replace(At, 0,
                   newlines(Options.Trace
                                ? "#include <costate/machine.hpp>\n#include <costate/trace.hpp>\n"
                                : "#include <costate/machine.hpp>\n"));
  }

  llvm::Expected<std::string> finish() { return tooling::applyAllReplacements(Text, Edits); }

  /// Reads the style. What is generated is formatted by itself, so that nothing around it changes.
  llvm::Error readStyle() {
    if (Options.FormatStyle == "none")
      return llvm::Error::success();
    auto Found = format::getStyle(Options.FormatStyle, Options.FileName, "LLVM", Text,
                                  &SM.getFileManager().getVirtualFileSystem());
    if (!Found)
      return Found.takeError();
    Style = *Found;
    Style->SortIncludes = {};
    return llvm::Error::success();
  }

private:
  std::string formatted(std::string Code) const {
    if (!Style)
      return newlines(Code);
    Code = llvm::join(llvm::split(Code, '\r'), "");
    const tooling::Range All(0, Code.size());
    auto Result =
        tooling::applyAllReplacements(Code, format::reformat(*Style, Code, All, Options.FileName));
    if (!Result) {
      llvm::consumeError(Result.takeError());
      return newlines(Code);
    }
    return newlines(*Result);
  }

  /// A function's body, formatted behind a head of the same length.
  std::string formattedBody(const std::string &Body) const {
    const std::string Head = "int f() ";
    if (Style) // the head is longer than it looks here
      Style->AllowShortFunctionsOnASingleLine = format::FormatStyle::SFS_None;
    return StringRef(formatted(Head + Body + "\n"))
        .drop_until([](char Ch) { return Ch == '{'; })
        .rtrim()
        .str();
  }

  /// \p Code with the line ends of the file.
  std::string newlines(StringRef Code) const {
    if (!Text.contains("\r\n"))
      return Code.str();
    std::string Result;
    for (const char Ch : Code) {
      if (Ch == '\n')
        Result += '\r';
      if (Ch != '\r')
        Result += Ch;
    }
    return Result;
  }

  bool isInFile(SourceLocation Location) const {
    return SM.getFileID(SM.getExpansionLoc(Location)) == File;
  }

  unsigned lineOf(unsigned Offset) const { return SM.getLineNumber(File, Offset); }
  std::string lineDirective(unsigned Line) const {
    return "#line " + std::to_string(Line) + " \"" + Options.FileName + "\"\n";
  }

  llvm::Error replace(unsigned At, unsigned Length, StringRef By) {
    tooling::Replacement R(Options.FileName, At, Length, By);
    if (llvm::Error E = Edits.add(R)) {
      llvm::consumeError(std::move(E));
      Edits = Edits.merge(tooling::Replacements(
          tooling::Replacement(Options.FileName, Edits.getShiftedCodePosition(At), Length, By)));
    }
    return llvm::Error::success();
  }

  /// Where the function's declaration begins, with its attributes, template heads, linkage and
  /// comments.
  unsigned beginOf(const FunctionDecl *Function) {
    unsigned First = T.range(Function->getBeginLoc()).Begin;
    // Back to behind the declaration or brace before it.
    while (First > 0) {
      const tok::TokenKind Kind = T.kind(First - 1);
      if (Kind == tok::semi || Kind == tok::r_brace || Kind == tok::l_brace ||
          (Kind == tok::colon && First > 1 && T.kind(First - 2) != tok::colon &&
           (T.kind(First - 2) == tok::kw_public || T.kind(First - 2) == tok::kw_private ||
            T.kind(First - 2) == tok::kw_protected)))
        break;
      if (!isInFile(T.location(First - 1)))
        break;
      --First;
    }
    unsigned Begin = T.file({First, First + 1}).Begin;
    // Comments directly above belong to the function.
    for (;;) {
      const size_t LineBegin = Text.rfind('\n', Begin) + 1;
      if (!Text.slice(LineBegin, Begin).trim().empty() || LineBegin == 0)
        return Begin;
      const size_t Above = Text.rfind('\n', LineBegin - 1) + 1;
      if (LineBegin < 2 || !Text.slice(Above, LineBegin).trim().starts_with("//"))
        return LineBegin;
      Begin = Above;
      if (Begin == 0)
        return 0;
    }
  }

  FileID File;
  const Tokens &T;
  const SourceManager &SM;
  const EditOptions &Options;
  StringRef Text;
  tooling::Replacements Edits;
  mutable std::optional<format::FormatStyle> Style;
};

} // namespace

llvm::Expected<std::string> edit(const FileEdits &Edits, llvm::ArrayRef<Inclusion> Inclusions,
                                 const Tokens &T, const EditOptions &Options) {
  Editor E(Edits.File, T, Options);
  if (llvm::Error Failed = E.readStyle())
    return std::move(Failed);
  if (!Edits.Coroutines.empty())
    if (llvm::Error Failed = E.include(Inclusions))
      return Failed;
  for (const unsigned Token : Edits.AwaitOperators)
    if (llvm::Error Failed = E.awaitOperator(Token))
      return Failed;
  for (const Lowered &L : Edits.Coroutines)
    if (llvm::Error Failed = E.coroutine(L))
      return Failed;
  return E.finish();
}

} // namespace costate
