// Writes what run() declares so that names mean what they mean in the source: references to what
// the machine keeps, and using-declarations for what the machine's own names hide.
//
//   auto &total = get<Body>().total;
#include "print/Printer.h"

#include "source/MachineNames.h"

using namespace clang;

namespace costate {

/// Whether the token is a name, not a member of something, that means a member of the machine to
/// run().
bool Printer::namesMember(unsigned Token) const {
  return T.kind(Token) == tok::identifier && isMachineMember(T.text(Token)) && Token > 0 &&
         T.kind(Token - 1) != tok::period && T.kind(Token - 1) != tok::arrow &&
         T.kind(Token - 1) != tok::coloncolon;
}

std::string Printer::usings() {
  std::string Text;
  const TokenRange Body = T.range(C.BodyRange);
  llvm::StringSet<> Done; // the coroutine's own names come first
  for (const Value &V : F.Values)
    if (V.Kind != ValueKind::Operand)
      Done.insert(V.Name);
  for (unsigned I = Body.Begin; I < Body.End; ++I) {
    if (!namesMember(I) || !Done.insert(T.text(I)).second)
      continue;
    IdentifierInfo &Name = Context.Idents.get(T.text(I));
    for (const DeclContext *DC = C.Function->getDeclContext(); DC; DC = DC->getParent()) {
      if (const auto *Class = dyn_cast<CXXRecordDecl>(DC);
          Class && Class->getDefinition() && Class->hasMemberName(DeclarationName(&Name)))
        break; // what a class declares is named through the object or the class
      if (!DC->isFileContext())
        continue;
      const auto Found = DC->lookup(DeclarationName(&Name));
      if (Found.empty() || isa<NamespaceDecl>(Found.front()))
        continue;
      Text += "using ";
      if (const auto *Named = dyn_cast<NamedDecl>(Decl::castFromDeclContext(DC));
          Named && !DC->isTranslationUnit())
        Text += Named->getQualifiedNameAsString();
      Text += "::" + T.text(I).str() + ";\n";
      break;
    }
  }
  return Text;
}

std::string Printer::aliases() const {
  std::string Text;
  llvm::SmallPtrSet<const Value *, 8> Captured;
  const auto Mark = [&](const Piece &Code) {
    for (const Part &Each : Code.Parts)
      for (const Capture &Named : Each.Captured)
        Captured.insert(&F.Values[Named.Id]);
  };
  const auto Visit = [&](const auto &Self, const Node &N) -> void {
    Mark(N.Code);
    for (const Declared &D : N.Variables)
      Mark(D.Init);
    for (const auto &Child : N.Children)
      Self(Self, *Child);
  };
  Visit(Visit, *F.Body);
  for (const Value &V : F.Values)
    Mark(V.Init);
  for (const ValueId Id : F.Parameters) {
    const Value &V = F.Values[Id];
    if (isPack(V))
      continue;
    if (Captured.contains(&V) || (V.Used && V.Member != V.Name))
      Text += "auto &" + V.Name + " = this->" + V.Member + ";\n";
  }
  for (const Value &V : F.Values) {
    if (V.Region == None || !V.Used)
      continue;
    const bool Const = !V.Type.isNull() && V.Type.isConstQualified() &&
                       F.States[V.Region].Kind == StateKind::Fields;
    Text += (Const ? "const auto &" : "auto &") + V.Name + " = " + On + "get<" +
            F.States[V.Region].Name + ">()." + V.Name + ";\n";
  }
  return Text;
}

} // namespace costate
