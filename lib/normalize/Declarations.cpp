// Declarations: which variables there are, and each with its initialiser on its own, since some of
// them will be members of states.
//
//   noisy a("a"), b = co_await next();   ->   Declare a("a"); Suspend AwaitNext, Resume;
//                                             Declare b = <result>
#include "normalize/Normalizer.h"

#include "source/Types.h"

#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace costate {

namespace {

/// Whether one of the variables that a statement declares is named behind a suspension that
/// follows.
class LaterNames : public RecursiveASTVisitor<LaterNames> {
public:
  LaterNames(const DeclStmt *S, const Tokens &T)
      : T(T), S(S), At(T.range(S->getSourceRange()).End) {}

  unsigned FirstAwait = ~0U;
  unsigned LastName = 0;

  bool VisitStmt(Stmt *Each) {
    const unsigned Place = T.range(Each->getSourceRange()).Begin;
    if (Place < At)
      return true;
    if (isa<CoroutineSuspendExpr, DependentCoawaitExpr>(Each))
      FirstAwait = std::min(FirstAwait, Place);
    if (const auto *Name = dyn_cast<DeclRefExpr>(Each);
        Name && llvm::is_contained(S->decls(), Name->getDecl()))
      LastName = std::max(LastName, Place);
    return true;
  }

private:
  const Tokens &T;
  const DeclStmt *S;
  unsigned At;
};

} // namespace

/// A declaration of static variables stays where it is: no braces of what is declared before may
/// end before its last use.
void Normalizer::emitStatic(const DeclStmt *S, Piece Code) {
  LaterNames Names(S, T);
  Names.TraverseStmt(C.Body->getBody());
  Node &N = emit(NodeKind::Text);
  N.Code = std::move(Code);
  N.DeclaresStatic = true;
  N.IsNeededLater = Names.LastName > Names.FirstAwait;
}

void Normalizer::declarations(const DeclStmt *S) {
  std::vector<const VarDecl *> Variables;
  bool DefinesType = false;
  for (const Decl *D : S->decls()) {
    const auto *Variable = dyn_cast<VarDecl>(D);
    if (isa<TagDecl, TypedefNameDecl>(D)) {
      DefinesType = DefinesType || isa<TagDecl>(D);
      if (declareType(D, S))
        return;
      continue;
    }
    if (S->isSingleDecl() &&
        (isa<FunctionDecl>(D) || (Variable && Variable->hasExternalStorage()))) {
      // In run() it would declare a function of the machine's namespace.
      F.Types.push_back({D, text(S, true), ""});
      F.InBody = true;
      return;
    }
    if (!Variable) {
      declareNames(D, S);
      emit(NodeKind::Text).Code = text(S, true);
      return;
    }
    Variables.push_back(Variable);
  }
  if (declareStatic(Variables, S))
    return;
  const bool IsConstant = llvm::all_of(Variables, [&](const VarDecl *V) {
    if (Captured.contains(V))
      return false; // a closure refers to it as an object
    if (Awaiting.in(V->getInit()) && !isNumber(V))
      return false;
    return V->isConstexpr() ||
           (V->getType().isConstQualified() && V->mightBeUsableInConstantExpressions(Context) &&
            V->getInit() && V->isUsableInConstantExpressions(Context));
  });
  if (IsConstant)
    return declareConstants(Variables, S);
  for (const VarDecl *Variable : Variables)
    declaration(Variable, Variables.size() == 1 && !DefinesType ? S : nullptr);
}

/// A local type becomes a member of the machine. Whether it is all that \p S declares.
bool Normalizer::declareType(const Decl *D, const DeclStmt *S) {
  const auto *Tag = dyn_cast<TagDecl>(D);
  if (Tag)
    rememberNames(Tag);
  if (const auto *Named = cast<NamedDecl>(D); Named->getIdentifier())
    takeLocalName(Named, S);
  if (const auto *Enum = dyn_cast<EnumDecl>(D); Enum && !Enum->isScoped())
    for (const EnumConstantDecl *Each : Enum->enumerators())
      takeLocalName(Each, S);
  if (S->isSingleDecl()) {
    F.Types.push_back({D, text(S, true), ""});
    return true;
  }
  if (Tag && Tag->isThisDeclarationADefinition())
    F.Types.push_back(localType(Tag));
  return false;
}

/// Whether \p S, which declares \p Variables, declares none that a frame would hold.
bool Normalizer::declareStatic(llvm::ArrayRef<const VarDecl *> Variables, const DeclStmt *S) {
  const VarDecl *First = Variables.front();
  const bool HasAwait = Awaiting.in(S);
  const bool IsAsked = MovesConstants && First->isConstexpr();
  if (First->isStaticLocal() &&
      (HasLocalClasses || IsAsked || isNamedIn(false, First->getName())) && S->isSingleDecl() &&
      !HasAwait && First->getTLSKind() == VarDecl::TLS_None && First->hasInit() &&
      !First->isInvalidDecl() &&
      !isa<LambdaExpr>(First->getInit()->IgnoreImplicit()) && // closures stand further on
      (First->getInit()->isValueDependent() || First->hasConstantInitialization())) {
    // What moves out of the body may name it; its initialisation cannot be told from an earlier
    // one.
    F.Types.push_back(
        {First, Piece::of(IsAsked ? "[[maybe_unused]] " : "").add(text(S, true)), ""});
    F.InBody = true;
    return true;
  }
  if (!First->isStaticLocal() && First->getTLSKind() == VarDecl::TLS_None &&
      !First->hasExternalStorage())
    return false;
  if (HasAwait)
    R.refuse(First->getLocation(),
             "the initialiser of a variable with static or thread storage duration must not "
             "contain an await ([expr.await]/2)");
  else
    emitStatic(S, text(S, true));
  for (const VarDecl *Each : Variables) {
    rememberStatic(Each);
    if (MovesConstants && S->isSingleDecl() && Each->isUsableInConstantExpressions(Context))
      nameConstant(Each);
  }
  return true;
}

/// A type that is defined together with variables; one without a name gets one.
LocalType Normalizer::localType(const TagDecl *Tag) {
  const TokenRange Range = T.range(Tag->getSourceRange());
  LocalType Local{Tag, {}, ""};
  if (Tag->getIdentifier()) {
    Local.Code = fill(Range, {});
  } else {
    Local.Name = "unnamed_" + std::to_string(F.Types.size() + 1);
    Local.Code = fill({Range.Begin, Range.Begin + 1}, {});
    Local.Code.text(" " + Local.Name + " ").add(fill({Range.Begin + 1, Range.End}, {}));
  }
  Local.Code.text(";");
  return Local;
}

/// What a reference is bound to, where a class converts to that ([dcl.init.ref]/5).
Piece Normalizer::bindable(const VarDecl *Variable, const Value &V, Piece Init) const {
  if (!V.IsReference || V.IsExtended || V.From != Deduced::No || !Variable->getInit())
    return Init;
  for (const Expr *E = Variable->getInit();;) {
    if (const auto *Cast = dyn_cast<ImplicitCastExpr>(E)) {
      if (Cast->getCastKind() == CK_UserDefinedConversion)
        return Piece::of("static_cast<" + typeName(V.Type) + ">(").add(Init).text(")");
      E = Cast->getSubExpr();
    } else if (const auto *Full = dyn_cast<FullExpr>(E)) {
      E = Full->getSubExpr();
    } else {
      return Init;
    }
  }
}

/// Tuple-like bindings are references of their own, made from get<i>(...) ([dcl.struct.bind]/4).
void Normalizer::declareBindings(const DecompositionDecl *Decomposed, ValueId Id) {
  if (Decomposed->getType()->isDependentType())
    return declareDependentBindings(Decomposed, Id);
  unsigned Index = 0;
  for (const BindingDecl *Binding : Decomposed->bindings()) {
    const VarDecl *Variable = Binding->getHoldingVar();
    if (!Variable)
      return;
    const ValueId Part = track(Variable);
    Value &V = F.Values[Part];
    V.Name = Binding->getName().str();
    V.Whole = Id;
    // get<i>() may return an object, whose life the binding extends.
    const Expr *Init = Variable->getInit();
    if (const auto *Full = dyn_cast<ExprWithCleanups>(Init))
      Init = Full->getSubExpr();
    V.IsExtended = isa<MaterializeTemporaryExpr>(Init);
    Holding[Binding] = Part;
    const auto *Get = dyn_cast_or_null<CallExpr>(Variable->getInit()->IgnoreImplicit());
    const std::string Number = "<" + std::to_string(Index++) + ">";
    Piece Object;
    if (Decomposed->getType()->isLValueReferenceType())
      Object.use(Id, true);
    else
      Object.text("std::move(").use(Id, true).text(")");
    Piece Made;
    if (Get && isa<CXXMemberCallExpr>(Get))
      Made.add(Object).text((C.IsDependent ? ".template get" : ".get") + Number + "()");
    else if (Get && Get->getDirectCallee())
      Made.text("::" + qualifiedName(*Get->getDirectCallee()) + Number + "(").add(Object).text(")");
    emit(NodeKind::Declare).Variables.push_back({Part, InitStyle::Copy, std::move(Made)});
  }
}

} // namespace costate
