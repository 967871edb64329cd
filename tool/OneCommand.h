// What ClangTool takes a single command from.
#pragma once

#include "clang/Tooling/CompilationDatabase.h"

namespace costate {

/// Gives \p Command, which it refers to, for every file.
class OneCommand : public clang::tooling::CompilationDatabase {
public:
  explicit OneCommand(const clang::tooling::CompileCommand &Command) : Command(Command) {}
  std::vector<clang::tooling::CompileCommand>
  getCompileCommands(llvm::StringRef /*File*/) const override {
    return {Command};
  }

private:
  const clang::tooling::CompileCommand &Command;
};

} // namespace costate
