#include "check/Check.h"

#include "check/Checks.h"
#include "check/Coroutines.h"
#include "check/EmbeddedFrames.h"
#include "check/Suppressions.h"
#include "check/Tasks.h"
#include "check/Types.h"
#include "source/Includes.h"

#include <set>

using namespace clang;

namespace costate {

std::string quoted(StringRef Code) { return "'" + Code.str() + "'"; }

std::string quoted(QualType Type, const ASTContext &Context) {
  PrintingPolicy Policy = Context.getPrintingPolicy();
  Policy.SuppressUnwrittenScope = true;
  Policy.SuppressTagKeyword = true;
  Type = Type.getNonReferenceType().getUnqualifiedType();
  const std::string Name = Type.getAsString(Policy);
  // Not the names that a library has for itself.
  return quoted(StringRef(Name).contains("__") ? Type.getCanonicalType().getAsString(Policy)
                                               : Name);
}

std::string here(size_t Places) {
  if (Places < 2)
    return "here";
  return "here and at " + std::to_string(Places - 1) + " other place" + (Places == 2 ? "" : "s");
}

bool startsSuspended(const CheckedCoroutine &C) { return startsSuspended(C.Function, C.Context); }

void setFunction(Finding &F, const FunctionDecl *In) {
  if (!In)
    return;
  F.Function = In->getQualifiedNameAsString();
  F.FunctionAt = In->getLocation();
}

bool isSafeAwait(const CheckedCoroutine &C, const Stmt *Await) {
  const auto *Suspend = dyn_cast<CoroutineSuspendExpr>(Await);
  const Expr *Operand = Suspend ? Suspend->getOperand() : nullptr;
  return Operand && matchesName(C.Config.SafeAwaitables, plainName(classOf(Operand->getType())));
}

namespace {

/// Each place once: a template is checked as each of its instantiations.
class Collected {
public:
  explicit Collected(const SourceManager &Sources) : Sources(Sources) {}

  void add(Finding F) {
    if (F.At.isValid() && Seen.insert({F.Kind, Sources.getExpansionLoc(F.At)}).second)
      All.push_back(std::move(F));
  }

  std::vector<Finding> sorted() && {
    llvm::sort(All, [&](const Finding &Left, const Finding &Right) {
      const SourceLocation L = Sources.getExpansionLoc(Left.At);
      const SourceLocation R = Sources.getExpansionLoc(Right.At);
      return L == R ? Left.Kind < Right.Kind : Sources.isBeforeInTranslationUnit(L, R);
    });
    return std::move(All);
  }

private:
  const SourceManager &Sources;
  std::set<std::pair<WarningKind, SourceLocation>> Seen;
  std::vector<Finding> All;
};

} // namespace

namespace {

class Checker {
public:
  Checker(ASTContext &Context, const CheckRequest &Request, Configurations &Configs)
      : Context(Context), Sources(Context.getSourceManager()), Request(Request), Configs(Configs),
        Files(Sources, Request.Headers), Elidables(Request.AwaitElidable),
        Frames(Context, Elidables, Files), Allowed(Sources), Result(Sources) {}

  std::vector<Finding> run() && {
    for (const CoroutineToCheck &Each : coroutinesToCheck(Context, Request.Function, Files))
      checkCoroutine(Each);
    if (Request.Function.empty()) {
      Findings Found;
      checkHanded(Context, Files, Found);
      checkUnusedTasks(Context, Files, Found);
      for (Finding &F : Found)
        take(std::move(F), nullptr);
    }
    return std::move(Result).sorted();
  }

private:
  void checkCoroutine(const CoroutineToCheck &Each) {
    const CheckConfig *Config = configOf(Each.Function->getLocation());
    const std::unique_ptr<EventFlow> Events =
        Config ? EventFlow::of(*Each.Function, Context) : nullptr;
    if (!Events)
      return;
    const CheckedCoroutine C{Context, *Each.Function, *Each.Body, Each.Lambda, *Events, *Config};
    Findings Found;
    checkLocks(C, Found);
    checkLarge(C, Frames, Found);
    checkBlocking(C, Found);
    checkBorrows(C, Found);
    if (!Changed)
      Changed.emplace(Context);
    checkElements(C, *Changed, Found);
    checkThreadBound(C, Found);
    checkMoves(C, Found);
    for (Finding &F : Found)
      take(std::move(F), Each.Function);
  }

  void take(Finding F, const FunctionDecl *In) {
    const CheckConfig *Config = configOf(F.At);
    setFunction(F, In);
    if (!Config || !CheckConfig::matches(Config->Warnings, F.Kind) || Allowed.allow(F, *Config))
      return;
    F.IsError = CheckConfig::matches(Config->WarningsAsErrors, F.Kind);
    Result.add(std::move(F));
  }

  /// What holds for the file of \p At; null for one that cannot be read, which was said before.
  const CheckConfig *configOf(SourceLocation At) {
    const FileID File = Files.fileOf(At);
    const auto [It, New] = Known.try_emplace(File);
    if (!New)
      return It->second.get();
    const auto Entry = Sources.getFileEntryRefForID(File);
    llvm::Expected<CheckConfig> Config =
        Configs.of(Entry ? realPath(Sources, *Entry) : std::string());
    if (Config)
      It->second = std::make_unique<CheckConfig>(std::move(*Config));
    else
      llvm::consumeError(Config.takeError());
    return It->second.get();
  }

  ASTContext &Context;
  const SourceManager &Sources;
  const CheckRequest &Request;
  Configurations &Configs;
  LoweredFiles Files;
  Elidable Elidables;
  EmbeddedFrames Frames;
  Suppressions Allowed;
  Collected Result;
  std::optional<Changes> Changed; ///< of the translation unit, once it is asked for
  std::map<FileID, std::unique_ptr<CheckConfig>> Known;
};

} // namespace

std::vector<Finding> check(ASTContext &Context, const CheckRequest &Request,
                           Configurations &Configurations) {
  return Checker(Context, Request, Configurations).run();
}

} // namespace costate
