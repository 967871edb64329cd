// Refusals: what cannot be lowered exactly is an error at its place in the source.
#pragma once

#include "clang/Basic/Diagnostic.h"

namespace costate {

/// Reports errors through Clang's engine, in Clang's format.
class Refusals {
public:
  explicit Refusals(clang::DiagnosticsEngine &Engine) : Engine(Engine) {}

  /// \p What was seen, then the rule, as one line without a full stop.
  void refuse(clang::SourceLocation Location, llvm::StringRef What) {
    const unsigned Id = Engine.getCustomDiagID(clang::DiagnosticsEngine::Error, "%0");
    Engine.Report(Location, Id) << What;
    ++Count;
  }
  unsigned count() const { return Count; }

private:
  clang::DiagnosticsEngine &Engine;
  unsigned Count = 0;
};

} // namespace costate
