#include "Mutator.h"

#include <algorithm>
#include <cctype>
#include <iterator>

namespace costate::fire {
namespace {

/// What is put between tokens, or in the place of one.
const char *const Dictionary[] = {
    "co_await",
    "co_yield",
    "co_return",
    "return",
    "if",
    "else",
    "for",
    "while",
    "do",
    "switch",
    "case",
    "default",
    "break",
    "continue",
    "goto",
    "try",
    "catch",
    "throw",
    "noexcept",
    "constexpr",
    "consteval",
    "constinit",
    "if constexpr",
    "if consteval",
    "auto",
    "auto &",
    "auto &&",
    "const auto &",
    "decltype(auto)",
    "int",
    "int &",
    "long",
    "bool",
    "char",
    "void",
    "double",
    "const",
    "volatile",
    "static",
    "thread_local",
    "extern",
    "inline",
    "mutable",
    "register",
    "struct",
    "class",
    "union",
    "enum",
    "enum class",
    "namespace",
    "using",
    "typedef",
    "template <class T>",
    "typename",
    "this",
    "*this",
    "nullptr",
    "true",
    "false",
    "sizeof",
    "alignof",
    "alignas(64)",
    "new",
    "delete",
    "delete[]",
    "operator",
    "static_cast<int>",
    "typeid",
    "decltype",
    "requires",
    "concept",
    "friend",
    "virtual",
    "explicit",
    "default",
    "asm(\"\")",
    "__extension__",
    "__builtin_choose_expr",
    "[[maybe_unused]]",
    "[[nodiscard]]",
    "[[fallthrough]]",
    "[[likely]]",
    "__attribute__((unused))",
    "__LINE__",
    "__func__",
    "__FILE__",
    "__COUNTER__",
    "_Pragma(\"GCC diagnostic push\")",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    "<",
    ">",
    ";",
    ",",
    ":",
    "::",
    "...",
    ".",
    "->",
    ".*",
    "->*",
    "?",
    "=",
    "==",
    "!=",
    "<=>",
    "<<",
    ">>",
    "+",
    "-",
    "*",
    "/",
    "%",
    "&",
    "&&",
    "|",
    "||",
    "!",
    "~",
    "^",
    "+=",
    "<<=",
    "++",
    "--",
    "#",
    "##",
    "\n#if 0\n",
    "\n#endif\n",
    "\n#else\n",
    "\n#define x y\n",
    "\n#line 1\n",
    "\n#pragma once\n",
    "0",
    "1",
    "-1",
    "1.5",
    "0x7fffffff",
    "'a'",
    "\"s\"",
    "R\"(\n)\"",
    "u8\"x\"",
    "L'x'",
    "[]",
    "[&]",
    "[=]",
    "[this]",
    "[] {}",
    "()",
    "{}",
    "({ 1; })",
    "label:",
    "/*",
    "*/",
    "//",
    "\\\n",
    "??\\/",
    "<:",
    "%>",
    "\"",
    "'",
};

/// Around statements.
const std::pair<const char *, const char *> Wrappers[] = {
    {"{", "}"},
    {"if (true) {", "}"},
    {"if (true)", ""},
    {"if (int k = 0; k) {} else {", "}"},
    {"if constexpr (sizeof(int) == 4) {", "}"},
    {"while (true) {", "break; }"},
    {"for (int k = 0; k != 2; ++k) {", "}"},
    {"for (int k : {1, 2}) {", "}"},
    {"do {", "} while (false);"},
    {"switch (1) { case 1:", "}"},
    {"switch (int k = 2) { default: {", "} case 3: break; }"},
    {"try {", "} catch (...) {}"},
    {"try { throw 1; } catch (int k) {", "}"},
    {"{ struct local { ~local() {} } l;", "}"},
    {"[&] {", "}();"},
    {"(void)({", "});"},
    {"label:", ""},
    {"goto out; out:", ""},
    {"[[maybe_unused]]", ""},
    {"template <class T> void f() {", "}"},
    {"struct inner { void f() {", "} };"},
    {"static", ""},
    {"const", ""},
};

/// Around expressions.
const std::pair<const char *, const char *> Operators[] = {
    {"(", ")"},
    {"co_await wait(\"m\", ", ")"},
    {"co_await ready(\"m\", ", ")"},
    {"(co_await wait(\"m\", ", "))"},
    {"(co_await wait(\"m\"), ", ")"},
    {"((void)(", "), co_await wait(\"m\", 1))"},
    {"(true ? (", ") : throw 1)"},
    {"(co_await wait(\"m\", true) ? (", ") : 0)"},
    {"(co_await wait(\"m\", true) && (", "))"},
    {"((", ") || co_await wait(\"m\", true))"},
    {"noisy(", ")"},
    {"!(", ")"},
    {"-(", ")"},
    {"*&(", ")"},
    {"std::move(", ")"},
    {"static_cast<long>(", ")"},
    {"sizeof(", ")"},
    {"noexcept(", ")"},
    {"decltype(", ")()"},
    {"[&] { return ", "; }()"},
    {"({ ", "; })"},
    {"({ co_await wait(\"m\"); ", "; })"},
    {"new auto(", ")"},
    {"{", "}"},
    {"(1 + ", ")"},
    {"(", ", 1)"},
    {"co_yield (", ")"},
    {"throw (", ")"},
};

bool isWord(char Ch) { return std::isalnum(static_cast<unsigned char>(Ch)) || Ch == '_'; }
bool isSpace(const std::string &Token) {
  return std::isspace(static_cast<unsigned char>(Token[0])) || Token.starts_with("//") ||
         Token.starts_with("/*");
}
bool isIdentifier(const std::string &Token) {
  return isWord(Token[0]) && !std::isdigit(static_cast<unsigned char>(Token[0]));
}

/// The end of the token that begins at \p At.
size_t tokenEnd(const std::string &Text, size_t At) {
  const auto While = [&](auto Test) {
    size_t End = At + 1;
    while (End < Text.size() && Test(Text[End]))
      ++End;
    return End;
  };
  const auto Behind = [&](const char *End, size_t From) {
    const size_t Found = Text.find(End, From);
    return Found == std::string::npos ? Text.size() : Found + std::string(End).size();
  };
  const char Ch = Text[At];
  if (std::isspace(static_cast<unsigned char>(Ch)))
    return While([](char C) { return std::isspace(static_cast<unsigned char>(C)); });
  if (Text.compare(At, 2, "//") == 0)
    return std::min(Text.find('\n', At), Text.size());
  if (Text.compare(At, 2, "/*") == 0)
    return Behind("*/", At + 2);
  if (Text.compare(At, 3, "R\"(") == 0)
    return Behind(")\"", At + 3);
  if (isWord(Ch))
    return While(isWord);
  if (Ch == '"' || Ch == '\'') {
    size_t End = At + 1;
    while (End < Text.size() && Text[End] != Ch && Text[End] != '\n')
      End += Text[End] == '\\' ? 2 : 1;
    return std::min(End + 1, Text.size());
  }
  for (const char *Each : {"...", "<=>", "->*", "<<=", ">>=", "::", "->", "++",
                           "--",  "<<",  "==",  "!=",  "<=",  ">=", "&&", "||",
                           "+=",  "-=",  "*=",  "/=",  "%=",  "&=", "|=", "^="})
    if (Text.compare(At, std::char_traits<char>::length(Each), Each) == 0)
      return At + std::char_traits<char>::length(Each);
  return At + 1;
}

template <class T, size_t N> const T &any(const T (&Of)[N], Random &R) { return Of[below(R, N)]; }

} // namespace

size_t below(Random &R, size_t End) { return R() % End; }

Program::Program(const std::string &Text) {
  for (size_t At = 0; At < Text.size();) {
    const size_t End = tokenEnd(Text, At);
    Tokens.push_back(Text.substr(At, End - At));
    At = End;
  }
}

std::string Program::text() const {
  std::string Text;
  for (const std::string &Token : Tokens)
    Text += Token;
  return Text;
}

size_t Program::next(size_t Token) const {
  while (Token < Tokens.size() && isSpace(Tokens[Token]))
    ++Token;
  return Token;
}

size_t Program::anyToken(Random &R) const {
  const size_t Found = next(below(R, Tokens.size()));
  return Found < Tokens.size() ? Found : 0;
}

/// Behind the bracket that closes the one at \p Open; where none does, the end.
size_t Program::closing(size_t Open) const {
  const std::string &Left = Tokens[Open];
  const std::string Right = Left == "(" ? ")" : Left == "[" ? "]" : "}";
  int Depth = 0;
  for (size_t I = Open; I < Tokens.size(); ++I) {
    Depth += (Tokens[I] == Left) - (Tokens[I] == Right);
    if (Depth == 0)
      return I + 1;
  }
  return Tokens.size();
}

/// From behind a `;` or brace to the next `;`, or the end of a block.
Program::Range Program::anyStatement(Random &R) const {
  size_t Begin = below(R, Tokens.size());
  while (Begin > 0 && Tokens[Begin - 1] != ";" && Tokens[Begin - 1] != "{" &&
         Tokens[Begin - 1] != "}")
    --Begin;
  Begin = next(Begin);
  for (size_t I = Begin; I < Tokens.size(); ++I) {
    if (Tokens[I] == ";")
      return {Begin, I + 1};
    if (Tokens[I] == "(" || Tokens[I] == "[")
      I = closing(I) - 1;
    else if (Tokens[I] == "{" && closing(I) < Tokens.size() &&
             Tokens[next(closing(I)) % Tokens.size()] != ";")
      return {Begin, closing(I)};
    else if (Tokens[I] == "{")
      I = closing(I) - 1;
    else if (Tokens[I] == "}")
      return {Begin, I};
  }
  return {Begin, Begin};
}

/// What stands in a pair of brackets, without them.
Program::Range Program::anyGroup(Random &R, char Open) const {
  const size_t Start = below(R, Tokens.size());
  for (size_t K = 0; K != Tokens.size(); ++K) {
    const size_t I = (Start + K) % Tokens.size();
    if (Tokens[I].size() == 1 && Tokens[I][0] == Open && closing(I) <= Tokens.size() &&
        closing(I) > I + 1)
      return {I + 1, closing(I) - 1};
  }
  return {};
}

std::vector<std::string> Program::copy(Range Of) const {
  return {Tokens.begin() + Of.Begin, Tokens.begin() + Of.End};
}

void Program::replace(Range Of, const std::vector<std::string> &With) {
  const auto At = Tokens.erase(Tokens.begin() + Of.Begin, Tokens.begin() + Of.End);
  Tokens.insert(At, With.begin(), With.end());
}

void Program::mutateTokens(const Program &Other, Random &R) {
  const size_t At = anyToken(R);
  switch (below(R, 7)) {
  case 0:
    Tokens.erase(Tokens.begin() + At);
    return;
  case 1: {
    const std::string Same = Tokens[At];
    Tokens.insert(Tokens.begin() + At, {Same, " "});
    return;
  }
  case 2:
    std::swap(Tokens[At], Tokens[anyToken(R)]);
    return;
  case 3:
    Tokens[At] = any(Dictionary, R);
    return;
  case 4:
    Tokens.insert(Tokens.begin() + At, {" ", any(Dictionary, R), " "});
    return;
  case 5:
    Tokens[At] = Other.Tokens[Other.anyToken(R)];
    return;
  default: // an identifier by another of the same program
    for (size_t I = At, K = 0; K != 50 && I < Tokens.size(); I = next(I + 1), ++K)
      if (isIdentifier(Tokens[I])) {
        for (size_t J = anyToken(R), M = 0; M != 50 && J < Tokens.size(); J = next(J + 1), ++M)
          if (isIdentifier(Tokens[J])) {
            Tokens[I] = Tokens[J];
            return;
          }
      }
  }
}

void Program::mutateStatements(const Program &Other, Random &R) {
  const Range At = anyStatement(R);
  const std::vector<std::string> Text = copy(At);
  switch (below(R, 9)) {
  case 0:
    replace(At, {});
    return;
  case 1:
    replace({At.End, At.End}, Text);
    return;
  case 2: { // many times
    for (size_t I = below(R, 20); I-- > 0;)
      replace({At.End, At.End}, Text);
    return;
  }
  case 3: { // swapped with another
    const Range Second = anyStatement(R);
    const std::vector<std::string> SecondText = copy(Second);
    if (Second.Begin >= At.End) {
      replace(Second, Text);
      replace(At, SecondText);
    } else if (Second.End <= At.Begin) {
      replace(At, SecondText);
      replace(Second, Text);
    }
    return;
  }
  case 4: { // copied elsewhere
    const Range Second = anyStatement(R);
    replace({Second.Begin, Second.Begin}, Text);
    return;
  }
  case 5:
    replace({At.Begin, At.Begin}, Other.copy(Other.anyStatement(R)));
    return;
  case 6: { // nested deeply
    const auto &[Begin, End] = any(Wrappers, R);
    for (size_t I = below(R, 3) == 0 ? below(R, 12) : 1; I-- > 0;) {
      Tokens.insert(Tokens.begin() + At.Begin, {Begin, " "});
      Tokens.insert(Tokens.begin() + std::min(At.End + 2, Tokens.size()), {" ", End});
    }
    return;
  }
  default: {
    const auto &[Begin, End] = any(Wrappers, R);
    Tokens.insert(Tokens.begin() + At.End, {" ", End});
    Tokens.insert(Tokens.begin() + At.Begin, {Begin, " "});
  }
  }
}

void Program::mutateGroups(const Program &Other, Random &R) {
  const Range At = anyGroup(R, below(R, 4) == 0 ? '{' : '(');
  switch (below(R, 6)) {
  case 0:
    replace(At, {});
    return;
  case 1:
    replace(At, copy(anyGroup(R, '(')));
    return;
  case 2:
    replace(At, Other.copy(Other.anyGroup(R, '(')));
    return;
  case 3: { // a token and what is wrapped around it
    const size_t Token = anyToken(R);
    const auto &[Begin, End] = any(Operators, R);
    Tokens[Token] = Begin + Tokens[Token] + End;
    return;
  }
  default: {
    const auto &[Begin, End] = any(Operators, R);
    Tokens.insert(Tokens.begin() + At.End, End);
    Tokens.insert(Tokens.begin() + At.Begin, Begin);
  }
  }
}

void Program::mutate(const Program &Other, Random &R) {
  if (Tokens.empty() || Other.empty())
    return;
  switch (below(R, 10)) {
  case 0:
  case 1:
  case 2:
    mutateTokens(Other, R);
    return;
  case 3:
  case 4:
  case 5:
    mutateGroups(Other, R);
    return;
  default:
    mutateStatements(Other, R);
  }
}

std::string mutateBytes(std::string Text, Random &R) {
  if (Text.empty())
    return Text;
  const size_t At = below(R, Text.size());
  const size_t Size = 1 + below(R, below(R, 4) == 0 ? 200 : 4);
  switch (below(R, 6)) {
  case 0:
    return Text.erase(At, Size);
  case 1:
    return Text.insert(At, Text.substr(below(R, Text.size()), Size));
  case 2:
    Text[At] = static_cast<char>(R());
    return Text;
  case 3:
    Text[At] = static_cast<char>(Text[At] ^ (1 << below(R, 8)));
    return Text;
  case 4:
    return Text.substr(0, At);
  default: {
    std::string Noise;
    for (size_t I = 0; I != Size; ++I)
      Noise += static_cast<char>(R());
    return Text.insert(At, Noise);
  }
  }
}

} // namespace costate::fire
