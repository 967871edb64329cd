// Types in templates: what depends on the arguments is said in terms of them, by decltype of the
// expression that makes the value. The struct's own members stand for the variables in it.
//
//   auto item = source.next(key);   ->
//   std::decay_t<decltype(fetch_machine::source.next(Body::key))>
#include "print/Printer.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/Support/Regex.h"

using namespace clang;

namespace costate {

/// The type of one of a pack's parameters; that of `auto...` has no name.
std::string Printer::packType(const Value &V, bool Referred) const {
  const QualType Pattern = cast<PackExpansionType>(V.Type)->getPattern();
  if (V.HasNoName && V.IsCapture) // `T & &` is no type
    return V.IsConst ? "std::add_lvalue_reference_t<const std::remove_reference_t<decltype((" +
                           V.Name + "))>>"
                     : captureAlias(V);
  if (V.HasNoName)
    return "decltype(" + V.Name + ")";
  return type(Referred ? Pattern.getNonReferenceType() : Pattern);
}

bool Printer::isPack(const Value &V) const {
  return V.Kind == ValueKind::Parameter && V.Decl && V.Decl->isParameterPack();
}

/// \p Member, of a struct, where nothing is evaluated. GCC takes it for const in a local class of a
/// const member function.
std::string Printer::memberOf(const std::string &Struct, llvm::StringRef Member) const {
  std::string Name = Struct + "::" + Member.str();
  const auto *Method = C.Lambda ? nullptr : dyn_cast<CXXMethodDecl>(C.Function);
  const bool SeemsConst = IsLocal && Method && Method->isConst();
  return SeemsConst ? "std::declval<decltype(" + Name + ") &>()" : Name;
}

/// \p V as the struct's declarations name it, outside of run().
std::string Printer::nameInStruct(const Value &V) const {
  if (isPack(V))
    return "std::declval<" + packType(V, true) + " &>()";
  if (V.Kind == ValueKind::Parameter && Outside)
    return "std::declval<" +
           (V.TypeText.empty() ? type(Context.getLValueReferenceType(V.Type.getNonReferenceType()))
                               : V.TypeText + " &") +
           ">()";
  if (V.Kind == ValueKind::Parameter)
    return memberOf(P.Machine, V.Member);
  const bool Pointer = V.IsReference && !V.IsExtended;
  if (V.Region != None && !Outside) {
    const std::string Name = memberOf(F.States[V.Region].Name, V.Name);
    if (Pointer)
      return "(*" + Name + ")";
    // A field is assigned, so that its member is not const.
    return F.States[V.Region].Kind == StateKind::Fields && V.Type.isConstQualified()
               ? "std::as_const(" + Name + ")"
               : Name;
  }
  if (V.From == Deduced::Bound)
    return "std::declval<typename " + const_cast<Printer *>(this)->deducedTypeOf(V) +
           "::reference &>()";
  if (V.From != Deduced::No)
    return "std::declval<" + const_cast<Printer *>(this)->deducedTypeOf(V) + " &>()";
  return "std::declval<" +
         const_cast<Printer *>(this)->captureType({static_cast<ValueId>(&V - F.Values.data())}) +
         ">()";
}

/// What a structured binding names, where no instantiation tells how its object decomposes.
std::string Printer::bindingOf(const Value &V, const Part &Each, llvm::StringRef Object) const {
  const llvm::StringRef Name = T.text(Each.Range.Begin);
  const auto Bindings = cast<DecompositionDecl>(V.Decl)->bindings();
  const auto *It =
      llvm::find_if(Bindings, [&](const BindingDecl *Each) { return Each->getName() == Name; });
  if (Bindings.size() > 8 || It == Bindings.end())
    R.refuse(T.location(Each.Range.Begin),
             "a structured binding of a dependent type with more than eight names, of which the "
             "template's instantiations do not tell how it decomposes, or disagree; name the "
             "members in variables of their own");
  return "costate::binding<" + std::to_string(It - Bindings.begin()) + ", " +
         std::to_string(Bindings.size()) + ">(" + Object.str() + ")";
}

/// What initialises a const variable, if the condition of a constexpr if may ask for its value
/// ([expr.const]).
const Piece *Printer::constantOf(const Value &V) const {
  const auto It = Initialisers.find(&V - F.Values.data());
  if (It == Initialisers.end() || V.Type.isNull() || !V.Type.isConstQualified() ||
      !V.Type->isIntegralOrEnumerationType())
    return nullptr;
  const bool Awaits = llvm::any_of(It->second->Parts, [](const Part &Each) {
    return Each.Kind == PartKind::Result || Each.Kind == PartKind::Member ||
           Each.Kind == PartKind::Forward;
  });
  return Awaits ? nullptr : It->second;
}

/// A member of a state where no state is declared yet: only its type is known.
std::string Printer::outside(const Value &V, bool Forwards) const {
  if (V.IsSlot) {
    const bool Deduces = V.From == Deduced::Made || V.From == Deduced::Slot;
    const std::string Slot =
        "std::declval<" +
        (Deduces ? const_cast<Printer *>(this)->deducedTypeOf(V)
                 : "costate::slot<" + type(withoutLocalAliases(V.Type)) + ">") +
        " &>()";
    return Forwards ? "(*" + Slot + ").forward()" : Slot;
  }
  if (V.From == Deduced::Operand)
    return "std::declval<decltype((" + unevaluated(V.TypeOf) + "))>()";
  if (V.From == Deduced::Yielded)
    return "std::declval<" + const_cast<Printer *>(this)->deducedTypeOf(V) +
           (Forwards ? ">()" : " &>()");
  if (V.From == Deduced::Expansion || V.From == Deduced::Auto)
    return "std::declval<" + const_cast<Printer *>(this)->deducedTypeOf(V) + " &>()";
  if (V.From == Deduced::Spelled)
    return "std::declval<" + unevaluated(V.TypeOf) + " &>()";
  const QualType Lvalue = Context.getLValueReferenceType(V.Type.getNonReferenceType());
  return "std::declval<" + type(withoutLocalAliases(Forwards ? V.Type : Lvalue)) + ">()";
}

std::string Printer::unevaluated(const Part &Each) const {
  if (isPart(Each))
    return partInStruct(Each);
  switch (Each.Kind) {
  case PartKind::Use: {
    const Value &V = F.Values[Each.Id];
    if (AtTop && V.Kind == ValueKind::Parameter)
      return V.IsObject ? "(" + C.This + ")" : V.Name;
    if (const Piece *Init = AtTop ? constantOf(V) : nullptr)
      return "static_cast<" + type(V.Type.getUnqualifiedType()) + ">(" + unevaluated(*Init) + ")";
    return nameInStruct(V);
  }
  case PartKind::Static: {
    const Value &V = F.Values[Each.Id];
    if (!V.TypeText.empty()) // one that types name, too
      return V.TypeText;
    return AtTop ? T.spell(Each.Range) : nameInStruct(V);
  }
  case PartKind::Binding: {
    const Value &V = F.Values[Each.Id];
    if (V.From != Deduced::No && Each.Text.empty())
      return bindingOf(V, Each, nameInStruct(V));
    // Of a decomposed object that is not kept there is only the type; its name is an lvalue.
    const std::string Name = nameInStruct(V);
    const bool IsName = V.Region != None && !Outside;
    return Each.Before +
           (IsName ? Name : "std::declval<std::remove_reference_t<decltype(" + Name + ")> &>()") +
           Each.Text;
  }
  case PartKind::Member:
  case PartKind::Forward: {
    const Value &V = F.Values[Each.Id];
    if (Outside)
      return outside(V, Each.Kind == PartKind::Forward);
    std::string Name = memberOf(F.States[V.State].Name, V.Name);
    // A slot beside the one that this struct is for, in a struct that needs this one first.
    if (V.From == Deduced::Slot && WritesStructs && !Begun.contains(V.State))
      Name = "std::declval<" + const_cast<Printer *>(this)->deducedTypeOf(V) + " &>()";
    // GCC 12 folds std::move() of a member that is a reference to something ill-formed.
    if (V.From == Deduced::No && !V.IsSlot && V.TypeText.empty() && V.Type->isReferenceType())
      return "std::declval<" +
             const_cast<Printer *>(this)->named(
                 type(withoutLocalAliases(
                     Context.getLValueReferenceType(V.Type.getNonReferenceType()))),
                 C.Function->getLocation()) +
             ">()";
    if (Each.Kind == PartKind::Member)
      return Name;
    return "std::declval<decltype(" + (V.IsSlot ? "(*" + Name + ").forward()" : Name) + ")>()";
  }
  case PartKind::Result:
    if (Outside)
      return "std::declval<" + const_cast<Printer *>(this)->awaiterType(Each.Id) +
             " &>().await_resume()";
    return "costate::await_result<" + F.States[Each.Id].Name + ">()";
  case PartKind::Promise:
    // GCC takes the member for const in a local class of a const member function.
    return IsLocal ? "std::declval<" +
                         (C.IsDependent && !P.Promise.empty() ? P.Promise : promiseType()) + " &>()"
                   : Each.Text;
  case PartKind::TypeOfUse:
    return const_cast<Printer *>(this)->declaredType(Each);
  default:
    return "";
  }
}

std::string Printer::unevaluated(const Piece &Code) const {
  const bool Before = std::exchange(Unevaluated, true);
  std::string Text = code(Code);
  Unevaluated = Before;
  return countedPacks(std::move(Text));
}

/// The type of \p Code; with its value category as decltype((...)) gives it.
std::string Printer::typeOf(const Piece &Code, bool Category) const {
  if (Code.Parts.size() == 1 && Code.Parts.front().Kind == PartKind::Result && !Outside &&
      !isPart(Code.Parts.front()))
    return "costate::result_of<" + F.States[Code.Parts.front().Id].Name + ">";
  return Category ? "decltype((" + unevaluated(Code) + "))" : "decltype(" + unevaluated(Code) + ")";
}

std::string Printer::deducedTypeOf(const Value &V) {
  switch (V.From) {
  case Deduced::Operand:
    return typeOf(V.TypeOf, true);
  case Deduced::Spelled:
    return unevaluated(V.TypeOf);
  case Deduced::Slot:
    return "costate::slot<costate::held_as<" + typeOf(V.TypeOf, true) + ">>";
  case Deduced::Made: {
    const bool Before = std::exchange(Outside, true); // its states come later
    std::string Type = "costate::slot<std::decay_t<" + typeOf(V.TypeOf, false) + ">>";
    Outside = Before;
    return Type;
  }
  case Deduced::Awaiter: {
    if (&V == &F.Values[F.States[F.Initial].Awaiter])
      return "costate::initial_awaiter<" + P.Promise + ">";
    if (&V == &F.Values[F.States[F.Final].Awaiter])
      return "costate::final_awaiter<" + P.Promise + ">";
    const std::string Awaited = V.Written.empty() ? typeOf(V.TypeOf, true) : unevaluated(V.Written);
    return F.NamesAwaitOperator ? "costate::awaiting_by<" + Awaited + ", " + awaitOperator() + ">"
                                : "costate::awaiting<" + Awaited + ">";
  }
  case Deduced::Expansion:
    return elementsType(F.States[V.State]);
  case Deduced::Yielded:
    if (V.TypeOf.empty())
      return "costate::yielded_braces<" + P.Promise + ">";
    return "costate::yielded<" + P.Promise + ", " + typeOf(V.TypeOf, true) + ">";
  case Deduced::Auto:
    return (V.Type.isNull() || !V.Type.isConstQualified() ? "" : "const ") +
           ("std::decay_t<" + typeOf(V.TypeOf, false)) + ">";
  case Deduced::Elements:
    if (V.Type.isNull()) // the array behind a list in braces
      return "const decltype(costate::list_element({" + unevaluated(V.TypeOf) + "}))";
    return type(Context.getBaseElementType(V.Type));
  case Deduced::Bound: {
    const std::string Initialiser = typeOf(V.TypeOf, true);
    if (!V.Written.empty() && !V.Type->isReferenceType())
      return "costate::declared<" + unevaluated(V.Written) + ", " + Initialiser + ">";
    std::string Reference = Initialiser + " &&";
    if (!V.Type.isNull() && V.Type->isReferenceType()) {
      if (!V.Type->getContainedAutoType())
        Reference = V.Written.empty() ? type(V.Type) : unevaluated(V.Written);
      else if (V.Type->isLValueReferenceType())
        Reference = (V.Type.getNonReferenceType().isConstQualified() ? "const " : "") +
                    ("std::remove_reference_t<" + Initialiser) + "> &";
    }
    return "costate::bound<" + Reference + ", " + Initialiser + ">";
  }
  default:
    llvm_unreachable("not deduced");
  }
}

/// `decltype(x)`, where the variable may be a reference to its storage.
std::string Printer::declaredType(const Part &Each) {
  const Value &V = F.Values[Each.Id];
  if (AtTop && V.Kind == ValueKind::Parameter && !V.IsObject)
    return T.spell(Each.Range);
  if (V.IsCapture && !V.IsObject && V.Decl && !isPack(V))
    return typeOfCapture(V);
  if (!V.TypeText.empty())
    return V.TypeText;
  const bool HasNoMember = AtTop || Outside || (Unevaluated && V.Region == None);
  if (HasNoMember && V.From == Deduced::Bound)
    return "typename " + deducedTypeOf(V) + "::reference";
  if (HasNoMember && V.From != Deduced::No && V.Kind == ValueKind::Variable)
    return deducedTypeOf(V);
  if (isPack(V) || (V.Kind == ValueKind::Variable && V.Region == None && V.From != Deduced::No))
    return Each.Range.empty() ? "decltype(" + V.Name + ")" : T.spell(Each.Range);
  if (V.From == Deduced::Bound)
    return "typename decltype(" + F.States[V.Region].Name + "::" + V.Name + ")::reference";
  if (V.From != Deduced::No)
    return "decltype(" + F.States[V.Region].Name + "::" + V.Name + ")";
  return type(V.Type);
}

/// The type that the variable \p V, which the closure around has captured, was declared with.
std::string Printer::typeOfCapture(const Value &V) const {
  const QualType Declared = V.Decl->getType();
  if (V.TypeText.empty())
    return type(Declared);
  if (Declared->isReferenceType()) // of `auto &&` it tells what it was bound to
    return Declared->isLValueReferenceType() ? V.TypeText : V.TypeText + " &&";
  return (Declared.isConstQualified() ? "const " : "") +
         ("std::remove_cv_t<std::remove_reference_t<" + V.TypeText) + ">>";
}

/// The type of the awaiter of \p Result.
std::string Printer::awaiterInStruct(const Part &Result) {
  return Outside ? awaiterType(Result.Id) : "decltype(" + F.States[Result.Id].Name + "::awaiter)";
}

/// The closure that a lambda makes, as the call of a function that makes it: a lambda may not stand
/// in decltype, and each is one type.
std::string Printer::closureOf(const Piece &Code, const Part &Begin) {
  if (!Closures.contains(Begin.Lambda->getLambdaClass()))
    makeClosure(Code, Begin);
  std::string Arguments;
  for (const Capture &Each : Begin.Captured)
    Arguments += (Arguments.empty() ? "" : ", ") +
                 (Each.Binding ? "std::declval<" + captureType(Each) + ">()"
                               : nameInStruct(F.Values[Each.Id])) +
                 (isPack(F.Values[Each.Id]) ? "..." : "");
  for (const Part *Operand : operandsOf(Code, Begin))
    Arguments +=
        (Arguments.empty() ? "" : ", ") +
        (Operand->Kind == PartKind::Result ? "std::declval<" + awaiterInStruct(*Operand) + " &>()"
                                           : unevaluated(*Operand));
  return Closures[Begin.Lambda->getLambdaClass()] + "(" + Arguments + ")";
}

/// What stands before a machine in the body of its function: local types of the body, the types of
/// parameters that have no name of their own.
std::string Printer::localDeclarations() {
  std::string Text;
  for (const auto &[Value, Name] : F.FunctionNames)
    Text += llvm::StringRef(Value).starts_with("= ")
                ? "static const auto &" + Name + " " + Value + ";\n"
                : "static const char " + Name + "[] = \"" + Value + "\";\n";
  for (const ValueId Id : F.Parameters) {
    const Value &V = F.Values[Id];
    if (!V.TypeText.empty())
      Text += "using " + V.TypeText + " = " +
              (V.IsObject    ? "std::remove_reference_t<decltype(" + C.This + ")> &"
               : V.IsCapture ? captureAlias(V)
                             : "decltype(" + V.Name + ")") +
              ";\n";
  }
  return Text;
}

/// \p Code in front of the machine, where the body's variables are told by their types.
std::string Printer::atTop(const Piece &Code) const {
  const bool Before = std::exchange(AtTop, true);
  const bool WasOutside = std::exchange(Outside, true);
  std::string Text = unevaluated(Code);
  Outside = WasOutside;
  AtTop = Before;
  return Text;
}

namespace {

/// An alias that one way through the body has no use for.
std::string maybeUnused(const std::string &Alias) {
  return llvm::Regex("^(using [A-Za-z_0-9]+) =").sub("\\1 [[maybe_unused]] =", Alias);
}

} // namespace

std::string Printer::localTypes() {
  std::string Text;
  for (const LocalType &Type : F.Types)
    Text += (C.Taken.empty() ? atTop(Type.Code) : maybeUnused(atTop(Type.Code))) + "\n";
  return Text;
}

std::string Printer::decision() {
  findLambdas();
  for (const Value &V : F.Values)
    if (V.Kind != ValueKind::Operand)
      VariableNames.insert(V.Name);
  std::string Types;
  for (size_t I = 0; I != F.TypesBefore; ++I) // each way through has its own
    Types += maybeUnused(atTop(F.Types[I].Code)) + "\n";
  const std::string Condition = atTop(F.Decision);
  return Types + closures() + "if constexpr (" + Condition + ") ";
}

/// The type of what a lambda has captured, as a reference.
std::string Printer::captureAlias(const Value &V) const {
  const std::string Type = "decltype((" + V.Name + "))";
  return V.IsConst ? "const std::remove_reference_t<" + Type + "> &" : Type;
}

/// The machine's name for its promise, which its states' types are made of.
std::string Printer::promiseAlias() const {
  return C.IsDependent ? "using " + P.Promise + " = " + promiseType() + ";\n" : "";
}

/// A parameter pack is one member; in run() it is a pack again.
std::string Printer::packsBegin() const {
  std::string Text;
  for (const ValueId Id : F.Parameters)
    if (isPack(F.Values[Id]))
      Text += "return this->" + F.Values[Id].Member + ".apply([&]([[maybe_unused]] auto &..." +
              F.Values[Id].Name + ") -> std::coroutine_handle<> {\n";
  return Text;
}

std::string Printer::packsEnd() const {
  std::string Text;
  for (const ValueId Id : F.Parameters)
    if (isPack(F.Values[Id]))
      Text += "});\n";
  return Text;
}

} // namespace costate
