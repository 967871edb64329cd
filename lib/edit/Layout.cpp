#include "edit/Layout.h"

#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace costate {
namespace {

constexpr StringRef Beginning = "costate::states<";
constexpr StringRef Placeholder = "costate_states_";

/// Where the template arguments that begin behind \p At end: at their `>`.
size_t endOfArguments(StringRef Text, size_t At) {
  for (unsigned Depth = 0; At != Text.size(); ++At) {
    if (Text[At] == '<')
      ++Depth;
    if (Text[At] == '>' && --Depth == 0)
      break;
  }
  return At;
}

class Breaker {
public:
  explicit Breaker(const clang::format::FormatStyle &Style) : Style(Style) {}

  /// Writes \p Type, which \p Trailing characters follow in its line. \p Indent: that of the lines
  /// that its arguments begin.
  void write(StringRef Type, unsigned Indent, unsigned Trailing) {
    const size_t Begin = Type.find('<');
    if (fits(Type.size() + Trailing) || Begin == StringRef::npos) {
      add(Type);
      return;
    }
    add(Type.take_front(Begin + 1));
    const SmallVector<StringRef, 8> Arguments = argumentsOf(Type.slice(Begin + 1, Type.size() - 1));
    const bool IsWhole = Type.starts_with(Beginning);
    bool WasBroken = false;
    for (size_t I = 0; I != Arguments.size(); ++I) {
      const bool IsLast = I + 1 == Arguments.size();
      const unsigned Behind = IsLast ? Trailing + 1 : 1;
      // A state that others lie in stands in its line.
      if (I > 0 || IsWhole) {
        if (I == 0 || WasBroken || !fits(Arguments[I].size() + Behind + 1))
          newLine(Indent);
        else
          add(" ");
      }
      WasBroken = !fits(Arguments[I].size() + Behind);
      write(Arguments[I], Indent + Style.IndentWidth, Behind);
      add(IsLast ? ">" : ",");
    }
  }

  std::string take() { return std::move(Text); }
  void startAt(unsigned At) { Column = At; }

private:
  bool fits(size_t Length) const {
    return Style.ColumnLimit == 0 || Column + Length <= Style.ColumnLimit;
  }
  void add(StringRef More) {
    Text += More;
    Column += More.size();
  }
  void newLine(unsigned Indent) {
    Text += "\n" + std::string(Indent, ' ');
    Column = Indent;
  }

  static SmallVector<StringRef, 8> argumentsOf(StringRef List) {
    SmallVector<StringRef, 8> Result;
    size_t Begin = 0;
    unsigned Depth = 0;
    for (size_t I = 0; I != List.size(); ++I) {
      Depth += List[I] == '<';
      Depth -= List[I] == '>';
      if (List[I] == ',' && Depth == 0) {
        Result.push_back(List.slice(Begin, I).trim());
        Begin = I + 1;
      }
    }
    Result.push_back(List.drop_front(Begin).trim());
    return Result;
  }

  const clang::format::FormatStyle &Style;
  std::string Text;
  unsigned Column = 0;
};

} // namespace

std::string StatesLayout::hide(StringRef Code) {
  std::string Result;
  size_t Done = 0;
  for (size_t From = 0, At; (At = Code.find(Beginning, From)) != StringRef::npos;) {
    From = At + Beginning.size();
    const StringRef Line = Code.slice(Code.take_front(At).rfind('\n') + 1, At).ltrim();
    const size_t End = endOfArguments(Code, From - 1);
    if (!Line.starts_with("using ") || !Line.ends_with(" = ") || End == Code.size())
      continue;
    Result += Code.slice(Done, At).str() + Placeholder.str() + utostr(Types.size()) + "_";
    Types.push_back(Code.slice(At, End + 1).str());
    From = Done = End + 1;
  }
  return Result + Code.drop_front(Done).str();
}

std::string StatesLayout::show(StringRef Formatted, const clang::format::FormatStyle &Style) const {
  std::string Result;
  for (size_t I = 0; I != Types.size(); ++I) {
    const std::string Name = Placeholder.str() + utostr(I) + "_";
    const auto [Before, After] = Formatted.split(Name);
    Result += Before;
    const StringRef Line = StringRef(Result).substr(StringRef(Result).rfind('\n') + 1);
    Breaker Lines(Style);
    Lines.startAt(Line.size());
    Lines.write(Types[I], Line.size() - Line.ltrim().size() + Style.ContinuationIndentWidth, 1);
    Result += Lines.take();
    Formatted = After;
  }
  return Result + Formatted.str();
}

} // namespace costate
