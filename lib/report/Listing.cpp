// Code for the page, a row a line:
//
//   <span class="row" data-line="12">int got = <span data-state="3">co_await ...</span>;</span>
//
// Marks nest, and go on in the next row where they are longer than one.
#include "report/Html.h"

#include "clang/Basic/IdentifierTable.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringMap.h"

using namespace clang;

namespace costate {

std::string html(llvm::StringRef Text) {
  std::string Result;
  for (const char Ch : Text)
    switch (Ch) {
    case '&':
      Result += "&amp;";
      break;
    case '<':
      Result += "&lt;";
      break;
    case '>':
      Result += "&gt;";
      break;
    case '"':
      Result += "&quot;";
      break;
    default:
      Result += Ch;
    }
  return Result;
}

namespace {

struct Mark {
  size_t Begin;
  size_t End;
  std::string Attributes;
  bool IsFocusable = false;
};

std::string attribute(llvm::StringRef Name, unsigned Index) {
  return (" data-" + Name + "=\"" + llvm::Twine(Index) + "\"").str();
}

/// Calls \p See with each token of \p Text, its kind and its offsets.
template <class Function> void forEachToken(const std::string &Text, Function See) {
  LangOptions Language;
  Language.CPlusPlus = Language.CPlusPlus11 = Language.CPlusPlus14 = Language.CPlusPlus17 =
      Language.CPlusPlus20 = Language.Coroutines = Language.Bool = Language.CXXOperatorNames = 1;
  Language.LineComment = 1;
  IdentifierTable Identifiers(Language);
  Lexer Lex(SourceLocation(), Language, Text.data(), Text.data(), Text.data() + Text.size());
  Lex.SetCommentRetentionState(true);
  for (Token Next; !Lex.LexFromRawLexer(Next) || Next.isNot(tok::eof);) {
    const size_t End = Lex.getBufferLocation() - Text.data();
    const size_t Begin = End - Next.getLength();
    tok::TokenKind Kind = Next.getKind();
    if (Kind == tok::raw_identifier)
      Kind = Identifiers.get(Next.getRawIdentifier()).getTokenID();
    See(Kind, Begin, End);
    if (Next.is(tok::eof))
      break;
  }
}

llvm::StringRef classOf(tok::TokenKind Kind) {
  if (Kind == tok::comment)
    return "c";
  if (tok::isStringLiteral(Kind) || Kind == tok::char_constant)
    return "s";
  if (Kind == tok::numeric_constant)
    return "n";
  return tok::getKeywordSpelling(Kind) ? "k" : "";
}

class Listing {
public:
  Listing(llvm::StringRef Text, unsigned FirstLine) : Text(Text.rtrim().str()), Line(FirstLine) {}

  void mark(size_t Begin, size_t End, std::string Attributes, bool IsFocusable = false) {
    if (Begin < End && End <= Text.size())
      Marks.push_back({Begin, End, std::move(Attributes), IsFocusable});
  }

  const std::string &text() const { return Text; }

  /// A line of its own below \p Below.
  void warn(unsigned Below, std::string What) { Warnings.emplace_back(Below, std::move(What)); }

  std::string run() {
    forEachToken(Text, [&](tok::TokenKind Kind, size_t Begin, size_t End) {
      if (const llvm::StringRef Class = classOf(Kind); !Class.empty())
        mark(Begin, End, (" class=\"" + Class + "\"").str());
    });
    llvm::sort(Marks, [](const Mark &Left, const Mark &Right) {
      return std::tie(Left.Begin, Right.End, Left.Attributes) <
             std::tie(Right.Begin, Left.End, Right.Attributes);
    });
    beginRow();
    size_t Next = 0;
    for (size_t At = 0; At != Text.size(); ++At) {
      while (!Open.empty() && Open.back()->End == At) {
        Html += "</span>";
        Open.pop_back();
      }
      for (; Next != Marks.size() && Marks[Next].Begin == At; ++Next)
        if (Open.empty() || Marks[Next].End <= Open.back()->End) // the others do not nest
          open(Marks[Next], true);
      if (Text[At] == '\n')
        nextRow();
      else
        Html += html(Text.substr(At, 1));
    }
    for (size_t I = 0; I != Open.size(); ++I)
      Html += "</span>";
    Open.clear();
    endRow();
    return Html;
  }

private:
  void open(const Mark &M, bool IsFirst) {
    Html += "<span" + M.Attributes + (M.IsFocusable && IsFirst ? " tabindex=\"0\"" : "") + ">";
    if (IsFirst)
      Open.push_back(&M);
  }

  void beginRow() {
    const bool IsWarned =
        llvm::any_of(Warnings, [&](const auto &Warning) { return Warning.first == Line; });
    Html += "<span class=\"row" + std::string(IsWarned ? " warned" : "") + "\" data-line=\"" +
            std::to_string(Line) + "\">";
  }

  void endRow() {
    for (const auto &[Below, What] : Warnings)
      if (Below == Line)
        Html += "<span class=\"warning\">" + html(What) + "</span>";
    Html += "</span>";
  }

  void nextRow() {
    for (size_t I = 0; I != Open.size(); ++I)
      Html += "</span>";
    Html += "\n";
    endRow();
    ++Line;
    beginRow();
    for (const Mark *M : Open)
      open(*M, false);
  }

  const std::string Text;
  unsigned Line;
  std::vector<Mark> Marks;
  std::vector<std::pair<unsigned, std::string>> Warnings;
  std::vector<const Mark *> Open;
  std::string Html;
};

/// Where a line and a column are in a text that begins with the line \p First.
size_t offsetOf(llvm::StringRef Text, unsigned First, unsigned Line, unsigned Column) {
  size_t At = 0;
  for (; First < Line && At != llvm::StringRef::npos; ++First) {
    At = Text.find('\n', At);
    At += At != llvm::StringRef::npos;
  }
  return At == llvm::StringRef::npos ? At : At + Column - 1;
}

} // namespace

std::string sourceListing(const ReportedCoroutine &C) {
  Listing L(C.Source, C.Place.Line);
  const auto Mark = [&](const ReportedPlace &P, std::string Attributes, bool IsFocusable) {
    if (!P.isValid() || P.File != C.Place.File || P.Line < C.Place.Line)
      return;
    L.mark(offsetOf(L.text(), C.Place.Line, P.Line, P.Column),
           offsetOf(L.text(), C.Place.Line, P.EndLine, P.EndColumn), std::move(Attributes),
           IsFocusable);
  };
  for (const ReportedPoint &Point : C.Points)
    if (Point.Kind == ReportedPointKind::Await || Point.Kind == ReportedPointKind::Yield)
      Mark(Point.Place, " data-point" + attribute("state", Point.State), true);
  for (unsigned Id = 0; Id != C.Values.size(); ++Id) {
    const ReportedValue &V = C.Values[Id];
    if (V.Role == ReportedRole::Awaiter || V.Role == ReportedRole::Operand)
      continue;
    if (V.Role != ReportedRole::Object)
      Mark(V.Made, attribute("value", Id), false);
    for (const ReportedPlace &Use : V.Uses)
      Mark(Use, attribute("value", Id), false);
  }
  for (const ReportedWarning &W : C.Warnings)
    L.warn(W.Place.Line, "warning: " + W.Text + " [" + W.Check + "]");
  return L.run();
}

std::string machineListing(const ReportedCoroutine &C) {
  Listing L(C.Text, 1);
  llvm::StringMap<unsigned> States;
  llvm::StringMap<unsigned> Values;
  for (unsigned State = 0; State != C.States.size(); ++State) {
    States[C.States[State].Name] = State;
    if (C.States[State].InSlot)
      States[C.States[State].Name + "Point"] = State;
  }
  for (unsigned Id = 0; Id != C.Values.size(); ++Id)
    if (C.Values[Id].Role != ReportedRole::Awaiter)
      Values.try_emplace(C.Values[Id].Member, Id);
  forEachToken(L.text(), [&](tok::TokenKind Kind, size_t Begin, size_t End) {
    if (Kind != tok::identifier)
      return;
    const llvm::StringRef Name = llvm::StringRef(L.text()).slice(Begin, End);
    if (const auto State = States.find(Name); State != States.end())
      L.mark(Begin, End, " data-point" + attribute("state", State->second));
    else if (const auto Value = Values.find(Name); Value != Values.end())
      L.mark(Begin, End, attribute("value", Value->second));
  });
  return L.run();
}

} // namespace costate
