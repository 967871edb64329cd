#include "check/BlockingCalls.h"

#include "check/Flow.h"
#include "check/Mentions.h"
#include "check/Objects.h"
#include "check/Types.h"

#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace costate {
namespace {

struct BlockingFunctions {
  StringRef Usual;
  std::vector<StringRef> Names;
};

/// By what is usual instead. Names without namespaces are C's functions.
const std::vector<BlockingFunctions> &table() {
  static const std::vector<BlockingFunctions> Table = {
      {"await a timer",
       {"std::this_thread::sleep_for", "std::this_thread::sleep_until", "sleep", "usleep",
        "nanosleep", "clock_nanosleep", "thrd_sleep", "Sleep", "SleepEx",
        "boost::this_thread::sleep_for", "boost::this_thread::sleep_until", "absl::SleepFor"}},
      {"let what the thread runs resume the coroutine",
       {"std::thread::join", "std::jthread::join", "boost::thread::join", "pthread_join",
        "thrd_join"}},
      {"let what gives the value resume the coroutine",
       {"std::future::get", "std::future::wait", "std::future::wait_for", "std::future::wait_until",
        "std::shared_future::get", "std::shared_future::wait", "std::shared_future::wait_for",
        "std::shared_future::wait_until", "std::__basic_future::wait",
        "std::__basic_future::wait_for", "std::__basic_future::wait_until"}},
      {"await an event",
       {"std::condition_variable::wait",
        "std::condition_variable::wait_for",
        "std::condition_variable::wait_until",
        "std::condition_variable_any::wait",
        "std::condition_variable_any::wait_for",
        "std::condition_variable_any::wait_until",
        "std::counting_semaphore::acquire",
        "std::counting_semaphore::try_acquire_for",
        "std::counting_semaphore::try_acquire_until",
        "std::latch::wait",
        "std::latch::arrive_and_wait",
        "std::barrier::wait",
        "std::barrier::arrive_and_wait",
        "std::atomic::wait",
        "std::__atomic_base::wait",
        "std::atomic_flag::wait",
        "std::atomic_wait",
        "std::atomic_wait_explicit",
        "pthread_cond_wait",
        "pthread_cond_timedwait",
        "pthread_barrier_wait",
        "cnd_wait",
        "cnd_timedwait",
        "sem_wait",
        "sem_timedwait",
        "sigwait",
        "sigwaitinfo",
        "sigtimedwait",
        "sigsuspend",
        "pause"}},
      {"await the operation, or run it in a thread for what blocks",
       {"read",       "pread",      "readv",       "write", "pwrite",      "writev",
        "recv",       "recvfrom",   "recvmsg",     "send",  "sendto",      "sendmsg",
        "accept",     "accept4",    "connect",     "poll",  "ppoll",       "select",
        "pselect",    "epoll_wait", "epoll_pwait", "fsync", "fdatasync",   "flock",
        "lockf",      "msgrcv",     "msgsnd",      "semop", "getaddrinfo", "gethostbyname",
        "getnameinfo"}},
      {"run it in a thread for what blocks, and await that",
       {"system", "std::system", "wait", "waitpid", "waitid", "wait3", "wait4", "popen", "pclose"}},
      {"read the input in a thread for what blocks, and await that",
       {"getchar", "std::getchar", "gets", "scanf", "std::scanf", "vscanf", "std::vscanf",
        "getwchar", "std::getwchar", "wscanf", "std::wscanf", "readline", "getpass"}},
  };
  return Table;
}

std::optional<BlockingCall> inTable(StringRef Name) {
  static const llvm::StringMap<StringRef> Usual = [] {
    llvm::StringMap<StringRef> Map;
    for (const BlockingFunctions &Each : table())
      for (const StringRef Name : Each.Names)
        Map[Name] = Each.Usual;
    return Map;
  }();
  const auto It = Usual.find(Name);
  return It == Usual.end() ? std::nullopt
                           : std::optional<BlockingCall>({Name.str(), It->second.str(), {}});
}

/// Names a variable of namespace std or of C: `cin`, `stdin`.
bool names(const Expr *E, std::initializer_list<StringRef> Names) {
  const auto *Name = E ? dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts()) : nullptr;
  return Name && Name->getDecl()->getIdentifier() &&
         llvm::is_contained(Names, Name->getDecl()->getName());
}

/// `std::cin >> a` reads from what its leftmost operand is.
const Expr *streamOf(const Expr *E) {
  for (;;) {
    E = E->IgnoreParenImpCasts();
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
    if (!Operator || Operator->getOperator() != OO_GreaterGreater)
      return E;
    E = Operator->getArg(0);
  }
}

/// `0s`, whose operator is a template of the literal's characters.
bool isZeroLiteral(const UserDefinedLiteral *Literal) {
  const FunctionDecl *Callee = Literal->getDirectCallee();
  const TemplateArgumentList *List = Callee ? Callee->getTemplateSpecializationArgs() : nullptr;
  if (!List)
    return true; // of a number that is visited itself
  const auto IsZero = [](const TemplateArgument &Character) {
    return Character.getKind() == TemplateArgument::Integral && Character.getAsIntegral() == '0';
  };
  return llvm::all_of(List->asArray(), [&](const TemplateArgument &Argument) {
    return Argument.getKind() == TemplateArgument::Pack
               ? llvm::all_of(Argument.pack_elements(), IsZero)
               : IsZero(Argument);
  });
}

} // namespace

bool BlockingCalls::isConsoleInput(const CallExpr *Call, StringRef Name) const {
  const auto IsInput = [](const Expr *E) { return names(streamOf(E), {"cin", "wcin", "stdin"}); };
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call))
    return Operator->getOperator() == OO_GreaterGreater && IsInput(Operator->getArg(0));
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
    return IsInput(Member->getImplicitObjectArgument()) &&
           llvm::is_contained({"get", "getline", "read", "ignore", "peek", "readsome"},
                              Name.rsplit(':').second);
  if (Name == "std::getline" || Name == "std::ws")
    return Call->getNumArgs() > 0 && IsInput(Call->getArg(0));
  Name.consume_front("std::");
  if (llvm::is_contained(
          {"fgets", "fgetc", "getc", "fread", "fscanf", "fgetws", "fgetwc", "getline", "getdelim"},
          Name))
    return llvm::any_of(Call->arguments(), IsInput);
  return false;
}

/// A wait without time, or a socket that is told not to wait.
bool BlockingCalls::returnsAtOnce(const CallExpr *Call, StringRef Name) const {
  const auto IsZero = [&](unsigned Index) {
    Expr::EvalResult Number;
    return Index < Call->getNumArgs() && !Call->getArg(Index)->isValueDependent() &&
           Call->getArg(Index)->EvaluateAsInt(Number, Context) && Number.Val.getInt() == 0;
  };
  if (Name == "poll")
    return IsZero(2);
  if (Name == "epoll_wait" || Name == "epoll_pwait")
    return IsZero(3);
  if (Name.starts_with("recv") || Name.starts_with("send")) {
    const unsigned Flags = Name.ends_with("msg") ? 2 : 3;
    Expr::EvalResult Number;
    const unsigned DontWait = 0x40; // MSG_DONTWAIT
    return Flags < Call->getNumArgs() && !Call->getArg(Flags)->isValueDependent() &&
           Call->getArg(Flags)->EvaluateAsInt(Number, Context) &&
           (Number.Val.getInt().getZExtValue() & DontWait) != 0;
  }
  if (Name == "wait3" || Name == "wait4" || Name == "waitpid") {
    Expr::EvalResult Number;
    const unsigned Options = Name == "wait3" ? 1 : 2;
    return Options < Call->getNumArgs() && !Call->getArg(Options)->isValueDependent() &&
           Call->getArg(Options)->EvaluateAsInt(Number, Context) &&
           (Number.Val.getInt().getZExtValue() & 1) != 0; // WNOHANG
  }
  if (!Name.ends_with("_for") || Call->getNumArgs() == 0)
    return false;
  // A duration of nothing but zeros: 0ms, std::chrono::seconds(0), seconds::zero().
  bool Any = false;
  bool Zero = true;
  forEachPart(Call->getArg(Call->getNumArgs() - 1), [&](const Stmt *Part) {
    if (const auto *Number = dyn_cast<IntegerLiteral>(Part)) {
      Any = true;
      Zero &= Number->getValue() == 0;
    } else if (isa<UserDefinedLiteral>(Part)) {
      Any = true;
      Zero &= isZeroLiteral(cast<UserDefinedLiteral>(Part));
    } else if (const FunctionDecl *Callee = calleeOf(dyn_cast<Expr>(Part));
               Callee && Callee->getIdentifier() && Callee->getName() == "zero") {
      Any = true;
    } else if (const auto *Name = dyn_cast<DeclRefExpr>(Part);
               Name && isa<VarDecl>(Name->getDecl())) {
      Zero = false;
    }
  });
  return Any && Zero;
}

std::optional<BlockingCall> BlockingCalls::direct(const CallExpr *Call,
                                                  const FunctionDecl *Callee) const {
  const std::string Name = plainName(Callee);
  const std::string Other =
      "await something that does the same, or run it in a thread for what blocks";
  if (matchesName(Config.NonBlockingFunctions, Name))
    return std::nullopt;
  if (matchesName(Config.BlockingFunctions, Name) || isAnnotated(Callee, "blocking"))
    return BlockingCall{Name, Other, {}};
  for (const FunctionEffectWithCondition &Effect : Callee->getFunctionEffects())
    if (Effect.Effect.kind() == FunctionEffect::Kind::Blocking)
      return BlockingCall{Name, Other, {}};
  std::optional<BlockingCall> Found = inTable(Name);
  const bool IsC = !StringRef(Name).contains("::");
  if (Found && IsC && !Callee->isExternC())
    Found.reset();                               // the program's own
  if (Found && StringRef(Name).contains("__")) { // what the library calls it for itself
    const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
    const CXXRecordDecl *Class =
        Member ? classOf(Member->getImplicitObjectArgument()->IgnoreParenImpCasts()->getType())
               : nullptr;
    Found->Name = plainName(Class) + "::" + Callee->getNameAsString();
  }
  if (Found)
    return returnsAtOnce(Call, Name) ? std::nullopt : Found;
  if (isConsoleInput(Call, Name))
    return BlockingCall{isa<CXXOperatorCallExpr>(Call) ? "std::cin >>" : Name,
                        "read the input in a thread for what blocks, and await that",
                        {}};
  return std::nullopt;
}

std::optional<BlockingCall> BlockingCalls::in(const CallExpr *Call) {
  const FunctionDecl *Callee = calleeOf(Call);
  if (!Callee)
    return std::nullopt;
  std::optional<BlockingCall> Found = direct(Call, Callee);
  if (Found || matchesName(Config.NonBlockingFunctions, plainName(Callee)))
    return Found;
  return through(Callee);
}

/// What the function's own body calls that blocks, on a path that can be taken.
std::optional<BlockingCall> BlockingCalls::through(const FunctionDecl *Callee) {
  const FunctionDecl *Definition = nullptr;
  if (!Callee->hasBody(Definition) || isa<CoroutineBodyStmt>(Definition->getBody()) ||
      Definition->isDependentContext() ||
      Context.getSourceManager().isInSystemHeader(Definition->getLocation()))
    return std::nullopt;
  const auto [It, New] = Known.try_emplace(Definition);
  if (!New)
    return It->second; // nothing yet, where a function calls itself
  const std::unique_ptr<EventFlow> Body = EventFlow::of(*Definition, Context);
  if (!Body)
    return std::nullopt;
  const SourceManager &Sources = Context.getSourceManager();
  std::optional<BlockingCall> First;
  for (const FlowBlock &Block : Body->blocks())
    for (const Event &E : Block.Events) {
      const auto *Call = E.Kind == EventKind::Evaluate ? dyn_cast<CallExpr>(E.Code) : nullptr;
      std::optional<BlockingCall> Found = Call ? in(Call) : std::nullopt;
      if (!Found)
        continue;
      Found->Way.insert(Found->Way.begin(), Call->getBeginLoc());
      if (!First || Sources.isBeforeInTranslationUnit(Found->Way.front(), First->Way.front()))
        First = std::move(Found);
    }
  Known[Definition] = First;
  return First;
}

} // namespace costate
