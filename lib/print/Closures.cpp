// Writes the functions that make the closures whose types a machine has to name.
//
//   auto weigh = [&total](int a) { ... };   ->   static auto weigh_closure(int &total) {
//                                                  return [&total](int a) { ... };
//                                                }
#include "normalize/OwnAddress.h"
#include "print/Printer.h"

#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace costate {

void Printer::findLambdas() {
  const auto Mark = [&](const Piece &Code) {
    for (const Part &Each : Code.Parts)
      if (Each.Kind == PartKind::LambdaBegin)
        Lambdas[type(Each.Lambda->getType().getCanonicalType())] = {&Code, &Each};
  };
  const auto Visit = [&](const auto &Self, const Node &N) -> void {
    Mark(N.Code);
    for (const Declared &D : N.Variables) {
      Mark(D.Init);
      Initialisers[D.Id] = &D.Init;
    }
    for (const auto &Child : N.Children)
      Self(Self, *Child);
  };
  Visit(Visit, *F.Body);
  for (const Value &V : F.Values)
    Mark(V.Init);
}

/// Whether a function that returns a \p Type may make it elsewhere than where it will lie
/// ([class.temporary]/3).
static bool isReturnedInRegisters(QualType Type, const ASTContext &Context) {
  return !Type->isDependentType() && Type.isTriviallyCopyableType(Context) &&
         Context.getTypeSizeInChars(Type) <= 2 * Context.getTypeSizeInChars(Context.VoidPtrTy);
}

/// Writes the function that makes the closures of a lambda.
void Printer::makeClosure(const Piece &Code, const Part &Begin) {
  const CXXRecordDecl *Class = Begin.Lambda->getLambdaClass();
  if (isReturnedInRegisters(Begin.Lambda->getType(), Context) &&
      OwnAddress().isGivenBy(Begin.Lambda))
    R.refuse(Begin.Lambda->getBeginLoc(),
             "a closure that is kept across a suspension holds an object whose constructor may "
             "keep its address; capture a reference to a variable");
  const std::string Function =
      (IsLocal ? "closure_" : P.Machine + "_closure_") + std::to_string(Closures.size() + 1);
  Closures[Class] = (IsLocal ? P.Machine + "_closures::" : "") + Function;
  std::string Parameters;
  for (const Capture &Named : Begin.Captured)
    Parameters += (Parameters.empty() ? "" : ", ") + captureType(Named, nameOf(Named));
  unsigned Given = 0;
  for (const Part *Operand : operandsOf(Code, Begin))
    Parameters += (Parameters.empty() ? "" : ", ") + operandType(*Operand) + " operand_" +
                  std::to_string(++Given);
  std::string Text = "return ";
  std::string Constants;
  unsigned Depth = 0;
  unsigned Operands = 0;
  for (size_t I = &Begin - Code.Parts.data(); I != Code.Parts.size(); ++I) {
    const Part &Each = Code.Parts[I];
    Depth += Each.Kind == PartKind::LambdaBegin;
    Depth -= Each.Kind == PartKind::LambdaEnd;
    if (Depth == 0)
      break;
    if (Each.Kind == PartKind::Static)
      addConstant(F.Values[Each.Id], Constants);
    if (Each.Kind == PartKind::Tokens || Each.Kind == PartKind::Static)
      Text += T.spell(Each.Range);
    else if (Each.Kind == PartKind::Text || Each.Kind == PartKind::Gap)
      Text += Each.Text;
    else if (Each.Kind == PartKind::Use)
      Text += sourceName(F.Values[Each.Id]);
    else if (Each.Kind == PartKind::Binding && Each.Bound)
      Text += Each.Bound->getName();
    else if (Each.Kind == PartKind::TypeOfUse)
      Text += typeInClosure(Each);
    else if (Each.Kind == PartKind::Result && F.States[Each.Id].IsPassed)
      Text += code({{Each}});
    else if (Each.Kind ==
             PartKind::Result) // asked here: what it returns may be void, or initialise
      Text += "operand_" + std::to_string(++Operands) + ".await_resume()";
    else if (isOperand(Each)) // an init-capture from an await: handed over
      Text += "static_cast<" + operandType(Each) + ">(operand_" + std::to_string(++Operands) + ")";
    else if (Each.Kind != PartKind::LambdaBegin && Each.Kind != PartKind::LambdaEnd)
      R.refuse(Begin.Lambda->getBeginLoc(),
               "a closure that is kept across a suspension captures an await; give it a "
               "variable of its own");
  }
  addMentioned(Begin.Lambda->getBody(), Constants); // the body of a coroutine is no part of Code
  ClosureTexts.push_back((IsLocal ? "static auto " : "inline auto ") + Function + "(" + Parameters +
                         ") {\n" + Constants + Text + ";\n}\n");
}

/// `decltype(x)` in a function that makes a closure, where there are no states.
std::string Printer::typeInClosure(const Part &Each) {
  const bool Before = std::exchange(Outside, true);
  std::string Text = declaredType(Each);
  Outside = Before;
  return Text;
}

/// Declares the constant \p V, and those that its value names, once among \p Constants.
void Printer::addConstant(const Value &V, std::string &Constants) const {
  if (V.Init.empty() || llvm::StringRef(Constants).contains(code(V.Init)))
    return;
  for (const Part &Each : V.Init.Parts)
    if (Each.Kind == PartKind::Static && &F.Values[Each.Id] != &V)
      addConstant(F.Values[Each.Id], Constants);
  Constants += code(V.Init) + "\n";
}

/// Whether the function that makes a closure is given what \p Each is: an awaiter, or an operand.
bool Printer::isOperand(const Part &Each) const {
  return (Each.Kind == PartKind::Result && !F.States[Each.Id].IsPassed) ||
         Each.Kind == PartKind::Forward ||
         (Each.Kind == PartKind::Member && !F.Values[Each.Id].IsSlot);
}

/// Declares the constants of the body around that \p S names.
void Printer::addMentioned(const Stmt *S, std::string &Constants) const {
  if (const auto *Name = dyn_cast_or_null<DeclRefExpr>(S))
    for (const Value &V : F.Values)
      if (V.Home == ValueHome::Static && V.Decl == Name->getDecl())
        addConstant(V, Constants);
  if (S)
    for (const Stmt *Child : S->children())
      addMentioned(Child, Constants);
}

/// The parts of a lambda's text that are results or operands of its full-expression.
std::vector<const Part *> Printer::operandsOf(const Piece &Code, const Part &Begin) {
  std::vector<const Part *> Result;
  unsigned Depth = 0;
  for (const Part *Each = &Begin; Each != Code.Parts.data() + Code.Parts.size(); ++Each) {
    Depth += Each->Kind == PartKind::LambdaBegin;
    Depth -= Each->Kind == PartKind::LambdaEnd;
    if (Depth == 0)
      break;
    if (isOperand(*Each))
      Result.push_back(Each);
  }
  return Result;
}

/// The type of the awaiter of \p Id, where its struct is not declared yet.
std::string Printer::awaiterType(StateId Id) {
  const Value &Awaiter = F.Values[F.States[Id].Awaiter];
  return Awaiter.From == Deduced::No
             ? named(type(Awaiter.Type.getNonReferenceType()), F.States[Id].Location)
             : deducedTypeOf(Awaiter);
}

std::string Printer::operandType(const Part &Operand) {
  if (Operand.Kind == PartKind::Result) {
    const bool Before = std::exchange(Outside, true);
    std::string Text = awaiterType(Operand.Id) + " &";
    Outside = Before;
    return Text;
  }
  if (C.IsDependent) {
    const bool Before = std::exchange(Outside, true);
    std::string Text = "decltype((" + unevaluated(Operand) + ")) &&";
    Outside = Before;
    return Text;
  }
  QualType Type = F.Values[Operand.Id].Type;
  if (!isNameable(Type, C.Function, Context)) {
    const bool Before = std::exchange(Outside, true);
    std::string Text = "decltype((" + unevaluated(Operand) + ")) &&";
    Outside = Before;
    return Text;
  }
  if (Operand.Kind == PartKind::Member && !Type->isReferenceType())
    Type = Context.getLValueReferenceType(Type);
  else if (!Type->isReferenceType())
    Type = Context.getRValueReferenceType(Type);
  return type(Type.getCanonicalType());
}

/// A reference to what is captured, with \p Name. A bit-field can only be copied.
std::string Printer::captureType(const Capture &Named, llvm::StringRef Name) {
  const Value &V = F.Values[Named.Id];
  if (Named.Binding) {
    const QualType Type = Named.Binding->getType().getNonReferenceType().getCanonicalType();
    const Expr *Member = Named.Binding->getBinding();
    if (!Member || Type->isDependentType() || V.From != Deduced::No) {
      const bool Before = std::exchange(Outside, true);
      std::string Text =
          "decltype((" + unevaluated(costate::bindingOf(Named)) + ")) &" + Name.str();
      Outside = Before;
      return Text;
    }
    return named(
        type(Member->refersToBitField() ? Type : Context.getLValueReferenceType(Type), Name),
        Named.Binding->getLocation());
  }
  if (isPack(V))
    return packType(V, true) + " &..." + Name.str();
  if (V.From != Deduced::No || !V.TypeText.empty()) {
    const bool Before = std::exchange(Outside, true);
    std::string Text = "std::remove_reference_t<decltype(" + nameInStruct(V) + ")> &" + Name.str();
    Outside = Before;
    return Text;
  }
  const QualType Type = V.Type.getNonReferenceType();
  if (isFromElsewhere(V))
    return deducedType(Named.Id) + " &" + Name.str();
  return named(
      type(Context.getLValueReferenceType(isSpelled(V) ? Type : Type.getCanonicalType()), Name),
      V.Decl ? V.Decl->getLocation() : C.Function->getLocation());
}

/// What the source calls what a closure refers to.
std::string Printer::nameOf(const Capture &Named) const {
  return Named.Name.empty() ? sourceName(F.Values[Named.Id]) : Named.Name;
}

/// What the source calls a variable.
std::string Printer::sourceName(const Value &V) {
  return V.Decl && V.Decl->getIdentifier() && V.Whole == None ? V.Decl->getName().str() : V.Name;
}

std::string Printer::closures() {
  std::string Text;
  for (const std::string &Each : ClosureTexts)
    Text += Each + "\n";
  if (IsLocal && !Text.empty())
    Text = "struct " + P.Machine + "_closures {\n" + Text + "};\n";
  return Text;
}

} // namespace costate
