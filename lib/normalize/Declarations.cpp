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

/// Types leave the body for one place.
void Normalizer::takeLocalName(const NamedDecl *Named) {
  if (!LocalTypeNames.insert(Named->getName()).second)
    R.refuse(Named->getLocation(), "two local types of this coroutine are called '" +
                                       Named->getName().str() +
                                       "'; both would become members of its machine; rename one");
}

/// What stands in front of run() knows only the type of a variable that is static in it, and
/// declares it again if it is a constant.
void Normalizer::rememberStatic(const VarDecl *Variable) {
  const ValueId Id = track(Variable);
  Tracked.erase(Variable);
  Statics[Variable] = Id;
  Value &V = F.Values[Id];
  V.Home = ValueHome::Static;
  if (C.IsDependent && Variable->getType()->getContainedAutoType() && Variable->getInit()) {
    V.From = Deduced::Auto;
    V.TypeOf = text(Variable->getInit());
  }
}

/// Gives a constant that types of a template name another name for them: g++ 12 crashes on a static
/// variable of a function in the members of its local classes.
void Normalizer::nameConstant(const VarDecl *Variable) {
  const Expr *Init = Variable->getInit();
  const QualType Type = Variable->getType().getUnqualifiedType();
  const bool IsInType = InTypes.contains(Variable);
  if (!(IsInType || InArguments.contains(Variable)) || !Init ||
      isa<InitListExpr, ParenListExpr>(Init) ||
      !(Type->isIntegralOrEnumerationType() || Type->isUndeducedType() || Type->isDependentType()))
    return;
  std::string Name = Variable->getName().str() + "_constant";
  if (const unsigned Before = ConstantNames[Variable->getName()]++; Before > 0) {
    if (IsInType)
      R.refuse(Variable->getLocation(),
               "two constants of this template that types name are called '" +
                   Variable->getName().str() + "'; rename one");
    Name += "_" + std::to_string(Before + 1);
  }
  F.Values[Statics[Variable]].TypeText = Name + "::value";
  const Piece Value = text(Init);
  const Piece Of = Type->isUndeducedType()
                       ? Piece::of("std::decay_t<decltype(").add(Value).text(")>")
                       : Piece::of(::costate::declaration(Type, "", Context));
  if (IsInType)
    F.Constants[Variable->getName().str()] = Name + "::value";
  F.Types.push_back({Variable,
                     Piece::of("using " + Name + " [[maybe_unused]] = std::integral_constant<")
                         .add(Of)
                         .text(", static_cast<")
                         .add(Of)
                         .text(">(")
                         .add(Value)
                         .text(")>;"),
                     ""});
}

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
      F.Declarations.push_back(text(S, true));
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
    takeLocalName(Named);
  if (const auto *Enum = dyn_cast<EnumDecl>(D); Enum && !Enum->isScoped())
    for (const EnumConstantDecl *Each : Enum->enumerators())
      takeLocalName(Each);
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
  if (First->isStaticLocal() && (HasLocalClasses || IsAsked) && S->isSingleDecl() && !HasAwait &&
      First->getTLSKind() == VarDecl::TLS_None && First->hasInit() && !First->isInvalidDecl() &&
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

/// A constant needs no place in the frame, and stays usable where one is required.
void Normalizer::declareConstants(llvm::ArrayRef<const VarDecl *> Variables, const DeclStmt *S) {
  llvm::for_each(Variables, [&](const VarDecl *Each) { rememberStatic(Each); });
  const VarDecl *First = Variables.front();
  TokenRange Range = T.withSemicolon(T.range(S->getSourceRange()));
  const unsigned Begin = T.range(First->getTypeSpecStartLoc()).Begin;
  unsigned Attributes = Range.Begin;            // come before the specifiers
  while (T.kind(Attributes) == tok::l_square) { // up to the second of `]]`
    while (T.kind(Attributes) != tok::r_square || T.kind(Attributes + 1) == tok::r_square)
      ++Attributes;
    ++Attributes;
  }
  Piece Code = Attributes < Begin ? textOf({Range.Begin, Attributes}, S) : Piece();
  Range.Begin = Code.empty() ? Range.Begin : Attributes;
  for (const VarDecl *Each : Variables)
    F.Values[Statics[Each]].Init = Piece::of("static ").add(textOf(Range, S));
  // What decides between the ways through a template is asked before there are any.
  const bool Moves = MovesConstants && !InConstexprIf && S->isSingleDecl() &&
                     LocalTypeNames.insert(First->getName()).second;
  if (Moves) {
    Code.text("[[maybe_unused]] static ").add(textOf(Range, S));
    F.Types.push_back({First, std::move(Code), ""});
    nameConstant(First);
    return;
  }
  const bool Marked =
      Code.empty() && (InConstexprIf || llvm::any_of(Variables, [&](const VarDecl *Variable) {
                         return InTypes.contains(Variable) || InArguments.contains(Variable) ||
                                !InStatements.contains(Variable);
                       }));
  Code.text(Marked ? "[[maybe_unused]] static " : " static ").add(textOf(Range, S));
  emitStatic(S, std::move(Code));
  if (MovesConstants && !InConstexprIf && S->isSingleDecl())
    nameConstant(First);
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
        return Piece::of("static_cast<" + ::costate::declaration(V.Type, "", Context) + ">(")
            .add(Init)
            .text(")");
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
      Made.text("::" + Get->getDirectCallee()->getQualifiedNameAsString() + Number + "(")
          .add(Object)
          .text(")");
    emit(NodeKind::Declare).Variables.push_back({Part, InitStyle::Copy, std::move(Made)});
  }
}

} // namespace costate
