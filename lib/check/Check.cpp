#include "check/Check.h"

#include "check/Checks.h"
#include "check/Coroutines.h"
#include "check/Suppressions.h"
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

bool startsSuspended(const CheckedCoroutine &C) {
  const auto *Initial = dyn_cast_or_null<DeclStmt>(C.Body.getInitSuspendStmt());
  const Stmt *S = Initial ? nullptr : C.Body.getInitSuspendStmt();
  const auto *Await = S ? dyn_cast<CoroutineSuspendExpr>(cast<Expr>(S)->IgnoreImplicit()) : nullptr;
  if (!Await || !Await->getReadyExpr())
    return false;
  return alwaysGives(Await->getReadyExpr(), false, C.Context);
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

std::vector<Finding> check(ASTContext &Context, const CheckRequest &Request,
                           Configurations &Configurations) {
  const SourceManager &Sources = Context.getSourceManager();
  const LoweredFiles Files(Sources, Request.Headers);
  Collected Result(Sources);
  const Suppressions Allowed(Sources);
  for (const CoroutineToCheck &Each : coroutinesToCheck(Context, Request.Function, Files)) {
    const SourceLocation At = Sources.getExpansionLoc(Each.Function->getLocation());
    const auto Entry = Sources.getFileEntryRefForID(Sources.getFileID(At));
    llvm::Expected<CheckConfig> Config =
        Configurations.of(Entry ? realPath(Sources, *Entry) : std::string());
    if (!Config) {
      llvm::consumeError(Config.takeError()); // said when the files were given
      continue;
    }
    const std::unique_ptr<Flow> Events = Flow::of(*Each.Function, Context);
    if (!Events)
      continue;
    const CheckedCoroutine C{Context, *Each.Function, *Each.Body, Each.Lambda, *Events, *Config};
    Findings Found;
    checkLocks(C, Found);
    checkLarge(C, Found);
    checkBlocking(C, Found);
    checkBorrows(C, Found);
    for (Finding &F : Found) {
      F.Function = Each.Function->getQualifiedNameAsString();
      F.FunctionAt = Each.Function->getLocation();
      F.IsError = CheckConfig::matches(Config->WarningsAsErrors, F.Kind);
      if (CheckConfig::matches(Config->Warnings, F.Kind) && !Allowed.allow(F, *Config))
        Result.add(std::move(F));
    }
  }
  return std::move(Result).sorted();
}

} // namespace costate
