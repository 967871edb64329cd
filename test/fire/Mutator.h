// Changes C++ programs at random: bytes, tokens, statements, groups in brackets. Most of what comes
// of it is no program any more; a good part still is one, and nobody would have written it.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace costate::fire {

using Random = std::mt19937_64;

/// A random number below \p End, which is not 0.
size_t below(Random &R, size_t End);

/// A program as its tokens, white space and comments among them.
class Program {
public:
  explicit Program(const std::string &Text);

  std::string text() const;
  bool empty() const { return Tokens.empty(); }

  /// Changes the program once. \p Other gives what is spliced in.
  void mutate(const Program &Other, Random &R);

private:
  struct Range {
    size_t Begin = 0;
    size_t End = 0;
    bool empty() const { return Begin == End; }
  };

  void mutateTokens(const Program &Other, Random &R);
  void mutateStatements(const Program &Other, Random &R);
  void mutateGroups(const Program &Other, Random &R);

  size_t anyToken(Random &R) const;
  size_t next(size_t Token) const;
  size_t closing(size_t Open) const;
  Range anyStatement(Random &R) const;
  Range anyGroup(Random &R, char Open) const;
  std::vector<std::string> copy(Range Of) const;
  void replace(Range Of, const std::vector<std::string> &With);

  std::vector<std::string> Tokens;
};

/// Changes \p Text at the level of bytes.
std::string mutateBytes(std::string Text, Random &R);

} // namespace costate::fire
