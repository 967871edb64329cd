// What a member function or a lambda refers to besides its parameters: its object, and what it has
// captured. In run() `this` is the machine, so that the object is named there:
//
//   total += price(n);                    ->   self.total += self.price(n);
//   register_at(this, *this);             ->   register_at((&self), self);
//   auto log = [this] { print(total); };  ->   auto log = [&self] { print(self.total); };
#include "normalize/Normalizer.h"

#include "source/MachineNames.h"
#include "source/Types.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace costate {
namespace {

const CXXThisExpr *thisIn(const Expr *E) {
  return E ? dyn_cast<CXXThisExpr>(E->IgnoreParenImpCasts()) : nullptr;
}

/// The base of a member access on the object, through anonymous unions; and how it goes on.
struct Access {
  const CXXThisExpr *This = nullptr;
  bool IsImplicit = false;
  SourceLocation Member; ///< where the member's name begins, with its qualifier
};

template <class Dependent> Access dependentAccess(const Dependent *E) {
  Access A;
  const SourceLocation Qualifier = E->getQualifierLoc().getBeginLoc();
  A.Member = Qualifier.isValid() ? Qualifier : E->getMemberLoc();
  A.IsImplicit = E->isImplicitAccess();
  if (!A.IsImplicit)
    A.This = thisIn(E->getBase());
  return A;
}

Access accessOf(const Stmt *S) {
  if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(S))
    return dependentAccess(Member);
  if (const auto *Member = dyn_cast<UnresolvedMemberExpr>(S))
    return dependentAccess(Member);
  Access A;
  const auto *Member = dyn_cast<MemberExpr>(S);
  if (!Member || !Member->getMemberDecl()->getDeclName()) // an anonymous union is not written
    return A;
  const SourceLocation Qualifier = Member->getQualifierLoc().getBeginLoc();
  A.Member = Qualifier.isValid() ? Qualifier : Member->getMemberLoc();
  const Expr *Base = Member->getBase()->IgnoreParenImpCasts();
  while (const auto *Union = dyn_cast<MemberExpr>(Base)) {
    if (Union->getMemberDecl()->getIdentifier())
      break;
    Base = Union->getBase()->IgnoreParenImpCasts();
  }
  A.This = dyn_cast<CXXThisExpr>(Base);
  A.IsImplicit = A.This && A.This->isImplicit();
  return A;
}

/// Calls a function for every node of a lambda's body, and for its lambdas.
class NodeVisitor : public RecursiveASTVisitor<NodeVisitor> {
public:
  explicit NodeVisitor(llvm::function_ref<void(const Stmt *)> Visit) : Visit(Visit) {}
  bool VisitStmt(Stmt *S) {
    Visit(S);
    return true;
  }
  bool TraverseCXXRecordDecl(CXXRecordDecl *) { return true; } // its `this` is another

private:
  llvm::function_ref<void(const Stmt *)> Visit;
};

void forEachNode(const Stmt *S, llvm::function_ref<void(const Stmt *)> Visit) {
  NodeVisitor(Visit).TraverseStmt(const_cast<Stmt *>(S));
}

} // namespace

/// Whether only decltype names \p Type: of a parameter declared with `auto`, of an unnamed class.
bool Normalizer::hasNoName(QualType Type) const {
  if (Type->isUndeducedType() || Type->getContainedAutoType())
    return true;
  PrintingPolicy Policy = Context.getPrintingPolicy();
  Policy.SuppressUnwrittenScope = true; // a namespace without a name hides none
  const std::string Text = Type.getAsString(Policy);
  if (Text.find("(lambda at") != std::string::npos || Text.find("(unnamed") != std::string::npos ||
      Text.find("(anonymous") != std::string::npos)
    return true;
  const size_t Auto = Text.find("auto");
  return Auto != std::string::npos &&
         (Auto == 0 || !(llvm::isAlnum(Text[Auto - 1]) || Text[Auto - 1] == '_')) &&
         (Auto + 4 == Text.size() || !(llvm::isAlnum(Text[Auto + 4]) || Text[Auto + 4] == '_'));
}

bool Normalizer::isNameable(QualType Type) const {
  return costate::isNameable(Type, C.Function, Context);
}

/// \p Type as run() names it, where the names of variables may hide others.
std::string Normalizer::typeName(QualType Type) const {
  Type = withoutLocalAliases(Type);
  const std::string Text = ::costate::declaration(Type, "", Context);
  const auto Names = unqualifiedNames(Text);
  const bool IsHidden = llvm::any_of(F.Values, [&](const Value &V) {
    return V.Kind != ValueKind::Operand && llvm::is_contained(Names, V.Name);
  });
  return IsHidden ? ::costate::declaration(Type, "", Context, true) : Text;
}

ValueId Normalizer::referTo(QualType Type, std::string Name) {
  Value V(ValueKind::Parameter);
  V.Name = std::move(Name);
  V.Type = Context.getLValueReferenceType(Type);
  V.IsReference = true;
  F.Values.push_back(std::move(V));
  F.Parameters.push_back(F.Values.size() - 1);
  return F.Parameters.back();
}

/// The object of a member function is its first parameter.
/// Whether \p Method, of a template, is defined with other names of the class's parameters than
/// the class, of which its object's type, \p Object, has them.
static bool namesParametersAnew(const FunctionDecl *Method, QualType Object, const Tokens &T,
                                const ASTContext &Context) {
  const NestedNameSpecifierLoc Qualifier = Method->getQualifierLoc();
  if (!Method->isDependentContext() || !Qualifier)
    return false;
  const auto Parameters = [](std::string Text) {
    llvm::erase_if(Text, [](char C) { return llvm::isSpace(C) || C == ':'; });
    return Text.substr(std::min(Text.find('<'), Text.size()));
  };
  return Parameters(T.spell(T.range(Qualifier.getSourceRange()))) !=
         Parameters(Object.getUnqualifiedType().getAsString(Context.getPrintingPolicy()));
}

void Normalizer::declareObject() {
  if (C.Object.isNull() || C.Lambda)
    return;
  F.Object = referTo(C.Object, C.ObjectName);
  F.Values[F.Object].IsObject = true;
  if (hasNoName(C.Object) || namesParametersAnew(C.Function, C.Object, T, Context))
    F.Values[F.Object].TypeText = C.ObjectName + "_type";
}

/// Whether \p Variable is a local of what is around the lambda.
bool Normalizer::isOutside(const VarDecl *Variable) const {
  if (!Variable->isLocalVarDeclOrParm() || Variable->isStaticLocal())
    return false;
  const TokenRange At = T.range({Variable->getLocation(), Variable->getLocation()});
  return !T.range(C.Range).contains(At);
}

/// Whether what \p Lambda refers to as \p Variable is the copy of a closure around it that may not
/// be changed ([expr.prim.lambda.capture]/11).
static bool isConstCopy(const LambdaExpr *Lambda, const ValueDecl *Variable) {
  for (const DeclContext *At = Lambda->getLambdaClass()->getParent(); At; At = At->getParent()) {
    const auto *Class = dyn_cast<CXXRecordDecl>(At);
    if (!Class || !Class->isLambda())
      continue;
    const LambdaCapture *Capture = captureOf(Class, Variable);
    if (Capture && Capture->getCaptureKind() == LCK_ByCopy)
      return Class->getLambdaCallOperator()->isConst();
  }
  return false;
}

/// The type of the object that \p S itself names or, in a template, calls a member of; or null.
static QualType typeOfThis(const Stmt *S) {
  QualType Pointer;
  if (const auto *This = dyn_cast<CXXThisExpr>(S))
    Pointer = This->getType();
  else if (const auto *Member = dyn_cast<UnresolvedMemberExpr>(S);
           Member && Member->isImplicitAccess())
    Pointer = Member->getBaseType();
  else if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(S);
           Member && Member->isImplicitAccess())
    Pointer = Member->getBaseType();
  return Pointer.isNull() ? Pointer : Pointer->getPointeeType();
}

namespace {

/// What the body of a coroutine lambda names; only that is needed of its captures.
struct NamedInBody {
  llvm::SmallPtrSet<const Decl *, 8> All;
  QualType This; ///< the type of the object, if the body names it

  explicit NamedInBody(const Stmt *Body) {
    forEachNode(Body, [&](const Stmt *S) {
      if (const auto *Name = dyn_cast<DeclRefExpr>(S))
        All.insert(Name->getDecl());
      if (const QualType Object = typeOfThis(S); !Object.isNull())
        This = Object;
      if (const auto *Inner = dyn_cast<LambdaExpr>(S))
        for (const LambdaCapture &Capture : Inner->captures())
          if (Capture.capturesVariable())
            All.insert(Capture.getCapturedVar());
    });
  }
};

} // namespace

/// A closure is referred to, not copied: each of its members that the body uses is a parameter of
/// its own, behind the others.
void Normalizer::declareCaptures() {
  if (!C.Lambda)
    return;
  const NamedInBody Named(C.Body->getBody());
  // In a template the captures of a capture default may wait for the instantiation.
  llvm::SmallVector<const ValueDecl *, 4> Implicit;
  if (C.IsDependent && C.Lambda->getCaptureDefault() != LCD_None)
    for (const Decl *D : Named.All)
      if (const auto *Variable = dyn_cast<VarDecl>(D); Variable && isOutside(Variable))
        Implicit.push_back(Variable);
  llvm::sort(Implicit, [](const ValueDecl *A, const ValueDecl *B) {
    return A->getLocation() < B->getLocation();
  });
  const bool IsConst = !C.Lambda->isMutable();
  const auto Add = [&](QualType Type, std::string Name) {
    const ValueId Id = referTo(Type, std::move(Name));
    F.Values[Id].IsCapture = true;
    F.Values[Id].IsConst = Type.isConstQualified();
    F.Values[Id].HasNoName = hasNoName(Type);
    if (F.Values[Id].HasNoName)
      F.Values[Id].TypeText = F.Values[Id].Name + "_type";
    return Id;
  };
  const auto AddVariable = [&](const ValueDecl *Variable, bool IsCopy) {
    const auto *Pack = Variable->getType()->getAs<PackExpansionType>();
    QualType Type = (Pack ? Pack->getPattern() : Variable->getType()).getNonReferenceType();
    if ((IsCopy ? IsConst : isConstCopy(C.Lambda, Variable)) &&
        !Context.getBaseElementType(Type).isConstQualified())
      Type = Type.withConst();
    const ValueId Id = Add(Type, Variable->getNameAsString());
    if (Pack) {
      F.Values[Id].Type = Context.getPackExpansionType(F.Values[Id].Type, std::nullopt);
      F.Values[Id].TypeText.clear(); // each has a type of its own
    }
    if (const auto *Binding = dyn_cast<BindingDecl>(Variable))
      Holding[Binding] = Id;
    else if (const auto *Of = dyn_cast<VarDecl>(Variable)) {
      Tracked[Of] = Id;
      F.Values[Id].Decl = Of;
    }
  };
  for (const LambdaCapture &Capture : C.Lambda->captures()) {
    if (Capture.capturesThis()) {
      if (Named.This.isNull())
        continue;
      F.Object = Add(Named.This, C.ObjectName);
      F.Values[F.Object].IsObject = true;
      continue;
    }
    if (!Capture.capturesVariable() || !Named.All.contains(Capture.getCapturedVar()))
      continue;
    AddVariable(Capture.getCapturedVar(), Capture.getCaptureKind() == LCK_ByCopy);
  }
  for (const ValueDecl *Variable : Implicit)
    if (!captureOf(C.Lambda->getLambdaClass(), Variable))
      AddVariable(Variable, C.Lambda->getCaptureDefault() == LCD_ByCopy);
}
/// `this`, and what is accessed through it, in \p S itself, not in its children.
void Normalizer::collectObject(const Stmt *S, std::vector<Hole> &Holes) {
  if (F.Object == None)
    return;
  const auto Self = [&] { return Piece().use(F.Object, true); };
  // `Base<T>::f()` may be a call on the object; as a member access it is right for static ones too.
  if (const auto *Scoped = dyn_cast<DependentScopeDeclRefExpr>(S)) {
    const auto *Class = dyn_cast<CXXRecordDecl>(C.Function->getDeclContext());
    const NestedNameSpecifier Qualifier = Scoped->getQualifier();
    if (Class && Qualifier.getKind() == NestedNameSpecifier::Kind::Type)
      for (const CXXBaseSpecifier &Base : Class->bases())
        if (ASTContext::hasSameType(Base.getType(), QualType(Qualifier.getAsType(), 0))) {
          const unsigned At = T.range(S->getSourceRange()).Begin;
          Holes.push_back({{At, At}, Self().text(".")});
        }
    return;
  }
  if (const auto *This = dyn_cast<CXXThisExpr>(S); This && !This->isImplicit()) {
    Holes.push_back({T.range(S->getSourceRange()), Piece::of("(&").add(Self()).text(")")});
    return;
  }
  if (const auto *Unary = dyn_cast<UnaryOperator>(S);
      Unary && Unary->getOpcode() == UO_Deref && thisIn(Unary->getSubExpr())) {
    Holes.push_back({T.range(S->getSourceRange()), Self()});
    return;
  }
  const Access A = accessOf(S);
  if (A.Member.isInvalid() || (!A.This && !A.IsImplicit))
    return;
  TokenRange Range = T.range({A.Member, A.Member});
  if (A.IsImplicit) {
    Range.End = Range.Begin; // in front of the name
    Holes.push_back({Range, Self().text(".")});
    return;
  }
  Range = {T.range(A.This->getSourceRange()).Begin, Range.Begin};
  if (T.kind(Range.Begin) == tok::kw_this && T.kind(Range.Begin + 1) == tok::arrow)
    Holes.push_back({{Range.Begin, Range.Begin + 2}, Self().text(".")});
}

/// The captures of \p Lambda and its lambdas that mean the object, and its uses in their bodies.
/// Whether there are any.
bool Normalizer::collectObjectInLambda(const LambdaExpr *Lambda, std::vector<Hole> &Holes) {
  if (F.Object == None)
    return false;
  bool Any = false;
  const auto Captures = [&](const LambdaExpr *L) {
    for (const LambdaCapture &Capture : L->captures()) {
      if (!Capture.capturesThis())
        continue;
      Any = true;
      const bool IsCopy = Capture.getCaptureKind() == LCK_StarThis;
      if (!Capture.isImplicit()) {
        const unsigned At = T.range({Capture.getLocation(), Capture.getLocation()}).Begin;
        if (!IsCopy && L->getCaptureDefault() == LCD_ByRef && T.kind(At - 1) == tok::comma) {
          Holes.push_back({{At - 1, At + 1}, Piece::of("")}); // what the default says already
          continue;
        }
        if (IsCopy && L->getCaptureDefault() == LCD_ByCopy) { // the same, used or not
          Holes.push_back(
              {{At, At + 2}, Piece().use(F.Object, true).text(" = ").use(F.Object, true)});
          continue;
        }
        Holes.push_back({{At, At + (T.kind(At) == tok::star ? 2U : 1U)},
                         Piece::of(IsCopy ? "" : "&").use(F.Object, true)});
      } else if (L->getCaptureDefault() == LCD_ByCopy) {
        const unsigned At = T.range({L->getCaptureDefaultLoc(), L->getCaptureDefaultLoc()}).End;
        Holes.push_back({{At, At}, Piece::of(", &").use(F.Object, true)});
      }
    }
  };
  Captures(Lambda);
  forEachNode(Lambda->getBody(), [&](const Stmt *S) {
    collectObject(S, Holes);
    collectStaticMember(S, Holes);
    if (const auto *Inner = dyn_cast<LambdaExpr>(S))
      Captures(Inner);
  });
  return Any;
}

/// In a template, or a generic lambda, the captures of a capture default may wait for the
/// instantiation: what the body names is captured.
void Normalizer::collectImplicitCaptures(const LambdaExpr *Lambda, Part &Begin) {
  if (Lambda->getCaptureDefault() == LCD_None || !(C.IsDependent || Lambda->isGenericLambda()))
    return;
  forEachNode(Lambda->getBody(), [&](const Stmt *S) {
    const auto *Name = dyn_cast<DeclRefExpr>(S);
    const auto *Variable = Name ? dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
    const auto *Binding = Name ? dyn_cast<BindingDecl>(Name->getDecl()) : nullptr;
    if (const auto It = Variable ? Tracked.find(Variable) : Tracked.end(); It != Tracked.end())
      Begin.Captured.push_back({It->second});
    else if (Binding)
      captureBinding(Binding, Name->getLocation(), Begin);
  });
}

/// The name of a static member or enumerator that run() would find in its machine.
void Normalizer::collectStaticMember(const Stmt *S, std::vector<Hole> &Holes) {
  const auto *Name = dyn_cast<DeclRefExpr>(S);
  if (!Name || Name->hasQualifier() || !Name->getDecl()->getIdentifier() ||
      Name->getDecl()->isTemplateParameter() || // the base of a template's machine hides nothing
      !isMachineMember(Name->getDecl()->getName()))
    return;
  const DeclContext *Owner = Name->getDecl()->getDeclContext();
  if (const auto *Enum = dyn_cast<EnumDecl>(Owner))
    Owner = Enum->getDeclContext();
  const auto *Class = dyn_cast<CXXRecordDecl>(Owner);
  if (!Class || !Class->getIdentifier())
    return;
  const TokenRange At = T.range({Name->getLocation(), Name->getLocation()});
  // A class may have such a name itself.
  const std::string Named =
      isMachineMember(Class->getName())
          ? ::costate::declaration(Context.getCanonicalTagType(Class), "", Context, true)
          : Class->getName().str();
  Holes.push_back({{At.Begin, At.Begin}, Piece::of(Named + "::")});
}

} // namespace costate
