// Removes macros that nothing uses any more:
//
//   #define RETURN_IF(c) if (c) co_return
//   task<> f(bool b) { RETURN_IF(b); }        ->   task<> f(bool b) { return
//   costate::start<...>(b); }
//
// Every use of such a macro stood in a coroutine, where it has been written out. A use that is
// left, an `#ifdef` of its name included (but for the guard of a default), keeps the definition and
// those that it uses.
#include "edit/Macros.h"

#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

#include <vector>

using namespace clang;

namespace costate {
namespace {

/// A `#define` or `#undef`, with all lines that it continues on.
struct Directive {
  unsigned Begin;
  unsigned End;
  StringRef Name;
  llvm::StringSet<> Uses; ///< the names in its replacement
};

bool isKeyword(StringRef Name) {
  return Name == "co_await" || Name == "co_yield" || Name == "co_return";
}

class Scanner {
public:
  explicit Scanner(StringRef Text) : Text(Text) {
    LangOptions Options;
    Options.CPlusPlus = Options.CPlusPlus11 = Options.CPlusPlus17 = Options.RawStringLiterals =
        true;
    Lexer Lex(SourceLocation(), Options, Text.begin(), Text.begin(), Text.end());
    Token T;
    for (bool End = false; !End;) {
      End = Lex.LexFromRawLexer(T);
      if (T.isNot(tok::eof))
        All.push_back(T);
    }
  }

  std::string run(bool KeepsLines) {
    scan();
    // A macro that uses one of these is one itself.
    llvm::StringSet<> Suspects;
    for (bool Changed = true; Changed;) {
      Changed = false;
      for (const Directive &Each : Directives)
        for (const auto &Used : Each.Uses)
          if (isKeyword(Used.getKey()) || Suspects.contains(Used.getKey()))
            Changed |= Suspects.insert(Each.Name).second;
    }
    // What stays uses what it names.
    for (bool Changed = true; Changed;) {
      Changed = false;
      for (const Directive &Each : Directives)
        if (!Suspects.contains(Each.Name) || Used.contains(Each.Name))
          for (const auto &Name : Each.Uses)
            Changed |= Used.insert(Name.getKey()).second;
    }
    std::string Result;
    unsigned At = 0;
    for (const Directive &Each : Directives) {
      if (!Suspects.contains(Each.Name) || Used.contains(Each.Name))
        continue;
      Result += Text.slice(At, Each.Begin);
      if (KeepsLines)
        Result.append(Text.slice(Each.Begin, Each.End).count('\n'), '\n');
      At = Each.End;
    }
    return Result + Text.drop_front(At).str();
  }

private:
  unsigned offset(const Token &T) const { return T.getLocation().getRawEncoding(); }
  StringRef name(const Token &T) const {
    return T.is(tok::raw_identifier) ? T.getRawIdentifier() : StringRef();
  }

  size_t endOfDirective(size_t I) const {
    do
      ++I;
    while (I < All.size() && !All[I].isAtStartOfLine());
    return I;
  }

  /// Whether `#define Name` and `#endif` are all that follows: a default.
  bool onlyGuards(size_t I, StringRef Name) const {
    const auto Is = [&](size_t At, StringRef Kind) {
      return At + 1 < All.size() && All[At].is(tok::hash) && All[At].isAtStartOfLine() &&
             name(All[At + 1]) == Kind;
    };
    return Is(I, "define") && I + 2 < All.size() && name(All[I + 2]) == Name &&
           Is(endOfDirective(I), "endif");
  }

  void scan() {
    for (size_t I = 0; I != All.size();) {
      const bool IsDirective = All[I].is(tok::hash) && All[I].isAtStartOfLine();
      const size_t End = IsDirective ? endOfDirective(I) : I + 1;
      const StringRef Kind = End > I + 2 ? name(All[I + 1]) : "";
      if (Kind == "define" || Kind == "undef") {
        const unsigned Last = offset(All[End - 1]) + All[End - 1].getLength();
        const size_t Line = Text.find('\n', Last);
        Directive D{static_cast<unsigned>(Text.rfind('\n', offset(All[I])) + 1),
                    static_cast<unsigned>(Line == StringRef::npos ? Text.size() : Line + 1),
                    name(All[I + 2]),
                    {}};
        for (size_t K = I + 3; K < End; ++K)
          if (!name(All[K]).empty())
            D.Uses.insert(name(All[K]));
        Directives.push_back(std::move(D));
      } else if (!(Kind == "ifndef" && onlyGuards(End, name(All[I + 2])))) {
        for (size_t K = I; K != End; ++K)
          if (!name(All[K]).empty())
            Used.insert(name(All[K]));
      }
      I = End;
    }
  }

  StringRef Text;
  std::vector<Token> All;
  std::vector<Directive> Directives;
  llvm::StringSet<> Used;
};

} // namespace

std::string withoutCoroutineMacros(const std::string &Text, bool KeepsLines) {
  return Scanner(Text).run(KeepsLines);
}

} // namespace costate
