#include "edit/Edit.h"

#include "edit/Conditions.h"
#include "edit/Layout.h"
#include "source/Head.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclFriend.h"
#include "clang/Format/Format.h"
#include "clang/Tooling/Core/Replacement.h"
#include "llvm/ADT/StringExtras.h"

#include <optional>
#include <tuple>
#include <vector>

using namespace clang;

namespace costate {
namespace {

class Editor {
public:
  Editor(FileID File, const Tokens &T, const EditOptions &Options)
      : File(File), T(T), SM(T.sources()), Options(Options), Text(SM.getBufferData(File)) {}

  llvm::Error coroutine(const Lowered &L) {
    const FunctionDecl *Function = L.From->Function;
    for (const Insertion &Added : additionsToHead(*Function, T))
      change({Added.Token, Added.Token}, Added.Text);
    if (L.IsStartedInPlace && !Function->isExternallyVisible()) { // nothing else may call it
      const unsigned First = T.range(Function->getInnerLocStart()).Begin;
      change({First, First}, "[[maybe_unused]] ");
    }
    if (L.Text.Declares)
      for (const ParmVarDecl *Parameter : Function->parameters())
        if (Parameter->hasDefaultArg() && !Parameter->hasInheritedDefaultArg()) {
          TokenRange Default = T.range(Parameter->getDefaultArgRange());
          while (Default.Begin > 0 && T.kind(Default.Begin) != tok::equal)
            --Default.Begin;
          change(Default, "");
        }
    const TokenRange BodyTokens = T.range(L.From->BodyRange);
    const FileRange Body = T.file(BodyTokens);
    const size_t LineEnd = Text.find('\n', Body.End);
    const bool Numbered = Options.LineDirectives || Options.KeepLines || !L.Text.Places.empty();
    const bool EndsLine = Text.slice(Body.End, LineEnd).trim().empty();
    std::string NewBody = formattedBody(L.Text.Body);
    NewBody.insert(NewBody.find('{') + 1,
                   newlines((L.Text.Places.empty() ? "" : "\n") + L.Text.Places));
    if (Numbered && !EndsLine)
      NewBody += newlines("\n" + lineDirective(lineOf(Body.End)));
    change(BodyTokens, NewBody + unmatchedConditions(Body));
    const unsigned First = firstToken(Function);
    const unsigned Begin = beginOf(First);
    const bool OwnLine = Begin == 0 || Text[Begin - 1] == '\n';
    std::string Machine;
    if (const std::string Before = L.Text.Front + L.Text.Machine; !Before.empty())
      Machine = (OwnLine ? "" : "\n") + formatted(Before) + newlines("\n");
    const bool IsMain = File == SM.getMainFileID();
    if (const unsigned Counters = IsMain ? T.countersIn(Body) : 0) {
      Machine += newlines("// The body took numbers of __COUNTER__.\n");
      for (unsigned I = 0; I != Counters; ++I)
        Machine += newlines("static_assert(__COUNTER__ + 1, \"\");\n");
    }
    if (Numbered) {
      // Behind what is generated the source's lines go on.
      if (!Machine.empty())
        Machine += newlines(lineDirective(lineOf(Begin)));
      if (EndsLine && LineEnd != StringRef::npos)
        if (llvm::Error E = replace(LineEnd + 1, 0, newlines(lineDirective(lineOf(LineEnd) + 1))))
          return E;
    }
    if (Machine.empty())
      return llvm::Error::success();
    if (isCut({First, First})) {
      change({First, First}, "\n" + Machine);
      return llvm::Error::success();
    }
    return replace(Begin, 0, Machine);
  }

  /// Makes the changes that are left: those that a macro's expansion has no place for, in the text
  /// that the invocation is replaced by.
  llvm::Error expandInvocations() {
    llvm::sort(Changes, [](const Change &A, const Change &B) {
      return std::tie(A.Range.Begin, A.Range.End, A.Order) <
             std::tie(B.Range.Begin, B.Range.End, B.Order);
    });
    for (size_t I = 0; I != Changes.size();) {
      TokenRange Region = T.withExpansions(Changes[I].Range);
      const bool Expands = isCut(Changes[I].Range);
      size_t End = I + 1;
      for (; Expands && End != Changes.size() && Changes[End].Range.Begin < Region.End; ++End)
        Region.End = std::max(Region.End, T.withExpansions(Changes[End].Range).End);
      if (llvm::Error E = Expands ? expand(Region, llvm::ArrayRef(Changes).slice(I, End - I))
                                  : make(Changes[I]))
        return E;
      I = End;
    }
    return llvm::Error::success();
  }

  /// `operator co_await` -> `operator_co_await`.
  llvm::Error awaitOperator(unsigned Token) {
    const FileRange Range = T.file({Token, Token + 2});
    return replace(Range.Begin, Range.End - Range.Begin, "operator_co_await");
  }

  /// `costate::machine_of<&function>` -> `function_machine`.
  llvm::Error machineName(const Rewritten &Name) {
    const FileRange Range = T.file(Name.Range);
    return replace(Range.Begin, Range.End - Range.Begin, Name.Text);
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
    std::string Lines = "#include <costate/machine.hpp>\n";
    if (Options.Trace)
      Lines += "#include <costate/trace.hpp>\n";
    if (Options.KeepLines)
      Lines += lineDirective(lineOf(At));
    return replace(At, 0, newlines(Lines));
  }

  /// Where the keywords of coroutines stand that are in none of \p Bodies and not replaced.
  std::vector<unsigned> keywordsKept(const FileEdits &Edits,
                                     llvm::ArrayRef<FileRange> Bodies) const {
    std::vector<unsigned> Result;
    for (unsigned I = 0; I != T.size(); ++I) {
      if (T.kind(I) != tok::kw_co_await && T.kind(I) != tok::kw_co_yield &&
          T.kind(I) != tok::kw_co_return)
        continue;
      if (I > 0 && llvm::is_contained(Edits.AwaitOperators, I - 1))
        continue;
      const SourceManager &SM = T.sources();
      const auto [In, At] = SM.getDecomposedLoc(SM.getExpansionLoc(T.location(I)));
      if (In == File && llvm::none_of(Bodies, [At = At](FileRange Body) {
            return Body.Begin <= At && At < Body.End;
          }))
        Result.push_back(At);
    }
    return Result;
  }

  /// Writes out what conditions ask of a compiler with coroutines, outside of those of \p Edits.
  llvm::Error conditions(const FileEdits &Edits) {
    std::vector<FileRange> Bodies;
    std::vector<unsigned> Begins;
    for (const Lowered &L : Edits.Coroutines) {
      const TokenRange Whole = T.withExpansions(T.range(L.From->Range));
      Bodies.push_back(T.file(Whole));
      Begins.push_back(Bodies.back().Begin);
    }
    const unsigned Size = Text.size();
    for (const Answer &Each : answers(Text, T.directives({0, Size}, File), Begins,
                                      keywordsKept(Edits, Bodies), Options.Standard)) {
      const bool IsReplaced = llvm::any_of(Bodies, [&](FileRange Body) {
        return Each.Asked.Begin >= Body.Begin && Each.Asked.End <= Body.End;
      });
      if (IsReplaced)
        continue;
      if (llvm::Error E = replace(Each.Asked.Begin, Each.Asked.End - Each.Asked.Begin, Each.Text))
        return E;
    }
    return llvm::Error::success();
  }

  /// The file with all changes.
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

  std::string text(const Printed &Made) const {
    return Made.Machine.empty() ? formattedBody(Made.Body) + "\n" : formatted(Made.Machine);
  }

private:
  /// The text that takes the place of some tokens, or stands between two.
  struct Change {
    TokenRange Range;
    std::string Text;
    size_t Order;
  };

  void change(TokenRange Range, std::string Text) {
    Changes.push_back({Range, std::move(Text), Changes.size()});
  }

  /// Whether \p Range begins or ends inside of a macro's expansion.
  bool isCut(TokenRange Range) const {
    const TokenRange Whole = T.withExpansions(Range);
    if (Range.empty() && Whole.Begin != Range.Begin)
      return true;
    return !Range.empty() && (Whole.Begin != Range.Begin || Whole.End != Range.End);
  }

  llvm::Error make(const Change &C) {
    if (C.Range.empty())
      return replace(T.file({C.Range.Begin, C.Range.Begin + 1}).Begin, 0, C.Text);
    const FileRange Range = T.file(C.Range);
    return replace(Range.Begin, Range.End - Range.Begin, C.Text);
  }

  /// Replaces the tokens of \p Region, whole invocations, by what they expand to with \p Made.
  llvm::Error expand(TokenRange Region, llvm::ArrayRef<Change> Made) {
    std::string Expansion;
    unsigned At = Region.Begin;
    for (const Change &C : Made) {
      Expansion += T.spell({At, C.Range.Begin}) + " " + C.Text + " ";
      At = C.Range.End;
    }
    Expansion += T.spell({At, Region.End});
    const FileRange Range = T.file(Region);
    const std::string Formatted = formatted(Expansion + "\n");
    const StringRef Trimmed = StringRef(Formatted).trim();
    const bool EndsInDirective = Trimmed.drop_front(Trimmed.rfind('\n') + 1).starts_with("#");
    return replace(Range.Begin, Range.End - Range.Begin,
                   EndsInDirective ? newlines((Trimmed + "\n").str()) : Trimmed.str());
  }

  /// The `#else` and `#endif` in \p Range whose `#if` stands before it, and each `#if` whose
  /// `#endif` follows: what is around the range needs them.
  std::string unmatchedConditions(FileRange Range) const {
    std::string Result;
    std::vector<size_t> Open; // where the unmatched ones since an #if begin in Result
    for (const Directive &Each : T.directives(Range, File)) {
      const std::string Line = "\n" + Text.slice(Each.Line.Begin, Each.Line.End).trim().str();
      if (Each.Name.starts_with("if")) {
        Open.push_back(Result.size());
        Result += Line;
      } else if (Each.Name == "endif" && !Open.empty()) {
        Result.resize(Open.back());
        Open.pop_back();
      } else if (Each.isCondition()) {
        Result += Line;
      }
    }
    return Result.empty() ? "" : Result + "\n";
  }

  std::string formatted(std::string Code) const {
    if (!Style)
      return newlines(Code);
    StatesLayout States;
    Code = States.hide(llvm::join(llvm::split(Code, '\r'), ""));
    const tooling::Range All(0, Code.size());
    auto Result =
        tooling::applyAllReplacements(Code, format::reformat(*Style, Code, All, Options.FileName));
    if (!Result) {
      llvm::consumeError(Result.takeError());
      return newlines(States.show(Code, *Style));
    }
    return newlines(States.show(*Result, *Style));
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

  unsigned lineOf(unsigned Offset) const {
    return SM.getPresumedLineNumber(
        SM.getLocForStartOfFile(File).getLocWithOffset(static_cast<int>(Offset)));
  }
  std::string lineDirective(unsigned Line) const {
    return "#line " + std::to_string(Line) +
           (Options.LineDirectives ? " \"" + Options.FileName + "\"\n" : "\n");
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
  unsigned firstToken(const FunctionDecl *Function) const {
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
    return First;
  }

  /// Where its comments begin: those directly above belong to the function.
  unsigned beginOf(unsigned First) const {
    unsigned Begin = T.file({First, First + 1}).Begin;
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
  std::vector<Change> Changes;
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
  for (const Rewritten &Name : Edits.MachineNames)
    if (llvm::Error Failed = E.machineName(Name))
      return Failed;
  for (const Lowered &L : Edits.Coroutines)
    if (llvm::Error Failed = E.coroutine(L))
      return Failed;
  if (!Options.Standard.empty())
    if (llvm::Error Failed = E.conditions(Edits))
      return Failed;
  if (llvm::Error Failed = E.expandInvocations())
    return Failed;
  return E.finish();
}

std::string formatted(const Printed &Text, const Tokens &Tokens, const EditOptions &Options) {
  Editor E(Tokens.sources().getMainFileID(), Tokens, Options);
  llvm::consumeError(E.readStyle()); // which edit() reports
  return E.text(Text);
}

} // namespace costate
