// How long temporaries live ([class.temporary]/6).
#pragma once

namespace clang {
class Stmt;
class VarDecl;
} // namespace clang

namespace costate {

/// Whether a temporary in \p S, which may be null, lives as long as \p Variable.
bool extendsTemporary(const clang::Stmt *S, const clang::VarDecl *Variable);

} // namespace costate
