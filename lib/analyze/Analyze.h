// Stage 3, analyze: which variables survive a suspension.
#pragma once

#include "normalize/Ir.h"

#include "clang/AST/ASTContext.h"

namespace costate {

/// Decides where each variable of \p Form lives: in the frame if some suspension lies between its
/// declaration and its last use (or its destruction, if that does anything), otherwise on the stack
/// of run(); and where that last use is.
void analyze(NormalForm &Form, const clang::ASTContext &Context);

} // namespace costate
