// One command of a compilation database, run by ClangTool on a compiler that the caller completes.
#pragma once

#include "clang/Frontend/CompilerInstance.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace costate {

/// What ClangTool takes a single command from: gives \p Command, which it refers to, for every
/// file.
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

/// Runs \p Do on a compiler that has its files, and still needs diagnostics and a source manager.
/// What Clang prints besides diagnostics goes to \p Errors. Refers to both.
class Runner : public clang::tooling::ToolAction {
public:
  using Action = llvm::function_ref<bool(clang::CompilerInstance &, clang::DiagnosticConsumer *)>;
  Runner(llvm::raw_ostream &Errors, Action Do) : Errors(Errors), Do(Do) {}

  bool runInvocation(std::shared_ptr<clang::CompilerInvocation> Invocation,
                     clang::FileManager *Files,
                     std::shared_ptr<clang::PCHContainerOperations> Containers,
                     clang::DiagnosticConsumer *Consumer) override {
    clang::CompilerInstance Compiler(std::move(Invocation), std::move(Containers));
    Compiler.setVirtualFileSystem(Files->getVirtualFileSystemPtr());
    Compiler.setFileManager(Files);
    Compiler.setVerboseOutputStream(Errors);
    return Do(Compiler, Consumer);
  }

private:
  llvm::raw_ostream &Errors;
  Action Do;
};

} // namespace costate
