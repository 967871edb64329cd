// The declaration of one variable: how it is initialised, and the text of that.
//
//   const order made{lookup(id), co_await price()};   ->   Suspend AwaitPrice, Resume
//                                                          Declare made{<lookup>, <result>}
#include "normalize/Normalizer.h"

#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace costate {

/// How \p Variable is initialised. Sets \p Written to what makes its value, and notes a reference
/// that is bound to a whole temporary: it is kept as that object; to a part or a base of it, beside
/// it.
InitStyle Normalizer::initStyle(const VarDecl *Variable, ValueId Id, const Expr *&Written) {
  const Expr *Init = Variable->getInit();
  Written = Init;
  if (!Init)
    return InitStyle::Default;
  InitStyle Style = InitStyle::Default;
  switch (Variable->getInitStyle()) {
  case VarDecl::CInit:
    Style = InitStyle::Copy;
    break;
  case VarDecl::CallInit:
  case VarDecl::ParenListInit:
    Style = InitStyle::Direct;
    break;
  case VarDecl::ListInit:
    Style = InitStyle::List;
    break;
  }
  if (const auto *Full = dyn_cast<ExprWithCleanups>(Init))
    Written = Full->getSubExpr();
  if (const auto *List = dyn_cast<InitListExpr>(Written);
      List && F.Values[Id].IsReference && List->getNumInits() == 1)
    Written = List->getInit(0);
  // `T x;` of class type is a constructor call that nobody wrote.
  const auto *Construct = dyn_cast<CXXConstructExpr>(Written->IgnoreImplicit());
  if (Style == InitStyle::Direct && Construct && Construct->getParenOrBraceRange().isInvalid())
    Style = InitStyle::Default;
  if (F.Values[Id].IsReference)
    if (const auto *Inner =
            dyn_cast<MaterializeTemporaryExpr>(Written->IgnoreParenNoopCasts(Context)))
      F.Values[Id].IsExtended = Inner->getExtendingDecl() == Variable &&
                                ASTContext::hasSameUnqualifiedType(
                                    Inner->getType(), F.Values[Id].Type.getNonReferenceType());
  return Style;
}

/// The array whose elements `auto [a, b] = array;` copies, or null.
static const Expr *copiedArray(const Expr *Init) {
  const auto *Loop = dyn_cast<ArrayInitLoopExpr>(Init->IgnoreImplicit());
  return Loop ? Loop->getCommonExpr()->getSourceExpr() : nullptr;
}

/// Lowers what is written between the parentheses or after the `=`; the operands are replaced in
/// it.
void Normalizer::lowerInit(const Expr *Init, InitStyle Style) {
  if (const Expr *Array = copiedArray(Init)) // each element names it
    spill(Array);
  lower(Init, false);
  flush();
  // A constructor call's range begins at the variable's name: only its arguments are text of the
  // initialiser.
  for (const Expr *E = Init;;) {
    const auto *Construct = dyn_cast<CXXConstructExpr>(E);
    if (!isa<ExprWithCleanups, CXXBindTemporaryExpr>(E) && !(Construct && Style != InitStyle::Copy))
      break;
    Replaced.erase(E);
    if (Construct)
      break;
    E = cast<Expr>(*E->child_begin());
  }
}

/// The written initialiser: from the token after the name, without `=`.
TokenRange Normalizer::initRange(const VarDecl *Variable, InitStyle Style) const {
  TokenRange Range = T.range(Variable->getSourceRange());
  unsigned At = T.range({Variable->getLocation(), Variable->getLocation()}).End;
  const auto *Decomposed = dyn_cast<DecompositionDecl>(Variable);
  if (Decomposed)
    At = T.range(Decomposed->getSourceRange()).Begin;
  if (Style == InitStyle::Copy || Decomposed) {
    // The declarator may go on behind the name: `int (&array)[3] = ...`.
    int Depth = 0;
    while (At < Range.End && (Depth > 0 || T.kind(At) != tok::equal)) {
      if (T.kind(At) == tok::l_square || T.kind(At) == tok::l_paren)
        ++Depth;
      if (T.kind(At) == tok::r_square || T.kind(At) == tok::r_paren)
        Depth = std::max(0, Depth - 1);
      ++At;
    }
    if (At < Range.End)
      ++At; // the `=`
    else    // braces follow a structured binding without `=`
      while (At > Range.Begin && T.kind(At - 1) != tok::r_square)
        --At;
  } else if (Variable->getType()->isArrayType()) {
    while (At < Range.End && T.kind(At) != tok::l_brace)
      ++At;
  }
  if (Style == InitStyle::Direct) {
    // The range of a constructor call with parentheses ends before them in some forms.
    unsigned Depth = 0;
    unsigned End = At;
    do {
      if (T.kind(End) == tok::l_paren || T.kind(End) == tok::l_brace)
        ++Depth;
      if (T.kind(End) == tok::r_paren || T.kind(End) == tok::r_brace)
        --Depth;
      ++End;
    } while (Depth > 0 && End < T.size());
    Range.End = std::max(Range.End, End);
  }
  return {At, Range.End};
}

/// What the type of a variable follows from, where only the arguments of a template tell it.
void Normalizer::deduceFromInit(ValueId Id, const Expr *Init, const Expr *Written, InitStyle Style,
                                TokenRange Range, const Piece &Text) {
  const TokenRange Inner{Range.Begin + 1, Range.End - 1};
  Value &V = F.Values[Id];
  if ((V.From == Deduced::Bound || V.From == Deduced::Auto) && Style == InitStyle::List)
    for (const Expr *Braces : {Init, Init->IgnoreImplicit()})
      Replaced.erase(Braces); // what is between them
  if (V.From == Deduced::Elements) {
    for (const Expr *Braces : {Init, Written, Init->IgnoreImplicit()})
      Replaced.erase(Braces);
    V.TypeOf = textOf(Inner, Init);
  } else if (V.From != Deduced::No && V.From != Deduced::Spelled) {
    V.TypeOf = Style == InitStyle::List ? textOf(Inner, Init) : asOperand(Init, Text);
  }
}

/// A member is initialised by an expression of its own type where that is not the type of what is
/// written: the type's name and \p Init, as it is written in \p Style. It tells the arguments of a
/// class template, `std::lock_guard held(mutex);`, where only the template's name is written.
void Normalizer::nameType(ValueId Id, const VarDecl *Variable, InitStyle &Style, Piece &Init) {
  Value &V = F.Values[Id];
  const TypeSourceInfo *Written = Variable->getTypeSourceInfo();
  const TypeLoc Type = Written ? Written->getTypeLoc() : TypeLoc();
  const bool Deduces = V.From == Deduced::Auto && !Type.isNull() &&
                       Type.getUnqualifiedLoc().getAs<DeducedTemplateSpecializationTypeLoc>();
  if (!Deduces && V.From != Deduced::Spelled)
    return;
  Piece Name = Deduces ? typeText(Type.getUnqualifiedLoc()) : V.TypeOf;
  if (!Deduces && (Type.getAs<PointerTypeLoc>() || Type.getAs<QualifiedTypeLoc>()))
    Name = Piece::of("std::remove_cv_t<").add(Name).text(">"); // one name
  const bool InBraces = !Init.empty() && Init.Parts.front().Kind == PartKind::Tokens &&
                        T.kind(Init.Parts.front().Range.Begin) == tok::l_brace;
  if (Style == InitStyle::Default) {
    Init = Name.text("()");
  } else if (Style != InitStyle::Copy || InBraces) {
    Init = Name.add(Init);
  } else if (Deduces) {
    V.TypeOf = Name.text("(").add(Init).text(")");
    return;
  } else {
    Init = Piece::of("static_cast<").add(Name).text(">(").add(Init).text(")");
  }
  Style = InitStyle::Copy;
  if (Deduces)
    V.TypeOf = Init;
}

/// Whether \p List, braces of a variable with or without an await, has become an object by itself.
bool Normalizer::isLoweredList(const Expr *List, bool HasAwait) {
  return isa<CXXStdInitializerListExpr, InitListExpr>(List) && Replaced.contains(List) &&
         Awaiting.in(List) == HasAwait && !Replaced[List].empty() &&
         Replaced[List].Parts.front().Text.starts_with("(costate::list_of(");
}

/// Whether a cast is written around \p Object in \p E.
static bool castsExplicitly(const Expr *E, const Expr *Object) {
  for (; E != Object; E = cast<Expr>(*E->child_begin()))
    if (isa<ExplicitCastExpr>(E))
      return true;
  return false;
}

/// Makes variables of the temporaries in \p Init whose life the variable \p Id extends. \p HasText:
/// where it is not kept, the declaration stays as it is written.
void Normalizer::extendAll(ValueId Id, const Expr *Init, bool HasText) {
  const VarDecl *Variable = F.Values[Id].Decl;
  const size_t Before = F.Values.size();
  LeavesTemporaries = nullptr;
  OutOfOrder = nullptr;
  const auto *List = dyn_cast<InitListExpr>(Init->IgnoreImplicit());
  const bool MayDepend = C.IsDependent && List && List == Variable->getInit()->IgnoreImplicit();
  if (MayDepend)
    declareDependentList(Variable, List);
  Extending To{Variable};
  if (!MayDepend || !(Replaced.contains(List) || extendInTemplate(Variable, List)))
    extendTemporaries(Init, To);
  if (HasText) {
    for (Value &Each : llvm::MutableArrayRef(F.Values).drop_front(Before))
      Each.Extender = Id; // one state if they are kept, so one full-expression
    F.Values[Id].IsOutOfOrder = OutOfOrder != nullptr;
  } else if (LeavesTemporaries) {
    R.refuse(LeavesTemporaries->getExprLoc(),
             "the temporaries that make this object, whose life '" + F.Values[Id].Name +
                 "' extends, live across an await or beside other variables of the declaration; "
                 "name the object");
  } else if (OutOfOrder) {
    R.refuse(OutOfOrder->getExprLoc(),
             "this object, whose life '" + F.Values[Id].Name +
                 "' extends, would be made before what comes before it in the initialiser; name "
                 "the object");
  }
}

void Normalizer::declaration(const VarDecl *Variable, const DeclStmt *Whole) {
  const Expr *Init = Variable->getInit();
  const Expr *Written = nullptr;
  const ValueId Id = track(Variable);
  if (isa<DecompositionDecl>(Variable))
    F.Values[Id].Name = "pair";
  deduceType(Variable, Id);
  spellType(Variable, Id);
  InitStyle Style = initStyle(Variable, Id, Written);
  const Expr *const Outer = Written; // a cast of the temporary that a reference is bound to
  if (F.Values[Id].IsExtended)
    Written = Written->IgnoreParenNoopCasts(Context);
  if (Style == InitStyle::Default) {
    Piece Member;
    nameType(Id, Variable, Style, Member);
    Node &N = emit(NodeKind::Declare);
    N.Variables.push_back({Id, Style, std::move(Member)});
    if (Whole)
      N.Code = text(Whole, true);
    return;
  }

  const Expr *Array = copiedArray(Init);
  const bool HasAwait = Awaiting.in(Init) || (Array && !isStable(Array, Context)); // has a point
  if (F.Values[Id].IsReference)
    refuseBoundFold(Init);
  const auto Complete = [&](const Piece &Text, TokenRange Of) {
    const TokenRange All = T.withSemicolon(T.range(Whole->getSourceRange()));
    return textOf({All.Begin, Of.Begin}, Whole).add(Text).text(";");
  };
  Piece AsWritten;
  const Expr *Extending = Init;
  if (F.Values[Id].IsExtended)
    Extending = cast<MaterializeTemporaryExpr>(Written)->getSubExpr();
  const bool ExtendsWhole = !F.Values[Id].IsExtended && extendsWhole(Variable);
  if (!F.Values[Id].IsExtended || extendsIn(Variable, Extending)) {
    if (Whole && !HasAwait &&
        (ExtendsWhole || F.Values[Id].IsExtended || isa<InitListExpr>(Written->IgnoreImplicit())))
      AsWritten = Complete(textOf(initRange(Variable, Style), Init), initRange(Variable, Style));
    if (ExtendsWhole)
      extendWhole(Id, Variable, !AsWritten.empty());
    else
      extendAll(Id, Extending, !AsWritten.empty());
  }
  if (HasAwait)
    enterFull(Id);
  if (HasAwait && (emplaceConditional(Written, Id) || emplaceBraces(Variable, Written, Id)))
    return;
  if (Style == InitStyle::List && isLoweredList(Written->IgnoreImplicit(), HasAwait))
    Style = InitStyle::Direct;
  if (Outer != Written && castsExplicitly(Outer, Written)) {
    Piece Object = asOperand(Written, lower(Written, false));
    Replaced[Outer] = std::move(Object); // the variable is that object
  }
  if (HasAwait)
    lowerInit(Init, Style);
  const TokenRange Range = initRange(Variable, Style);
  const Piece Text = textOf(Range, Init);
  deduceFromInit(Id, Init, Written, Style, Range, Text);
  // In a state's braces a narrowing conversion must be explicit.
  Piece Member = Text;
  if (F.Values[Id].IsReference && !F.Values[Id].IsExtended && Style == InitStyle::List &&
      F.Values[Id].From == Deduced::No && Range.End > Range.Begin + 2) {
    Member = textOf({Range.Begin + 1, Range.End - 1}, Init);
    Style = InitStyle::Copy;
  }
  if (Variable->getType()->isScalarType() && F.Values[Id].From == Deduced::No &&
      Style == InitStyle::Copy && !isa<InitListExpr>(Written))
    Member = converted(Written, Variable->getType(), Text);

  Member = bindable(Variable, F.Values[Id], std::move(Member));
  nameType(Id, Variable, Style, Member);
  Node &N = emit(NodeKind::Declare);
  N.Variables.push_back({Id, Style, Member});
  if (Whole)
    N.Code = AsWritten.empty() ? Complete(Text, Range) : std::move(AsWritten);
  if (HasAwait)
    leaveFull();
  if (const auto *Decomposed = dyn_cast<DecompositionDecl>(Variable))
    declareBindings(Decomposed, Id);
}

} // namespace costate
