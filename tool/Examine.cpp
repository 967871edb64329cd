#include "Examine.h"

#include "Compile.h"
#include "report/Measure.h"
#include "report/Runtime.h"

#include "clang/Frontend/CompilerInstance.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/VirtualFileSystem.h"

using namespace clang;

namespace costate {
namespace {

constexpr StringRef RuntimeDirectory = "/costate-runtime";

class MeasureConsumer : public ASTConsumer {
public:
  explicit MeasureConsumer(Report &Described) : Described(Described) {}
  void HandleTranslationUnit(ASTContext &Context) override { measure(Described, Context); }

private:
  Report &Described;
};

class MeasureAction : public ASTFrontendAction {
public:
  explicit MeasureAction(Report &Described) : Described(Described) {}
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance & /*Compiler*/,
                                                 StringRef /*File*/) override {
    return std::make_unique<MeasureConsumer>(Described);
  }

private:
  Report &Described;
};

void compile(const Unit &U, const Options &O, std::vector<std::string> First,
             std::vector<std::string> Last, llvm::ArrayRef<std::pair<std::string, StringRef>> Files,
             Runner::Action Do) {
  const OneCommand Commands(U.Command);
  tooling::ClangTool Tool(Commands, {O.Sources[U.Source]},
                          std::make_shared<PCHContainerOperations>(),
                          llvm::vfs::createPhysicalFileSystem());
  for (const auto &[Path, Text] : Files)
    Tool.mapVirtualFile(Path, Text);
  First.push_back("-w");
  First.push_back("-resource-dir=" + O.ResourceDirectory);
  Tool.appendArgumentsAdjuster(
      tooling::getInsertArgumentAdjuster(First, tooling::ArgumentInsertPosition::BEGIN));
  Tool.appendArgumentsAdjuster(
      tooling::getInsertArgumentAdjuster(Last, tooling::ArgumentInsertPosition::END));
  IgnoringDiagConsumer Ignore;
  Tool.setDiagnosticConsumer(&Ignore);
  Tool.setPrintErrorMessage(false);
  Runner Run(llvm::nulls(), Do);
  Tool.run(&Run);
}

bool needsMeasuring(const ReportedCoroutine &C) { return C.IsTemplate || !C.Frame.Total; }

void measureLowered(Unit &U, const Options &O) {
  std::vector<std::pair<std::string, StringRef>> Files;
  for (const auto &[Name, Text] : runtime::all)
    Files.emplace_back((RuntimeDirectory + "/costate/" + Name).str(), Text);
  Files.emplace_back(O.Sources[U.Source], U.Text);
  if (U.RealPath != O.Sources[U.Source])
    Files.emplace_back(U.RealPath, U.Text);
  for (const Header &H : U.Headers)
    if (H.Text)
      Files.emplace_back(H.Path, *H.Text);
  compile(U, O, {}, {"-I" + RuntimeDirectory.str()}, Files,
          [&](CompilerInstance &Compiler, DiagnosticConsumer *) {
            IgnoringDiagConsumer Ignore;
            Compiler.createDiagnostics(&Ignore, /*ShouldOwnClient=*/false);
            Compiler.createSourceManager();
            MeasureAction Action(U.Described);
            return Compiler.ExecuteAction(Action);
          });
}

} // namespace

void examine(Unit &U, const Options &O) {
  if (llvm::any_of(U.Described.Coroutines, needsMeasuring))
    measureLowered(U, O);
  if (!O.NativeSizes || U.Described.Coroutines.empty())
    return;
  NativeFrames Frames;
  compile(U, O, {"-O2"}, {"-Rpass=coro-split"}, {},
          [&](CompilerInstance &Compiler, DiagnosticConsumer *) {
            NativeFramesAction::run(Compiler, Frames);
            return true;
          });
  addNative(U.Described, Frames);
}

} // namespace costate
