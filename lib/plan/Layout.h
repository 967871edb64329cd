// The order of what is kept, so that little space is lost between.
#pragma once

#include "normalize/Ir.h"

#include "clang/AST/ASTContext.h"

#include <optional>

namespace costate {

/// Size and alignment, in bytes, of what is kept for \p V, where they are known before the program
/// is lowered.
std::optional<clang::TypeInfoChars> layoutOf(const Value &V, const clang::ASTContext &Context);

/// Orders \p Members, variables that nothing constructs together, by alignment, if that saves
/// padding.
void pack(std::vector<ValueId> &Members, const NormalForm &F, const clang::ASTContext &Context);

} // namespace costate
