// The command line: options, files in and out, exit codes. No decision about coroutines is made
// here.
#include "Pipeline.h"

#include "clang/Basic/Version.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Frontend/TextDiagnosticPrinter.h"
#include "clang/Tooling/CommonOptionsParser.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;
using namespace costate;
namespace cl = llvm::cl;

namespace {

cl::OptionCategory Category("costate options");

cl::opt<std::string>
    OutputFile("o",
               cl::desc("Write the lowered file there instead of to standard output; whole, or "
                        "not at all"),
               cl::value_desc("file"), cl::cat(Category));
cl::opt<std::string>
    FunctionFilter("function", cl::desc("Lower only the coroutines whose qualified name matches"),
                   cl::value_desc("regex"), cl::cat(Category));
enum class Emit { Code, States };
cl::opt<Emit> EmitKind("emit", cl::desc("What to print:"),
                       cl::values(clEnumValN(Emit::Code, "code", "the lowered file (default)"),
                                  clEnumValN(Emit::States, "states",
                                             "the plan: states, superstates, what each holds")),
                       cl::init(Emit::Code), cl::cat(Category));
cl::opt<std::string> Dump("dump",
                          cl::desc("Print what a stage made: find, normalize, plan or print"),
                          cl::value_desc("stage"), cl::cat(Category));
cl::opt<bool> Trace("trace", cl::desc("Add calls that print each transition to standard error"),
                    cl::cat(Category));
cl::opt<bool> LineDirectives("line-directives",
                             cl::desc("Map the output back to the source with #line"),
                             cl::cat(Category));
cl::opt<std::string>
    FormatStyle("format-style",
                cl::desc("How to format what is generated: file (the nearest .clang-format; "
                         "default), none, or a style as for clang-format"),
                cl::value_desc("style"), cl::init("file"), cl::cat(Category));
cl::opt<bool> Quiet("quiet", cl::desc("Print no warnings"), cl::cat(Category));
cl::opt<cl::boolOrDefault>
    UseColor("use-color",
             cl::desc("Colors in diagnostics: always with true, never with false; "
                      "default: on a terminal"),
             cl::cat(Category));

/// Runs the stages over one translation unit.
class Consumer : public ASTConsumer {
public:
  Consumer(CompilerInstance &Compiler, const PipelineOptions &Options,
           std::optional<std::string> &Result)
      : Collector(Compiler.getPreprocessor()), Options(Options), Result(Result) {
    recordPreprocessing(Compiler.getPreprocessor(), Facts);
  }

  void HandleTranslationUnit(ASTContext &Context) override {
    if (Context.getDiagnostics().hasErrorOccurred())
      return;
    Tokens T(std::move(Collector).consume(), std::move(Facts));
    Result = run(Context, T, Options);
  }

private:
  syntax::TokenCollector Collector;
  PreprocessorFacts Facts;
  const PipelineOptions &Options;
  std::optional<std::string> &Result;
};

class Action : public ASTFrontendAction {
public:
  Action(const PipelineOptions &Options, std::optional<std::string> &Result)
      : Options(Options), Result(Result) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler,
                                                 StringRef File) override {
    Options.Edit.FileName = File.str();
    return std::make_unique<Consumer>(Compiler, Options, Result);
  }

private:
  PipelineOptions Options;
  std::optional<std::string> &Result;
};

class Factory : public tooling::FrontendActionFactory {
public:
  Factory(const PipelineOptions &Options, std::optional<std::string> &Result)
      : Options(Options), Result(Result) {}
  std::unique_ptr<FrontendAction> create() override {
    return std::make_unique<Action>(Options, Result);
  }

private:
  const PipelineOptions &Options;
  std::optional<std::string> &Result;
};

/// Clang's builtin headers: beside an installed clang of our version, or where they were when
/// costate was built.
std::string resourceDirectory(const char *Argv0) {
  const std::string Self =
      llvm::sys::fs::getMainExecutable(Argv0, reinterpret_cast<void *>(&resourceDirectory));
  llvm::SmallString<128> Beside(llvm::sys::path::parent_path(llvm::sys::path::parent_path(Self)));
  llvm::sys::path::append(Beside, "lib", "clang", std::to_string(CLANG_VERSION_MAJOR));
  if (llvm::sys::fs::is_directory(Beside))
    return Beside.str().str();
  return COSTATE_RESOURCE_DIR;
}

/// Writes \p Text to \p Path whole or not at all.
llvm::Error writeFile(StringRef Path, StringRef Text) {
  llvm::sys::fs::file_status Status;
  if (!llvm::sys::fs::status(Path, Status) && llvm::sys::fs::exists(Status) &&
      Status.type() != llvm::sys::fs::file_type::regular_file &&
      Status.type() != llvm::sys::fs::file_type::directory_file) {
    std::error_code Error; // a pipe or device stays what it is
    llvm::raw_fd_ostream OS(Path, Error);
    if (Error)
      return llvm::errorCodeToError(Error);
    OS << Text;
    OS.close();
    Error = OS.error();
    OS.clear_error();
    return llvm::errorCodeToError(Error);
  }
  llvm::SmallString<128> Real;
  if (!llvm::sys::fs::real_path(Path, Real)) // through symbolic links
    Path = Real;
  return llvm::writeToOutput(Path, [&](llvm::raw_ostream &OS) -> llvm::Error {
    OS << Text;
    return llvm::Error::success();
  });
}

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

bool optionsMakeSense() {
  static const llvm::StringRef Stages[] = {"", "find", "normalize", "plan", "print"};
  if (!llvm::is_contained(Stages, llvm::StringRef(Dump))) {
    llvm::errs() << "costate: error: unknown stage '" << Dump
                 << "' in --dump; the stages are find, normalize, plan "
                    "and print\n";
    return false;
  }
  std::string Error;
  if (!FunctionFilter.empty() && !llvm::Regex(FunctionFilter).isValid(Error)) {
    llvm::errs() << "costate: error: --function: " << Error << "\n";
    return false;
  }
  return true;
}

} // namespace

int main(int Argc, const char **Argv) {
  llvm::InitLLVM Init(Argc, Argv);
  cl::SetVersionPrinter([](llvm::raw_ostream &OS) {
    OS << "costate " << COSTATE_VERSION << " (LLVM " << CLANG_VERSION_STRING << ")\n";
  });
  auto Parsed = tooling::CommonOptionsParser::create(
      Argc, Argv, Category, cl::Required,
      "costate reads C++20 coroutines and writes the state machines that they are as C++17.\n");
  if (!Parsed) {
    llvm::errs() << llvm::toString(Parsed.takeError());
    return 1;
  }
  if (!optionsMakeSense())
    return 1;
  if (Parsed->getSourcePathList().size() != 1) {
    llvm::errs() << "costate: error: expected one source file\n";
    return 1;
  }

  PipelineOptions Options;
  Options.Function = FunctionFilter;
  Options.Dump = Dump;
  Options.States = EmitKind == Emit::States;
  Options.Print.Trace = Options.Edit.Trace = Trace;
  Options.Print.LineDirectives = Options.Edit.LineDirectives = LineDirectives;
  Options.Edit.FormatStyle = FormatStyle;

  tooling::ClangTool Tool(Parsed->getCompilations(), Parsed->getSourcePathList());
  const std::string Resources = resourceDirectory(Argv[0]);
  Tool.appendArgumentsAdjuster([&](const tooling::CommandLineArguments &Given, StringRef) {
    tooling::CommandLineArguments Arguments = Given;
    if (llvm::none_of(Given,
                      [](StringRef Argument) { return Argument.starts_with("-resource-dir"); }))
      Arguments.insert(Arguments.begin() + 1, "-resource-dir=" + Resources);
    if (Quiet)
      Arguments.insert(Arguments.begin() + 1, "-w");
    if (UseColor != cl::BOU_UNSET)
      Arguments.insert(Arguments.begin() + 1,
                       UseColor == cl::BOU_TRUE ? "-fcolor-diagnostics" : "-fno-color-diagnostics");
    return Arguments;
  });
  std::optional<std::string> Result;
  Factory Actions(Options, Result);
  DiagnosticOptions PrinterOptions;
  PrinterOptions.ShowColors =
      UseColor == cl::BOU_TRUE || (UseColor == cl::BOU_UNSET && llvm::errs().has_colors());
  Diagnostics Printer(llvm::errs(), PrinterOptions);
  Tool.setDiagnosticConsumer(&Printer);
  const int Status = Tool.run(&Actions);
  if (Status != 0 || !Result || Printer.Errors > 0)
    return 1;
  if (OutputFile.empty() || OutputFile == "-") {
    llvm::outs() << *Result;
    llvm::outs().flush();
    if (!llvm::outs().has_error())
      return 0;
    llvm::outs().clear_error();
    llvm::errs() << "costate: error: cannot write to standard output\n";
    return 1;
  }
  if (llvm::Error E = writeFile(OutputFile, *Result)) {
    llvm::errs() << "costate: error: cannot write '" << OutputFile
                 << "': " << llvm::toString(std::move(E)) << "\n";
    return 1;
  }
  return 0;
}
