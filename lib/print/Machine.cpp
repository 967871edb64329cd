// Writes the machine's struct, and what stands around it.
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

#include "clang/AST/DeclCXX.h"
#include "llvm/Support/Regex.h"

using namespace clang;

namespace costate {

Printed print(const Coroutine &C, const NormalForm &Form, const Plan &Plan, const Tokens &Tokens,
              const ASTContext &Context, const PrintOptions &Options, Refusals &Refusals) {
  return Printer(C, Form, Plan, Tokens, Context, Options, Refusals).run();
}

std::string printDecision(const Coroutine &C, const NormalForm &Form, std::string Machine,
                          const Tokens &Tokens, const ASTContext &Context,
                          const PrintOptions &Options, Refusals &Refusals) {
  Plan None;
  None.Machine = std::move(Machine);
  return Printer(C, Form, None, Tokens, Context, Options, Refusals).decision();
}

/// Whether the machine needs the access and the names that only the function itself has
/// ([class.local]/1): as a member, lambda, friend or template.
bool Printer::isLocal(const Coroutine &C) {
  return C.IsDependent || isa<CXXMethodDecl>(C.Function) ||
         llvm::any_of(C.Function->redecls(), [](const FunctionDecl *Each) {
           return Each->getFriendObjectKind() != Decl::FOK_None;
         });
}

namespace {

/// \p Text inside of a namespace, which is reopened as it was opened ([namespace.def]/7).
std::string inNamespace(const NamespaceDecl &Namespace, const std::string &Text) {
  std::string Begin;
  std::string End;
  for (const DeclContext *DC = &Namespace; DC->isNamespace(); DC = DC->getParent()) {
    const auto *Each = cast<NamespaceDecl>(DC);
    Begin = (Each->isInline() ? "inline namespace " : "namespace ") + Each->getNameAsString() +
            " {\n" + Begin;
    End += "}\n";
  }
  return Begin + Text + End;
}

} // namespace

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
    Body.insert(2, localDeclarations() + foldOperators() + promiseAlias() + localTypes() +
                       closures() + Machine);
    Printed Result{false, "", Body, "", places(), ""};
    if (F.NamesAwaitOperator)
      Result.Front = awaitOperatorCall();
    return Result;
  }
  Machine = closures() + Machine;
  // Another file may have a function of this name.
  if (!C.Function->isInlined() && !C.Function->isInAnonymousNamespace())
    Machine = "namespace {\n" + Machine + "} // namespace\n";
  // Defined outside of its namespace, it still sees the names of that.
  if (const auto *Namespace = dyn_cast<NamespaceDecl>(C.Function->getDeclContext());
      Namespace && C.Function->getLexicalDeclContext() != C.Function->getDeclContext())
    Machine = inNamespace(*Namespace, Machine);
  // What the body calls before it is declared: itself.
  const bool Declares = !C.Function->getPreviousDecl() && C.Function->getIdentifier() &&
                        F.Foreign.contains(C.Function->getName()) &&
                        !C.Function->getFriendObjectKind();
  if (Declares)
    Machine = declarationText() + "\n" + Machine;
  return {Declares, Machine, body(), "", places(), ""};
}

std::string Printer::awaitOperator() const { return P.Machine + "_await_operator"; }

/// Calls `operator co_await` by its name, where the coroutine stands ([over.match.oper]/3.2).
std::string Printer::awaitOperatorCall() const {
  return "struct " + awaitOperator() +
         " {\ntemplate <class Operand> auto operator()(Operand &&operand) const -> "
         "decltype(operator_co_await(static_cast<Operand &&>(operand))) {\nreturn "
         "operator_co_await(static_cast<Operand &&>(operand));\n}\n};\n";
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

std::string Printer::machine() {
  const std::string &Name = P.Machine;
  const TokenRange Whole = T.range(C.Range);
  const TokenRange Body = T.range(C.BodyRange);
  std::string Signature = T.spell({Whole.Begin, Body.Begin});
  llvm::replace(Signature, '\n', ' ');
  std::string Text = "// " + Signature + "\n//\n//   " + draw(P, F) + "\n";
  const std::string Types = F.Types.empty() || IsLocal ? "" : P.Machine + "_types";
  if (!Types.empty()) {
    std::string Local = "struct " + Types + " {\n";
    for (const LocalType &Type : F.Types)
      Local += code(Type.Code) + "\n";
    Text = Local + "};\n\n" + Text;
  }
  Text += "struct " + Name + " : costate::machine<" + Name + ", " +
          (C.IsDependent ? P.Promise : promiseType()) + functionType() + ">" +
          (Types.empty() ? "" : ", " + Types) + " {\n";
  for (const ValueId Id : F.Parameters)
    if (!F.Values[Id].IsDropped)
      Text += memberType(Id, F.Values[Id].Member) + ";\n";
  if (!F.Parameters.empty())
    Text += "\n";
  if (Options.Trace)
    Text += "costate::tracer " + P.Trace + "{\"" + C.Name + "\", \"" + F.States[F.Initial].Name +
            "\"};\n";
  Text += stateStructs() + "using " + P.States + " = costate::states<" + tree(P.Roots) + ">;\n" +
          P.States + " state;\n\n";
  return Text + constructor() + runFunction() + "};\n";
}

/// The structs of all states: each behind those that its types name, and before the tree.
std::string Printer::stateStructs() {
  // A type that follows from an expression needs what that names before it.
  const bool Deduces = llvm::any_of(F.Values, [](const Value &V) { return V.From != Deduced::No; });
  std::string Structs;
  std::set<StateId> Written;
  const auto Write = [&](const auto &Self, StateId Id) -> void {
    if (!Written.insert(Id).second)
      return;
    for (const StateId Named : statesInTypes(Id))
      Self(Self, Named);
    Begun.insert(Id);
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
  WritesStructs = true;
  Visit(Visit, P.Roots);
  WritesStructs = false;
  return Structs;
}

/// What initialises the member for a parameter: [dcl.fct.def.coroutine]/13, a copy of the type
/// declared, from an xvalue.
std::string Printer::parameterCopy(const Value &V) const {
  const QualType Type = V.Type;
  const auto Cast = [&](const std::string &To) {
    return "static_cast<" + To + ">(" + V.Name + ")";
  };
  if (isPack(V))
    return V.Name + "...";
  if (V.IsCapture || V.IsObject) // lvalues
    return V.Name;
  if (!V.TypeText.empty())
    return Cast(V.TypeText + " &&");
  if (Type->isLValueReferenceType() || (Type->isScalarType() && !Type->isDependentType()))
    return V.Name;
  if (Type->isDependentType() || Type->isRValueReferenceType() || Type.isConstQualified() ||
      Type.isVolatileQualified())
    return Cast(type(Context.getRValueReferenceType(Type.getNonReferenceType())));
  return "std::move(" + V.Name + ")";
}

std::string Printer::constructor() {
  std::string Text =
      (F.Parameters.size() == 1 ? "explicit " : "") + P.Machine + "(" + parameters() + ")";
  std::string Separator = " : ";
  for (const ValueId Id : F.Parameters) {
    const Value &V = F.Values[Id];
    if (V.IsDropped)
      continue;
    Text += Separator + V.Member + "(" + parameterCopy(V) + ")";
    Separator = ", ";
  }
  Text += " {\n";
  if (C.IsDependent)
    return Text + constructPromise() + "}\n\n";
  const bool IsHidden =
      llvm::any_of(F.Parameters, [&](ValueId Id) { return F.Values[Id].Name == "promise"; });
  const std::string PromiseName = IsHidden ? "this->promise" : "promise";
  std::string Arguments;
  for (const ValueId Id : F.Parameters)
    if (C.PromiseTakesParameters && !F.Values[Id].IsCapture)
      Arguments += (Arguments.empty() ? "this->" : ", this->") + F.Values[Id].Member;
  if (C.PromiseIsAggregate)
    Text += "costate::construct_aggregate(" + PromiseName + ", " + Arguments + ");\n";
  else
    Text += "::new (&" + PromiseName + ") " + promiseType() +
            (Arguments.empty() ? "" : "(" + Arguments + ")") + ";\n";
  return Text + "}\n\n";
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
      Text += type(Context.getLValueReferenceType(V.Type.getNonReferenceType()),
                   V.IsDropped ? "" : V.Name);
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
