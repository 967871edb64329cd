#include "edit/Edit.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclFriend.h"
#include "clang/Format/Format.h"
#include "clang/Tooling/Core/Replacement.h"

using namespace clang;

namespace costate {
namespace {

class Editor {
public:
  Editor(const Tokens &T, const EditOptions &Options)
      : T(T), SM(T.sources()), Options(Options), Text(SM.getBufferData(SM.getMainFileID())) {}

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
    if (llvm::Error E = replace(Body.Begin, Body.End - Body.Begin, L.Text.Body))
      return E;
    return replace(beginOf(Function), 0, L.Text.Machine + "\n");
  }

  /// `operator co_await` -> `operator_co_await`.
  llvm::Error awaitOperator(const FunctionDecl *Function) {
    const SourceLocation Name = SM.getExpansionLoc(Function->getLocation());
    const unsigned Begin = SM.getFileOffset(Name);
    const size_t Keyword = Text.find("co_await", Begin);
    if (Keyword == StringRef::npos || !Done.insert(Begin).second)
      return llvm::Error::success();
    return replace(Begin, Keyword + strlen("co_await") - Begin, "operator_co_await");
  }

  /// The include goes behind the last one at the top of the file.
  llvm::Error include() {
    size_t At = 0;
    size_t Line = 0;
    unsigned Nesting = 0;
    while (Line < Text.size()) {
      size_t End = Text.find('\n', Line);
      End = End == StringRef::npos ? Text.size() : End + 1;
      StringRef Content = Text.slice(Line, End).trim();
      if (Content.consume_front("#")) {
        Content = Content.ltrim();
        if (Content.starts_with("if"))
          ++Nesting;
        else if (Content.starts_with("endif"))
          Nesting -= Nesting > 0;
        else if (Content.starts_with("include") && Nesting == 0)
          At = End;
      }
      Line = End;
    }
    return replace(At, 0, Options.Trace ? "#include <costate/machine.hpp>\n#include <costate/trace.hpp>\n"
                                        : "#include <costate/machine.hpp>\n");
  }

  llvm::Expected<std::string> finish() {
    auto Style = format::getStyle(Options.FormatStyle, Options.FileName, "LLVM", Text);
    if (!Style)
      return Style.takeError();
    Style->SortIncludes = {};
    if (Options.FormatStyle == "none")
      return tooling::applyAllReplacements(Text, Edits);
    auto Changed = tooling::applyAllReplacements(Text, Edits);
    if (!Changed)
      return Changed.takeError();
    const tooling::Replacements Formatting =
        format::reformat(*Style, *Changed, Edits.getAffectedRanges(), Options.FileName);
    return tooling::applyAllReplacements(*Changed, Formatting);
  }

private:
  llvm::Error replace(unsigned At, unsigned Length, StringRef By) {
    tooling::Replacement R(Options.FileName, At, Length, By);
    if (llvm::Error E = Edits.add(R)) {
      llvm::consumeError(std::move(E));
      Edits = Edits.merge(tooling::Replacements(tooling::Replacement(
          Options.FileName, Edits.getShiftedCodePosition(At), Length, By)));
    }
    return llvm::Error::success();
  }

  /// Where the function's declaration begins, with its attributes, template heads, linkage and comments.
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
      if (!SM.isWrittenInMainFile(SM.getExpansionLoc(T.location(First - 1))))
        break;
      --First;
    }
    unsigned Begin = T.file({First, First + 1}).Begin;
    // Comments directly above belong to the function.
    for (;;) {
      const size_t LineBegin = Begin == 0 ? 0 : Text.rfind('\n', Begin - 1) + 1;
      if (!Text.slice(LineBegin, Begin).trim().empty() || LineBegin == 0)
        return Begin;
      const size_t Above = Text.rfind('\n', LineBegin - 2) + 1;
      if (LineBegin < 2 || !Text.slice(Above, LineBegin).trim().starts_with("//"))
        return LineBegin;
      Begin = Above;
      if (Begin == 0)
        return 0;
    }
  }

  const Tokens &T;
  const SourceManager &SM;
  const EditOptions &Options;
  StringRef Text;
  tooling::Replacements Edits;
  std::set<unsigned> Done;
};

} // namespace

llvm::Expected<std::string> edit(llvm::ArrayRef<Lowered> Coroutines, const Found &Found, const Tokens &T,
                                 const EditOptions &Options) {
  Editor E(T, Options);
  if (!Coroutines.empty())
    if (llvm::Error Failed = E.include())
      return Failed;
  for (const AwaitOperator &Operator : Found.AwaitOperators)
    if (llvm::Error Failed = E.awaitOperator(Operator.Function))
      return Failed;
  for (const Lowered &L : Coroutines)
    if (llvm::Error Failed = E.coroutine(L))
      return Failed;
  return E.finish();
}

} // namespace costate
