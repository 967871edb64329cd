// What only compilers tell: the sizes in the instantiations of a template, and Clang's own frames.
#pragma once

#include "report/Report.h"

#include "clang/Frontend/FrontendAction.h"
#include "llvm/ADT/StringMap.h"

#include <memory>

namespace costate {

/// Completes \p Report from \p Lowered, the AST of the program that was lowered: a template that
/// has instantiations there is replaced by them, and values get the sizes that only their type of
/// the runtime tells.
void measure(Report &Report, clang::ASTContext &Lowered);

/// The frames that Clang makes, by the symbols of the coroutines.
using NativeFrames = llvm::StringMap<ReportedNative>;

/// Compiles a translation unit without output, and adds the frame of each coroutine in it to
/// \p Frames. Its diagnostics go nowhere.
class NativeFramesAction {
public:
  /// Runs on \p Compiler, which has an invocation, files and no diagnostics yet.
  static void run(clang::CompilerInstance &Compiler, NativeFrames &Frames);
};

/// Puts the frames of \p Frames beside those of \p Report.
void addNative(Report &Report, const NativeFrames &Frames);

} // namespace costate
