// Braces with awaits whose elements are objects: no C++ expression can hold some elements of an
// aggregate, or of the array of a std::initializer_list, over a suspension. Each is constructed in
// its place when its turn comes, in the variable that the braces initialise, or in room that the
// machine has for it:
//
//   pair both{noisy("a"), co_await read()};      use({noisy("a"), co_await make()})
//
//   Construct Operands{element = new (&<both>.first) noisy("a")}
//   Suspend AwaitRead{awaiter = read()}
//   ...     new (&<both>.second) ..., and both is complete
//
// What interrupts that destroys the elements that there are ([dcl.init.list]/4: in their order).
#include "normalize/Normalizer.h"

#include "source/Types.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace costate {

const InitListExpr *bracesOf(const CXXStdInitializerListExpr *List) {
  const auto *Array = dyn_cast<MaterializeTemporaryExpr>(List->getSubExpr());
  return Array ? dyn_cast<InitListExpr>(Array->getSubExpr()->IgnoreImplicit()) : nullptr;
}

/// Whether nobody can tell that an object of \p Type was not made where it lies. Of a parameter or
/// result that is copied byte by byte, implementations may do that themselves
/// ([class.temporary]/3): for those, isMoveUnobservable() is the question.
bool Normalizer::mayMove(QualType Type) {
  return isMoveUnobservable(Type, Context) &&
         !(Type.isTriviallyCopyableType(Context) && Own.isGivenBy(Type));
}

/// Whether an object is made in \p List before a point in it, and a move of it could be seen.
bool Normalizer::needsPieces(const InitListExpr *List, bool Hoist) {
  bool PointFollows = false;
  for (unsigned I = List->getNumInits(); I-- > 0;) {
    const Expr *Element = List->getInit(I);
    if (PointFollows && Element->getType()->isRecordType() && Element->isPRValue() &&
        !mayMove(Element->getType()))
      return true;
    if (const auto *Inner = dyn_cast<InitListExpr>(Element); Inner && needsPieces(Inner, Hoist))
      return true;
    PointFollows = PointFollows || hasPoint(Element, Hoist);
  }
  return false;
}

/// Whether the elements of \p List can be constructed one by one.
bool Normalizer::canTakePieces(const InitListExpr *List) const {
  const auto *Record = List->getType()->getAsCXXRecordDecl();
  if (List->isTypeDependent() || List->getType()->isDependentType() ||
      List->isStringLiteralInit() ||
      (!List->getType()->isConstantArrayType() &&
       (!Record || Record->isUnion() || Record->getNumBases() > 0)))
    return false;
  return llvm::none_of(List->inits(), [](const Expr *Element) {
    return isa<CXXDefaultInitExpr>(Element) || Element->isGLValue();
  });
}

/// Constructs \p Element at \p Place; the object that has it destroys it once that is complete.
void Normalizer::makeElement(const Expr *Element, const Piece &Place, std::vector<ValueId> &Guards,
                             bool IsWritten) {
  const QualType Of = Element->getType().getUnqualifiedType();
  const std::string Type = typeName(Of);
  const auto *Inner = dyn_cast<InitListExpr>(Element);
  if (IsWritten && Inner && canTakePieces(Inner) &&
      (Of->isArrayType() || needsPieces(Inner, true))) {
    std::vector<ValueId> Own;
    makeElements(Inner, Place, Own);
    if (Of->isArrayType() || isTriviallyDestructible(Of, Context)) {
      llvm::append_range(Guards, Own);
      return;
    }
    flush();
    release(Own);
    const std::string Guard = "costate::element<" + Type + ">";
    Guards.push_back(pend("element", {},
                          Piece::of(Guard + "(const_cast<" + Type + " *>(&").add(Place).text("))"),
                          Guard, false));
    return;
  }
  Piece Made = Piece::of("::new (costate::place_of(").add(Place).text(")) " + Type);
  const TokenRange Written = T.range(Element->getSourceRange());
  if (!IsWritten || isa<ImplicitValueInitExpr>(Element) || Written.empty()) {
    Made.text("()");
  } else {
    Piece Value = lower(Element, true);
    if (Inner && isElided(Inner))
      Made.text("{").add(Value).text("}");
    else if (T.kind(Written.Begin) == tok::l_brace)
      Made.add(Value);
    else
      Made.text("(").add(Value).text(")");
  }
  if (isTriviallyDestructible(Of, Context)) {
    pend("element", Context.getPointerType(Of), std::move(Made));
    return;
  }
  const std::string Guard = "costate::element<" + Type + ">";
  Guards.push_back(pend("element", {}, Piece::of(Guard + "(").add(Made).text(")"), Guard, false));
}

/// Constructs the elements of \p List in \p Object.
void Normalizer::makeElements(const InitListExpr *List, const Piece &Object,
                              std::vector<ValueId> &Guards) {
  const auto *Record = List->getType()->getAsCXXRecordDecl();
  const auto *Array = Context.getAsConstantArrayType(List->getType());
  auto Field = Record ? Record->field_begin() : CXXRecordDecl::field_iterator();
  const unsigned Count = Array ? Array->getSize().getZExtValue() : List->getNumInits();
  for (unsigned I = 0; I != Count; ++I) {
    const Expr *Element = I < List->getNumInits() ? List->getInit(I) : List->getArrayFiller();
    while (Record && Field->isUnnamedBitField())
      ++Field;
    if (Record && Field->isBitField()) {
      R.refuse(Element->getExprLoc(),
               "a bit-field is made in braces with an await in them, beside objects that would "
               "have to be moved; await into a variable first");
      return;
    }
    Piece Place = Object;
    Place.text(Record ? "." + (*Field++)->getNameAsString() : "[" + std::to_string(I) + "]");
    makeElement(Element, Place, Guards, I < List->getNumInits());
  }
}

/// The elements of a complete object are its own.
void Normalizer::release(llvm::ArrayRef<ValueId> Guards) {
  for (const ValueId Guard : Guards)
    emit(NodeKind::Eval).Code = Piece::member(Guard).text(".release()");
}

/// `pair both{noisy("a"), co_await read()};` constructs the variable's elements in their turns.
bool Normalizer::emplaceBraces(const VarDecl *Variable, const Expr *Init, ValueId Id) {
  if (C.IsDependent && emplaceDependentBraces(Init, Id))
    return true;
  const Value &V = F.Values[Id];
  while (isa<CXXFunctionalCastExpr, CXXBindTemporaryExpr, ExprWithCleanups>(Init) ||
         (isa<ImplicitCastExpr>(Init) && cast<ImplicitCastExpr>(Init)->getCastKind() == CK_NoOp) ||
         (isa<MaterializeTemporaryExpr>(Init) && V.IsExtended))
    Init = cast<Expr>(*Init->child_begin()); // `pair both = pair{...};`
  const auto *List = dyn_cast<InitListExpr>(Init);
  if (!List || (V.IsReference && !V.IsExtended) || isa<DecompositionDecl>(Variable) ||
      !ASTContext::hasSameUnqualifiedType(List->getType(),
                                          Variable->getType().getNonReferenceType()) ||
      !canTakePieces(List) || !needsPieces(List, false))
    return false;
  emplaceElements(List, Id);
  return true;
}

void Normalizer::emplaceElements(const InitListExpr *List, ValueId Id) {
  F.Values[Id].IsEmplaced = true;
  std::vector<ValueId> Guards;
  makeElements(List, Piece().use(Id, true), Guards);
  flush();
  release(Guards);
  emit(NodeKind::Declare).Variables.push_back({Id, InitStyle::Copy, {}});
  leaveFull();
}

/// Initialises the variable \p Id, an array, with braces; the full-expression has begun.
void Normalizer::declareBraces(const InitListExpr *List, ValueId Id) {
  if (canTakePieces(List) && needsPieces(List, false))
    return emplaceElements(List, Id);
  Piece Init = lower(List, false);
  flush();
  emit(NodeKind::Declare).Variables.push_back({Id, InitStyle::Copy, std::move(Init)});
  leaveFull();
}

/// The array of a std::initializer_list that a variable refers to is a variable beside it.
void Normalizer::declareList(const CXXStdInitializerListExpr *List) {
  const InitListExpr *Braces = bracesOf(List);
  if (!Braces)
    return;
  const auto *Array = cast<MaterializeTemporaryExpr>(List->getSubExpr());
  if (const auto *Extending = dyn_cast_or_null<VarDecl>(Array->getExtendingDecl());
      Extending && extendsIn(Extending, Array->getSubExpr()))
    R.refuse(List->getBeginLoc(), "the elements of this list refer to temporaries, which live as "
                                  "long as it; name the objects");
  Value V(ValueKind::Variable);
  V.Name = "list";
  V.Type = Context.getQualifiedType(
      Context.getConstantArrayType(
          Context.getAsConstantArrayType(Braces->getType())->getElementType().getUnqualifiedType(),
          Context.getAsConstantArrayType(Braces->getType())->getSize(), nullptr,
          ArraySizeModifier::Normal, 0),
      Qualifiers());
  F.Values.push_back(std::move(V));
  const ValueId Id = F.Values.size() - 1;
  enterFull(Id);
  declareBraces(Braces, Id);
  Replaced[List] = Piece::of("(costate::list_of(").use(Id, true).text("))");
}

/// The class of an object that instantiations make of an operand of braces, where it lies; one
/// whose move can be told, if there is one.
QualType Normalizer::elementOfBraces(const Expr *Element) {
  QualType Made;
  if (C.IsDependent)
    for (const QualType Type : Found.Facts.elements(withoutConversions(Element)))
      if (Made.isNull() || mayMove(Made))
        Made = Type;
  return Made;
}

/// Whether \p List initialises an array, whose elements' type depends on the arguments, with
/// objects that have to be constructed one by one.
bool Normalizer::needsDependentPieces(const InitListExpr *List) {
  bool PointFollows = false;
  for (const Expr *Element : llvm::reverse(List->inits())) {
    if (isa<InitListExpr, DesignatedInitExpr, PackExpansionExpr>(Element) || Expanding)
      return false;
    const QualType Made = elementOfBraces(Element);
    if (PointFollows && !Made.isNull() && !mayMove(Made))
      return llvm::none_of(List->inits(), [](const Expr *Each) {
        return isa<InitListExpr, DesignatedInitExpr, PackExpansionExpr>(Each);
      });
    PointFollows = PointFollows || hasPoint(Element, false);
  }
  return false;
}

/// Constructs the elements of the array \p Id; those of a list are of the type of what they are
/// made from ([temp.deduct.call]/1).
void Normalizer::makeDependentElements(const InitListExpr *List, ValueId Id) {
  F.Values[Id].IsEmplaced = true;
  const QualType Array = F.Values[Id].Type;
  std::vector<ValueId> Guards;
  for (unsigned I = 0; I != List->getNumInits(); ++I) {
    const Piece Value = asOperand(List->getInit(I), lower(List->getInit(I), true));
    const Piece Type =
        Array.isNull() ? Piece::of("std::decay_t<decltype(").add(Value).text(")>")
                       : Piece::of(::costate::declaration(
                             Context.getBaseElementType(Array).getUnqualifiedType(), "", Context));
    const Piece Made = Piece::of("::new (costate::place_of(")
                           .use(Id, true)
                           .text("[" + std::to_string(I) + "])) ")
                           .add(Type)
                           .text("(")
                           .add(Value)
                           .text(")");
    const Piece Guard = Piece::of("costate::element<").add(Type).text(">");
    Guards.push_back(pendDeduced("element", Deduced::Spelled,
                                 Piece(Guard).text("(").add(Made).text(")"), Guard));
  }
  flush();
  release(Guards);
}

/// `T both[] = {T("a"), co_await read()};`
bool Normalizer::emplaceDependentBraces(const Expr *Init, ValueId Id) {
  const auto *List = dyn_cast<InitListExpr>(Init);
  const QualType Type = F.Values[Id].Type;
  const auto *Sized = List ? Context.getAsConstantArrayType(Type) : nullptr;
  const bool IsElements = List && F.Values[Id].From == Deduced::Elements;
  if (!(IsElements || (Sized && Sized->getSize() == List->getNumInits())) ||
      Context.getBaseElementType(Type) != Context.getAsArrayType(Type)->getElementType() ||
      !Type->isDependentType() || !needsDependentPieces(List))
    return false;
  makeDependentElements(List, Id);
  const TokenRange Braces = T.range(List->getSourceRange());
  if (IsElements)
    F.Values[Id].TypeOf = textOf({Braces.Begin + 1, Braces.End - 1}, List);
  emit(NodeKind::Declare).Variables.push_back({Id, InitStyle::Copy, {}});
  leaveFull();
  return true;
}

/// Initialises \p Id, the array behind a list in braces whose elements' type depends on the
/// arguments.
void Normalizer::declareDependentBraces(const InitListExpr *List, ValueId Id) {
  const bool HasAwait = Awaiting.in(List);
  if (HasAwait)
    enterFull(Id);
  Piece Init;
  if (needsDependentPieces(List)) {
    makeDependentElements(List, Id);
  } else {
    Init = lower(List, false);
    flush();
    Replaced.erase(List); // what is between the braces tells the type
  }
  const TokenRange Braces = T.range(List->getSourceRange());
  F.Values[Id].TypeOf = textOf({Braces.Begin + 1, Braces.End - 1}, List);
  emit(NodeKind::Declare).Variables.push_back({Id, InitStyle::Copy, std::move(Init)});
  if (HasAwait)
    leaveFull();
}

/// The same in a template, for `auto list = {...}` and `std::initializer_list<T> list{...}`.
void Normalizer::declareDependentList(const VarDecl *Variable, const InitListExpr *List) {
  const auto *Named = Variable->getType()->getAs<TemplateSpecializationType>();
  const TemplateDecl *Template = Named ? Named->getTemplateName().getAsTemplateDecl() : nullptr;
  if (Variable->getInitStyle() != VarDecl::CInit || !isa<AutoType>(Variable->getType())) {
    F.Values[Tracked[Variable]].HasArray =
        Template && Template->getName() == "initializer_list" && Template->isInStdNamespace();
    return;
  }
  F.Values.emplace_back(ValueKind::Variable);
  const ValueId Id = F.Values.size() - 1;
  F.Values[Id].Name = "list";
  F.Values[Id].From = Deduced::Elements;
  declareDependentBraces(List, Id);
  Replaced[List] = Piece::of("(costate::list_of(").use(Id, true).text("))");
}

/// Whether \p List is copied by the standard library, where nobody sees when its array ends.
bool Normalizer::isCopiedList(const CXXConstructExpr *Construct) {
  if (!Construct->isStdInitListInitialization() || Construct->getNumArgs() == 0)
    return false;
  const auto *List = dyn_cast<CXXStdInitializerListExpr>(Construct->getArg(0)->IgnoreImplicit());
  const InitListExpr *Braces = List ? bracesOf(List) : nullptr;
  if (!Braces || !Construct->getConstructor()->getParent()->isInStdNamespace() ||
      !mayMove(Braces->getType()))
    return false;
  CopiedLists.insert(List);
  return true;
}

/// Whether the array of \p List has to lie in the machine.
bool Normalizer::isKeptList(const CXXStdInitializerListExpr *List, bool Hoist) {
  const InitListExpr *Braces = bracesOf(List);
  return Braces && !List->isTypeDependent() && !Expanding &&
         (Hoist ? !CopiedLists.contains(List)
                : canTakePieces(Braces) && needsPieces(Braces, false));
}

/// Makes what \p List initialises, an aggregate or an array, in room that the machine has for it;
/// gives a member that points to it.
ValueId Normalizer::makeInRoom(const InitListExpr *List, QualType Of) {
  const std::string Type = typeName(Of);
  const std::string Room = "costate::room<" + Type + ">";
  const ValueId Id = pend("room", {}, Piece::of(Room + "()"), Room, false);
  flush();
  const Piece Object = Piece::of("(*").add(Piece::member(Id)).text(")");
  std::vector<ValueId> Guards;
  makeElements(List, Object, Guards);
  flush();
  release(Guards);
  if (isTriviallyDestructible(Of, Context))
    return Id;
  const std::string Whole = "costate::whole<" + Type + ">";
  return pend("made", {}, Piece::of(Whole + "(").add(Object).text(")"), Whole, false);
}

Piece Normalizer::lowerList(const CXXStdInitializerListExpr *List) {
  const InitListExpr *Braces = bracesOf(List);
  QualType Array = Braces->getType();
  const auto *Constant = Context.getAsConstantArrayType(Array);
  Array = Context.getConstantArrayType(Constant->getElementType().getUnqualifiedType(),
                                       Constant->getSize(), nullptr, ArraySizeModifier::Normal, 0);
  Piece Object;
  if (canTakePieces(Braces) && needsPieces(Braces, true)) {
    Object.text("*").add(Piece::member(makeInRoom(Braces, Array)));
  } else {
    Piece Init = lower(Braces, true);
    Object = Piece::member(pend("list", Array, std::move(Init)));
  }
  // The parentheses are those of a constructor, where one is written with braces.
  return Piece::of("(costate::list_of(").add(Object).text("))");
}

/// `T{noisy("a"), co_await read()}`, `{noisy("a"), co_await read()}` where it is no variable.
const InitListExpr *Normalizer::piecesOf(const Expr *E, bool Hoist) {
  while (isa<CXXFunctionalCastExpr, CXXBindTemporaryExpr, ParenExpr, ExprWithCleanups>(E) ||
         (isa<ImplicitCastExpr>(E) && cast<ImplicitCastExpr>(E)->getCastKind() == CK_NoOp))
    E = isa<ParenExpr>(E) ? cast<ParenExpr>(E)->getSubExpr() : cast<Expr>(*E->child_begin());
  const auto *List = dyn_cast<InitListExpr>(E);
  return List && List->getType()->isRecordType() && !Expanding && canTakePieces(List) &&
                 needsPieces(List, Hoist)
             ? List
             : nullptr;
}

/// The call of a promise's function whose parameter is made from \p Operand by pieces, which it is
/// bound to or whose place they take; nothing if it is made otherwise.
std::optional<Piece> Normalizer::promiseCallWithPieces(const Expr *PromiseCall,
                                                       const Expr *Operand) {
  const auto *Call = dyn_cast_or_null<CallExpr>(PromiseCall->IgnoreImplicit());
  const FunctionDecl *Function = Call ? Call->getDirectCallee() : nullptr;
  if (!Function || Function->getNumParams() != 1 || isDependent(Operand))
    return std::nullopt;
  const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(Operand->IgnoreParens());
  if (!piecesOf(Temporary ? Temporary->getSubExpr() : Operand, true))
    return std::nullopt;
  if (!Function->getParamDecl(0)->getType()->isReferenceType())
    return hasVisibleParameter(Call) ? std::optional(callInPlace(Call)) : std::nullopt;
  Piece P = lowerSlotted(Temporary ? Temporary->getSubExpr() : Operand, true);
  return promise().text("." + Function->getNameAsString() + "(").add(P).text(")");
}

} // namespace costate
