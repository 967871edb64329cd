// Constants and static variables of the body, which need no place in the frame: where they are
// declared, and what else names them.
//
//   const int limit = 3;   ->   static const int limit = 3;
#include "normalize/Normalizer.h"

#include "source/Types.h"

#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace costate {
namespace {

/// Finds the names in written types and template arguments, too, which are no children of
/// statements, and the lambda that each is in.
class WrittenNames : public RecursiveASTVisitor<WrittenNames> {
public:
  struct Found {
    const DeclRefExpr *Name;
    const LambdaExpr *Innermost;
  };
  std::vector<Found> All;

  explicit WrittenNames(const LambdaExpr *Around) : Innermost(Around) {}

  bool VisitDeclRefExpr(DeclRefExpr *Name) {
    All.push_back({Name, Innermost});
    return true;
  }
  bool TraverseLambdaExpr(LambdaExpr *Lambda) {
    const llvm::SaveAndRestore Outer(Around, Innermost);
    const llvm::SaveAndRestore Inner(Innermost, static_cast<const LambdaExpr *>(Lambda));
    return RecursiveASTVisitor::TraverseLambdaExpr(Lambda);
  }
  /// An init-capture is evaluated where the closure is made.
  bool TraverseLambdaCapture(LambdaExpr *Lambda, const LambdaCapture *Capture, Expr *Init) {
    const llvm::SaveAndRestore Outside(Innermost, Around);
    return RecursiveASTVisitor::TraverseLambdaCapture(Lambda, Capture, Init);
  }

private:
  const LambdaExpr *Innermost;
  const LambdaExpr *Around = nullptr;
};

/// Whether a lambda in \p S captures \p Variable.
bool captures(const Stmt *S, const VarDecl *Variable) {
  const auto *Lambda = dyn_cast_or_null<LambdaExpr>(S);
  return (Lambda && captureOf(Lambda->getLambdaClass(), Variable)) ||
         (S && llvm::any_of(S->children(),
                            [&](const Stmt *Child) { return captures(Child, Variable); }));
}

} // namespace

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

/// Whether its value may stand for what initialises the constant \p Variable.
bool Normalizer::isNumber(const VarDecl *Variable) const {
  const Expr *Init = Variable->getInit();
  return Init && !Init->isValueDependent() && Variable->getType()->isIntegerType() &&
         !Variable->getType()->isEnumeralType();
}

/// An initialiser that names variables of the body, though it needs none of their values, or that
/// awaits what it never comes to: its value stands for it, since the constant may be declared where
/// they are not.
void Normalizer::replaceByValue(const VarDecl *Variable) {
  const Expr *Init = Variable->getInit();
  if (!isNumber(Variable))
    return;
  if (const auto *List = dyn_cast<InitListExpr>(Init->IgnoreImplicit());
      List && List->getNumInits() == 1)
    Init = List->getInit(0);
  const auto IsUse = [](const Part &Each) { return Each.Kind == PartKind::Use; };
  const bool Replaces = Awaiting.in(Init) || llvm::any_of(text(Init).Parts, IsUse);
  const APValue *Value = Replaces ? Variable->evaluateValue() : nullptr;
  if (Value && Value->isInt())
    Replaced[Init] = Piece::of(Value->getAsString(Context, Variable->getType()));
}

/// A constant needs no place in the frame, and stays usable where one is required.
void Normalizer::declareConstants(llvm::ArrayRef<const VarDecl *> Variables, const DeclStmt *S) {
  for (const VarDecl *Each : Variables) {
    rememberStatic(Each);
    replaceByValue(Each);
  }
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
  const bool IsInType = !C.IsDependent && isNamedIn(true, First->getName());
  const bool Moves = (MovesConstants || IsInType) && !InConstexprIf && S->isSingleDecl() &&
                     LocalTypeNames.insert(First->getName()).second;
  if (Moves) {
    Code.text("[[maybe_unused]] static ").add(textOf(Range, S));
    F.Types.push_back({First, std::move(Code), ""});
    F.InBody = true;
    if (!IsInType)
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

/// A static variable of a template's body. Whether \p Name names one.
bool Normalizer::collectStatic(const DeclRefExpr *Name, std::vector<Hole> &Holes) {
  const auto *Variable = dyn_cast<VarDecl>(Name->getDecl());
  const auto It = Variable ? Statics.find(Variable) : Statics.end();
  if (It == Statics.end())
    return false;
  Part P(PartKind::Static);
  P.Id = It->second;
  P.Range = T.range(Name->getSourceRange());
  Holes.push_back({P.Range, {{P}}});
  return true;
}

/// ... wherever \p S names one.
void Normalizer::collectStatics(const Stmt *S, std::vector<Hole> &Holes) {
  if (Statics.empty())
    return;
  WrittenNames Names(nullptr);
  Names.TraverseStmt(const_cast<Stmt *>(S));
  for (const WrittenNames::Found &Each : Names.All)
    collectStatic(Each.Name, Holes);
}

/// A constant that the innermost lambda around \p Name, or around the body, does not capture, since
/// only its value is asked for ([basic.def.odr]/5): where another closure captures it, it lies in
/// the frame, and its value stands here. Whether \p Name names one. (The name in the written form
/// of braces does not tell that it is no odr-use.)
bool Normalizer::collectConstant(const DeclRefExpr *Name, std::vector<Hole> &Holes) {
  const auto *Variable = dyn_cast<VarDecl>(Name->getDecl());
  const auto *Around = Variable ? dyn_cast<FunctionDecl>(Variable->getDeclContext()) : nullptr;
  Expr::EvalResult Value;
  if (!Around || Name->isNonOdrUse() == NOUR_Unevaluated || !Variable->hasLocalStorage() ||
      !Variable->getType()->isIntegralOrEnumerationType() || Name->isValueDependent() ||
      !(Around == C.Function ? Captured.contains(Variable)
                             : captures(Around->getBody(), Variable)) ||
      !Name->EvaluateAsInt(Value, Context))
    return false;
  const QualType Type = Variable->getType().getUnqualifiedType();
  Holes.push_back(
      {T.range(Name->getSourceRange()), Piece::of("static_cast<" + typeName(Type) + ">(" +
                                                  llvm::toString(Value.Val.getInt(), 10) + ")")});
  return true;
}

/// ... wherever the body of \p Lambda names one of this body's.
void Normalizer::collectConstants(const LambdaExpr *Lambda, std::vector<Hole> &Holes) {
  WrittenNames Names(Lambda);
  Names.TraverseStmt(Lambda->getBody());
  for (const auto &[Name, Innermost] : Names.All) {
    const auto *Variable = dyn_cast<VarDecl>(Name->getDecl());
    if (Variable && !Lambda->getCallOperator()->Encloses(Variable->getDeclContext()) &&
        !captureOf(Innermost->getLambdaClass(), Variable))
      collectConstant(Name, Holes);
  }
}

} // namespace costate
