// What can be seen of an awaiter's functions, so that what nobody could tell is left out.
//
//   struct ready { int n; bool await_ready() { return true; } int await_resume() { return n; } ...
//   }; co_await ready{1}   ->   ready{1}.await_resume()
#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

namespace costate {

/// Whether \p Await is the same as a call of its operand's await_resume(): that is an awaiter whose
/// await_ready() says nothing but `true`, and nobody can tell when it dies.
bool neverWaits(const clang::CoroutineSuspendExpr *Await, const clang::ASTContext &Context);

/// Whether nobody looks at the awaiter of \p Await, a prvalue with data members, once its
/// await_suspend() has returned, nor knows its address: await_resume() does nothing, and what the
/// others do can be seen.
bool isGoneOnceSuspended(const clang::CoroutineSuspendExpr *Await,
                         const clang::ASTContext &Context);

} // namespace costate
