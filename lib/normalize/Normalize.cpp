// The stage's frame: parameters and captures, the body between the initial and the final suspension
// point ([dcl.fct.def.coroutine]/5), and the values and nodes that the other files make.
//
//   task<> f(int a) { ... }   ->   Suspend Start{promise.initial_suspend()}; Resume; ...
//                                  Suspend Done{promise.final_suspend()}
#include "normalize/Normalizer.h"

#include "source/Head.h"

#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace costate {

NormalForm normalize(const Coroutine &C, const Found &Found, const Embedding &Embedding,
                     llvm::ArrayRef<Rewritten> Inner, ASTContext &Context, const Tokens &T,
                     Refusals &R) {
  return Normalizer(C, Found, Embedding, Inner, Context, T, R).run();
}

/// Whether \p S has what stands before the machine and may name the body's constants: types, and
/// the conditions of constexpr ifs with awaits.
bool Normalizer::mayTellTypes(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (const auto *If = dyn_cast<IfStmt>(S);
      If && If->isConstexpr() && If->getCond()->isValueDependent() && Awaiting.in(If))
    return true;
  if (const auto *Declares = dyn_cast<DeclStmt>(S))
    return llvm::any_of(Declares->decls(), [](const Decl *D) { return isa<TypeDecl>(D); });
  return llvm::any_of(S->children(), [&](const Stmt *Child) { return mayTellTypes(Child); });
}

namespace {

/// Finds what types and template arguments name: as those of the machine's members, they say its
/// value.
class NamesInTypes : public RecursiveASTVisitor<NamesInTypes> {
public:
  using Set = llvm::SmallPtrSetImpl<const ValueDecl *>;
  NamesInTypes(Set &Names, Set &InArguments, Set &InStatements)
      : Names(Names), InArguments(InArguments), InStatements(InStatements) {}

  bool TraverseTypeLoc(TypeLoc Type, bool Qualifiers = true) {
    const llvm::SaveAndRestore Inside(IsInType, true);
    return RecursiveASTVisitor::TraverseTypeLoc(Type, Qualifiers);
  }
  bool TraverseLambdaExpr(LambdaExpr *Lambda) {
    const llvm::SaveAndRestore Inside(IsInLambda, true);
    return RecursiveASTVisitor::TraverseLambdaExpr(Lambda);
  }
  bool TraverseTemplateArgumentLoc(const TemplateArgumentLoc &Argument) {
    const llvm::SaveAndRestore Inside(IsInArgument, true);
    return RecursiveASTVisitor::TraverseTemplateArgumentLoc(Argument);
  }
  bool VisitDeclRefExpr(DeclRefExpr *Name) {
    if (IsInType)
      Names.insert(Name->getDecl());
    else if (IsInArgument)
      InArguments.insert(Name->getDecl());
    else if (!IsInLambda)
      InStatements.insert(Name->getDecl());
    return true;
  }

private:
  Set &Names;
  Set &InArguments;
  Set &InStatements;
  bool IsInType = false;
  bool IsInArgument = false;
  bool IsInLambda = false;
};

} // namespace

NormalForm Normalizer::run() {
  F.Body = std::make_unique<Node>();
  F.Body->Kind = NodeKind::Block;
  F.Body->Role = "Body";
  Out = &F.Body->Children;
  const TokenRange Whole = T.range(C.Range);
  for (unsigned I = Whole.Begin; I < Whole.End; ++I)
    if (T.kind(I) == tok::identifier) {
      HidesPromise = HidesPromise || T.text(I) == "promise";
      Words.insert(T.text(I));
    }
  findCaptures(C.Body->getBody());
  findBoundValues();
  NamesInTypes(InTypes, InArguments, InStatements).TraverseStmt(C.Body->getBody());
  HasLocalClasses = definesClass(C.Body->getBody());
  MovesConstants = C.IsDependent &&
                   (!InTypes.empty() || !InArguments.empty() || mayTellTypes(C.Body->getBody()));
  F.NamesAwaitOperator = mayNameAwaitOperator();
  refuseTakenNames();
  declareObject();
  refuseJumpsInHeads(C.Body->getBody());
  unsigned Position = 0;
  for (const ParmVarDecl *Parameter : C.Function->parameters()) {
    ++Position;
    const ValueId Id = track(Parameter);
    Value &V = F.Values[Id];
    V.Kind = ValueKind::Parameter;
    if (V.Name.empty())
      V.Name = missingName(Position);
    const bool IsPack = Parameter->isParameterPack();
    V.HasNoName = hasNoName(IsPack ? cast<PackExpansionType>(V.Type)->getPattern() : V.Type);
    if (C.Lambda && IsPack && V.HasNoName &&
        C.Lambda->getLambdaClass()->getDeclContext()->isDependentContext())
      R.refuse(Parameter->getLocation(),
               "a lambda with a pack of `auto` parameters inside of a template is not supported: "
               "compilers lose the pack in a class of its body; give the parameters a type, or "
               "make the lambda a function template");
    if (V.HasNoName && !IsPack)
      V.TypeText = V.Name + "_type";
    V.IsDropped = !V.HasNoName && isDropped(*Parameter);
    F.Parameters.push_back(Id);
  }
  declareCaptures();
  // The startup copies parameters; the body's names mean the copies ([dcl.fct.def.coroutine]/13).
  initialAwait();
  const Stmt *Body = C.Body->getBody();
  if (const auto *Try = dyn_cast<CXXTryStmt>(Body)) {
    tryStatement(Try);
  } else {
    block(cast<CompoundStmt>(Body), *F.Body);
  }
  const std::optional<bool> ReturnsVoid =
      C.IsDependent ? promiseDeclares("return_void") : C.HasReturnVoid;
  if (!ReturnsVoid || *ReturnsVoid) {
    const bool Reachable = Out->empty() || (Out->back()->Kind != NodeKind::Return &&
                                            Out->back()->Kind != NodeKind::Jump);
    if (Reachable && ReturnsVoid)
      F.FallThrough = promise().text(".return_void();");
    else if (Reachable)
      F.FallThrough = Piece::of("costate::flow_off(").add(promise()).text(");");
  }
  finalAwait();
  return std::move(F);
}

/// Whether the machine needs no copy of \p Parameter: nothing refers to it, and copying and
/// destroying it has no effect.
bool Normalizer::isDropped(const ParmVarDecl &Parameter) const {
  const QualType Type = Parameter.getType();
  const bool IsNamed = Parameter.getIdentifier() && Parameter.isReferenced();
  if (IsNamed || C.IsDependent || C.PromiseTakesParameters || Type.isVolatileQualified())
    return false;
  return Type->isReferenceType() ||
         (Type.isTriviallyCopyableType(Context) && isTriviallyDestructible(Type, Context));
}

/// Whether a class is defined in \p S, outside of lambdas.
bool Normalizer::definesClass(const Stmt *S) const {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (const auto *Declaration = dyn_cast<DeclStmt>(S))
    if (llvm::any_of(Declaration->decls(), [](const Decl *D) { return isa<CXXRecordDecl>(D); }))
      return true;
  return llvm::any_of(S->children(), [&](const Stmt *Child) { return definesClass(Child); });
}

void Normalizer::findCaptures(const Stmt *S) {
  if (!S)
    return;
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
    for (const LambdaCapture &Capture : Lambda->captures())
      if (Capture.capturesVariable())
        Captured.insert(Capture.getCapturedVar());
  for (const Stmt *Child : S->children())
    findCaptures(Child);
}

void Normalizer::implicitAwait(const Expr *E, const std::string &Call) {
  const auto *Await = cast<CoroutineSuspendExpr>(E->IgnoreImplicit());
  if (!C.IsDependent) {
    Replaced[Await->getOperand()] = promise().text(Call);
    lowerAwait(Await);
    F.States.back().IsPassed = false; // the runtime asks for a member
    return;
  }
  Value Awaiter(ValueKind::Operand);
  Awaiter.Name = "awaiter";
  Awaiter.Init = Piece::of("{").add(promise()).text(Call + "}");
  Awaiter.From = Deduced::Awaiter;
  Awaiter.TypeOf = promise().text(Call);
  F.Values.push_back(std::move(Awaiter));
  suspendIn(F.Values.size() - 1, Await, Await->getOperand(), false, false);
}

void Normalizer::initialAwait() {
  implicitAwait(cast<Expr>(C.Body->getInitSuspendStmt()), ".initial_suspend()");
  F.Initial = Open.front();
  Open.clear();
  Out->clear();
  F.States[F.Initial].Name = "Start";
  F.States[F.Initial].Quote.clear();
  StateNames.clear(); // the initial suspension has taken some
  StateNumbers.clear();
  StateNames.insert_range(llvm::ArrayRef<StringRef>{"Start", "Done"});
}

void Normalizer::finalAwait() {
  auto *Before = Out;
  std::vector<std::unique_ptr<Node>> Nodes;
  Out = &Nodes;
  implicitAwait(cast<Expr>(C.Body->getFinalSuspendStmt()), ".final_suspend()");
  F.Final = Open.front();
  F.States[F.Final].Name = "Done";
  F.States[F.Final].Quote.clear();
  Open.clear();
  Out = Before;
}

Piece Normalizer::promise() const {
  Part Named(PartKind::Promise);
  Named.Text = HidesPromise || C.IsDependent ? "this->promise" : "promise";
  return {{Named}};
}

Node &Normalizer::emit(NodeKind Kind) {
  auto N = std::make_unique<Node>();
  N->Kind = Kind;
  Out->push_back(std::move(N));
  return *Out->back();
}

ValueId Normalizer::newVariable(std::string Name, QualType Type) {
  Value V(ValueKind::Variable);
  V.Name = std::move(Name);
  V.Type = Type;
  F.Values.push_back(std::move(V));
  const ValueId Id = F.Values.size() - 1;
  emit(NodeKind::Declare).Variables.push_back({Id, InitStyle::Default, {}});
  return Id;
}

ValueId Normalizer::track(const VarDecl *Variable) {
  Value V(ValueKind::Variable);
  V.Name = Variable->getIdentifier() ? Variable->getName().str() : "";
  V.Type = Variable->getType();
  V.Decl = Variable;
  V.IsReference = Variable->getType()->isReferenceType();
  F.Values.push_back(std::move(V));
  return Tracked[Variable] = F.Values.size() - 1;
}

} // namespace costate
