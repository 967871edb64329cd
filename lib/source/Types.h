// How types are spelled in the output: in full, so that they mean the same where the machine
// stands.
#pragma once

#include "clang/AST/ASTContext.h"

#include <string>
#include <vector>

namespace costate {

/// The declaration of \p Name with type \p Type, as in `int (*table)[3]`. Without a name: the type.
/// \p Global: names begin with `::`, for a place where other things hide them.
std::string declaration(clang::QualType Type, llvm::StringRef Name,
                        const clang::ASTContext &Context, bool Global = false);

/// \p Type as it can be named everywhere: an alias that is a member of a class, or local to a
/// function, gives way to what it stands for, as does the name of a template's argument. Those of
/// namespaces stay.
clang::QualType withoutLocalAliases(clang::QualType Type);

/// \p Named with the namespaces and classes that it is in, except those without a name.
std::string qualifiedName(const clang::NamedDecl &Named);

/// The names in \p Text, a type, that something else where it stands could hide: those that do not
/// follow a `::`. (And numbers, which nothing is called.)
std::vector<std::string> unqualifiedNames(llvm::StringRef Text);

/// Whether \p In may name the classes that \p Type is made of: none is a private member of another
/// class, local to another function, or a closure that is made elsewhere.
bool isNameable(clang::QualType Type, const clang::FunctionDecl *In,
                const clang::ASTContext &Context);

/// \p Type for a reader, as diagnostics print it but with all that it is in: `std::vector<int>`. A
/// closure's type is told by its file's name and line.
std::string readable(clang::QualType Type, const clang::ASTContext &Context);

} // namespace costate
