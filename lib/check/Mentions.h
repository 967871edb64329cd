// How variables are used in a flow: which events mention one, what they do with it, and which other
// variables may refer to it.
#pragma once

#include "check/Checks.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace costate {

enum class MentionKind : uint8_t {
  Use,     ///< its value, an element, its address: whatever may need what it holds
  Measure, ///< only `size()` or the like
  Reset,   ///< what it held is not needed any more: assigned, cleared
};

/// The parts of a flow that mention variables.
class Mentions {
public:
  /// What counts as referring to a variable: whatever its initialiser mentions it for, or only what
  /// is surely a part of it, as a member or an element.
  enum class Referring : uint8_t { Anyhow, Surely };

  explicit Mentions(const EventFlow &F, Referring Mode = Referring::Anyhow);

  /// The variable that evaluating \p E names; null if it does not. What stands in the head of a
  /// lambda counts, its body does not.
  static const clang::VarDecl *variable(const Event &E);

  MentionKind kind(const Event &E) const;

  /// Whether what \p Of was initialised with is not in it behind \p E.
  bool ends(const Event &E, const clang::VarDecl *Of) const {
    return (E.Kind == EventKind::Destroy && E.Variable == Of) ||
           (variable(E) == Of->getCanonicalDecl() && kind(E) == MentionKind::Reset);
  }

  /// The variables that may refer to \p Of, or a part of it, by what they are initialised with, and
  /// itself: references, pointers, views, iterators, closures.
  const llvm::SmallPtrSet<const clang::VarDecl *, 4> &referringTo(const clang::VarDecl *Of) const;

  /// What \p Of is needed for behind \p From, before it is reset or destroyed.
  struct Later {
    std::optional<Event> Use;     ///< nearest first
    std::optional<Event> Measure; ///< of the variable itself
    std::optional<Event> Destroy;
  };
  Later behind(EventPoint From, const clang::VarDecl *Of) const;

private:
  void note(const clang::Stmt *Code);
  bool refers(const clang::VarDecl *Each,
              const llvm::SmallPtrSet<const clang::VarDecl *, 4> &Set) const;

  const EventFlow &F;
  Referring Mode;
  llvm::DenseMap<const clang::Stmt *, MentionKind> Kinds;
  mutable llvm::DenseMap<const clang::VarDecl *, llvm::SmallPtrSet<const clang::VarDecl *, 4>>
      Known;
  llvm::SmallVector<const clang::VarDecl *, 8> Borrowers;
};

/// Whether objects of the type refer to others that they do not own: references, pointers, views,
/// iterators, closures with references.
bool mayRefer(clang::QualType Type);

/// Whether the type is a view: a string_view, a span, an iterator, an initializer_list, a
/// reference_wrapper, or a class marked [[gsl::Pointer]].
bool isView(clang::QualType Type);
bool isViewClass(const clang::CXXRecordDecl *Record);

/// Calls \p Visit for \p E and what it is made of, but for the bodies of lambdas. An await is
/// visited by its operand.
void forEachPart(const clang::Stmt *E, llvm::function_ref<void(const clang::Stmt *)> Visit);

} // namespace costate
