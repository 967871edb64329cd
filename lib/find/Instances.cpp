#include "find/Instances.h"

#include "source/Lifetimes.h"
#include "source/Types.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace costate {

namespace {

/// Where \p E stands, in patterns and in instantiations.
Instances::Place placeOf(const Expr *E) {
  // The instantiation of `5ms` is a call, which begins at its callee.
  if (const auto *Literal = dyn_cast<UserDefinedLiteral>(E))
    return {Literal->getUDSuffixLoc(), Literal->getEndLoc()};
  return {E->getBeginLoc(), E->getEndLoc()};
}

} // namespace

llvm::ArrayRef<ArgumentUse> Instances::argument(const Expr *E) const {
  const auto It = Arguments.find(placeOf(E));
  return It == Arguments.end() ? llvm::ArrayRef<ArgumentUse>() : It->second;
}

bool Instances::reads(const Expr *E) const { return Reads.lookup(placeOf(E)); }

llvm::ArrayRef<QualType> Instances::elements(const Expr *E) const {
  const auto It = Elements.find(placeOf(E));
  return It == Elements.end() ? llvm::ArrayRef<QualType>() : It->second;
}

std::optional<bool> Instances::extendsWhole(SourceLocation Location) const {
  const auto It = ExtendsWhole.find(Location);
  if (It == ExtendsWhole.end())
    return false;
  return llvm::all_equal(It->second) ? std::optional(It->second.front()) : std::nullopt;
}

std::optional<Decomposition> Instances::binding(SourceLocation Location) const {
  const auto It = Bindings.find(Location);
  if (It == Bindings.end())
    return std::nullopt;
  const Decomposition &First = It->second.front();
  const bool Agree = llvm::all_of(It->second, [&](const Decomposition &Each) {
    return Each.Before == First.Before && Each.After == First.After;
  });
  return Agree && !First.After.empty() ? std::optional<Decomposition>(First) : std::nullopt;
}

QualType templateArgument(const FunctionDecl *In, unsigned Depth, unsigned Index) {
  llvm::SmallVector<llvm::ArrayRef<TemplateArgument>, 4> Levels; // innermost first
  for (const DeclContext *DC = In; DC; DC = DC->getParent()) {
    if (const auto *Function = dyn_cast<FunctionDecl>(DC)) {
      if (const TemplateArgumentList *List = Function->getTemplateSpecializationArgs())
        Levels.push_back(List->asArray());
    } else if (const auto *Class = dyn_cast<ClassTemplateSpecializationDecl>(DC)) {
      if (!Class->isExplicitSpecialization())
        Levels.push_back(Class->getTemplateInstantiationArgs().asArray());
    }
  }
  if (Depth >= Levels.size())
    return {};
  const auto Level = Levels[Levels.size() - 1 - Depth];
  if (Index >= Level.size() || Level[Index].getKind() != TemplateArgument::Type)
    return {};
  return Level[Index].getAsType();
}

namespace {

/// What \p E is made from without a word in the source: the operand of a conversion.
const Expr *implicitOperand(const Expr *E) {
  if (const auto *Paren = dyn_cast<ParenExpr>(E))
    return Paren->getSubExpr();
  if (const auto *Cast = dyn_cast<ImplicitCastExpr>(E))
    return Cast->getSubExpr();
  if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E))
    return Temporary->getSubExpr();
  if (const auto *Bind = dyn_cast<CXXBindTemporaryExpr>(E))
    return Bind->getSubExpr();
  if (const auto *Full = dyn_cast<FullExpr>(E))
    return Full->getSubExpr();
  if (E->getStmtClass() == Stmt::CXXConstructExprClass) {
    const auto *Construct = cast<CXXConstructExpr>(E);
    if (Construct->getNumArgs() == 0 || Construct->isListInitialization() ||
        Construct->getParenOrBraceRange().isValid() ||
        (Construct->getNumArgs() > 1 && !isa<CXXDefaultArgExpr>(Construct->getArg(1))))
      return nullptr;
    return Construct->getArg(0);
  }
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E);
      Call && isa_and_nonnull<CXXConversionDecl>(Call->getMethodDecl())) {
    const Expr *Object = Call->getImplicitObjectArgument();
    return Object->getSourceRange() == Call->getSourceRange() ? Object : nullptr;
  }
  return nullptr;
}

/// Whether \p E gives what its operand is, or a part or base of it.
bool isSameObject(const Expr *E) {
  if (isa<ParenExpr, CXXBindTemporaryExpr, FullExpr>(E))
    return true;
  const auto *Cast = dyn_cast<ImplicitCastExpr>(E);
  if (!Cast)
    return false;
  switch (Cast->getCastKind()) {
  case CK_NoOp:
  case CK_DerivedToBase:
  case CK_UncheckedDerivedToBase:
  case CK_UserDefinedConversion: // what converts is its operand
  case CK_ConstructorConversion:
    return true;
  default:
    return false;
  }
}

/// Whether \p E names a variable that keeps its value.
bool namesConstant(const Expr *E) {
  const auto *Name = dyn_cast<DeclRefExpr>(E->IgnoreParens());
  return Name && Name->getDecl()->getType().isConstQualified();
}

class Visitor : public RecursiveASTVisitor<Visitor> {
public:
  explicit Visitor(ASTContext &Context) : Context(Context), Sources(Context.getSourceManager()) {}

  bool shouldVisitTemplateInstantiations() const { return true; }

  bool TraverseDecl(Decl *D) {
    if (!D || (D->getLocation().isValid() && Sources.isInSystemHeader(D->getLocation())))
      return true;
    const auto *Inside = dyn_cast<DeclContext>(D);
    if (Inside && Inside->isDependentContext())
      return true; // a pattern
    const llvm::SaveAndRestore Saved(In, dyn_cast<FunctionDecl>(D) ? cast<FunctionDecl>(D) : In);
    return RecursiveASTVisitor::TraverseDecl(D);
  }

  bool TraverseLambdaExpr(LambdaExpr *Lambda) {
    const CXXMethodDecl *Call = Lambda->getCallOperator();
    const llvm::SaveAndRestore Saved(In, In);
    if (!Call->isDependentContext()) {
      In = Call;
      return RecursiveASTVisitor::TraverseLambdaExpr(Lambda);
    }
    for (Expr *Init : Lambda->capture_inits())
      TraverseStmt(Init);
    if (const FunctionTemplateDecl *Template = Call->getDescribedFunctionTemplate())
      for (const FunctionDecl *Each : Template->specializations()) {
        In = Each;
        TraverseStmt(Each->getBody());
      }
    return true;
  }

  bool VisitCoroutineBodyStmt(CoroutineBodyStmt *Body) {
    const Expr *Init = Body->getPromiseDecl()->getInit();
    if (In && Init && isa<CXXParenListInitExpr>(Init->IgnoreImplicit()))
      Result.AggregatePromises.insert(In->getLocation());
    return true;
  }

  // The awaited expression, together with what it is transformed by.
  bool TraverseCoawaitExpr(CoawaitExpr *Await) { return TraverseStmt(Await->getCommonExpr()); }
  bool TraverseCoyieldExpr(CoyieldExpr *Yield) { return TraverseStmt(Yield->getCommonExpr()); }

  bool VisitCallExpr(CallExpr *Call) {
    if (Implicit.contains(Call))
      return true;
    const llvm::SaveAndRestore Saved(Calling, static_cast<const CallExpr *>(Call));
    const FunctionDecl *Callee = Call->getDirectCallee();
    unsigned First = 0;
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call)) {
      record(Member->getImplicitObjectArgument(), {}, Callee, 0, callResult(Call));
    } else if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
               Method && isa<CXXOperatorCallExpr>(Call) &&
               Method->isImplicitObjectMemberFunction()) {
      record(Call->getArg(0), {}, Callee, 0, callResult(Call));
      First = 1;
    }
    const auto *Type = functionType(Call);
    for (unsigned I = First; I != Call->getNumArgs(); ++I) {
      const QualType Parameter =
          Type && I - First < Type->getNumParams() ? Type->getParamType(I - First) : QualType();
      record(Call->getArg(I), Parameter, Callee, I - First, callResult(Call));
    }
    return true;
  }

  bool VisitCXXConstructExpr(CXXConstructExpr *Construct) {
    if (Implicit.contains(Construct))
      return true;
    const CXXConstructorDecl *Callee = Construct->getConstructor();
    for (unsigned I = 0; I != Construct->getNumArgs(); ++I)
      if (!isa<CXXStdInitializerListExpr>(Construct->getArg(I))) // the braces themselves
        record(Construct->getArg(I),
               I < Callee->getNumParams() ? Callee->getParamDecl(I)->getType() : QualType(), Callee,
               I, Construct->getType());
    return true;
  }

  // Built-in operators, which other instantiations may have overloaded.
  bool VisitBinaryOperator(BinaryOperator *Binary) {
    record(Binary->getLHS(), {}, nullptr, 0, Binary->getType());
    record(Binary->getRHS(), {}, nullptr, 0, Binary->getType());
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *Unary) {
    record(Unary->getSubExpr(), {}, nullptr, 0, Unary->getType());
    return true;
  }
  bool VisitArraySubscriptExpr(ArraySubscriptExpr *Subscript) {
    record(Subscript->getLHS(), {}, nullptr, 0, Subscript->getType());
    record(Subscript->getRHS(), {}, nullptr, 0, Subscript->getType());
    return true;
  }

  bool VisitInitListExpr(InitListExpr *List) {
    if (const InitListExpr *Semantic = List->isSemanticForm() ? List : List->getSemanticForm())
      recordElements(Semantic);
    return true;
  }

  bool VisitVarDecl(VarDecl *Variable) {
    const Expr *Init = Variable->getInit();
    if (!Init || !Variable->getType()->isReferenceType())
      return true;
    while (isa<ImplicitCastExpr, ParenExpr, FullExpr>(Init))
      Init = implicitOperand(Init);
    const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(Init);
    const bool ExtendsPart = !Temporary && extendsTemporary(Init, Variable);
    Result.ExtendsWhole[Variable->getLocation()].push_back(ExtendsPart);
    const Expr *Given = Temporary ? Temporary->getSubExpr()->IgnoreParenImpCasts() : Init;
    if (Temporary ? isa<AbstractConditionalOperator, StmtExpr>(Given)
                  : ExtendsPart && isa<AbstractConditionalOperator, ExplicitCastExpr>(Given))
      Result.ExtendsThrough.insert(Variable->getLocation());
    return true;
  }

  bool VisitBindingDecl(BindingDecl *Binding) {
    if (Sources.isWrittenInMainFile(Sources.getExpansionLoc(Binding->getLocation())))
      Result.Bindings[Binding->getLocation()].push_back(decomposition(Binding));
    return true;
  }

  Instances Result;

private:
  static const FunctionProtoType *functionType(const CallExpr *Call) {
    if (const FunctionDecl *Callee = Call->getDirectCallee())
      return Callee->getType()->getAs<FunctionProtoType>();
    QualType Type = Call->getCallee()->getType();
    if (const auto *Pointer = Type->getAs<PointerType>())
      Type = Pointer->getPointeeType();
    return Type->getAs<FunctionProtoType>();
  }

  /// With its reference: what is returned by reference may be an argument.
  QualType callResult(const CallExpr *Call) const {
    return Call->isGLValue() ? Context.getLValueReferenceType(Call->getType()) : Call->getType();
  }

  void recordRead(const Expr *Argument, bool IsElement = false) {
    if (!Argument || !In)
      return;
    const QualType Made = Argument->isPRValue() ? Argument->getType() : QualType();
    bool Reads = false;
    while (const Expr *Operand = implicitOperand(Argument)) {
      const auto *Cast = dyn_cast<ImplicitCastExpr>(Argument);
      Reads =
          Reads || (Cast && Cast->getCastKind() == CK_LValueToRValue && !namesConstant(Operand));
      Argument = Operand;
    }
    if (IsElement && !Made.isNull() && Made->isRecordType() && Argument->isLValue())
      Reads = ASTContext::hasSameUnqualifiedType(Made, Argument->getType()); // copies it
    bool &InAll = Result.Reads.try_emplace(placeOf(Argument), Reads).first->second;
    InAll = InAll && Reads;
  }

  void recordElements(const InitListExpr *List) {
    for (const Expr *Element : List->inits()) {
      const auto *Inner = dyn_cast_or_null<InitListExpr>(Element);
      if (Inner && Inner->getNumInits() > 0 &&
          Inner->getBeginLoc() == Inner->getInit(0)->getBeginLoc()) // its braces are left out
        recordElements(Inner);
      recordRead(Element, true);
      recordElement(Element);
    }
  }

  /// An element of braces that is an object.
  void recordElement(const Expr *Element) {
    if (!Element || !In || !Element->isPRValue() || !Element->getType()->isRecordType())
      return;
    const QualType Type = Element->getType();
    while (const Expr *Operand = implicitOperand(Element))
      Element = Operand;
    Result.Elements[placeOf(Element)].push_back(Type);
  }

  void record(const Expr *Argument, QualType Parameter, const FunctionDecl *Callee, unsigned Index,
              QualType ResultType) {
    if (!Argument || isa<CXXDefaultArgExpr>(Argument) || !In ||
        !Sources.isWrittenInMainFile(Sources.getExpansionLoc(Argument->getBeginLoc())))
      return;
    recordRead(Argument);
    ArgumentUse Use;
    Use.Parameter = Parameter;
    Use.Result = ResultType;
    Use.Callee = Callee;
    Use.Call = Calling;
    Use.Index = Index;
    Use.In = In;
    bool Bound = false; // what is at hand is the operand of a temporary
    const Expr *E = Argument;
    while (const Expr *Operand = implicitOperand(E)) {
      Implicit.insert(E);
      if (isa<MaterializeTemporaryExpr>(E)) {
        Use.Inner = Use.Converts;
        if (Use.Temporary.isNull())
          Use.Temporary = E->getType().getUnqualifiedType();
        Bound = true;
      } else if (!isSameObject(E)) {
        Use.Converts = Use.Converts || !Use.Temporary.isNull();
        Bound = Use.Inner = false;
      }
      E = Operand;
    }
    const Instances::Place Place = placeOf(E);
    if (E->isPRValue() && E->getType()->isRecordType() && !Bound)
      Use.Value = E->getType();
    const auto *Construct = dyn_cast<CXXConstructExpr>(E);
    if (Construct && Construct->isStdInitListInitialization())
      E = Construct->getArg(0);
    if (const auto *List = dyn_cast<CXXStdInitializerListExpr>(E->IgnoreImplicit())) {
      const QualType Array = List->getSubExpr()->getType();
      Use.Array = Context.getBaseElementType(Array);
      if (!Construct)
        Use.Temporary = Array;
      Use.Converts = true;
    }
    Result.Arguments[Place].push_back(Use);
  }

  Decomposition decomposition(const BindingDecl *Binding) const {
    if (const VarDecl *Variable = Binding->getHoldingVar())
      return fromGet(Variable->getInit()->IgnoreImplicit());
    const Expr *E = Binding->getBinding() ? Binding->getBinding()->IgnoreParenImpCasts() : nullptr;
    if (const auto *Member = dyn_cast_or_null<MemberExpr>(E))
      return {"", "." + Member->getMemberDecl()->getNameAsString(), ""};
    if (const auto *Subscript = dyn_cast_or_null<ArraySubscriptExpr>(E)) {
      Expr::EvalResult Index;
      if (Subscript->getIdx()->EvaluateAsInt(Index, Context))
        return {"", "[" + std::to_string(Index.Val.getInt().getZExtValue()) + "]", ""};
    }
    return {};
  }

  /// `get<i>(e)` or `e.get<i>()` ([dcl.struct.bind]/4).
  static Decomposition fromGet(const Expr *Init) {
    const auto *Call = dyn_cast<CallExpr>(Init);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    const TemplateArgumentList *List = Callee ? Callee->getTemplateSpecializationArgs() : nullptr;
    if (!List || List->size() == 0 || List->get(0).getKind() != TemplateArgument::Integral)
      return {};
    const std::string Number = std::to_string(List->get(0).getAsIntegral().getZExtValue());
    const std::string Index = "<" + Number + ">(";
    if (isa<CXXMemberCallExpr>(Call))
      return {"", ".template get" + Index + ")", Number, true};
    const FunctionTemplateDecl *Template = Callee->getPrimaryTemplate();
    if (Callee->isInStdNamespace())
      return {"std::get" + Index, ")", Number}; // without the library's inline namespaces
    if (!Template || !Template->getDeclContext()->isFileContext())
      return {}; // a friend, which cannot be named
    return {"::" + qualifiedName(*Callee) + Index, ")", Number, true};
  }

  ASTContext &Context;
  const SourceManager &Sources;
  const FunctionDecl *In = nullptr;
  const CallExpr *Calling = nullptr;            ///< what arguments are recorded of
  llvm::SmallPtrSet<const Expr *, 32> Implicit; ///< conversions, parts of the arguments recorded
};

} // namespace

Instances findInstances(ASTContext &Context) {
  Visitor V(Context);
  V.TraverseDecl(Context.getTranslationUnitDecl());
  return std::move(V.Result);
}

} // namespace costate
