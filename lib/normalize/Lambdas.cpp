// Lambda expressions and local classes of the body: they stay as they are written, and what they
// name is seen here.
#include "normalize/Normalizer.h"

#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace costate {
namespace {

/// Finds the names that mean functions and variables from outside.
class ForeignNames : public RecursiveASTVisitor<ForeignNames> {
public:
  explicit ForeignNames(llvm::StringSet<> &Names) : Names(Names) {}

  // An await's operand hangs in the tree several times.
  bool TraverseCoawaitExpr(CoawaitExpr *Await) { return TraverseStmt(Await->getOperand()); }
  bool TraverseCoyieldExpr(CoyieldExpr *Yield) { return TraverseStmt(Yield->getOperand()); }
  bool TraverseCoroutineBodyStmt(CoroutineBodyStmt *Body) { return TraverseStmt(Body->getBody()); }

  bool VisitDeclRefExpr(DeclRefExpr *Name) {
    const auto *Variable = dyn_cast<VarDecl>(Name->getDecl());
    if (!Name->hasQualifier() && Name->getDecl()->getIdentifier() &&
        !isa<BindingDecl>(Name->getDecl()) && !(Variable && Variable->isLocalVarDeclOrParm()))
      Names.insert(Name->getDecl()->getName());
    return true;
  }
  bool VisitOverloadExpr(OverloadExpr *Name) {
    if (!Name->getQualifier() && Name->getName().isIdentifier())
      Names.insert(Name->getName().getAsIdentifierInfo()->getName());
    return true;
  }

private:
  llvm::StringSet<> &Names;
};

} // namespace

void Normalizer::rememberNames(const Stmt *Body) {
  ForeignNames(F.Foreign).TraverseStmt(const_cast<Stmt *>(Body));
}

void Normalizer::rememberNames(const TagDecl *Class) {
  ForeignNames(F.Foreign).TraverseDecl(const_cast<TagDecl *>(Class));
}

/// What a capture becomes that copies what the closure around it holds as const. The copy is not
/// const ([expr.prim.lambda.capture]/10), but one of what the machine refers to would be: `[n = n]`
/// drops the const.
static std::string copyOfConst(const LambdaCapture &Capture, const Value &From) {
  const QualType Type = Capture.getCapturedVar()->getType().getNonReferenceType();
  if (Capture.getCaptureKind() != LCK_ByCopy || !From.IsCapture || !From.IsConst ||
      Type.isConstQualified() || Type->isArrayType() || Type->getAs<PackExpansionType>())
    return {};
  const std::string Name = Capture.getCapturedVar()->getNameAsString();
  return Name + " = " + Name;
}

/// What a closure refers to by a use of a variable or binding.
static Capture captureOf(const Part &Use, const BindingDecl *Named) {
  Capture Result(Use.Id);
  Result.Binding = Use.Bound;
  Result.Before = Use.Before;
  Result.Text = Use.Text;
  if (Named)
    Result.Name = Named->getNameAsString();
  return Result;
}

void Normalizer::captureBinding(const BindingDecl *Binding, SourceLocation Where, Part &Begin) {
  for (const Part &Each : binding(Binding, true).Parts)
    if (Each.Kind == PartKind::Use || Each.Bound)
      Begin.Captured.push_back(captureOf(Each, Binding));
    else
      R.refuse(Where, "a lambda of a template captures a structured binding, of which the "
                      "instantiations do not tell what it names; name the member in a variable of "
                      "its own");
}

void Normalizer::collectLambda(const LambdaExpr *Lambda, std::vector<Hole> &Holes) {
  const TokenRange Range = T.range(Lambda->getSourceRange());
  Part Begin(PartKind::LambdaBegin);
  Begin.Lambda = Lambda;
  std::vector<Hole> Inner;
  std::string Implicit;
  for (const LambdaCapture &Capture : Lambda->captures()) {
    if (!Capture.capturesVariable())
      continue;
    const auto *Variable = dyn_cast<VarDecl>(Capture.getCapturedVar());
    if (Variable && Lambda->isInitCapture(&Capture)) {
      const size_t First = Inner.size();
      collect(Variable->getInit(), Inner);
      for (size_t I = First; I != Inner.size(); ++I)
        for (const Part &Each : Inner[I].Filling.Parts) {
          if (Each.Kind == PartKind::Use || Each.Bound)
            Begin.Captured.push_back(captureOf(Each, Each.Bound));
          llvm::append_range(Begin.Captured, Each.Captured);
        }
    } else if (Variable) {
      if (const auto It = Tracked.find(Variable); It != Tracked.end()) {
        Begin.Captured.push_back({It->second});
        const std::string Copy = copyOfConst(Capture, F.Values[It->second]);
        if (!Copy.empty() && Capture.isExplicit())
          Inner.push_back(
              {T.range({Capture.getLocation(), Capture.getLocation()}), Piece::of(Copy)});
        else if (!Copy.empty())
          Implicit += ", " + Copy;
      }
    } else if (const auto *Binding = dyn_cast<BindingDecl>(Capture.getCapturedVar())) {
      captureBinding(Binding, Capture.getLocation(), Begin);
    }
  }
  if (!Implicit.empty()) {
    const SourceLocation Default = Lambda->getCaptureDefaultLoc();
    const unsigned Behind = T.range({Default, Default}).End;
    Inner.push_back({{Behind, Behind}, Piece::of(Implicit)});
  }
  rememberNames(Lambda->getBody());
  collectStatics(Lambda, Inner);
  collectTypesOfNames(Lambda, Inner);
  collectConstants(Lambda, Inner);
  collectImplicitCaptures(Lambda, Begin);
  if (collectObjectInLambda(Lambda, Inner))
    Begin.Captured.push_back({F.Object});
  llvm::SmallDenseSet<std::pair<ValueId, const BindingDecl *>, 4> Once;
  llvm::erase_if(Begin.Captured, [&](const struct Capture &Each) {
    return !Once.insert({Each.Id, Each.Binding}).second;
  });
  collectPositions(Lambda->getBody(), Inner);
  Piece P;
  P.Parts.push_back(std::move(Begin));
  P.add(fill(Range, std::move(Inner)));
  P.Parts.emplace_back(PartKind::LambdaEnd);
  Holes.push_back({Range, std::move(P)});
}

} // namespace costate
