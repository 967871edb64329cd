// What the checks have in common: what each is given, and one function per kind of warning.
#pragma once

#include "check/Changes.h"
#include "check/Config.h"
#include "check/Finding.h"
#include "check/Flow.h"
#include "check/Objects.h"

#include "source/Files.h"

#include "clang/AST/StmtCXX.h"

#include <vector>

namespace costate {

/// A coroutine on which the checks run: a function, or an instantiation of a template.
struct CheckedCoroutine {
  clang::ASTContext &Context;
  const clang::FunctionDecl &Function;
  const clang::CoroutineBodyStmt &Body;
  const clang::LambdaExpr *Lambda; ///< whose call operator it is; null for others
  const EventFlow &Events;
  const CheckConfig &Config;

  const clang::SourceManager &sources() const { return Context.getSourceManager(); }
};

class EmbeddedFrames;

using Findings = std::vector<Finding>;

/// Sets which function \p F is in. Nothing where there is none.
void setFunction(Finding &F, const clang::FunctionDecl *In);

void checkLocks(const CheckedCoroutine &C, Findings &Result);
/// \p Frames: those that may lie in others.
void checkLarge(const CheckedCoroutine &C, EmbeddedFrames &Frames, Findings &Result);
void checkBlocking(const CheckedCoroutine &C, Findings &Result);
void checkBorrows(const CheckedCoroutine &C, Findings &Result);
/// \p Changed: of the translation unit.
void checkElements(const CheckedCoroutine &C, const Changes &Changed, Findings &Result);
void checkThreadBound(const CheckedCoroutine &C, Findings &Result);
void checkMoves(const CheckedCoroutine &C, Findings &Result);

// What is seen around the coroutines, in all functions of the files.
void checkHanded(clang::ASTContext &Context, const LoweredFiles &Files, Findings &Result);
void checkUnusedTasks(clang::ASTContext &Context, const LoweredFiles &Files, Findings &Result);

/// The edits that make \p Parameter, a reference, a parameter that is an object, in each
/// declaration of the coroutine; none where that does not do.
llvm::SmallVector<clang::FixItHint, 4> takeByValue(const CheckedCoroutine &C,
                                                   const clang::ParmVarDecl &Parameter);

/// Whether the coroutine waits at its initial suspension point, always.
bool startsSuspended(const CheckedCoroutine &C);

/// Whether the configuration says of what \p Await awaits that it is no matter.
bool isSafeAwait(const CheckedCoroutine &C, const clang::Stmt *Await);

/// \p Type as a reader writes it, in quotes.
std::string quoted(clang::QualType Type, const clang::ASTContext &Context);
std::string quoted(llvm::StringRef Code);

/// `here`, or `here and at 2 other places` for a list of places, of which the first is meant.
std::string here(size_t Places);

} // namespace costate
