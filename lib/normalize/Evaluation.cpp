#include "normalize/Evaluation.h"

#include "normalize/Awaiters.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace costate {
namespace {

bool isUnevaluated(const Stmt *S) {
  if (const auto *Typeid = dyn_cast<CXXTypeidExpr>(S))
    return Typeid->isTypeOperand() || !Typeid->isPotentiallyEvaluated();
  return isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, CXXDefaultArgExpr, CXXDefaultInitExpr>(S);
}

} // namespace

const Stmt *unboundJump(const Stmt *S, bool Breaks, bool Continues) {
  if (!S || isa<LambdaExpr>(S) || isUnevaluated(S))
    return nullptr;
  if ((isa<BreakStmt>(S) && Breaks) || (isa<ContinueStmt>(S) && Continues))
    return S;
  const bool IsLoop = isa<WhileStmt, DoStmt, ForStmt, CXXForRangeStmt>(S);
  for (const Stmt *Child : S->children())
    if (const Stmt *Found =
            unboundJump(Child, Breaks && !IsLoop && !isa<SwitchStmt>(S), Continues && !IsLoop))
      return Found;
  return nullptr;
}

/// Whether a co_return or a goto in \p S leaves \p Within.
static bool leaves(const Stmt *S, const StmtExpr *Within, const ASTContext &Context) {
  if (!S || isa<LambdaExpr>(S) || isUnevaluated(S))
    return false;
  if (isa<CoreturnStmt, IndirectGotoStmt>(S))
    return true;
  if (const auto *Goto = dyn_cast<GotoStmt>(S)) {
    const SourceManager &SM = Context.getSourceManager();
    const SourceLocation To = Goto->getLabel()->getLocation();
    return SM.isBeforeInTranslationUnit(To, Within->getLParenLoc()) ||
           SM.isBeforeInTranslationUnit(Within->getRParenLoc(), To);
  }
  return llvm::any_of(S->children(),
                      [&](const Stmt *Child) { return leaves(Child, Within, Context); });
}

bool Awaits::in(const Stmt *S) const {
  if (!S || isUnevaluated(S))
    return false;
  if (const auto *Await = dyn_cast<CoroutineSuspendExpr>(S))
    return !neverWaits(Await, Context) || in(Await->getOperand());
  if (isa<DependentCoawaitExpr>(S))
    return true;
  if (const auto It = Known.find(S); It != Known.end())
    return It->second;
  bool Result = false;
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
    Result = std::any_of(Lambda->capture_init_begin(), Lambda->capture_init_end(),
                         [&](const Expr *Init) { return in(Init); });
  else
    Result = llvm::any_of(S->children(), [&](const Stmt *Child) { return in(Child); });
  if (const auto *Statement = dyn_cast<StmtExpr>(S))
    Result = Result || unboundJump(Statement->getSubStmt()) ||
             leaves(Statement->getSubStmt(), Statement, Context);
  Known[S] = Result;
  return Result;
}

/// `object.*pointer` and `object->*pointer`, of which the call of \p Call is one; null otherwise.
static const BinaryOperator *calledThroughPointer(const CallExpr *Call) {
  const auto *Binary = dyn_cast<BinaryOperator>(Call->getCallee()->IgnoreParens());
  return Binary && Binary->isPtrMemOp() ? Binary : nullptr;
}

/// What \p Call evaluates before its arguments: the object, or what is called; null for a name.
static const Expr *calleeOperand(const CallExpr *Call) {
  const Expr *Callee = Call->getCallee()->IgnoreParens();
  if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(Callee))
    return Member->isImplicitAccess() ? nullptr : Member->getBase();
  if (const auto *Member = dyn_cast<UnresolvedMemberExpr>(Callee))
    return Member->isImplicitAccess() ? nullptr : Member->getBase();
  if (const auto *Member = dyn_cast<MemberExpr>(Callee->IgnoreParenImpCasts());
      Member && Call->getDirectCallee()) // static, or only an argument depends on arguments
    return Member->isImplicitAccess() ? nullptr : Member->getBase();
  return Call->getDirectCallee() || isa<OverloadExpr>(Callee) ? nullptr : Call->getCallee();
}

llvm::SmallVector<const Expr *, 4> operands(const Expr *E) {
  llvm::SmallVector<const Expr *, 4> Result;
  if (isUnevaluated(E))
    return Result;
  const auto AddAll = [&](auto &&Range) {
    for (const Expr *Operand : Range)
      if (Operand)
        Result.push_back(Operand);
  };
  if (const auto *Binary = dyn_cast<BinaryOperator>(E)) {
    if (Binary->isAssignmentOp())
      return {Binary->getRHS(), Binary->getLHS()};
    return {Binary->getLHS(), Binary->getRHS()};
  }
  if (const auto *Rewritten = dyn_cast<CXXRewrittenBinaryOperator>(E))
    return {Rewritten->getLHS(), Rewritten->getRHS()};
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E)) {
    if (Operator->isAssignmentOp() && Operator->getNumArgs() == 2)
      return {Operator->getArg(1), Operator->getArg(0)};
    AddAll(Operator->arguments());
    return Result;
  }
  const auto *Called = dyn_cast<CallExpr>(E);
  if (const BinaryOperator *Through = Called ? calledThroughPointer(Called) : nullptr) {
    Result = {Through->getLHS(), Through->getRHS()};
    AddAll(Called->arguments());
  } else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
    const auto *Member = dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParens());
    Result.push_back(Member ? Member->getBase() : Call->getCallee());
    AddAll(Call->arguments());
  } else if (const auto *Call = dyn_cast<CallExpr>(E)) {
    if (const Expr *Callee = calleeOperand(Call))
      Result.push_back(Callee);
    AddAll(Call->arguments());
  } else if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(E)) {
    if (!Member->isImplicitAccess())
      Result.push_back(Member->getBase());
  } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) {
    AddAll(Construct->arguments());
  } else if (const auto *Lambda = dyn_cast<LambdaExpr>(E)) {
    for (const auto &[Capture, Init] : llvm::zip(Lambda->captures(), Lambda->capture_inits()))
      if (Capture.getCaptureKind() != LCK_ByRef || Lambda->isInitCapture(&Capture))
        AddAll(llvm::ArrayRef(Init)); // a reference to a variable takes no evaluation
  } else if (const auto *New = dyn_cast<CXXNewExpr>(E)) {
    if (New->getArraySize())
      Result.push_back(*New->getArraySize());
    AddAll(New->placement_arguments());
    if (New->getInitializer())
      Result.push_back(New->getInitializer());
  } else {
    for (const Stmt *Child : E->children())
      if (const auto *Operand = dyn_cast_or_null<Expr>(Child))
        Result.push_back(Operand);
  }
  return Result;
}

const Expr *withoutConversions(const Expr *E) {
  for (;;) {
    if (const auto *Cast = dyn_cast<ImplicitCastExpr>(E)) {
      switch (Cast->getCastKind()) {
      case CK_LValueToRValue:
      case CK_UserDefinedConversion:
      case CK_ConstructorConversion:
        return E;
      default:
        E = Cast->getSubExpr();
        continue;
      }
    }
    if (const auto *Paren = dyn_cast<ParenExpr>(E))
      E = Paren->getSubExpr();
    else if (const auto *Full = dyn_cast<FullExpr>(E))
      E = Full->getSubExpr();
    else if (const auto *Substituted = dyn_cast<SubstNonTypeTemplateParmExpr>(E))
      E = Substituted->getReplacement();
    else if (const auto *Designated = dyn_cast<DesignatedInitExpr>(E))
      E = Designated->getInit();
    else
      return E;
  }
}

bool isStable(const Expr *E, const ASTContext &Context) {
  E = withoutConversions(E);
  if (isa<IntegerLiteral, FloatingLiteral, CharacterLiteral, StringLiteral, CXXBoolLiteralExpr,
          CXXNullPtrLiteralExpr, CXXThisExpr, UnaryExprOrTypeTraitExpr, CXXNoexceptExpr,
          PredefinedExpr, CXXDefaultArgExpr, CXXScalarValueInitExpr, ImplicitValueInitExpr,
          GNUNullExpr>(E))
    return true;
  // A member's own initialiser has no text here; a constant one may come later.
  if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(E))
    return !Default->isValueDependent() && Default->getExpr()->isEvaluatable(Context);
  if (const auto *Cast = dyn_cast<ImplicitCastExpr>(E)) {
    // The value of a variable may change meanwhile, unless it is const.
    if (Cast->getCastKind() != CK_LValueToRValue)
      return false;
    const auto *Name = dyn_cast<DeclRefExpr>(Cast->getSubExpr()->IgnoreParens());
    return Name && Name->getType().isConstQualified() && !Name->getType().isVolatileQualified() &&
           !Name->getDecl()->getType()->isReferenceType();
  }
  if (const auto *Name = dyn_cast<DeclRefExpr>(E))
    return !Name->getType().isVolatileQualified();
  if (isa<OverloadExpr, DependentScopeDeclRefExpr, SizeOfPackExpr>(E))
    return true;
  if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(E))
    return Member->isImplicitAccess() ||
           (!Member->isArrow() && isStable(Member->getBase(), Context)) ||
           isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts());
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    const bool OfThis = isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts());
    return (OfThis || (!Member->isArrow() && Member->getBase()->isLValue() &&
                       isStable(Member->getBase(), Context))) &&
           !Member->getMemberDecl()->getType()->isReferenceType();
  }
  if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
    if (Unary->getOpcode() == UO_AddrOf)
      return isStable(Unary->getSubExpr(), Context);
    return Unary->isArithmeticOp() &&
           isa<IntegerLiteral, FloatingLiteral>(Unary->getSubExpr()->IgnoreImpCasts());
  }
  return false;
}

bool isOrdered(const Expr *E) {
  if (const auto *Binary = dyn_cast<BinaryOperator>(E))
    return Binary->isAssignmentOp() || Binary->isCommaOp() || Binary->isLogicalOp() ||
           Binary->isShiftOp() || Binary->isPtrMemOp();
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E)) {
    const OverloadedOperatorKind Kind = Operator->getOperator();
    return Operator->isAssignmentOp() || Kind == OO_LessLess || Kind == OO_GreaterGreater ||
           Kind == OO_Comma || Kind == OO_Subscript;
  }
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return Construct->isListInitialization();
  return isa<InitListExpr, ArraySubscriptExpr, AbstractConditionalOperator>(E);
}

bool hasEffects(const Expr *E) {
  if (isUnevaluated(E) || isa<LambdaExpr>(E))
    return false;
  if (isa<CallExpr, CXXConstructExpr, CXXNewExpr, CXXDeleteExpr, CXXThrowExpr, StmtExpr,
          CoroutineSuspendExpr>(E))
    return true;
  if (const auto *Binary = dyn_cast<BinaryOperator>(E); Binary && Binary->isAssignmentOp())
    return true;
  if (const auto *Unary = dyn_cast<UnaryOperator>(E); Unary && Unary->isIncrementDecrementOp())
    return true;
  return llvm::any_of(operands(E), hasEffects);
}

bool isContextuallyConverted(const Expr *E) {
  return E->getType()->isBooleanType() &&
         const_cast<Expr *>(E)->IgnoreUnlessSpelledInSource()->getType()->isRecordType();
}

const MaterializeTemporaryExpr *temporaryIn(const Expr *E) {
  for (;;) {
    if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E))
      return Temporary;
    if (const auto *Cast = dyn_cast<ImplicitCastExpr>(E); Cast && E->isGLValue())
      E = Cast->getSubExpr();
    else if (const auto *Full = dyn_cast<FullExpr>(E))
      E = Full->getSubExpr();
    else if (const auto *Paren = dyn_cast<ParenExpr>(E))
      E = Paren->getSubExpr();
    else
      return nullptr;
  }
}

const CXXOperatorCallExpr *overloadedArrow(const Expr *E) {
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
  return Operator && Operator->getOperator() == OO_Arrow ? Operator : nullptr;
}

const LambdaCapture *captureOf(const CXXRecordDecl *Closure, const ValueDecl *Variable) {
  for (const LambdaCapture &Each : Closure->captures())
    if (Each.capturesVariable() && Each.getCapturedVar() == Variable)
      return &Each;
  return nullptr;
}

bool isTriviallyDestructible(QualType Type, const ASTContext &Context) {
  if (Type->isReferenceType())
    return true;
  if (Type->isPointerType())
    return true;
  if (Type->isDependentType() || Type->isUndeducedType())
    return false; // only the arguments tell
  return Context.getBaseElementType(Type).isDestructedType() == QualType::DK_none;
}

static bool extendsDestructible(const VarDecl *Variable, const Stmt *In,
                                const ASTContext &Context) {
  if (!In)
    return false;
  if (const auto *E = dyn_cast<Expr>(In); E && E->isInstantiationDependent())
    return true;
  const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(In);
  if (Temporary && Temporary->getExtendingDecl() == Variable &&
      !isTriviallyDestructible(Temporary->getType(), Context))
    return true;
  return llvm::any_of(In->children(), [&](const Stmt *Child) {
    return extendsDestructible(Variable, Child, Context);
  });
}

bool extendsDestructible(const VarDecl *Variable, const ASTContext &Context) {
  return !Variable->getType()->isScalarType() &&
         extendsDestructible(Variable, Variable->getInit(), Context);
}

bool isMoveUnobservable(QualType Type, const ASTContext &Context) {
  Type = Context.getBaseElementType(Type.getNonReferenceType());
  if (Type->isDependentType())
    return false;
  const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
  if (!Record)
    return true;
  Record = Record->getDefinition();
  if (!Record)
    return false;
  if (Type.isTriviallyCopyableType(Context))
    return true;
  if (!Record->hasMoveConstructor() && !Record->hasCopyConstructorWithConstParam())
    return false;
  // The standard library's own types do not tell, if what they are made of does not.
  if (Record->isInStdNamespace()) {
    if (Record->isEmpty())
      return true;
    if (const auto *Template = dyn_cast<ClassTemplateSpecializationDecl>(Record)) {
      for (const TemplateArgument &Argument : Template->getTemplateArgs().asArray())
        if (Argument.getKind() == TemplateArgument::Type &&
            !isMoveUnobservable(Argument.getAsType(), Context) &&
            Record->getName() != "unique_ptr" && Record->getName() != "shared_ptr" &&
            Record->getName() != "vector")
          return false;
    }
    return true;
  }
  if (Record->hasUserDeclaredMoveConstructor() || Record->hasUserDeclaredDestructor() ||
      Record->hasUserDeclaredCopyConstructor())
    return false;
  for (const CXXBaseSpecifier &Base : Record->bases())
    if (!isMoveUnobservable(Base.getType(), Context))
      return false;
  return llvm::all_of(Record->fields(), [&](const FieldDecl *Field) {
    return isMoveUnobservable(Field->getType(), Context);
  });
}

bool movesName(const Stmt *E) {
  const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(E);
  if (Cast && Cast->getCastKind() == CK_NoOp && Cast->isXValue() &&
      isa<DeclRefExpr>(Cast->getSubExpr()->IgnoreParens()) && Cast->getSubExpr()->isLValue())
    return true;
  if (!E || isa<LambdaExpr>(E))
    return false;
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E);
      Call && isa_and_nonnull<CXXConversionDecl>(Call->getMethodDecl()))
    return movesName(Call->getImplicitObjectArgument());
  // Only where the operand is that name, not deeper.
  if (const auto *Call = dyn_cast<CallExpr>(E);
      Call && Call->getNumArgs() > 0 && !isa<CXXOperatorCallExpr>(Call))
    return movesName(Call->getArg(0));
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return Construct->getNumArgs() > 0 && movesName(Construct->getArg(0));
  if (const auto *Cast = dyn_cast<ImplicitCastExpr>(E))
    return movesName(Cast->getSubExpr());
  if (isa<ExprWithCleanups, CXXBindTemporaryExpr, MaterializeTemporaryExpr, ParenExpr>(E))
    return movesName(*E->child_begin());
  return false;
}

} // namespace costate
