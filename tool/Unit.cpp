#include "Unit.h"

#include "Compile.h"
#include "Examine.h"
#include "check/Check.h"
#include "check/Report.h"
#include "report/Warn.h"

#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Frontend/TextDiagnosticPrinter.h"
#include "clang/Frontend/Utils.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"

#include <map>

using namespace clang;

namespace costate {
namespace {

/// Every file that is read, those of the system too.
class Dependencies : public DependencyCollector {
  bool needSystemDependencies() override { return true; }
};

/// Runs the stages when the translation unit is complete.
class Consumer : public ASTConsumer {
public:
  Consumer(CompilerInstance &Compiler, const costate::Options &All, PipelineOptions Options,
           Unit &U)
      : Compiler(Compiler), All(All), Options(std::move(Options)), U(U) {
    Compiler.getPreprocessor().addPPCallbacks(
        recordInclusions(Compiler.getSourceManager(), U.Inclusions));
    Read.attachToPreprocessor(Compiler.getPreprocessor());
    recordTokens(Compiler.getPreprocessor(), Recorded);
    recordPreprocessing(Compiler.getPreprocessor(), Facts);
  }

  void HandleTranslationUnit(ASTContext &Context) override {
    if (Context.getDiagnostics().hasErrorOccurred())
      return;
    U.IsRead = true;
    if (All.Check || (!All.Quiet && !All.dumps()))
      warn(Context);
    if (All.Check) {
      U.Failed = U.Warnings.Errors != 0;
      return;
    }
    Tokens T(std::move(Recorded), std::move(Facts), Compiler.getSourceManager());
    std::optional<PipelineResult> Result =
        costate::run(Compiler.getSema(), T, U.Inclusions, Options);
    if (!Result)
      return;
    take(*Result, Context);
    U.Failed = false;
  }

private:
  std::vector<Finding> findings(ASTContext &Context) const {
    return check(Context, {Options.Function, Options.Headers, Options.AwaitElidable}, *All.Configs);
  }

  void warn(ASTContext &Context) {
    const std::vector<Finding> Found = findings(Context);
    U.Warnings.Errors = report(Found, Context.getSourceManager(), Compiler.getDiagnosticClient());
    U.Warnings.Findings = place(Found, Context.getSourceManager(), Context.getLangOpts());
  }

  void take(PipelineResult &Result, ASTContext &Context) {
    const SourceManager &Sources = Context.getSourceManager();
    U.Text = std::move(Result.Dumped);
    U.Described = std::move(Result.Described);
    if (All.Report)
      addWarnings(U.Described, findings(Context), Sources);
    for (LoweredFile &File : Result.Files) {
      const std::string Path = realPath(Sources, *Sources.getFileEntryRefForID(File.File));
      if (File.File != Sources.getMainFileID()) {
        takeHeader({Path, std::move(File.Text), File.Coroutines}, File.File, Context);
        continue;
      }
      U.RealPath = Path;
      U.Changed = File.Text.has_value();
      U.Text = File.Text ? std::move(*File.Text) : Sources.getBufferData(File.File).str();
      U.Coroutines = File.Coroutines;
    }
    for (const std::string &File : Read.getDependencies()) {
      llvm::SmallString<256> Path(File);
      Compiler.getFileManager().makeAbsolutePath(Path);
      llvm::sys::path::remove_dots(Path, true);
      U.Dependencies.push_back(Path.str().str());
    }
  }

  /// A header that was entered twice, with other macros, must come to one text.
  void takeHeader(Header Taken, FileID File, ASTContext &Context) {
    for (const Header &Other : U.Headers) {
      if (Other.Path != Taken.Path)
        continue;
      if (Other.Text == Taken.Text)
        return;
      Refusals(Context.getDiagnostics())
          .refuse(Context.getSourceManager().getIncludeLoc(File),
                  "this header is lowered to another text here than where it was included before, "
                  "and there can be only one; give its coroutines files of their own");
      return;
    }
    U.Headers.push_back(std::move(Taken));
  }

  CompilerInstance &Compiler;
  std::vector<syntax::Token> Recorded;
  PreprocessorFacts Facts;
  Dependencies Read;
  const costate::Options &All;
  PipelineOptions Options;
  Unit &U;
};

class Action : public ASTFrontendAction {
public:
  Action(const Options &All, Unit &U) : All(All), U(U) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler,
                                                 StringRef File) override {
    PipelineOptions OfFile = All.Pipeline;
    OfFile.Edit.FileName = File.str();
    return std::make_unique<Consumer>(Compiler, All, OfFile, U);
  }

private:
  const Options &All;
  Unit &U;
};

/// Prints diagnostics, and counts the errors, those of the driver too.
class Diagnostics : public TextDiagnosticPrinter {
public:
  using TextDiagnosticPrinter::TextDiagnosticPrinter;
  void HandleDiagnostic(DiagnosticsEngine::Level Level, const Diagnostic &Info) override {
    TextDiagnosticPrinter::HandleDiagnostic(Level, Info);
    Errors += Level >= DiagnosticsEngine::Error;
  }
  unsigned Errors = 0;
};

} // namespace

void run(Unit &U, const Options &Options, llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files,
         llvm::raw_ostream &Errors) {
  U.Failed = true; // until all is well
  const std::string &Source = Options.Sources[U.Source];
  if (!Files->exists(Source)) { // the driver says it in three errors
    Errors << "costate: error: no such file or directory: '" << Source << "'\n";
    return;
  }
  const auto Directory = Files->status(U.Command.Directory);
  if (!Directory || !Directory->isDirectory()) { // ClangTool aborts
    Errors << "costate: error: '" << Source << "' is compiled in '" << U.Command.Directory
           << "', which is no directory\n";
    return;
  }
  const OneCommand Commands(U.Command);
  tooling::ClangTool Tool(Commands, {Source}, std::make_shared<PCHContainerOperations>(),
                          std::move(Files));
  Tool.appendArgumentsAdjuster([&](const tooling::CommandLineArguments &Given, StringRef) {
    tooling::CommandLineArguments Arguments = Given;
    if (llvm::none_of(Given,
                      [](StringRef Argument) { return Argument.starts_with("-resource-dir"); }))
      Arguments.insert(Arguments.begin() + 1, "-resource-dir=" + Options.ResourceDirectory);
    if (Options.Quiet)
      Arguments.insert(Arguments.begin() + 1, "-w");
    return Arguments;
  });
  const auto Lower = [&](CompilerInstance &Compiler, DiagnosticConsumer *Consumer) {
    Compiler.createDiagnostics(Consumer, /*ShouldOwnClient=*/false);
    // A mapped file that another program shortens would end this one.
    Compiler.setSourceManager(llvm::makeIntrusiveRefCnt<SourceManager>(
        Compiler.getDiagnostics(), Compiler.getFileManager(), /*UserFilesAreVolatile=*/true));
    Action OfUnit(Options, U);
    return Compiler.ExecuteAction(OfUnit);
  };
  Runner Run(Errors, Lower);
  DiagnosticOptions PrinterOptions;
  PrinterOptions.ShowColors = Options.UseColor;
  Diagnostics Printer(Errors, PrinterOptions);
  Tool.setDiagnosticConsumer(&Printer);
  Tool.setPrintErrorMessage(false);
  if (Tool.run(&Run) != 0 || Printer.Errors > 0)
    U.Failed = true;
  if (Options.Report && !U.Failed)
    examine(U, Options);
}

} // namespace costate
