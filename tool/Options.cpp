#include "Options.h"

#include "clang/Basic/Version.h"
#include "clang/Driver/Types.h"
#include "clang/Tooling/CommonOptionsParser.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;
namespace cl = llvm::cl;
namespace path = llvm::sys::path;

namespace costate {

llvm::Error error(const llvm::Twine &Text) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), Text);
}

std::string absolutePath(StringRef Path, StringRef Directory) {
  llvm::SmallString<256> Result(Path);
  if (!Directory.empty())
    path::make_absolute(Directory, Result);
  if (llvm::sys::fs::make_absolute(Result))
    return Path.str(); // there is no current directory
  path::remove_dots(Result, true);
  return Result.str().str();
}

namespace {

cl::OptionCategory Category("costate options");

// What is lowered, and with which flags. The names and meanings are those of every Clang tool.
cl::list<std::string> Sources(cl::Positional, cl::desc("[<source>...]"), cl::ZeroOrMore,
                              cl::cat(Category));
cl::opt<std::string>
    BuildPath("p",
              cl::desc("Take the flags from the compile_commands.json in this directory, "
                       "and without sources, all of its C++ files"),
              cl::value_desc("dir"), cl::cat(Category));
cl::list<std::string> ExtraArgs("extra-arg",
                                cl::desc("One more flag, behind those of the command line"),
                                cl::value_desc("flag"), cl::cat(Category));
cl::list<std::string> ExtraArgsBefore("extra-arg-before",
                                      cl::desc("One more flag, before those of the command line"),
                                      cl::value_desc("flag"), cl::cat(Category));
cl::opt<std::string>
    FunctionFilter("function", cl::desc("Lower only the coroutines whose qualified name matches"),
                   cl::value_desc("regex"), cl::cat(Category));
cl::opt<std::string> AwaitElidable(
    "await-elidable",
    cl::desc("Take return types whose qualified name matches for [[clang::coro_await_elidable]]: "
             "the frame of a coroutine lies in that of the one that awaits its call"),
    cl::value_desc("regex"), cl::cat(Category));
cl::opt<std::string>
    HeaderFilter("header-filter",
                 cl::desc("Lower headers too whose path matches; their copies go to --out-dir"),
                 cl::value_desc("regex"), cl::cat(Category));
cl::opt<bool> SystemHeaders("system-headers",
                            cl::desc("Let --header-filter match system headers, too"),
                            cl::cat(Category));

// Where it goes.
cl::opt<std::string>
    OutputFile("o",
               cl::desc("Write the lowered file there instead of to standard output; whole, or "
                        "not at all"),
               cl::value_desc("file"), cl::cat(Category));
cl::opt<std::string>
    OutputDirectory("out-dir",
                    cl::desc("Write lowered files and headers into this directory, as they lie in "
                             "the sources"),
                    cl::value_desc("dir"), cl::cat(Category));
cl::opt<std::string> Root("root",
                          cl::desc("The directory that --out-dir mirrors (default: the innermost "
                                   "that holds all of the sources)"),
                          cl::value_desc("dir"), cl::cat(Category));
cl::opt<std::string> Depfile("depfile",
                             cl::desc("Write what the output depends on there, for make and ninja"),
                             cl::value_desc("file"), cl::cat(Category));

// What it looks like.
enum class Emit { Code, States, Report };
cl::opt<Emit> EmitKind(
    "emit", cl::desc("What to print:"),
    cl::values(clEnumValN(Emit::Code, "code", "the lowered file (default)"),
               clEnumValN(Emit::States, "states", "the plan: states, superstates, what each holds"),
               clEnumValN(Emit::Report, "report",
                          "what each coroutine keeps while it waits, and where")),
    cl::init(Emit::Code), cl::cat(Category));
cl::opt<ReportFormat> Format(
    "format", cl::desc("The form of --emit=report:"),
    cl::values(clEnumValN(ReportFormat::Text, "text", "for a terminal (default)"),
               clEnumValN(ReportFormat::Json, "json", "for programs (docs/report-schema.md)"),
               clEnumValN(ReportFormat::Mermaid, "mermaid", "state diagrams for Mermaid"),
               clEnumValN(ReportFormat::Dot, "dot", "state diagrams for Graphviz"),
               clEnumValN(ReportFormat::Html, "html", "one page with everything")),
    cl::init(ReportFormat::Text), cl::cat(Category));
cl::opt<bool> NativeSizes(
    "native-sizes",
    cl::desc("In a report, the size of Clang's own frame beside ours, at the level of optimisation "
             "in the flags, or -O2 (default: true)"),
    cl::init(true), cl::cat(Category));
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

// What is said of it.
cl::opt<bool> Check("check",
                    cl::desc("Write no lowered files, only warn of what coroutines hold, "
                             "borrow or block while they wait"),
                    cl::cat(Category));
cl::opt<std::string> Warnings("warnings",
                              cl::desc("Which warnings, behind what .costate says, as "
                                       "'-*,lock-across-suspend'"),
                              cl::value_desc("globs"), cl::cat(Category));
cl::opt<std::string>
    WarningsAsErrors("warnings-as-errors", cl::ValueOptional,
                     cl::desc("Treat these warnings as errors, all of them without a value"),
                     cl::value_desc("globs"), cl::cat(Category));
cl::opt<bool> Fix("fix", cl::desc("With --check: mend the sources where it is mechanical"),
                  cl::cat(Category));
cl::opt<std::string>
    ExportFixes("export-fixes",
                cl::desc("With --check: write the mending there, for clang-apply-replacements"),
                cl::value_desc("file"), cl::cat(Category));
cl::opt<std::string> Sarif("sarif", cl::desc("Write the warnings there, as SARIF 2.1.0"),
                           cl::value_desc("file"), cl::cat(Category));
cl::opt<std::string> ConfigFile("config-file",
                                cl::desc("Read this configuration instead of the nearest .costate"),
                                cl::value_desc("file"), cl::cat(Category));
cl::opt<bool> DumpConfig("dump-config",
                         cl::desc("Print the configuration that holds for the first source"),
                         cl::cat(Category));

// How it goes.
cl::opt<unsigned> Jobs("j", cl::Prefix,
                       cl::desc("How many files to lower at once (default: as many as the "
                                "hardware runs)"),
                       cl::value_desc("n"), cl::cat(Category));
cl::opt<bool> Quiet("quiet", cl::desc("Print no warnings, no progress and no summary"),
                    cl::cat(Category));
cl::opt<cl::boolOrDefault>
    UseColor("use-color",
             cl::desc("Colors in diagnostics: always with true, never with false; "
                      "default: on a terminal"),
             cl::cat(Category));

/// Clang's builtin headers: beside an installed clang of our version, or where they were when
/// costate was built.
std::string resourceDirectory(const char *Argv0) {
  const std::string Self =
      llvm::sys::fs::getMainExecutable(Argv0, reinterpret_cast<void *>(&resourceDirectory));
  llvm::SmallString<128> Beside(path::parent_path(path::parent_path(Self)));
  path::append(Beside, "lib", "clang", std::to_string(CLANG_VERSION_MAJOR));
  if (llvm::sys::fs::is_directory(Beside))
    return Beside.str().str();
  return COSTATE_RESOURCE_DIR;
}

/// The flags: those behind `--`, or a compile_commands.json.
llvm::Expected<std::unique_ptr<tooling::CompilationDatabase>>
compilations(std::unique_ptr<tooling::CompilationDatabase> Fixed) {
  std::unique_ptr<tooling::CompilationDatabase> Found = std::move(Fixed);
  std::string Problem;
  if (!Found && Sources.empty()) { // not one in a directory above: that is another project
    Found = tooling::CompilationDatabase::loadFromDirectory(BuildPath, Problem);
    if (!Found)
      return error("no compile_commands.json in '" + BuildPath +
                   "': " + StringRef(Problem).rtrim());
  }
  if (!Found && !BuildPath.empty())
    Found = tooling::CompilationDatabase::autoDetectFromDirectory(BuildPath, Problem);
  else if (!Found)
    Found = tooling::CompilationDatabase::autoDetectFromSource(Sources.front(), Problem);
  if (!Found) {
    llvm::errs() << "Error while trying to load a compilation database:\n"
                 << Problem << "Running without flags.\n";
    Found = std::make_unique<tooling::FixedCompilationDatabase>(".", std::vector<std::string>());
  }
  auto Adjusting = std::make_unique<tooling::ArgumentsAdjustingCompilations>(std::move(Found));
  Adjusting->appendArgumentsAdjuster(tooling::combineAdjusters(
      tooling::getInsertArgumentAdjuster(ExtraArgsBefore, tooling::ArgumentInsertPosition::BEGIN),
      tooling::getInsertArgumentAdjuster(ExtraArgs, tooling::ArgumentInsertPosition::END)));
  return Adjusting;
}

/// A project's C and assembler files have no coroutines.
bool isOtherLanguage(StringRef File) {
  StringRef Extension = path::extension(File);
  if (!Extension.consume_front("."))
    return false;
  const driver::types::ID Type = driver::types::lookupTypeForExtension(Extension);
  return Type != driver::types::TY_INVALID && !driver::types::isCXX(Type);
}

/// The sources of the command line or, without any, of the whole compile_commands.json.
std::vector<std::string> sourcesOf(const tooling::CompilationDatabase &Compilations) {
  std::vector<std::string> Result;
  llvm::StringSet<> Seen;
  for (const std::string &Source : Sources) {
    std::string Path = absolutePath(Source);
    if (Seen.insert(Path).second)
      Result.push_back(std::move(Path));
    else if (!Quiet)
      llvm::errs() << "costate: warning: '" << Source << "' is given more than once\n";
  }
  if (!Sources.empty())
    return Result;
  for (const tooling::CompileCommand &Command : Compilations.getAllCompileCommands()) {
    std::string Path = absolutePath(Command.Filename, Command.Directory);
    if (!isOtherLanguage(Path) && Seen.insert(Path).second)
      Result.push_back(std::move(Path));
  }
  return Result;
}

/// The innermost directory that holds all of \p Files.
std::string commonDirectory(llvm::ArrayRef<std::string> Files) {
  llvm::SmallString<256> Common(path::parent_path(Files.front()));
  for (const std::string &File : Files)
    while (path::has_relative_path(Common) &&
           !StringRef(File).starts_with((Common + path::get_separator()).str()))
      path::remove_filename(Common);
  return Common.str().str();
}

llvm::Error checkPatterns() {
  static const StringRef Stages[] = {"", "find", "normalize", "plan", "print"};
  if (!llvm::is_contained(Stages, StringRef(Dump)))
    return error("unknown stage '" + Dump +
                 "' in --dump; the stages are find, normalize, plan and print");
  std::string Problem;
  if (!AwaitElidable.empty() && !llvm::Regex(AwaitElidable).isValid(Problem))
    return error("--await-elidable: " + Problem);
  if (!FunctionFilter.empty() && !llvm::Regex(FunctionFilter).isValid(Problem))
    return error("--function: " + Problem);
  if (!HeaderFilter.empty() && !llvm::Regex(HeaderFilter).isValid(Problem))
    return error("--header-filter: " + Problem);
  return llvm::Error::success();
}

/// What the warnings need, and what --check does not go with.
llvm::Error checkWarnings(const Options &O) {
  if (llvm::Error E = checkWarningList(Warnings, "--warnings"))
    return E;
  if (llvm::Error E = checkWarningList(WarningsAsErrors, "--warnings-as-errors"))
    return E;
  if (O.Check && (O.dumps() || !OutputFile.empty() || !OutputDirectory.empty() || !Depfile.empty()))
    return error(
        "--check writes no lowered files: it goes with no -o, --out-dir, --depfile, --emit "
        "or --dump");
  if (!O.Check && (O.Fix || !O.FixesFile.empty()))
    return error("--fix and --export-fixes need --check");
  if (O.Quiet && !O.Check && !O.SarifFile.empty())
    return error("--sarif has nothing to write with --quiet, but for --check");
  for (const std::string &Source : O.Sources)
    if (llvm::Error E = O.Configs->of(Source).takeError())
      return E;
  return llvm::Error::success();
}

llvm::Error checkOutputs(const Options &O) {
  if (Jobs.getNumOccurrences() != 0 && Jobs == 0)
    return error("-j must be at least 1");
  if (Format.getNumOccurrences() != 0 && !O.Report)
    return error("--format needs --emit=report");
  if (NativeSizes.getNumOccurrences() != 0 && !O.Report)
    return error("--native-sizes needs --emit=report");
  if (O.Report && !Dump.empty())
    return error("--emit=report and --dump exclude each other");
  if (O.dumps() && !O.Report && O.Sources.size() > 1)
    return error("--emit=states and --dump take one source file");
  if (O.dumps() && (!Depfile.empty() || !OutputDirectory.empty()))
    return error("--emit=states, --emit=report and --dump write no files but -o");
  if (O.Sources.size() > 1 && !OutputFile.empty() && !O.Report)
    return error("-o takes one source file; with several, use --out-dir");
  if (O.Sources.size() > 1 && OutputDirectory.empty() && !O.dumps() && !O.Check)
    return error("several source files need --out-dir");
  if (!HeaderFilter.empty() && OutputDirectory.empty() && !O.dumps() && !O.Check)
    return error("--header-filter needs --out-dir, where the lowered headers go");
  if (SystemHeaders && HeaderFilter.empty())
    return error("--system-headers needs --header-filter");
  if (!Root.empty() && OutputDirectory.empty())
    return error("--root needs --out-dir");
  if (!Depfile.empty() && OutputDirectory.empty() && (OutputFile.empty() || OutputFile == "-"))
    return error("--depfile needs -o or --out-dir: standard output has no name to depend on");
  const std::string Inside = O.Root + (StringRef(O.Root).ends_with("/") ? "" : "/");
  for (const std::string &Source : O.Sources)
    if (!StringRef(Source).starts_with(Inside))
      return error("'" + Source + "' is not in '" + O.Root + "', which --root names");
  return llvm::Error::success();
}

PipelineOptions pipelineOptions() {
  PipelineOptions Result;
  Result.Function = FunctionFilter;
  Result.AwaitElidable = AwaitElidable;
  Result.Dump = Dump;
  Result.States = EmitKind == Emit::States;
  Result.Report = EmitKind == Emit::Report;
  Result.Headers.Filter = HeaderFilter;
  Result.Headers.System = SystemHeaders;
  Result.Print.Trace = Result.Edit.Trace = Trace;
  Result.Print.LineDirectives = Result.Edit.LineDirectives = LineDirectives;
  Result.Edit.FormatStyle = FormatStyle;
  return Result;
}

Configurations::Overrides overrides() {
  Configurations::Overrides Result;
  if (Warnings.getNumOccurrences() != 0)
    Result.Warnings = Warnings;
  if (WarningsAsErrors.getNumOccurrences() != 0)
    Result.WarningsAsErrors = WarningsAsErrors.empty() ? "*" : WarningsAsErrors.getValue();
  if (!ConfigFile.empty())
    Result.ConfigFile = ConfigFile;
  return Result;
}

} // namespace

llvm::Expected<Options> readOptions(int Argc, const char **Argv) {
  cl::SetVersionPrinter([](llvm::raw_ostream &OS) {
    OS << "costate " << COSTATE_VERSION << " (LLVM " << CLANG_VERSION_STRING << ")\n";
  });
  cl::HideUnrelatedOptions(Category);
  std::string Problem;
  std::unique_ptr<tooling::CompilationDatabase> Fixed =
      tooling::FixedCompilationDatabase::loadFromCommandLine(Argc, Argv, Problem);
  cl::ParseCommandLineOptions( // which ends the program where it cannot
      Argc, Argv,
      "costate reads C++20 coroutines and writes the state machines that they are as C++17.\n");
  if (!Fixed && !Problem.empty())
    return error(StringRef(Problem).rtrim());
  if (llvm::Error E = checkPatterns())
    return E;
  if (Sources.empty() && BuildPath.empty())
    return error(
        "no source files; name some, or with -p a directory whose compile_commands.json does");
  Options Result;
  Result.Pipeline = pipelineOptions();
  if (llvm::Error E = compilations(std::move(Fixed)).moveInto(Result.Compilations))
    return E;
  Result.Sources = sourcesOf(*Result.Compilations);
  if (Result.Sources.empty())
    return error("the compile_commands.json in '" + BuildPath + "' names no C++ files");
  if (EmitKind == Emit::Report)
    Result.Report = Format;
  Result.NativeSizes = NativeSizes;
  Result.OutputFile = OutputFile;
  Result.OutputDirectory = OutputDirectory;
  Result.Root = Root.empty() ? commonDirectory(Result.Sources) : absolutePath(Root);
  Result.Depfile = Depfile;
  Result.Jobs = Jobs;
  Result.Quiet = Quiet;
  Result.UseColor =
      UseColor == cl::BOU_TRUE || (UseColor == cl::BOU_UNSET && llvm::errs().has_colors());
  Result.ResourceDirectory = resourceDirectory(Argv[0]);
  Result.Check = Check;
  Result.Fix = Fix;
  Result.FixesFile = ExportFixes;
  Result.SarifFile = Sarif;
  Result.DumpConfig = DumpConfig;
  Result.Configs = std::make_shared<Configurations>(overrides());
  if (llvm::Error E = checkWarnings(Result))
    return E;
  if (llvm::Error E = checkOutputs(Result))
    return E;
  return Result;
}

} // namespace costate
