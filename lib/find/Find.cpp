#include "find/Find.h"

#include "find/Closure.h"

#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Sema/Sema.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;

namespace costate {
namespace {

bool declares(const CXXRecordDecl *Record, StringRef Name) {
  if (!Record || !Record->hasDefinition())
    return false;
  const DeclarationName Wanted(&Record->getASTContext().Idents.get(Name));
  if (!Record->lookup(Wanted).empty())
    return true;
  return llvm::any_of(Record->bases(), [&](const CXXBaseSpecifier &Base) {
    return declares(Base.getType()->getAsCXXRecordDecl(), Name);
  });
}

bool isNothrow(const Expr *Argument) {
  const CXXRecordDecl *Record = Argument->getType()->getAsCXXRecordDecl();
  return Record && Record->isInStdNamespace() && Record->getName() == "nothrow_t";
}

class Finder : public RecursiveASTVisitor<Finder> {
public:
  Finder(StringRef Filter, const LoweredFiles &Files, Found &Result)
      : Files(Files), Result(Result) {
    if (!Filter.empty())
      this->Filter.emplace(Filter);
  }

  bool VisitClassTemplateSpecializationDecl(ClassTemplateSpecializationDecl *Class) {
    if (Class->getName() == "coroutine_traits" && Class->isInStdNamespace())
      HasTraits = true;
    return true;
  }

  bool VisitVarDecl(VarDecl *Variable) {
    if (const Expr *Init = Variable->getInit(); Init && Variable->getIdentifier())
      if (const auto *Lambda = dyn_cast<LambdaExpr>(Init->IgnoreUnlessSpelledInSource()))
        LambdaNames.try_emplace(Lambda, Variable->getName().str());
    return true;
  }

  bool VisitLambdaExpr(LambdaExpr *Lambda) {
    visit(Lambda->getCallOperator(), Lambda);
    return true;
  }

  bool VisitFunctionDecl(FunctionDecl *Function) {
    visit(Function, nullptr);
    return true;
  }

  bool TraverseParmVarDecl(ParmVarDecl *Parameter) {
    const auto Outer = std::exchange(InParameter, true); // a default says where it is used
    const bool Result = RecursiveASTVisitor::TraverseParmVarDecl(Parameter);
    InParameter = Outer;
    return Result;
  }
  bool VisitSourceLocExpr(SourceLocExpr *E) {
    if (!InParameter)
      position(E->getLocation());
    return true;
  }
  bool VisitCXXDefaultArgExpr(CXXDefaultArgExpr *E) {
    if (saysWhere(E->getExpr()))
      position(E->getUsedLocation());
    return true;
  }

  bool VisitMemberExpr(MemberExpr *Member) {
    noteName(Member->getMemberDecl(), Member->getMemberLoc());
    return true;
  }

  bool VisitDeclRefExpr(DeclRefExpr *Name) {
    noteName(Name->getDecl(), Name->getLocation());
    return true;
  }

  bool VisitTemplateSpecializationTypeLoc(TemplateSpecializationTypeLoc Named) {
    const TemplateDecl *Template = Named.getTypePtr()->getTemplateName().getAsTemplateDecl();
    const auto *Namespace =
        Template ? dyn_cast<NamespaceDecl>(Template->getDeclContext()) : nullptr;
    if (Namespace && Namespace->getIdentifier() && Namespace->getName() == "costate" &&
        Template->getName() == "machine_of" && Files.contains(Named.getBeginLoc()) &&
        SeenNames.insert(Named.getBeginLoc()).second)
      Result.MachineNames.push_back({Named.getSourceRange(), functionIn(Named)});
    return true;
  }

  bool VisitUsingDecl(UsingDecl *Using) {
    for (const UsingShadowDecl *Shadow : Using->shadows())
      noteName(Shadow->getTargetDecl(), Using->getLocation());
    return true;
  }

private:
  /// The function that the first argument is the address of.
  static const FunctionDecl *functionIn(TemplateSpecializationTypeLoc Named) {
    const TemplateArgumentLoc Argument = Named.getArgLoc(0);
    if (Argument.getArgument().getKind() != TemplateArgument::Expression)
      return nullptr;
    const Expr *E = Argument.getSourceExpression()->IgnoreParenCasts();
    if (const auto *Unary = dyn_cast<UnaryOperator>(E); Unary && Unary->getOpcode() == UO_AddrOf)
      E = Unary->getSubExpr()->IgnoreParenCasts();
    const auto *Name = dyn_cast<DeclRefExpr>(E);
    return Name ? dyn_cast<FunctionDecl>(Name->getDecl()) : nullptr;
  }

  void position(SourceLocation Location) {
    if (Files.isInMainFile(Location))
      Result.Positions.push_back(Location);
  }
  static bool saysWhere(const Stmt *S) {
    if (const auto *Default = dyn_cast_or_null<CXXDefaultArgExpr>(S))
      S = Default->getExpr();
    return S && (isa<SourceLocExpr>(S) || llvm::any_of(S->children(), saysWhere));
  }

  /// Notes where a name means an `operator co_await` that is not renamed.
  void noteName(const NamedDecl *Named, SourceLocation Location) {
    const FunctionDecl *Function = Named->getAsFunction();
    if (!Function || Function->getOverloadedOperator() != OO_Coawait)
      return;
    if (!Files.contains(Function->getLocation()) ||
        (isa<CXXMethodDecl>(Function) &&
         declares(cast<CXXMethodDecl>(Function)->getParent(), "operator_co_await")))
      Result.KeptAwaitOperators.insert(Location);
  }

  void visit(const FunctionDecl *Function, const LambdaExpr *Lambda) {
    if (!Files.contains(Function->getLocation()))
      return;
    if (Function->getOverloadedOperator() == OO_Coawait && SeenOperators.insert(Function).second) {
      Result.AwaitOperators.push_back({Function});
      noteName(Function, Function->getLocation());
    }
    if (!Function->doesThisDeclarationHaveABody())
      return;
    const auto *Body = dyn_cast_or_null<CoroutineBodyStmt>(Function->getBody());
    // What an await is applied to hangs in the tree several times.
    if (Body && (!Filter || Filter->match(Function->getQualifiedNameAsString())) &&
        Seen.insert(Function).second)
      Result.Coroutines.push_back(describe(Function, Body, Lambda));
  }

  std::string nameOf(const FunctionDecl *Function, const LambdaExpr *Lambda) const {
    if (Lambda) {
      const auto It = LambdaNames.find(Lambda);
      return It == LambdaNames.end() ? "lambda" : It->second;
    }
    if (Function->getIdentifier())
      return Function->getName().str();
    if (isa<CXXConversionDecl>(Function))
      return "conversion";
    return Function->getOverloadedOperator() == OO_Call ? "call" : "operator";
  }

  Coroutine describe(const FunctionDecl *Function, const CoroutineBodyStmt *Body,
                     const LambdaExpr *Lambda) const {
    Coroutine C;
    C.Function = Function;
    C.Body = Body;
    C.Lambda = Lambda;
    C.Name = nameOf(Function, Lambda);
    C.IsDependent = Function->isDependentContext();
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Function);
        Method && !Lambda && Method->isImplicitObjectMemberFunction())
      C.Object = Method->getThisType()->getPointeeType();
    const Stmt *Written = Body->getBody();
    if (const auto *Compound = dyn_cast<CompoundStmt>(Written);
        Compound && Compound->size() == 1 && isa<CXXTryStmt>(Compound->body_front()) &&
        Compound->getBeginLoc() == Compound->body_front()->getBeginLoc())
      Written = Compound->body_front(); // what Clang puts around a function-try-block
    else if (Compound && Compound->getLBracLoc().isInvalid() && !Compound->body_empty())
      Written = Compound->body_front();
    C.BodyRange = Written->getSourceRange();
    C.Range = {Lambda ? Lambda->getBeginLoc() : Function->getBeginLoc(), C.BodyRange.getEnd()};
    const VarDecl *Promise = Body->getPromiseDecl();
    C.PromiseType = Promise->getType();
    C.Promise = C.PromiseType->getAsCXXRecordDecl();
    C.HasAwaitTransform = declares(C.Promise, "await_transform");
    C.HasReturnVoid = declares(C.Promise, "return_void");
    if (const Expr *Init = Promise->getInit()) {
      Init = Init->IgnoreImplicit();
      if (const auto *Construct = dyn_cast<CXXConstructExpr>(Init))
        C.PromiseTakesParameters =
            Construct->getNumArgs() > 0 && !isa<CXXDefaultArgExpr>(Construct->getArg(0));
      if (isa<CXXParenListInitExpr>(Init))
        C.PromiseTakesParameters = C.PromiseIsAggregate = true;
    }
    if (const Expr *Allocate = Body->getAllocate())
      if (const auto *Call = dyn_cast<CallExpr>(Allocate->IgnoreImplicit()))
        C.AllocatesFromParameters = Call->getNumArgs() > 1 && !isNothrow(Call->getArg(1));
    return C;
  }

  const LoweredFiles &Files;
  std::optional<llvm::Regex> Filter;
  llvm::DenseMap<const LambdaExpr *, std::string> LambdaNames;
  llvm::SmallPtrSet<const FunctionDecl *, 32> Seen;
  llvm::SmallPtrSet<const FunctionDecl *, 4> SeenOperators; // which may be coroutines themselves
  std::set<SourceLocation> SeenNames;

public:
  bool HasTraits = false;
  Found &Result;
  bool InParameter = false;
};

} // namespace

Found findCoroutines(Sema &S, StringRef Filter, const LoweredFiles &Files, const Elidable &Types) {
  ASTContext &Context = S.Context;
  Found Result;
  Finder Visitor(Filter, Files, Result);
  Visitor.TraverseDecl(Context.getTranslationUnitDecl());
  const SourceManager &Sources = Context.getSourceManager();
  for (Coroutine &C : Result.Coroutines) {
    C.HasTraits = // in a header, in some translation unit there may be one
        Visitor.HasTraits || Files.fileOf(C.Function->getLocation()) != Sources.getMainFileID();
    const bool IsNamed = llvm::any_of(Result.MachineNames, [&](const MachineName &Name) {
      return Name.Function && Name.Function->getDefinition() == C.Function;
    });
    C.IsElidable =
        (IsNamed || Types.contains(C.Function->getReturnType())) && canBeSpelled(*C.Function);
    if (C.Lambda && !C.IsDependent)
      considerClosure(C, S);
  }
  if (llvm::any_of(Result.Coroutines, [](const Coroutine &C) { return C.IsDependent; }))
    Result.Facts = findInstances(Context);
  for (Coroutine &C : Result.Coroutines)
    if (C.IsDependent && !C.Lambda)
      C.PromiseIsAggregate = Result.Facts.AggregatePromises.contains(C.Function->getLocation());
  return Result;
}

std::string dump(const Found &Found, const SourceManager &Sources) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  for (const Coroutine &C : Found.Coroutines) {
    OS << C.Function->getQualifiedNameAsString() << " at line "
       << Sources.getExpansionLineNumber(C.Function->getLocation()) << "\n  promise "
       << C.PromiseType.getAsString();
    if (C.PromiseTakesParameters)
      OS << ", constructed from the parameters";
    OS << "\n";
    for (const ParmVarDecl *Parameter : C.Function->parameters())
      OS << "  parameter " << (Parameter->getName().empty() ? "(unnamed)" : Parameter->getName())
         << ": " << Parameter->getType().getAsString() << "\n";
  }
  return Text;
}

} // namespace costate
