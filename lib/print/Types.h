// How types are spelled in the output: in full, so that they mean the same where the machine stands.
#pragma once

#include "clang/AST/ASTContext.h"

#include <string>

namespace costate {

/// The declaration of \p Name with type \p Type, as in `int (*table)[3]`. Without a name: the type.
std::string declaration(clang::QualType Type, llvm::StringRef Name, const clang::ASTContext &Context);

/// Whether \p Type can be named outside of the function that it comes from.
bool isNameable(clang::QualType Type);

} // namespace costate
