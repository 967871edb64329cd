// Coroutines often stand in conditions that a compiler without coroutines does not take; lowered
// they need none:
//
//   #ifdef __cpp_impl_coroutine                     #if 1
//   #if defined(__cpp_lib_coroutine) && FAST   ->   #if 1 && FAST
//   #if __cplusplus >= 202002L                      #if 202002L >= 202002L
//
// One that holds a keyword of coroutines which stays, as in an `operator co_await` beside an
// `operator_co_await` of the user's own, is for compilers with coroutines as before.
//
// The standard is written out only around coroutines and beside such a question: elsewhere it may
// be asked for something else.
#include "edit/Conditions.h"

#include "clang/Lex/Lexer.h"

using namespace clang;

namespace costate {
namespace {

bool isFeature(StringRef Name) {
  return Name == "__cpp_impl_coroutine" || Name == "__cpp_lib_coroutine";
}

/// The directives whose groups, from `#if` to `#endif`, one of \p Places stands in.
std::vector<bool> around(llvm::ArrayRef<Directive> Directives, llvm::ArrayRef<unsigned> Places) {
  std::vector<bool> Result(Directives.size());
  std::vector<std::vector<size_t>> Open;
  for (size_t I = 0; I != Directives.size(); ++I) {
    if (!Directives[I].isCondition())
      continue;
    if (Directives[I].Name.starts_with("if"))
      Open.emplace_back();
    if (Open.empty())
      continue;
    Open.back().push_back(I);
    if (Directives[I].Name != "endif")
      continue;
    const unsigned Begin = Directives[Open.back().front()].Line.Begin;
    if (llvm::any_of(Places,
                     [&](unsigned At) { return At > Begin && At < Directives[I].Line.Begin; }))
      for (const size_t Part : Open.back())
        Result[Part] = true;
    Open.pop_back();
  }
  return Result;
}

/// The tokens of a line, with their places in the file.
std::vector<Token> tokensOf(StringRef Text, FileRange Line) {
  LangOptions Options;
  Options.CPlusPlus = Options.CPlusPlus11 = Options.CPlusPlus17 = true;
  Lexer Lex(SourceLocation(), Options, Text.begin(), Text.begin() + Line.Begin, Text.end());
  std::vector<Token> Result;
  for (Token T; !Lex.LexFromRawLexer(T) && T.getLocation().getRawEncoding() < Line.End;)
    Result.push_back(T);
  return Result;
}

} // namespace

std::vector<Answer> answers(StringRef Text, llvm::ArrayRef<Directive> Directives,
                            llvm::ArrayRef<unsigned> Coroutines, llvm::ArrayRef<unsigned> Kept,
                            StringRef Standard) {
  std::vector<Answer> Result;
  const std::vector<bool> HasCoroutine = around(Directives, Coroutines);
  const std::vector<bool> HasKeyword = around(Directives, Kept);
  for (size_t I = 0; I != Directives.size(); ++I) {
    const StringRef Kind = Directives[I].Name;
    if (HasKeyword[I] || (!Kind.starts_with("if") && !Kind.starts_with("elif")))
      continue;
    const std::vector<Token> All = tokensOf(Text, Directives[I].Line);
    const auto Name = [&](size_t At) {
      return At < All.size() && All[At].is(tok::raw_identifier) ? All[At].getRawIdentifier()
                                                                : StringRef();
    };
    const auto Answered = [&](size_t First, size_t Last, StringRef By) {
      const unsigned End = All[Last].getLocation().getRawEncoding() + All[Last].getLength();
      Result.push_back({{All[First].getLocation().getRawEncoding(), End}, By.str()});
    };
    bool AsksStandard = HasCoroutine[I];
    for (size_t At = 2; At < All.size(); ++At)
      AsksStandard = AsksStandard || isFeature(Name(At));
    for (size_t At = 2; At < All.size(); ++At) {
      if (AsksStandard && Name(At) == "__cplusplus")
        Answered(At, At, Standard);
      if (!isFeature(Name(At)))
        continue;
      if (Kind.ends_with("def"))
        Answered(1, At,
                 (Kind.starts_with("el") ? "elif " : "if ") +
                     std::string(Kind.ends_with("ndef") ? "0" : "1"));
      else if (Name(At - 1) == "defined")
        Answered(At - 1, At, "1");
      else if (All[At - 1].is(tok::l_paren) && Name(At - 2) == "defined")
        Answered(At - 2, At + 1, "1");
      else
        Answered(At, At, "201902L");
    }
  }
  return Result;
}

} // namespace costate
