// Writes declarations: of variables that stay on the stack, that are fields of a state, and that
// make a state of their own.
//
//   noisy log("a");   ->   ::new (at<Body>()) Body{noisy("a")};
//                          enter<Body>();
#include "print/Printer.h"

#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace costate {

std::string Printer::declare(const Node &N) {
  if (N.Opens != None && F.Values[N.Variables.front().Id].IsEmplaced) {
    const bool Trivial = F.States[N.Opens].Trivial;
    if (!Trivial)
      Full.clear();
    return Trivial ? "" : On + "pass<" + F.States[N.Opens].Name + ">();\n";
  }
  if (N.Opens != None) {
    std::string Text = constructScope(N);
    if (!F.States[N.Opens].Trivial)
      Full.clear(); // pass has left them
    return Text;
  }
  std::string Text;
  for (const Declared &D : N.Variables) {
    const Value &V = F.Values[D.Id];
    if (V.Home == ValueHome::Frame) {
      if (D.Style == InitStyle::Default && D.Init.empty())
        continue;
      const bool Pointer = V.IsReference && !V.IsExtended;
      Text += (V.Used && !V.Type.isConstQualified()
                   ? V.Name
                   : On + "get<" + F.States[V.Region].Name + ">()." + V.Name) +
              " = " + (Pointer ? "costate::address_of(" + code(D.Init) + ")" : code(D.Init)) +
              ";\n";
      continue;
    }
    if (V.Whole != None || V.Extender != None)
      continue; // part of its structured binding, or of its variable's initialiser as it was
                // written
    if (!V.Used && V.Decl &&
        (V.Decl->isUsed() || V.Decl->isReferenced() || V.Decl->hasAttr<UnusedAttr>()) &&
        !llvm::StringRef(code(N.Code)).contains("maybe_unused"))
      Text += "[[maybe_unused]] "; // what used it is not part of the output
    if (!N.Code.empty() && N.Variables.size() == 1) {
      Text += code(N.Code) + "\n";
      continue;
    }
    if (V.From == Deduced::Elements)
      Text += const_cast<Printer *>(this)->memberType(D.Id, V.Name);
    else if (V.From == Deduced::Bound)
      Text += (V.Written.empty() ? "auto &&" : code(V.Written) + " ") + V.Name;
    else if (V.From != Deduced::No && !D.Init.empty())
      Text += "auto " + V.Name;
    else if (V.From != Deduced::No)
      Text += const_cast<Printer *>(this)->deducedTypeOf(V) + " " + V.Name;
    else
      Text += const_cast<Printer *>(this)->named(
          type(isSpelled(V) ? V.Type : withoutLocalAliases(V.Type), V.Name),
          C.Function->getLocation());
    if (D.Style == InitStyle::Copy)
      Text += " = ";
    Text += code(D.Init) + ";\n";
  }
  return Text;
}

std::string Printer::constructScope(const Node &N) {
  const State &S = F.States[N.Opens];
  std::string Elements;
  for (const Declared &D : N.Variables)
    Elements += (Elements.empty() ? "" : ", ") + element(D);
  std::string Text = "::new (" + On + "at<" + S.Name + ">()) " + S.Name + "{" + Elements + "};\n";
  if (!S.Trivial)
    Text += On + (Full.empty() ? "enter<" : "pass<") + S.Name + ">();\n";
  return Text;
}

static bool isAggregate(QualType Type) {
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  return Class && Class->hasDefinition() && Class->isAggregate() && !Class->isUnion();
}

/// The braces that copy \p Name, an array of type \p Array.
static std::string elementsOf(const ConstantArrayType &Array, const std::string &Name,
                              const ASTContext &Context) {
  const auto *Inner = Context.getAsConstantArrayType(Array.getElementType());
  std::string Elements;
  for (uint64_t I = 0; I != Array.getSize().getZExtValue(); ++I) {
    const std::string Element = Name + "[" + std::to_string(I) + "]";
    Elements += (I ? ", " : "") + (Inner ? elementsOf(*Inner, Element, Context) : Element);
  }
  return "{" + Elements + "}";
}

std::string Printer::element(const Declared &D) const {
  const Value &V = F.Values[D.Id];
  if (V.From == Deduced::Bound)
    return "{" + code(D.Init) + "}";
  if (V.From != Deduced::No)
    return code(D.Init);
  if (V.IsReference && !V.IsExtended)
    return "costate::address_of(" + code(D.Init) + ")";
  QualType Type = V.Type.getNonReferenceType().getUnqualifiedType();
  const bool Named = !Type->isArrayType();
  const std::string TypeName =
      Named && D.Style != InitStyle::Copy
          ? const_cast<Printer *>(this)->named(type(isSpelled(V) ? Type : Type.getCanonicalType()),
                                               C.Function->getLocation())
          : "";
  std::string Init = code(D.Init);
  switch (D.Style) {
  case InitStyle::Default:
    return Named ? TypeName + "()" : "{}";
  case InitStyle::Copy:
    if (Type->isDependentType() && Named && !llvm::StringRef(Init).starts_with("{"))
      // Not in the state's braces, where a narrowing conversion would be an error.
      return "static_cast<" +
             const_cast<Printer *>(this)->named(type(Type), C.Function->getLocation()) + ">(" +
             Init + ")";
    // An array is only copied by a structured binding.
    if (const auto *Array = Context.getAsConstantArrayType(Type);
        Array && isa_and_nonnull<DecompositionDecl>(V.Decl))
      return elementsOf(*Array, Init.front() == '*' ? "(" + Init + ")" : Init, Context);
    // GCC 12 destroys the members of an aggregate in nested braces twice if a later element throws.
    if (llvm::StringRef(Init).starts_with("{") && Named && isAggregate(Type))
      return const_cast<Printer *>(this)->named(type(isSpelled(V) ? Type : Type.getCanonicalType()),
                                                C.Function->getLocation()) +
             Init;
    return Init;
  case InitStyle::Direct:
    if (Type->isScalarType())
      return "static_cast<" + TypeName + ">" + Init;
    return Named ? TypeName + Init : Init;
  case InitStyle::List:
    if (Type->isScalarType() && llvm::StringRef(TypeName).contains(' ')) {
      // `unsigned int{n}` is no expression.
      const llvm::StringRef Inner = llvm::StringRef(Init).trim().drop_front().drop_back();
      return "static_cast<" + TypeName + ">(" + (Inner.trim().empty() ? "0" : Inner.str()) + ")";
    }
    return Named && !Type->isPointerType() ? TypeName + Init : Init;
  }
  llvm_unreachable("all styles return");
}

} // namespace costate
