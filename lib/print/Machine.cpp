// Writes the machine's struct.
//
//   // task<int> session(connection &peer)
//   //
//   //   Start -> Body{log}: ( AwaitRead -> AwaitClose ) -> Done
//   struct session_machine : costate::machine<session_machine, task<int>::promise_type> {
//     connection &peer;
//     struct AwaitRead { // co_await peer.read(bytes)
//       transfer awaiter;
//     };
//     ...
//     std::coroutine_handle<> run() { ... }
//   };
#include "print/Printer.h"

#include "normalize/Evaluation.h"
#include "source/MachineNames.h"

#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Regex.h"

#include <set>

using namespace clang;

namespace costate {

Printed print(const Coroutine &C, const NormalForm &Form, const Plan &Plan, const Tokens &Tokens,
              const ASTContext &Context, const PrintOptions &Options, Refusals &Refusals) {
  return Printer(C, Form, Plan, Tokens, Context, Options, Refusals).run();
}

std::string localTypes(const NormalForm &Form, const Tokens &T) {
  std::string Text;
  for (const LocalType &Type : Form.Types)
    for (const Part &Each : Type.Code.Parts)
      Text += Each.Range.empty() || Each.Kind == PartKind::Gap ? Each.Text : T.spell(Each.Range);
  // Each way through has its own.
  const llvm::Regex Alias("(using [A-Za-z_0-9]+) =");
  for (llvm::SmallVector<llvm::StringRef, 2> Found; Alias.match(Text, &Found);)
    Text = Alias.sub("\\1 [[maybe_unused]] =", Text);
  return Text.empty() ? Text : Text + "\n";
}

/// Whether the machine needs the access and the names that only the function itself has
/// ([class.local]/1): as a member, lambda, friend or template.
bool Printer::isLocal(const Coroutine &C) {
  return C.IsDependent || isa<CXXMethodDecl>(C.Function) ||
         llvm::any_of(C.Function->redecls(), [](const FunctionDecl *Each) {
           return Each->getFriendObjectKind() != Decl::FOK_None;
         });
}

Printed Printer::run() {
  const TokenRange Whole = T.range(C.Range);
  for (unsigned I = Whole.Begin; I < Whole.End; ++I)
    if (namesMember(I))
      Self = "this->";
  if (C.IsDependent)
    Self = "this->";
  On = C.IsDependent ? "this->template " : Self;
  findLambdas();
  for (const Value &V : F.Values)
    if (V.Kind != ValueKind::Operand)
      VariableNames.insert(V.Name);
  std::string Machine = machine();
  if (IsLocal) {
    std::string Body = body();
    Body.insert(2, localDeclarations() + foldOperators() + promiseAlias() + closures() + Machine);
    return {false, "", Body, "", places()};
  }
  Machine = closures() + Machine;
  // Another file may have a function of this name.
  if (!C.Function->isInlined() && !C.Function->isInAnonymousNamespace())
    Machine = "namespace {\n" + Machine + "} // namespace\n";
  // Defined outside of its namespace, it still sees the names of that.
  if (const auto *Namespace = dyn_cast<NamespaceDecl>(C.Function->getDeclContext());
      Namespace && C.Function->getLexicalDeclContext() != C.Function->getDeclContext())
    Machine = "namespace " + Namespace->getQualifiedNameAsString() + " {\n" + Machine + "}\n";
  for (const Piece &Declaration : F.Declarations)
    Machine = code(Declaration) + "\n" + Machine;
  // What the body calls before it is declared: itself.
  const bool Declares = !C.Function->getPreviousDecl() && C.Function->getIdentifier() &&
                        F.Foreign.contains(C.Function->getName()) &&
                        !C.Function->getFriendObjectKind();
  if (Declares)
    Machine = declarationText() + "\n" + Machine;
  return {Declares, Machine, body(), "", places()};
}

/// Makes what the body's calls of std::source_location::current() give, in the line and column of
/// each.
std::string Printer::places() const {
  std::string Text;
  for (const SourcePlace &Place : F.Places)
    Text += "  static constexpr " + Place.Type + " " + Place.Name + " =\n#line " +
            std::to_string(Place.Line) + "\n" + std::string(Place.Column - 1, ' ') + Place.Type +
            "::current();\n";
  return Text;
}

/// Whether the token is a name, not a member of something, that means a member of the machine to
/// run().
bool Printer::namesMember(unsigned Token) const {
  return T.kind(Token) == tok::identifier && isMachineMember(T.text(Token)) && Token > 0 &&
         T.kind(Token - 1) != tok::period && T.kind(Token - 1) != tok::arrow &&
         T.kind(Token - 1) != tok::coloncolon;
}

std::string Printer::type(QualType Type, llvm::StringRef Name) const {
  const std::string Text = declaration(Type, "", Context, false);
  const bool Hidden = llvm::any_of(unqualifiedNames(Text), [&](const std::string &Word) {
    return VariableNames.contains(Word);
  });
  if (C.IsDependent && llvm::StringRef(Text).contains("sizeof...("))
    return countedPacks(declaration(Type, Name, Context, Hidden));
  return declaration(Type, Name, Context, Hidden || (!Self.empty() && !C.IsDependent));
}

/// [dcl.fct.def.coroutine]/3. The primary template of coroutine_traits asks the returned type.
std::string Printer::promiseType() const {
  if (!C.IsDependent)
    return type(C.PromiseType.getCanonicalType());
  const QualType Returned = C.Function->getReturnType();
  const std::string Type = type(Returned);
  if (!C.HasTraits)
    return (Returned->isDependentType() && !llvm::StringRef(Type).starts_with("typename ")
                ? "typename "
                : "") +
           Type + "::promise_type";
  std::string Arguments = Type;
  if (!C.Object.isNull() && !C.Lambda)
    Arguments += ", " + type(Context.getLValueReferenceType(C.Object));
  for (const ValueId Id : F.Parameters) {
    const Value &V = F.Values[Id];
    const auto *Parameter = dyn_cast_or_null<ParmVarDecl>(V.Decl);
    if (!Parameter || V.IsObject || V.IsCapture)
      continue;
    const QualType Of = Parameter->getType();
    if (isPack(V))
      Arguments += ", " + packType(V, false) + "...";
    else if (V.TypeText.empty())
      Arguments += ", " + type(Of.getUnqualifiedType());
    else if (Of.isConstQualified() || Of.isVolatileQualified())
      Arguments += ", std::remove_cv_t<" + V.TypeText + ">";
    else
      Arguments += ", " + V.TypeText;
  }
  return "typename std::coroutine_traits<" + Arguments + ">::promise_type";
}

std::string Printer::pointName(StateId Id) const { return F.States[Id].Name + "Point"; }

std::string Printer::memberType(ValueId Id, llvm::StringRef Name) {
  const Value &V = F.Values[Id];
  if (V.HasArray)
    R.refuse(V.Decl->getLocation(),
             "'" + V.Name +
                 "' is a std::initializer_list that is kept across a suspension, which its "
                 "array cannot be; use an array or a container");
  if (!V.TypeText.empty())
    return V.TypeText + " " + Name.str();
  if (isPack(V))
    return "costate::pack<" + packType(V, false) + "...> " + Name.str();
  if (V.From == Deduced::Elements)
    return deducedTypeOf(V) + " " + Name.str() + "[decltype(costate::count(" +
           unevaluated(V.TypeOf) + "))::value]";
  if (V.From != Deduced::No)
    return deducedTypeOf(V) + " " + Name.str();
  if (V.IsSlot) {
    const std::string Held =
        V.SlotState != None ? F.States[V.SlotState].Name
                            : named(type(V.Type.getCanonicalType()), C.Function->getLocation());
    return "costate::slot<" + Held + "> " + Name.str();
  }
  QualType Type = V.Type;
  if (V.Kind == ValueKind::Parameter)
    ;
  else if (V.IsReference && !V.IsExtended)
    Type = Context.getPointerType(Type.getNonReferenceType());
  else if (V.IsReference)
    Type = Type.getNonReferenceType();
  std::string Result;
  if (V.Decl) {
    if (const auto *Aligned = V.Decl->getAttr<AlignedAttr>(); Aligned && !Type->isReferenceType())
      Result = Aligned->isAlignmentDependent()
                   ? T.spell(T.range(Aligned->getRange())) + " "
                   : "alignas(" + std::to_string(Context.getDeclAlign(V.Decl).getQuantity()) + ") ";
  }
  // A field is assigned where its variable is declared.
  if (V.Region != None && F.States[V.Region].Kind == StateKind::Fields)
    Type = Type.getUnqualifiedType();
  // A written type keeps its spelling; a deduced one is spelled out.
  const SourceLocation Location = V.Decl            ? V.Decl->getLocation()
                                  : V.State != None ? F.States[V.State].Location
                                                    : C.Function->getLocation();
  const QualType Spelled = isSpelled(V) ? Type : Type.getCanonicalType();
  if (isFromElsewhere(V))
    return Result + deducedType(Id) + (V.IsReference && !V.IsExtended ? " *" : " ") + Name.str();
  std::string Text = named(type(Spelled, Name), Location);
  if (Name == "awaiter" && llvm::StringRef(Text).starts_with("awaiter ")) // a class of that name
    Text =
        (Spelled->getAsCXXRecordDecl() && Spelled->getAsCXXRecordDecl()->getParentFunctionOrMethod()
             ? P.Machine + "::" + Text
             : named(declaration(Spelled, Name, Context, true), Location));
  return Result + Text;
}

/// Whether the variable's type was written so that it means the same elsewhere.
bool Printer::isSpelled(const Value &V) const {
  if (!V.Decl || V.Decl->getType()->getContainedAutoType())
    return false;
  const std::string Text = type(V.Type);
  return Text.find("decltype(") == std::string::npos && Text.find("struct ") == std::string::npos &&
         Text.find("class ") == std::string::npos && Text.find("enum ") == std::string::npos &&
         Text.find("union ") == std::string::npos;
}

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

/// Whether the variable's type was made inside another function, so that only what gave it can name
/// it.
bool Printer::isFromElsewhere(const Value &V) const {
  if (V.Kind != ValueKind::Variable || V.Type.isNull())
    return false;
  const QualType Of = V.Type.getNonReferenceType();
  if (const TagDecl *Tag = Of->getAsTagDecl();
      Tag && !Tag->getIdentifier() && !Tag->getTypedefNameForAnonDecl() &&
      !(isa<CXXRecordDecl>(Tag) && cast<CXXRecordDecl>(Tag)->isLambda()))
    return llvm::none_of(F.Types, [&](const LocalType &Local) { return Local.Decl == Tag; });
  return !Of->isArrayType() && !isSpelled(V) && !isNameable(Of, C.Function, Context);
}

/// The type of a variable as that of its initialiser, written with declval for the variables in it.
std::string Printer::deducedType(ValueId Id) {
  const auto It = Initialisers.find(Id);
  if (It == Initialisers.end() || It->second->empty()) {
    R.refuse(F.Values[Id].Decl ? F.Values[Id].Decl->getLocation() : C.Function->getLocation(),
             "a value of a type that has no name here is kept across a suspension; this is not "
             "supported");
    return "int";
  }
  const bool Before = std::exchange(Outside, true);
  const std::string Init = unevaluated(*It->second);
  Outside = Before;
  const Value &V = F.Values[Id];
  if (V.IsReference && !V.IsExtended)
    return (V.Type.getNonReferenceType().isConstQualified() ? "const " : "") +
           ("std::remove_reference_t<decltype((" + Init) + "))>";
  return "std::decay_t<decltype(" + Init + ")>";
}

/// Writes the function that makes the closures of a lambda.
void Printer::makeClosure(const Piece &Code, const Part &Begin) {
  const CXXRecordDecl *Class = Begin.Lambda->getLambdaClass();
  const std::string Function =
      (IsLocal ? "closure_" : P.Machine + "_closure_") + std::to_string(Closures.size() + 1);
  Closures[Class] = (IsLocal ? P.Machine + "_closures::" : "") + Function;
  std::string Parameters;
  for (const ValueId Id : Begin.Captured)
    Parameters += (Parameters.empty() ? "" : ", ") + captureType(Id, sourceName(F.Values[Id]));
  unsigned Given = 0;
  for (const Part *Operand : operandsOf(Code, Begin))
    Parameters += (Parameters.empty() ? "" : ", ") + operandType(*Operand) + " operand_" +
                  std::to_string(++Given);
  std::string Text =
      (IsLocal ? "static auto " : "inline auto ") + Function + "(" + Parameters + ") {\nreturn ";
  unsigned Depth = 0;
  unsigned Operands = 0;
  for (size_t I = &Begin - Code.Parts.data(); I != Code.Parts.size(); ++I) {
    const Part &Each = Code.Parts[I];
    Depth += Each.Kind == PartKind::LambdaBegin;
    Depth -= Each.Kind == PartKind::LambdaEnd;
    if (Depth == 0)
      break;
    if (Each.Kind == PartKind::Tokens)
      Text += T.spell(Each.Range);
    else if (Each.Kind == PartKind::Text || Each.Kind == PartKind::Gap)
      Text += Each.Text;
    else if (Each.Kind == PartKind::Use)
      Text += sourceName(F.Values[Each.Id]);
    else if (Each.Kind == PartKind::Result || Each.Kind == PartKind::Forward ||
             (Each.Kind == PartKind::Member && !F.Values[Each.Id].IsSlot))
      // An init-capture from an await: handed over.
      Text += "static_cast<" + operandType(Each) + ">(operand_" + std::to_string(++Operands) + ")";
    else if (Each.Kind != PartKind::LambdaBegin && Each.Kind != PartKind::LambdaEnd)
      R.refuse(Begin.Lambda->getBeginLoc(),
               "a closure that is kept across a suspension captures an await or a "
               "structured binding; give it a variable of its own");
  }
  ClosureTexts.push_back(Text + ";\n}\n");
}

/// \p Type with the closure types in it named as what the functions that make them return. A type
/// that stays without a name is refused.
std::string Printer::named(std::string Type, SourceLocation Location) {
  for (const LocalType &Local : F.Types) {
    if (Local.Name.empty())
      continue;
    const std::string Key = type(Context.getCanonicalTagType(cast<TagDecl>(Local.Decl)));
    for (size_t At = Type.find(Key); At != std::string::npos; At = Type.find(Key, At))
      Type.replace(At, Key.size(), Local.Name);
  }
  for (const auto &[Key, Place] : Lambdas) {
    size_t At = Type.find(Key);
    if (At == std::string::npos)
      continue;
    const Part &Begin = *Place.second;
    const CXXRecordDecl *Class = Begin.Lambda->getLambdaClass();
    if (!Closures.contains(Class))
      makeClosure(*Place.first, Begin);
    std::string Name = "decltype(" + Closures[Class] + "(";
    for (size_t I = 0; I != Begin.Captured.size(); ++I)
      Name +=
          (I ? ", std::declval<" : "std::declval<") + captureType(Begin.Captured[I], "") + ">()";
    for (const Part *Operand : operandsOf(*Place.first, Begin))
      Name += (Name.back() == '(' ? "std::declval<" : ", std::declval<") + operandType(*Operand) +
              ">()";
    Name += "))";
    while (At != std::string::npos) {
      Type.replace(At, Key.size(), Name);
      At = Type.find(Key, At + Name.size());
    }
  }
  if (Type.find("(lambda at") != std::string::npos || Type.find("(unnamed") != std::string::npos ||
      Type.find("(anonymous") != std::string::npos || Type.find(")::") != std::string::npos)
    R.refuse(Location, "a value of a type that has no name here, '" + Type +
                           "', is kept across a suspension; this is not supported");
  return Type;
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
    if (Each->Kind == PartKind::Result || Each->Kind == PartKind::Forward ||
        (Each->Kind == PartKind::Member && !F.Values[Each->Id].IsSlot))
      Result.push_back(Each);
  }
  return Result;
}

std::string Printer::operandType(const Part &Operand) {
  if (C.IsDependent) {
    const bool Before = std::exchange(Outside, true);
    std::string Text = "decltype((" + unevaluated(Operand) + ")) &&";
    Outside = Before;
    return Text;
  }
  QualType Type =
      Operand.Kind == PartKind::Result ? F.States[Operand.Id].Result : F.Values[Operand.Id].Type;
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

std::string Printer::captureType(ValueId Id, llvm::StringRef Name) {
  const Value &V = F.Values[Id];
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
    return deducedType(Id) + " &" + Name.str();
  return named(
      type(Context.getLValueReferenceType(isSpelled(V) ? Type : Type.getCanonicalType()), Name),
      V.Decl ? V.Decl->getLocation() : C.Function->getLocation());
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

std::string Printer::stateStruct(StateId Id) {
  const State &S = F.States[Id];
  std::string Text = "struct " + S.Name + " {";
  if (!S.Quote.empty())
    Text += " // " + S.Quote;
  Text += "\n";
  for (const ValueId Member : S.Members)
    Text += memberType(Member, F.Values[Member].Name) + ";\n";
  Text += "};\n";
  if (S.Slot != None && S.Kind == StateKind::Suspension)
    Text += "struct " + pointName(Id) + " {};\n";
  return Text;
}

/// The states that the types of a state's members name: those that slots hold, and those that
/// deduced types follow from.
std::vector<StateId> Printer::statesInTypes(StateId Id) const {
  std::vector<StateId> Named;
  std::set<ValueId> Seen;
  const auto Visit = [&](const auto &Self, const Piece &Code) -> void {
    for (const Part &Each : Code.Parts) {
      if (Each.Kind == PartKind::Result)
        Named.push_back(Each.Id);
      const bool IsMember = Each.Kind == PartKind::Member || Each.Kind == PartKind::Forward;
      if (!IsMember && Each.Kind != PartKind::Use && Each.Kind != PartKind::Binding)
        continue;
      const Value &V = F.Values[Each.Id];
      if (const StateId Home = IsMember ? V.State : V.Region; Home != None)
        Named.push_back(Home);
      else if (Seen.insert(Each.Id).second)
        Self(Self, V.TypeOf);
    }
  };
  for (const ValueId Member : F.States[Id].Members) {
    const Value &V = F.Values[Member];
    if (V.SlotState != None)
      Named.push_back(V.SlotState);
    if (V.From != Deduced::No && V.From != Deduced::Made)
      Visit(Visit, V.TypeOf);
  }
  return Named;
}

std::string Printer::treeNode(StateId Id) {
  const State &S = F.States[Id];
  const std::string Name = S.Slot != None ? pointName(Id) : S.Name;
  return S.Inner.empty() ? Name : "costate::within<" + Name + ", " + tree(S.Inner) + ">";
}

std::string Printer::tree(llvm::ArrayRef<StateId> States) {
  std::string Text;
  for (const StateId Id : States) {
    if (!Text.empty())
      Text += ", ";
    Text += F.States[Id].Before ? "costate::before<" + treeNode(Id) + ">" : treeNode(Id);
  }
  return Text;
}

std::string Printer::parameters() {
  std::string Text;
  for (const ValueId Id : F.Parameters) {
    const Value &V = F.Values[Id];
    Text += Text.empty() ? "" : ", ";
    if (isPack(V))
      Text += packType(V, true) + " &..." + V.Name;
    else if (!V.TypeText.empty())
      Text += V.TypeText + " &" + V.Name;
    else
      Text += type(Context.getLValueReferenceType(V.Type.getNonReferenceType()), V.Name);
  }
  return Text;
}

/// The promise from the parameter copies, where only the arguments tell whether it takes them.
std::string Printer::constructPromise() const {
  std::string Text = C.PromiseIsAggregate ? "costate::construct_any_promise(this->promise"
                                          : "costate::construct_promise(this->promise";
  std::string Begin;
  std::string End;
  for (const ValueId Id : F.Parameters) {
    const Value &V = F.Values[Id];
    if (C.Lambda)
      break; // the closure would be the first
    if (isPack(V)) {
      Begin += "this->" + V.Member + ".apply([&](auto &..." + V.Name + ") { ";
      End += " });";
      Text += ", " + V.Name + "...";
    } else {
      Text += ", this->" + V.Member;
    }
  }
  return Begin + Text + ");" + End + "\n";
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
      for (const ValueId Id : Each.Captured)
        Captured.insert(&F.Values[Id]);
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

std::string Printer::machine() {
  const std::string &Name = P.Machine;
  std::string Text = "// " +
                     [&] {
                       const TokenRange Whole = T.range(C.Range);
                       const TokenRange Body = T.range(C.BodyRange);
                       std::string Signature = T.spell({Whole.Begin, Body.Begin});
                       llvm::replace(Signature, '\n', ' ');
                       return Signature;
                     }() +
                     "\n//\n//   " + draw(P, F) + "\n";
  const std::string Types = F.Types.empty() || IsLocal ? "" : P.Machine + "_types";
  if (!F.Types.empty() && !IsLocal) {
    std::string Local = "struct " + Types + " {\n";
    for (const LocalType &Type : F.Types)
      Local += code(Type.Code) + "\n";
    Text = Local + "};\n\n" + Text;
  }
  Text += "struct " + Name + " : costate::machine<" + Name + ", " +
          (C.IsDependent ? P.Promise : promiseType()) + functionType() + ">" +
          (Types.empty() ? "" : ", " + Types) + " {\n";
  for (const ValueId Id : F.Parameters)
    Text += memberType(Id, F.Values[Id].Member) + ";\n";
  if (!F.Parameters.empty())
    Text += "\n";
  if (Options.Trace)
    Text += "costate::tracer " + P.Trace + "{\"" + C.Name + "\"};\n";

  // A type that follows from an expression needs what that names before it.
  const bool Deduces = llvm::any_of(F.Values, [](const Value &V) { return V.From != Deduced::No; });
  // A state comes behind those that its types name, and before the tree.
  std::string Structs;
  std::set<StateId> Written;
  const auto Write = [&](const auto &Self, StateId Id) -> void {
    if (!Written.insert(Id).second)
      return;
    for (const StateId Named : statesInTypes(Id))
      Self(Self, Named);
    Structs += stateStruct(Id);
  };
  const auto Visit = [&](const auto &Self, llvm::ArrayRef<StateId> Ids) -> void {
    for (const StateId Id : Ids) {
      // What a value is made from comes first, where its type follows from that.
      llvm::SmallVector<StateId, 4> First;
      llvm::SmallVector<StateId, 4> Then;
      for (const StateId Inner : F.States[Id].Inner)
        (Deduces && F.States[Inner].Before ? First : Then).push_back(Inner);
      Self(Self, First);
      if (F.States[Id].Slot == None)
        Write(Write, Id);
      Self(Self, Then);
    }
  };
  Visit(Visit, P.Roots);
  Text += Structs;
  Text += "using " + P.States + " = costate::states<" + tree(P.Roots) + ">;\n" + P.States +
          " state;\n\n";

  Text += (F.Parameters.size() == 1 ? "explicit " : "") + Name + "(" + parameters() + ")";
  std::string Inits;
  for (const ValueId Id : F.Parameters) {
    const Value &V = F.Values[Id];
    Inits += Inits.empty() ? " : " : ", ";
    const QualType Type = V.Type;
    if (isPack(V))
      Inits += V.Member + "(" + V.Name + "...)";
    else if (!V.TypeText.empty())
      Inits += V.Member + "(static_cast<" + V.TypeText + " &&>(" + V.Name + "))";
    else if (Type->isDependentType() && !Type->isLValueReferenceType())
      Inits += V.Member + "(static_cast<" +
               type(Context.getRValueReferenceType(Type.getNonReferenceType())) + ">(" + V.Name +
               "))";
    else if (Type->isLValueReferenceType() || Type->isScalarType())
      Inits += V.Member + "(" + V.Name + ")";
    else if (Type->isRValueReferenceType() || Type.isConstQualified() || Type.isVolatileQualified())
      Inits += V.Member + "(static_cast<" +
               type(Context.getRValueReferenceType(Type.getNonReferenceType())) + ">(" + V.Name +
               "))";
    else
      Inits += V.Member + "(std::move(" + V.Name + "))";
  }
  const bool Hidden =
      llvm::any_of(F.Parameters, [&](ValueId Id) { return F.Values[Id].Name == "promise"; });
  const std::string PromiseName = Hidden ? "this->promise" : "promise";
  if (C.IsDependent) {
    Text += Inits + " {\n" + constructPromise() + "}\n\n" + runFunction() + "};\n";
    return Text;
  }
  std::string Arguments;
  for (const ValueId Id : F.Parameters)
    if (C.PromiseTakesParameters && !F.Values[Id].IsCapture)
      Arguments += (Arguments.empty() ? "this->" : ", this->") + F.Values[Id].Member;
  Text += Inits + " {\n";
  if (C.PromiseIsAggregate)
    Text += "costate::construct_aggregate(" + PromiseName + ", " + Arguments + ");\n";
  else
    Text += "::new (&" + PromiseName + ") " + promiseType() +
            (Arguments.empty() ? "" : "(" + Arguments + ")") + ";\n";
  Text += "}\n\n" + runFunction() + "};\n";
  return Text;
}

/// The type of the function, without what calls of it do not need, where the machine may be started
/// in somebody else's storage.
std::string Printer::functionType() const {
  if (!C.IsElidable || IsLocal)
    return "";
  std::string Parameters;
  for (const ParmVarDecl *Parameter : C.Function->parameters())
    Parameters +=
        (Parameters.empty() ? "" : ", ") + type(Parameter->getType().getUnqualifiedType());
  return ", " + type(C.Function->getReturnType()) + "(" + Parameters + ")";
}

std::string Printer::declarationText() const {
  const TokenRange Whole = T.range(C.Range);
  const TokenRange Body = T.range(C.BodyRange);
  return llvm::StringRef(T.spell({Whole.Begin, Body.Begin})).rtrim().str() + ";\n";
}

std::string Printer::body() {
  std::string Arguments;
  for (const ValueId Id : F.Parameters) {
    const Value &V = F.Values[Id];
    Arguments +=
        (Arguments.empty() ? "" : ", ") + (V.IsObject ? C.This : V.Name) + (isPack(V) ? "..." : "");
  }
  return "{\nreturn costate::" + std::string(C.Lambda ? "start_closure<" : "start<") + P.Machine +
         ", " + type(C.Function->getReturnType()) + ">(" + Arguments + ");\n}";
}

} // namespace costate
