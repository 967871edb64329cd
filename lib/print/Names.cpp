// Writes what run() declares so that names mean what they mean in the source: references to what
// the machine keeps, and using-declarations for what the machine's own names hide.
//
//   auto &total = get<Body>().total;
#include "print/Printer.h"

#include "source/MachineNames.h"

#include "llvm/ADT/SetVector.h"

using namespace clang;

namespace costate {

/// Whether the token is a name, not a member of something, that means a member of the machine to
/// run().
bool Printer::namesMember(unsigned Token) const {
  return T.kind(Token) == tok::identifier && isMachineMember(T.text(Token)) && Token > 0 &&
         T.kind(Token - 1) != tok::period && T.kind(Token - 1) != tok::arrow &&
         T.kind(Token - 1) != tok::coloncolon;
}

namespace {

/// \p DC, and the namespaces whose members using-directives make visible in it
/// ([namespace.udir]).
void addVisible(const DeclContext *DC, llvm::SmallSetVector<const DeclContext *, 8> &Visible) {
  if (!Visible.insert(DC->getPrimaryContext()))
    return;
  for (const UsingDirectiveDecl *Directive : DC->using_directives())
    addVisible(Directive->getNominatedNamespace(), Visible);
}

void addDirectives(const Stmt *S, llvm::SmallSetVector<const DeclContext *, 8> &Visible) {
  if (const auto *Declaration = dyn_cast_or_null<DeclStmt>(S))
    for (const Decl *D : Declaration->decls())
      if (const auto *Directive = dyn_cast<UsingDirectiveDecl>(D))
        addVisible(Directive->getNominatedNamespace(), Visible);
  if (S)
    for (const Stmt *Child : S->children())
      addDirectives(Child, Visible);
}

/// `::` and what names \p DC in front of one.
std::string qualifier(const DeclContext *DC) {
  std::string Text = "::";
  for (; DC && DC->isNamespace(); DC = DC->getParent())
    if (const auto *Each = cast<NamespaceDecl>(DC);
        !Each->isAnonymousNamespace() && !Each->isInline())
      Text = "::" + Each->getNameAsString() + Text;
  return Text;
}

} // namespace

/// Using-declarations for what \p Name means where the coroutine stands. Empty: nothing that is
/// found there, but by a call's arguments perhaps.
std::string Printer::usingsOf(DeclarationName Name) const {
  const std::string Written = Name.getAsString();
  llvm::SmallSetVector<const DeclContext *, 8> Visible;
  addDirectives(C.Body->getBody(), Visible);
  for (const DeclContext *DC = C.Function->getDeclContext(); DC; DC = DC->getParent()) {
    if (const auto *Class = dyn_cast<CXXRecordDecl>(DC);
        Class && Class->getDefinition() && Class->hasMemberName(Name))
      return ""; // what a class declares is named through the object or the class
    if (!DC->isFileContext())
      continue;
    addVisible(DC, Visible);
    std::string Text;
    for (const DeclContext *Each : Visible)
      if (const auto Found = Each->lookup(Name); llvm::any_of(Found, [](const NamedDecl *D) {
            return !isa<NamespaceDecl>(D) && // a friend is not visible for its declaration there
                   D->isInIdentifierNamespace(Decl::IDNS_Ordinary | Decl::IDNS_Tag |
                                              Decl::IDNS_Type);
          })) {
        const std::string Using = "using " + qualifier(Each) + Written + ";\n";
        if (!llvm::StringRef(Text).contains(Using))
          Text += Using;
      }
    if (!Text.empty())
      return Text;
  }
  // A name that is visible lets a call find what its arguments lead to ([basic.lookup.argdep]).
  return F.Foreign.contains(Written) ? "using costate::names::" + Written + ";\n" : "";
}

std::string Printer::usings() {
  std::string Text;
  const TokenRange Body = T.range(C.BodyRange);
  llvm::StringSet<> Done; // the coroutine's own names come first
  for (const Value &V : F.Values)
    if (V.Kind != ValueKind::Operand)
      Done.insert(V.Name);
  for (unsigned I = Body.Begin; I < Body.End; ++I)
    if (namesMember(I) && Done.insert(T.text(I)).second)
      Text += usingsOf(DeclarationName(&Context.Idents.get(T.text(I))));
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
