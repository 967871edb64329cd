// What the checks ask of types: what they are called, whether they can be awaited, what they hold.
#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/STLFunctionalExtras.h"

#include <string>

namespace costate {

/// The class of \p Type; of a template where the type is not known yet. Null for other types.
const clang::CXXRecordDecl *classOf(clang::QualType Type);

/// The name with its namespaces, without inline ones and template arguments: `std::lock_guard`.
/// Empty for null and what has no name.
std::string plainName(const clang::NamedDecl *Named);

/// Whether \p Record is a class of namespace std, or nested in one, with one of these names.
bool isStdClass(const clang::CXXRecordDecl *Record, std::initializer_list<llvm::StringRef> Names);

/// The \p Index-th template argument, if it is a type; null otherwise.
clang::QualType typeArgument(clang::QualType Type, unsigned Index);

/// Whether an object of the type can be awaited: it has `await_ready`, an `operator co_await`, or
/// is a coroutine's.
bool isAwaitable(clang::QualType Type, const clang::ASTContext &Context);

/// The same without coroutines that nothing awaits, as generators.
bool hasAwaiter(clang::QualType Type, const clang::ASTContext &Context);

/// Whether there is an annotation [[clang::annotate("costate::NAME")]].
bool isAnnotated(const clang::Decl *D, llvm::StringRef Name);

/// The type that is, or holds as a part of its objects, what \p IsWanted wants: a base, a member,
/// the element of an array, or what optionals, smart pointers, tuples and containers of namespace
/// std own. Null if there is none.
clang::QualType heldType(clang::QualType Type, llvm::function_ref<bool(clang::QualType)> IsWanted);

/// Whether \p Record owns objects of its first template argument: an optional, a smart pointer or
/// a container of namespace std.
bool isStdOwner(const clang::CXXRecordDecl *Record);

} // namespace costate
