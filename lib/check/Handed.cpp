// borrow-across-suspend, where it is seen from outside of the coroutine that borrows:
//
//   auto job = fetch(base + path);        the string is gone before the task is awaited
//   spawn(worker(local));                 the task may outlive the local
//   spawn([this]() -> task<> { ... }());  the closure dies, and with it what the coroutine captures
//
// What becomes of a task or a closure is told by what is around the expression that makes it.
#include "check/Checks.h"
#include "check/Mentions.h"
#include "check/Tasks.h"
#include "check/Types.h"

#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace costate {
namespace {

class HandedCheck : public RecursiveASTVisitor<HandedCheck> {
public:
  HandedCheck(ASTContext &Context, const LoweredFiles &Files, Findings &Result)
      : Context(Context), Tasks(Context), Files(Files), Result(Result) {}

  bool shouldVisitTemplateInstantiations() const { return true; }

  bool VisitCallExpr(CallExpr *Call) {
    if (!Files.contains(Call->getBeginLoc()) || !Seen.insert(Call).second ||
        !Tasks.isTask(Call->getType()))
      return true;
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee || Callee->isInStdNamespace() || !Tasks.makesTask(Callee))
      return true;
    const Fate F = Tasks.fateOf(Call);
    if (F.Kind == FateKind::Awaited || F.Kind == FateKind::Unknown)
      return true;
    const unsigned First = isa<CXXOperatorCallExpr>(Call) && isa<CXXMethodDecl>(Callee);
    for (unsigned I = First; I < Call->getNumArgs() && I - First < Callee->getNumParams(); ++I)
      examine(*Call, *Callee->getParamDecl(I - First), *Call->getArg(I), F);
    return true;
  }

  bool VisitLambdaExpr(LambdaExpr *Lambda) {
    if (Files.contains(Lambda->getBeginLoc()) && Seen.insert(Lambda).second)
      examineClosure(*Lambda);
    return true;
  }

private:
  void examine(const CallExpr &Call, const ParmVarDecl &Parameter, const Expr &Argument,
               const Fate &F) {
    const QualType Type = Parameter.getType();
    if (!Type->isReferenceType() && !Type->isPointerType() && !isView(Type))
      return;
    if (!Tasks.usesLater(Parameter))
      return;
    if (const Expr *Temporary = temporaryIn(&Argument, Type)) {
      if (F.Kind == FateKind::Kept || F.Kind == FateKind::Escapes)
        report(*Temporary, quoted(Temporary->getType(), Context), true, Call, F);
      return;
    }
    if (F.Kind != FateKind::Escapes)
      return;
    if (const VarDecl *Local = localIn(&Argument, Type))
      if (!Tasks.isJoined(F, *Local))
        report(Argument, quoted(Local->getName()), false, Call, F);
  }

  void report(const Expr &At, const std::string &What, bool IsTemporary, const CallExpr &Call,
              const Fate &F) {
    Finding Found;
    Found.Kind = WarningKind::BorrowAcrossSuspend;
    Found.At = At.getExprLoc();
    Found.Text = IsTemporary
                     ? "a task is given a reference to a temporary of type " + What +
                           ", which is gone before the task goes on"
                     : "local " + What + " is given by reference to a task that may outlive it";
    Found.Notes.push_back({Call.getExprLoc(), "the task is made here, and may be suspended"});
    Found.Notes.push_back({F.At, F.Kind == FateKind::Kept
                                     ? "it is kept here, beyond the full-expression"
                                     : "it leaves the scope here, without being awaited"});
    Found.Help = IsTemporary
                     ? "await the task in the same expression, or give the temporary a name "
                       "that outlives the task"
                     : "await the task where " + What +
                           " lives, or let the task take its parameter by value";
    setFunction(Found, Tasks.functionAround(&Call));
    Result.push_back(std::move(Found));
  }

  /// A temporary that \p Argument binds a reference or a view to.
  static const Expr *temporaryIn(const Expr *Argument, QualType Parameter) {
    const Expr *E = Argument;
    for (unsigned Depth = 0; E && Depth < 12; ++Depth) {
      E = E->IgnoreParens();
      if (const auto *Made = dyn_cast<MaterializeTemporaryExpr>(E)) {
        if (!isView(Made->getType()))
          return Made->getStorageDuration() == SD_FullExpression && !isView(Parameter) ? Made
                 : Made->getStorageDuration() == SD_FullExpression                     ? Made
                                                                                       : nullptr;
        E = Made->getSubExpr();
      } else if (const auto *Bind = dyn_cast<CXXBindTemporaryExpr>(E)) {
        E = Bind->getSubExpr();
      } else if (const auto *Cast = dyn_cast<CastExpr>(E)) {
        E = Cast->getSubExpr();
      } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E);
                 Construct && isView(Construct->getType()) && Construct->getNumArgs() > 0) {
        E = Construct->getArg(0);
      } else if (const auto *Member = dyn_cast<CXXMemberCallExpr>(E);
                 Member && isa_and_nonnull<CXXConversionDecl>(Member->getMethodDecl())) {
        E = Member->getImplicitObjectArgument();
      } else {
        return nullptr;
      }
    }
    return nullptr;
  }

  /// A local object of the function that \p Argument refers to.
  static const VarDecl *localIn(const Expr *Argument, QualType Parameter) {
    const Expr *E = sameObject(Argument);
    for (unsigned Depth = 0; E && Depth < 12; ++Depth) {
      if (const auto *Name = dyn_cast<DeclRefExpr>(E)) {
        const auto *Variable = dyn_cast<VarDecl>(Name->getDecl());
        const bool IsLocal =
            Variable && Variable->hasLocalStorage() && !Variable->getType()->isReferenceType() &&
            !Variable->getType()->isPointerType() && !isView(Variable->getType()) &&
            !Name->refersToEnclosingVariableOrCapture();
        return IsLocal ? Variable : nullptr;
      }
      if (const auto *Member = dyn_cast<MemberExpr>(E); Member && !Member->isArrow())
        E = sameObject(Member->getBase());
      else if (const auto *Unary = dyn_cast<UnaryOperator>(E);
               Unary && Unary->getOpcode() == UO_AddrOf && Parameter->isPointerType())
        E = sameObject(Unary->getSubExpr());
      else if (const auto *Conversion = dyn_cast<CXXMemberCallExpr>(E);
               Conversion && isa_and_nonnull<CXXConversionDecl>(Conversion->getMethodDecl()))
        E = sameObject(Conversion->getImplicitObjectArgument());
      else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E);
               Construct && isView(Construct->getType()) && Construct->getNumArgs() > 0)
        E = sameObject(Construct->getArg(0));
      else if (const auto *Bind = dyn_cast<CXXBindTemporaryExpr>(E))
        E = sameObject(Bind->getSubExpr());
      else
        return nullptr;
    }
    return nullptr;
  }

  /// A lambda that is a coroutine finds its captures in the closure, which it does not keep.
  void examineClosure(const LambdaExpr &Lambda) {
    const FunctionDecl *Body = Lambda.capture_size() > 0 ? Tasks.coroutineOf(Lambda) : nullptr;
    if (!Body || (Body->hasCXXExplicitFunctionObjectParameter() &&
                  !Body->getParamDecl(0)->getType()->isReferenceType()))
      return; // the coroutine has a copy
    const std::optional<CaptureUse> Use = Tasks.captureUsedLater(*Body);
    if (!Use)
      return;
    const Fate F = Tasks.fateOfClosure(&Lambda);
    if (F.Kind == FateKind::Awaited || F.Kind == FateKind::Unknown)
      return;
    Finding Found;
    Found.Kind = WarningKind::BorrowAcrossSuspend;
    const LambdaCapture &First = *Lambda.capture_begin();
    Found.At = First.isExplicit() ? First.getLocation() : Lambda.getBeginLoc();
    Found.Text = "the coroutine of this lambda uses " + Use->What +
                 " after a suspension, when its closure may be gone";
    Found.Notes.push_back({Use->Suspended, Use->Initially ? "the coroutine starts suspended"
                                                          : "the coroutine is suspended here"});
    Found.Notes.push_back({Use->At, "the capture is used later, here"});
    if (F.At.isValid())
      Found.Notes.push_back({F.At, F.Kind == FateKind::Escapes
                                       ? "the task leaves here, without being awaited"
                                       : "the closure is gone at the end of this expression"});
    Found.Help = "pass what the coroutine needs as parameters, which are kept in its frame";
    setFunction(Found, Tasks.functionAround(&Lambda));
    Result.push_back(std::move(Found));
  }

  ASTContext &Context;
  TaskQuestions Tasks;
  const LoweredFiles &Files;
  Findings &Result;
  llvm::SmallPtrSet<const Stmt *, 32> Seen;
};

} // namespace

void checkHanded(ASTContext &Context, const LoweredFiles &Files, Findings &Result) {
  HandedCheck(Context, Files, Result).TraverseDecl(Context.getTranslationUnitDecl());
}

} // namespace costate
