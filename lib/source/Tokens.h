// The text of a translation unit as tokens after preprocessing, each of which knows how it was
// spelled.
//
// Everything that costate writes of the user's own code is a range of these tokens. A range that no
// macro cuts through is spelled as it was, with its white space, comments and macros; one that is
// only part of a macro's expansion is spelled expanded; so is one that says where it stands, as
// `__LINE__` does, and one whose definition moves.
#pragma once

#include "source/Preprocessing.h"

#include "clang/Basic/SourceManager.h"
#include "clang/Tooling/Syntax/Tokens.h"
#include "llvm/ADT/DenseMap.h"

#include <string>
#include <vector>

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

/// A preprocessor directive, with all of its lines.
struct Directive {
  FileRange Line;
  llvm::StringRef Name;

  bool isCondition() const {
    return Name.starts_with("if") || Name.starts_with("el") || Name == "endif";
  }
};

/// Has \p PP add each token that it gives the parser to \p All, which has to live as long. Clang's
/// TokenCollector would also lex all files again, for what nobody asks here.
void recordTokens(clang::Preprocessor &PP, std::vector<clang::syntax::Token> &All);

class Tokens {
public:
  /// \p All: the tokens of the whole translation unit, as they were recorded.
  Tokens(std::vector<clang::syntax::Token> All, PreprocessorFacts Recorded,
         const clang::SourceManager &SM);

  /// Says that the text of \p Range goes to another place: a macro that is defined in it may be
  /// used before its definition then.
  void move(TokenRange Range) {
    if (isInMainFile(Range))
      Moved.push_back(file(Range));
  }

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

  /// Whether a macro made both tokens in one expansion.
  bool sameExpansion(unsigned Left, unsigned Right) const;

  /// The range of \p Range with the whole of every expansion that it cuts through. An empty range
  /// stands between two tokens.
  TokenRange withExpansions(TokenRange Range) const;

  /// Whether some text that does not move depends on the number of its line: one of \p Positions,
  /// or a macro. The message of a failed `assert` does not count.
  bool needsLines(llvm::ArrayRef<clang::SourceLocation> Positions) const;

  /// The directives in \p Range of \p File, which begins at a token or behind one.
  std::vector<Directive> directives(FileRange Range, clang::FileID File) const;

  /// How many numbers of `__COUNTER__` the text of \p Range has taken, if text that does not move
  /// takes some as well.
  unsigned countersIn(FileRange Range) const;

  /// Whether a macro that is invoked in \p Range makes a pragma, which no token shows.
  bool hasHiddenPragma(TokenRange Range) const;

  /// Whether \p Range begins in the main file, or is expanded there.
  bool isInMainFile(TokenRange Range) const;

  /// Whether all of \p Range lies in one file, or is expanded there.
  bool isInOneFile(TokenRange Range) const;

  const clang::SourceManager &sources() const { return SM; }

private:
  void indexUserTokens();
  clang::CharSourceRange expansion(unsigned Index) const;
  bool moves(unsigned At) const;
  bool changesElsewhere(unsigned Index) const;
  std::string withoutConditions(llvm::StringRef Gap, unsigned Offset, clang::FileID File) const;

  std::vector<clang::syntax::Token> Expanded;
  llvm::DenseMap<clang::SourceLocation, unsigned> Indices; ///< not of all of them
  PreprocessorFacts Facts;
  std::vector<FileRange> Moved;
  const clang::SourceManager &SM;
  llvm::StringSet<> TypeNames;
};

} // namespace costate
