// The text of a translation unit as tokens after preprocessing, each of which knows how it was
// spelled.
//
// Everything that costate writes of the user's own code is a range of these tokens. A range that no
// macro cuts through is spelled as it was, with its white space, comments and macros; one that is
// only part of a macro's expansion is spelled expanded.
#pragma once

#include "clang/Basic/SourceManager.h"
#include "clang/Tooling/Syntax/Tokens.h"

#include <string>

namespace costate {

/// Half-open range of indices into the expanded tokens.
struct TokenRange {
  unsigned Begin = 0;
  unsigned End = 0;

  bool empty() const { return Begin >= End; }
  bool contains(TokenRange Other) const { return Begin <= Other.Begin && Other.End <= End; }
};

/// A half-open range of offsets in a file.
struct FileRange {
  unsigned Begin = 0;
  unsigned End = 0;
};

class Tokens {
public:
  /// \p Buffer holds the tokens of the whole translation unit.
  explicit Tokens(clang::syntax::TokenBuffer Buffer);

  /// The tokens of an AST node's range. Empty for a node that has no place in the source.
  TokenRange range(clang::SourceRange Range) const;

  /// The range of \p Range together with a `;` that follows it.
  TokenRange withSemicolon(TokenRange Range) const;

  /// The source text of \p Range.
  std::string spell(TokenRange Range) const;

  /// The text between two neighbouring tokens, comments and white space; empty where a macro hides
  /// it.
  std::string gap(unsigned Left) const;

  /// What keeps two neighbouring tokens apart: the gap, or a blank where the file does not show
  /// them side by side.
  std::string separator(unsigned Left) const;

  /// Whether the translation unit declares a class, union or enum of this name.
  bool namesType(llvm::StringRef Name) const { return TypeNames.contains(Name); }

  /// The tokens' texts only.
  llvm::StringRef text(unsigned Index) const;
  clang::tok::TokenKind kind(unsigned Index) const { return Expanded[Index].kind(); }
  clang::SourceLocation location(unsigned Index) const { return Expanded[Index].location(); }
  unsigned size() const { return Expanded.size(); }

  /// Where \p Range lies in its file, macro invocations whole.
  FileRange file(TokenRange Range) const;

  /// Whether the two ends of \p Range lie in one file and cut through no macro.
  bool isWhole(TokenRange Range) const;

  const clang::SourceManager &sources() const { return SM; }
  const clang::syntax::TokenBuffer &buffer() const { return Buffer; }

private:
  clang::CharSourceRange expansion(unsigned Index) const;
  bool sameExpansion(unsigned Left, unsigned Right) const;

  clang::syntax::TokenBuffer Buffer;
  const clang::SourceManager &SM;
  llvm::ArrayRef<clang::syntax::Token> Expanded;
  llvm::StringSet<> TypeNames;
};

} // namespace costate
