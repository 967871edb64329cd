// Runs costate over mutated programs, in memory, and says what it could not stand.
//
//   hammer [options] SEED-PROGRAM...
//
// Each input is one of the programs, or what an earlier mutation made of one, mutated once or a few
// times, with Inputs/std.hpp in the place of the standard library. costate must print an error or
// give a text, within --seconds of CPU time and --megabytes of memory. Inputs are taken in batches,
// each batch in a process of its own; where that ends early, the next one goes on behind the input
// that ended it. The inputs follow from --seed alone.
//
// In the directory of --state lie `progress`, from which an interrupted run goes on, and a file for
// each kind of finding: its first input, which `hammer --replay=FILE` runs again.
#include "Mutator.h"
#include "Unit.h"

#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/thread.h"
#include "llvm/Support/xxhash.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <execinfo.h>
#include <fcntl.h>
#include <fstream>
#include <map>
#include <sstream>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

namespace cl = llvm::cl;
namespace path = llvm::sys::path;
using llvm::StringRef;

namespace costate::fire {
namespace {

cl::list<std::string> Seeds(cl::Positional, cl::desc("<program>..."));
cl::opt<std::string> Project("project", cl::desc("costate's own directory"), cl::Required);
cl::opt<std::string> State("state", cl::desc("where findings and progress are kept"),
                           cl::init("."));
cl::opt<std::string> Replay("replay", cl::desc("run this input, in this process"));
cl::opt<std::string> Save("save", cl::desc("write each input here before it is run"));
cl::opt<unsigned> Seed("seed", cl::desc("of the random numbers"), cl::init(1));
cl::opt<unsigned> Count("count", cl::desc("how many inputs"), cl::init(1000));
cl::opt<unsigned> Batch("batch", cl::desc("inputs for a process"), cl::init(500));
cl::opt<unsigned> Seconds("seconds", cl::desc("CPU time for an input"), cl::init(30));
cl::opt<unsigned> Megabytes("megabytes", cl::desc("address space; 0: unlimited, for sanitizers"),
                            cl::init(2048));
cl::opt<unsigned> Minutes("minutes", cl::desc("stop after that; 0: when all is done"), cl::init(0));
cl::opt<unsigned> Parse("parse", cl::desc("let Clang read one in N of the lowered texts"),
                        cl::init(0));

cl::opt<bool> Precompiled("precompiled", cl::desc("read the common headers only once"),
                          cl::init(true));

constexpr unsigned StackSize = 256 << 20; // as in the tool
constexpr unsigned MaximalInput = 64 << 10;

/// What a batch's process tells, also when it ends early.
struct Shared {
  enum Outcome { Rejected, Refused, Lowered, Unchanged, Outcomes };
  unsigned Next;             ///< the input that runs
  unsigned Counts[Outcomes]; ///< of inputs that are done
  bool Read;                 ///< Clang has read it, and costate's own stages run
  unsigned Size;
  char Input[8 * MaximalInput];
};
Shared *Told = nullptr;

std::string contents(const llvm::Twine &Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer) {
    llvm::errs() << "hammer: cannot read " << Path << ": " << Buffer.getError().message() << "\n";
    std::exit(1);
  }
  return (*Buffer)->getBuffer().str();
}

/// The files that every input may include.
llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> commonFiles() {
  auto Files = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  const auto Add = [&](const llvm::Twine &Path, StringRef Text) {
    Files->addFile(Path, 0, llvm::MemoryBuffer::getMemBufferCopy(Text));
  };
  Add("/std/std.hpp", contents(Project + "/test/fire/Inputs/std.hpp"));
  for (const char *Name : {"algorithm",
                           "array",
                           "atomic",
                           "cassert",
                           "chrono",
                           "concepts",
                           "condition_variable",
                           "coroutine",
                           "cstdarg",
                           "cstddef",
                           "cstdint",
                           "cstdio",
                           "cstdlib",
                           "cstring",
                           "deque",
                           "exception",
                           "functional",
                           "initializer_list",
                           "iterator",
                           "list",
                           "map",
                           "memory",
                           "mutex",
                           "new",
                           "optional",
                           "source_location",
                           "sstream",
                           "stdexcept",
                           "string",
                           "string_view",
                           "thread",
                           "tuple",
                           "type_traits",
                           "typeinfo",
                           "utility",
                           "variant",
                           "vector"})
    Add(llvm::Twine("/std/") + Name, "#include \"std.hpp\"\n");
  Add("/fire/trace.hpp", contents(Project + "/test/run/trace.hpp"));
  Add("/fire/shapes.hpp", contents(Project + "/test/Inputs/shapes.hpp"));
  std::error_code Error;
  const std::string Runtime = Project + "/runtime/include/costate";
  for (llvm::sys::fs::directory_iterator It(Runtime, Error), End; !Error && It != End;
       It.increment(Error))
    Add("/std/costate/" + path::filename(It->path()), contents(It->path()));
  return Files;
}

/// Makes a precompiled header of what all inputs include.
class Precompilation : public clang::tooling::ToolAction {
public:
  explicit Precompilation(std::string Output) : Output(std::move(Output)) {}

  bool runInvocation(std::shared_ptr<clang::CompilerInvocation> Invocation,
                     clang::FileManager *Files,
                     std::shared_ptr<clang::PCHContainerOperations> Containers,
                     clang::DiagnosticConsumer *Consumer) override {
    Invocation->getFrontendOpts().OutputFile = Output;
    Invocation->getFrontendOpts().ProgramAction = clang::frontend::GeneratePCH;
    clang::CompilerInstance Compiler(std::move(Invocation), std::move(Containers));
    Compiler.setVirtualFileSystem(Files->getVirtualFileSystemPtr());
    Compiler.setFileManager(Files);
    Compiler.createDiagnostics(Consumer, /*ShouldOwnClient=*/false);
    Compiler.createSourceManager();
    clang::GeneratePCHAction Action;
    return Compiler.ExecuteAction(Action);
  }

private:
  std::string Output;
};

/// The flags of every input.
std::vector<std::string> flags() {
  return {"clang++",         "-std=c++20",          "-nostdinc", "-w",
          "-ferror-limit=3", "-fno-spell-checking", "-I/std"};
}

/// Adds the precompiled header to \p Files: what takes most of the time of an input is read once.
void precompile(llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> Files) {
  std::vector<std::string> Arguments = flags();
  Arguments.insert(Arguments.end(), {"-x", "c++-header", "/fire/trace.hpp"});
  const std::string Output = State + "/trace.pch";
  Precompilation Action(Output);
  llvm::IntrusiveRefCntPtr<clang::FileManager> Manager(new clang::FileManager({"/fire"}, Files));
  clang::tooling::ToolInvocation Invocation(Arguments, &Action, Manager.get(),
                                            std::make_shared<clang::PCHContainerOperations>());
  if (!Invocation.run())
    std::exit(1);
  Files->addFile("/std/trace.pch", 0, llvm::MemoryBuffer::getMemBufferCopy(contents(Output)));
}

/// Whether Clang reads a lowered text without an error; it is said in \p Errors.
bool reads(const Unit &Lowered, const Options &O,
           const llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> &Common, std::string &Errors) {
  auto Files = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(Common);
  auto Own = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  Own->addFile("/fire/in.cpp", 0, llvm::MemoryBuffer::getMemBufferCopy(Lowered.Text));
  Files->pushOverlay(Own);
  Unit U;
  U.Command = Lowered.Command;
  llvm::raw_string_ostream OS(Errors);
  run(U, O, Files, OS);
  return !U.Failed;
}

/// Whether the program itself asserts something of a machine, which mutations made false.
bool isOwnAssertion(StringRef Problem) {
  const StringRef First = Problem.split("error: ").second;
  return First.starts_with("static assertion failed") &&
         First.split('\n').first.contains("costate::frame_size");
}

class Hammer {
public:
  Hammer() : Common(commonFiles()) {
    if (Precompiled)
      precompile(Common);
    O.Sources = {"/fire/in.cpp"};
    O.ResourceDirectory = "/nowhere";
    for (const std::string &Path : Seeds)
      Corpus.push_back(contents(Path));
  }

  /// Runs one input. Ends the process where costate gave neither an error nor a text.
  Shared::Outcome feed(const std::string &Input, bool Format, std::string &Errors) {
    O.Pipeline.Edit.FormatStyle = Format ? "LLVM" : "none";
    auto Files = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(Common);
    auto Own = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
    Own->addFile("/fire/in.cpp", 0, llvm::MemoryBuffer::getMemBufferCopy(Input));
    Files->pushOverlay(Own);
    Unit U;
    std::vector<std::string> Arguments = flags();
    if (Precompiled)
      Arguments.insert(Arguments.end(), {"-include-pch", "/std/trace.pch"});
    Arguments.push_back("/fire/in.cpp");
    U.Command = clang::tooling::CompileCommand("/fire", "/fire/in.cpp", Arguments, "");
    Errors.clear();
    llvm::raw_string_ostream OS(Errors);
    run(U, O, Files, OS);
    Told->Read = U.IsRead;
    if (U.Failed) {
      if (!StringRef(Errors).contains("error: "))
        found("failed without an error", Errors);
      return U.IsRead ? Shared::Refused : Shared::Rejected;
    }
    if (StringRef(Errors).contains("error: "))
      found("an error, and yet a text", Errors);
    if (Parse != 0 && U.Changed && ++SinceParsed >= Parse) {
      SinceParsed = 0;
      std::string Problem;
      if (!reads(U, O, Common, Problem) && !isOwnAssertion(Problem))
        found("the lowered text does not compile", Problem + "\n----\n" + U.Text);
    }
    return U.Changed ? Shared::Lowered : Shared::Unchanged;
  }

  /// In a process of its own: the inputs of a batch from number \p Begin on.
  void runBatch(unsigned Number, unsigned Begin) {
    std::vector<std::string> Pool; // what was mutated and is a program still
    for (unsigned I = Begin; I != Batch && Number * Batch + I < Count; ++I) {
      Random R(uint64_t(Seed) << 40 ^ uint64_t(Number) << 16 ^ I);
      R.discard(8);
      const std::string Input = make(R, Pool);
      Told->Next = I;
      Told->Read = false;
      Told->Size = std::min(Input.size(), sizeof(Told->Input));
      std::memcpy(Told->Input, Input.data(), Told->Size);
      if (!Save.empty())
        std::ofstream(Save) << Input;
      arm();
      std::string Errors;
      const Shared::Outcome Outcome = feed(Input, /*Format=*/below(R, 4) == 0, Errors);
      ++Told->Counts[Outcome];
      if (Outcome == Shared::Lowered && Input.size() < MaximalInput)
        Pool.push_back(Input);
      Told->Next = I + 1;
    }
  }

private:
  std::string make(Random &R, const std::vector<std::string> &Pool) {
    const bool Again = !Pool.empty() && below(R, 3) == 0;
    const std::vector<std::string> &From = Again ? Pool : Corpus;
    std::string Text = From[below(R, From.size())];
    for (size_t I = below(R, 4) == 0 ? 1 + below(R, 6) : 1;
         I-- > 0 && Text.size() < 4 * MaximalInput;) {
      if (below(R, 12) == 0) {
        Text = mutateBytes(std::move(Text), R);
        continue;
      }
      Program P(Text);
      P.mutate(Program(Corpus[below(R, Corpus.size())]), R);
      Text = P.text();
    }
    return Text;
  }

  /// Sets the clocks: CPU time, and a longer one for what waits forever.
  static void arm() {
    const itimerval Limit = {{0, 0}, {static_cast<time_t>(Seconds), 0}};
    setitimer(ITIMER_PROF, &Limit, nullptr);
    alarm(10 * Seconds);
  }

  [[noreturn]] static void found(StringRef What, StringRef Details) {
    llvm::errs() << "FOUND: " << What << "\n" << Details << "\n";
    llvm::errs().flush();
    _exit(3);
  }

  llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> Common;
  Options O;
  std::vector<std::string> Corpus;
  unsigned SinceParsed = 0;
};

void onSignal(int Signal) {
  // Nothing that allocates: what was interrupted may hold the allocator's lock.
  dprintf(2, "\nFOUND: %s\n",
          Signal == SIGPROF || Signal == SIGALRM ? "hang" : sigabbrev_np(Signal));
  void *Frames[64];
  backtrace_symbols_fd(Frames, backtrace(Frames, 64), 2);
  _exit(3);
}

/// Sanitizers print their own reports.
constexpr bool isSanitized() {
#if __has_feature(address_sanitizer)
  return true;
#else
  return false;
#endif
}

void watchSignals() {
  void *Frame = nullptr;
  backtrace(&Frame, 1); // loads what it needs
  static char Stack[1 << 20];
  const stack_t Alternative = {Stack, 0, sizeof(Stack)};
  sigaltstack(&Alternative, nullptr);
  struct sigaction Action = {};
  Action.sa_handler = onSignal;
  Action.sa_flags = SA_ONSTACK | SA_RESETHAND;
  for (const int Signal : {SIGPROF, SIGALRM})
    sigaction(Signal, &Action, nullptr);
  if (!isSanitized())
    for (const int Signal : {SIGSEGV, SIGBUS, SIGABRT, SIGILL, SIGFPE})
      sigaction(Signal, &Action, nullptr);
}

void limitMemory() {
  const rlimit Core = {0, 0};
  setrlimit(RLIMIT_CORE, &Core);
  if (Megabytes == 0 || isSanitized())
    return;
  const rlimit Limit = {rlim_t(Megabytes) << 20, rlim_t(Megabytes) << 20};
  setrlimit(RLIMIT_AS, &Limit);
}

/// What tells findings apart: the failed assertion or sanitizer's report, or the innermost frames.
std::string kindOf(StringRef Log, bool Read, int Status) {
  std::string Kind =
      Read || Log.contains("costate3runERN5clang10ASTContext") ? "costate: " : "clang: ";
  llvm::SmallVector<StringRef, 64> Lines;
  Log.split(Lines, '\n');
  for (size_t I = 0; I != Lines.size(); ++I) {
    const StringRef Line = Lines[I];
    if (Line.contains("Assertion `"))
      return Kind + Line.substr(Line.find("Assertion `")).str();
    if (Line.contains("SUMMARY: "))
      return Kind + Line.substr(Line.find("SUMMARY: ")).str();
    if (Line.contains("terminate called") || Line.contains("LLVM ERROR"))
      return Kind + Line.str();
    if (!Line.starts_with("FOUND: "))
      continue;
    if (Line.contains("error") || Line.contains("text")) {
      for (const StringRef Error : llvm::ArrayRef(Lines).drop_front(I))
        if (Error.contains("error: "))
          return Kind + Line.str() + ": " + Error.substr(Error.find("error: ")).str();
      return Kind + Line.str();
    }
    Kind += Line.str() + " in";
    unsigned Frames = 0;
    for (const StringRef Frame : llvm::ArrayRef(Lines).drop_front(I + 1)) {
      const StringRef Mangled = Frame.split('(').second.split('+').first;
      const std::string Name = llvm::demangle(Mangled);
      if (Name.empty() || StringRef(Name).contains("onSignal"))
        continue;
      Kind += " " + StringRef(Name).split('(').first.str() + ";";
      if (++Frames == 4)
        break;
    }
    return Kind;
  }
  return Kind + "ended with " + (WIFSIGNALED(Status) ? strsignal(WTERMSIG(Status)) : "a status");
}

class Driver {
public:
  int run() {
    resume();
    const auto Start = std::chrono::steady_clock::now();
    for (; Number * Batch < Count; ++Number) {
      runBatch();
      save();
      const auto Passed = std::chrono::steady_clock::now() - Start;
      if (Number % 10 == 9)
        print("so far");
      if (Minutes != 0 && Passed > std::chrono::minutes(Minutes))
        break;
    }
    print(Number * Batch >= Count ? "done" : "stopped");
    return counted(false).Kinds == 0 ? 0 : 1;
  }

private:
  /// Repeats a batch behind each input that ended its process.
  void runBatch() {
    for (unsigned Begin = 0; Begin < Batch && Number * Batch + Begin < Count;) {
      *Told = {};
      const std::string Log = State + "/log";
      llvm::errs().flush();
      const pid_t Child = fork();
      if (Child == 0) {
        const int Output = open(Log.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0666);
        dup2(Output, 2);
        work(Begin);
      }
      int Status = 0;
      waitpid(Child, &Status, 0);
      for (unsigned I = 0; I != Shared::Outcomes; ++I)
        Counts[I] += Told->Counts[I];
      if (WIFEXITED(Status) && WEXITSTATUS(Status) == 0)
        return;
      record(contents(Log), Status);
      Begin = Told->Next + 1;
    }
  }

  [[noreturn]] void work(unsigned Begin) {
    limitMemory();
    llvm::thread Worker(std::optional<unsigned>(StackSize), [&] {
      watchSignals();
      Work.runBatch(Number, Begin);
      _exit(0);
    });
    Worker.join();
    _exit(4);
  }

  void record(StringRef Log, int Status) {
    const std::string Kind = kindOf(Log, Told->Read, Status);
    if (++Kinds[Kind] != 1)
      return;
    const std::string Name =
        State + "/finding-" + llvm::utohexstr(llvm::xxh3_64bits(Kind) & 0xffffff);
    std::ofstream(Name + ".cpp") << std::string(Told->Input, Told->Size);
    std::ofstream(Name + ".log") << Kind << "\n" << Log.str();
    llvm::outs() << Name << ".cpp: " << Kind << "\n";
    llvm::outs().flush();
  }

  void save() const {
    std::ofstream Out(State + "/progress.new");
    Out << Seed << " " << Batch << " " << Number + 1;
    for (const unsigned Each : Counts)
      Out << " " << Each;
    Out << "\n";
    for (const auto &[Kind, Times] : Kinds)
      Out << Times << " " << Kind << "\n";
    Out.close();
    llvm::sys::fs::rename(State + "/progress.new", State + "/progress");
  }

  void resume() {
    std::ifstream In(State + "/progress");
    unsigned OldSeed = 0;
    unsigned OldBatch = 0;
    if (!(In >> OldSeed >> OldBatch >> Number) || OldSeed != Seed || OldBatch != Batch) {
      Number = 0;
      return;
    }
    for (unsigned &Each : Counts)
      In >> Each;
    std::string Line;
    std::getline(In, Line);
    while (std::getline(In, Line)) {
      std::istringstream Fields(Line);
      unsigned Times = 0;
      Fields >> Times;
      std::getline(Fields >> std::ws, Line);
      Kinds[Line] = Times;
    }
    llvm::outs() << "going on at input " << Number * Batch << "\n";
  }

  struct Tally {
    unsigned Findings = 0;
    unsigned Kinds = 0;
  };
  /// The findings, or the crashes of Clang itself before costate reads anything: costate survives
  /// those, and reports them.
  Tally counted(bool OfClang) const {
    Tally Result;
    for (const auto &[Kind, Times] : Kinds)
      if (StringRef(Kind).starts_with("clang: ") == OfClang) {
        Result.Findings += Times;
        ++Result.Kinds;
      }
    return Result;
  }

  void print(StringRef What) const {
    const Tally Own = counted(false);
    const Tally OfClang = counted(true);
    llvm::outs() << What << ": "
                 << std::min<unsigned>(Number * Batch + (What == "so far" ? Batch.getValue() : 0),
                                       Count)
                 << " inputs: " << Counts[Shared::Rejected] << " rejected by Clang, "
                 << Counts[Shared::Refused] << " refused, " << Counts[Shared::Lowered]
                 << " lowered, " << Counts[Shared::Unchanged] << " without coroutines; "
                 << Own.Findings << " findings of " << Own.Kinds << " kinds; " << OfClang.Findings
                 << " crashes of Clang of " << OfClang.Kinds << " kinds\n";
    llvm::outs().flush();
  }

  Hammer Work;
  unsigned Number = 0; ///< of the batch
  unsigned Counts[Shared::Outcomes] = {};
  std::map<std::string, unsigned> Kinds;
};

int replay() {
  std::string Errors;
  const Shared::Outcome Outcome = Hammer().feed(contents(Replay), true, Errors);
  const char *const Names[] = {"rejected by Clang", "refused", "lowered", "without coroutines"};
  llvm::outs() << Names[Outcome] << "\n" << Errors;
  return 0;
}

} // namespace
} // namespace costate::fire

int main(int Argc, char **Argv) {
  using namespace costate::fire;
  cl::ParseCommandLineOptions(Argc, Argv, "runs costate over mutated programs\n");
  Told = static_cast<Shared *>(
      mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  llvm::sys::fs::create_directories(State);
  return Replay.empty() ? Driver().run() : replay();
}
