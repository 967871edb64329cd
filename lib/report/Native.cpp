// Clang's coroutine frames are laid out by LLVM, in the pass CoroSplit, behind what the optimiser
// has done before. The pass says what came of it in a remark (-Rpass=coro-split):
//
//   Split '_Z7sessionR10connection' (frame_size=88, align=8)
#include "report/Measure.h"

#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "clang/CodeGen/CodeGenAction.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/MultiplexConsumer.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/TargetSelect.h"

#include <mutex>

using namespace clang;

namespace costate {
namespace {

class Remarks : public DiagnosticConsumer {
public:
  Remarks(NativeFrames &Frames, std::string Level) : Frames(Frames), Level(std::move(Level)) {}

  void HandleDiagnostic(DiagnosticsEngine::Level Kind, const Diagnostic &Info) override {
    DiagnosticConsumer::HandleDiagnostic(Kind, Info);
    if (Kind != DiagnosticsEngine::Remark)
      return;
    llvm::SmallString<128> Text;
    Info.FormatDiagnostic(Text);
    static const llvm::Regex Split("^Split '([^']+)' \\(frame_size=([0-9]+), align=([0-9]+)\\)");
    llvm::SmallVector<StringRef, 4> Found;
    if (!Split.match(Text, &Found))
      return;
    ReportedNative &Native = Frames[Found[1]];
    Native.Level = Level;
    Found[2].getAsInteger(10, Native.Size);
    Found[3].getAsInteger(10, Native.Align);
  }

private:
  NativeFrames &Frames;
  std::string Level;
};

/// Asks for code of every coroutine, whether something in the file calls it or not.
class UseCoroutines : public ASTConsumer, public RecursiveASTVisitor<UseCoroutines> {
public:
  bool HandleTopLevelDecl(DeclGroupRef Group) override {
    for (Decl *Each : Group)
      TraverseDecl(Each);
    return true;
  }
  bool VisitFunctionDecl(FunctionDecl *Function) {
    if (Function->doesThisDeclarationHaveABody() && !Function->isDependentContext() &&
        isa<CoroutineBodyStmt>(Function->getBody()) && !Function->hasAttr<UsedAttr>())
      Function->addAttr(UsedAttr::CreateImplicit(Function->getASTContext()));
    return true;
  }
  bool VisitLambdaExpr(LambdaExpr *Lambda) {
    if (FunctionTemplateDecl *Generic = Lambda->getLambdaClass()->getDependentLambdaCallOperator())
      for (FunctionDecl *Each : Generic->specializations())
        TraverseDecl(Each);
    return VisitFunctionDecl(Lambda->getCallOperator());
  }
  bool shouldVisitTemplateInstantiations() const { return true; }
};

class Compile : public EmitLLVMOnlyAction {
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler,
                                                 StringRef File) override {
    std::vector<std::unique_ptr<ASTConsumer>> Consumers;
    Consumers.push_back(std::make_unique<UseCoroutines>());
    Consumers.push_back(EmitLLVMOnlyAction::CreateASTConsumer(Compiler, File));
    return std::make_unique<MultiplexConsumer>(std::move(Consumers));
  }
};

} // namespace

void NativeFramesAction::run(CompilerInstance &Compiler, NativeFrames &Frames) {
  static std::once_flag Targets;
  std::call_once(Targets, [] {
    llvm::InitializeAllTargetInfos();
    llvm::InitializeAllTargets();
    llvm::InitializeAllTargetMCs();
  });
  Remarks Consumer(Frames, "-O" + std::to_string(Compiler.getCodeGenOpts().OptimizationLevel));
  Compiler.createDiagnostics(&Consumer, /*ShouldOwnClient=*/false);
  Compiler.createSourceManager();
  Compile Action;
  Compiler.ExecuteAction(Action);
}

void addNative(Report &Report, const NativeFrames &Frames) {
  for (ReportedCoroutine &C : Report.Coroutines)
    if (const auto It = Frames.find(C.Key); It != Frames.end() && !C.Key.empty())
      C.Natives.push_back(It->second);
}

} // namespace costate
