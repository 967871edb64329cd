// Walks the normal form once. Along the way it knows the innermost state that is open; a block
// whose variables are kept opens superstates, a full-expression nests its states in the order in
// which it enters them.
#include "plan/Plan.h"

#include "normalize/Evaluation.h"
#include "plan/Layout.h"
#include "plan/Sharing.h"
#include "source/Case.h"
#include "source/MachineNames.h"
#include "source/Numbered.h"

#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace costate {
namespace {

class Planner {
public:
  Planner(NormalForm &Form, const llvm::StringSet<> &Taken, const ASTContext &Context, Plan &P)
      : F(Form), Context(Context), P(P) {
    for (const auto &Name : Taken)
      Names.insert(Name.getKey());
  }

  void run() {
    nameVariables();
    P.Step = unique("step");
    P.Finish = unique("finish");
    P.States = unique("States");
    P.Trace = unique("trace");
    for (State &S : F.States)
      S.Name = unique(S.Name);
    for (Value &V : F.Values)
      if (V.From == Deduced::Expansion) // a pack in run()
        V.Name = unique(V.Name);
    P.Suspensions.push_back(F.Initial);
    P.Roots.push_back(F.Initial);
    block(*F.Body);
    P.Suspensions.push_back(F.Final);
    P.Roots.push_back(F.Final);
    for (const StateId Id : P.Suspensions) {
      llvm::StringRef Name = F.States[Id].Name;
      if (Name != "Await")
        Name.consume_front("Await");
      F.States[Id].Label = unique("resume_" + snakeCase(Name));
    }
  }

private:
  std::string unique(const std::string &Name) {
    return numbered(Name, "_", Numbers, [&](llvm::StringRef N) {
      return !Context.Idents.get(N).hasMacroDefinition() && Names.insert(N).second;
    });
  }

  /// The kept variables are named at the top of run(), where two may not have one name, nor hide
  /// what the body's text means by it elsewhere.
  void nameVariables() {
    llvm::StringSet<> Used;
    for (const ValueId Id : F.Parameters) {
      Value &V = F.Values[Id];
      Used.insert(V.Name);
      // What the runtime calls by name keeps it.
      const bool Reserved = isMachineMember(V.Name) || V.Name == P.Machine;
      const bool IsUnnamedPack =
          V.Decl && V.Decl->isParameterPack() && (V.IsCapture || V.HasNoName);
      V.Member =
          Reserved || IsUnnamedPack || !V.TypeText.empty() ? unique(V.Name + "_parameter") : V.Name;
    }
    for (Value &V : F.Values) {
      if (V.Kind != ValueKind::Variable || V.Home == ValueHome::Static)
        continue;
      if (!V.Decl || V.Name.empty() || V.Decl->getIdentifier() == nullptr ||
          V.Decl->getName() != V.Name) {
        V.Name = unique(V.Name.empty() ? "value" : V.Name);
        continue;
      }
      if (V.Home != ValueHome::Frame)
        continue;
      if (!Used.insert(V.Name).second || F.Foreign.contains(V.Name))
        V.Name = unique(V.Name + "_2");
    }
  }

  bool isTrivial(ValueId Id) const {
    const Value &V = F.Values[Id];
    if (V.From != Deduced::No)
      return false; // only the arguments tell
    if (V.IsReference && !V.IsExtended)
      return true;
    return isTriviallyDestructible(V.Type.getNonReferenceType(), Context);
  }

  /// A kept variable that is assigned where it is declared, in storage that needs no constructor.
  bool isField(const Declared &D) const {
    const Value &V = F.Values[D.Id];
    if (V.IsEmplaced || V.From != Deduced::No)
      return false;
    if (V.IsReference && !V.IsExtended)
      return true;
    const QualType Type = V.Type.getNonReferenceType();
    if (Type->isScalarType())
      return true;
    return D.Style == InitStyle::Default && D.Init.empty() &&
           Type.isTriviallyCopyableType(Context) && isTrivial(D.Id) &&
           isTriviallyDefaultConstructible(Type);
  }

  bool isTriviallyDefaultConstructible(QualType Type) const {
    Type = Context.getBaseElementType(Type);
    const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
    return !Record || (Record->hasDefinition() && Record->hasTrivialDefaultConstructor());
  }

  bool isKept(const Node &N) const {
    return N.Kind == NodeKind::Declare && !N.Variables.empty() &&
           llvm::all_of(N.Variables,
                        [&](const Declared &D) { return F.Values[D.Id].Home == ValueHome::Frame; });
  }

  bool makesTemporaries(const Node &N) const {
    return llvm::any_of(N.Variables, [&](const Declared &D) {
      const auto *Variable = dyn_cast_or_null<VarDecl>(F.Values[D.Id].Decl);
      return Variable && Variable->getInit() && makesTemporaries(Variable->getInit(), true);
    });
  }

  /// Whether somebody can see that something of \p E ends with the full-expression. \p IsTarget: \p
  /// E makes the variable itself, or a part of it.
  bool makesTemporaries(const Expr *E, bool IsTarget) const {
    if (!E || isa<LambdaExpr>(E))
      return false;
    const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E);
    const bool IsExtended = Temporary && Temporary->getExtendingDecl();
    const bool IsPassed =
        isa<ExprWithCleanups, ParenExpr, InitListExpr, ImplicitCastExpr, CXXFunctionalCastExpr,
            CXXBindTemporaryExpr, ConditionalOperator, CXXDefaultInitExpr>(E) ||
        IsExtended;
    const auto *Cast = dyn_cast<ExplicitCastExpr>(E); // of a value that depends, to a known class
    const bool IsDependentCast = Cast && Cast->getCastKind() == CK_Dependent &&
                                 !isTriviallyDestructible(Cast->getType(), Context);
    if (!IsTarget && (isa<CXXBindTemporaryExpr, CXXUnresolvedConstructExpr>(E) || IsDependentCast ||
                      (isa<CallExpr>(E) && E->isTypeDependent())))
      return true;
    return llvm::any_of(E->children(), [&](const Stmt *Child) {
      return makesTemporaries(dyn_cast_or_null<Expr>(Child), IsTarget && IsPassed);
    });
  }

  StateId add(StateKind Kind, const std::string &Name, bool Before = false) {
    State S;
    S.Kind = Kind;
    S.Name = unique(Name);
    F.States.push_back(std::move(S));
    attach(F.States.size() - 1, Before);
    return F.States.size() - 1;
  }

  void attach(StateId Id, bool Before = false) {
    State &S = F.States[Id];
    S.Parent = Top;
    S.Before = Before;
    S.Tries = Tries;
    if (Top == None)
      P.Roots.push_back(Id);
    else
      F.States[Top].Inner.push_back(Id);
  }

  void keep(ValueId Id, StateId In) {
    F.Values[Id].Region = In;
    F.States[In].Members.push_back(Id);
    F.States[In].Trivial = F.States[In].Trivial && isTrivial(Id);
  }

  /// Runs of kept declarations with one that needs construction, which become one superstate: where
  /// they begin and end among \p Children.
  using Runs = std::vector<std::pair<size_t, size_t>>;
  Runs runsOf(llvm::ArrayRef<Node *> Children) const {
    Runs Result;
    bool InFull = false;
    for (size_t I = 0; I != Children.size(); ++I) {
      InFull = Children[I]->Kind == NodeKind::FullBegin ||
               (InFull && Children[I]->Kind != NodeKind::FullEnd);
      if (InFull || !isKept(*Children[I]))
        continue;
      size_t End = I;
      bool Constructs = false;
      while (End != Children.size() && isKept(*Children[End]) && isInitialised(*Children[End])) {
        Constructs = Constructs || !isFields(*Children[End]);
        // What the initialiser makes besides its variable ends before the next one begins.
        if (makesTemporaries(*Children[End++]))
          break;
      }
      if (Constructs) {
        Result.push_back(withoutPadding(Children, I, End));
        I = End - 1;
      }
    }
    return Result;
  }

  bool isFields(const Node &N) const {
    return llvm::all_of(N.Variables, [&](const Declared &D) { return isField(D); });
  }

  /// The run from \p Begin to \p End without those fields at its ends that would align all of it
  /// more than what needs construction does. Fields share space with nothing in their block, so
  /// this is for what no state comes before.
  std::pair<size_t, size_t> withoutPadding(llvm::ArrayRef<Node *> Children, size_t Begin,
                                           size_t End) const {
    if (!llvm::all_of(Children.take_front(Begin), isPlain))
      return {Begin, End};
    CharUnits Constructed = CharUnits::One();
    for (const Node *Each : Children.slice(Begin, End - Begin))
      for (const Declared &D : Each->Variables)
        if (!isField(D)) {
          const auto Layout = layoutOf(F.Values[D.Id], Context);
          if (!Layout)
            return {Begin, End};
          Constructed = std::max(Constructed, Layout->Align);
        }
    const auto Widens = [&](const Node &N) {
      return isFields(N) && llvm::any_of(N.Variables, [&](const Declared &D) {
               const auto Layout = layoutOf(F.Values[D.Id], Context);
               return Layout && Layout->Align > Constructed;
             });
    };
    while (Widens(*Children[Begin]))
      ++Begin;
    while (Widens(*Children[End - 1]))
      --End;
    return {Begin, End};
  }

  /// What is assigned, not constructed, lies in storage around everything that comes while it is
  /// needed.
  void keepFields(llvm::ArrayRef<ValueId> Fields, llvm::function_ref<std::string(ValueId)> Name) {
    const StateId In = add(StateKind::Fields, Name(Fields.front()));
    Top = In;
    for (const ValueId Id : Fields)
      keep(Id, In);
    pack(F.States[In].Members, F, Context);
  }

  /// One superstate for a run of declarations, which becomes one.
  StateId openScope(llvm::ArrayRef<Node *> Run, const std::string &Name) {
    Node &First = *Run.front();
    First.Inside = Top;
    const StateId Id = add(StateKind::Scope, Name);
    for (const Declared &D : First.Variables)
      keep(D.Id, Id);
    for (Node *Next : Run.drop_front()) {
      for (const Declared &D : Next->Variables) {
        keep(D.Id, Id);
        First.Variables.push_back(D);
      }
      Next->Kind = NodeKind::Trivia;
      Next->Code = {};
    }
    First.Opens = Id;
    Top = Id;
    return Id;
  }

  void block(Node &N) {
    N.Inside = Top;
    if (N.To.Target) // the body of a loop whose round has more to it
      const_cast<Node *>(N.To.Target)->ContinueInside = Top;
    const StateId Outer = Top;
    llvm::SmallVector<Node *, 8> Children;
    for (auto &Child : N.Children)
      Children.push_back(Child.get());
    bool NameUsed = false;
    const auto Name = [&](ValueId First) {
      if (!NameUsed && !N.Role.empty()) {
        NameUsed = true;
        return N.Role;
      }
      return camelCase(F.Values[First].Name);
    };

    const Runs Together = runsOf(Children);
    const std::vector<SharedFields> Fields = fieldsOf(Children, Together);
    auto Next = Fields.begin();
    size_t Run = 0;
    for (size_t I = 0; I != Children.size(); ++I) {
      Node &Child = *Children[I];
      while (Top != Outer && isOver(F.States[Top], Child))
        Top = F.States[Top].Parent;
      for (; Next != Fields.end() && Next->Begin == I; ++Next)
        keepFields(Next->Members, Name);
      if (Run != Together.size() && Together[Run].first == I) {
        const size_t End = Together[Run++].second;
        N.Closes.push_back(openScope(llvm::ArrayRef(Children).slice(I, End - I),
                                     Name(Child.Variables.front().Id)));
        I = End - 1;
        continue;
      }
      if (Child.Kind == NodeKind::FullBegin) {
        I = fullExpression(N, Children, I, Name);
        continue;
      }
      node(Child);
    }
    Top = Outer;
  }

  /// Whether nothing in \p S, which a block has opened, is needed from the child \p Next on.
  bool isOver(const State &S, const Node &Next) const {
    return S.Trivial && llvm::all_of(S.Members, [&](ValueId Id) {
             return F.Values[Id].LastUse < Next.Position;
           });
  }

  /// The variables of a block that are assigned where they are declared, in the states that hold
  /// them.
  std::vector<SharedFields> fieldsOf(llvm::ArrayRef<Node *> Children, const Runs &Together) const {
    std::vector<Span> Fields;
    std::vector<Span> Constructed;
    size_t Full = None;
    auto Run = Together.begin();
    for (size_t I = 0; I != Children.size(); ++I) {
      const Node &Child = *Children[I];
      if (Child.Kind == NodeKind::FullBegin || Child.Kind == NodeKind::FullEnd)
        Full = Child.Kind == NodeKind::FullBegin ? I : None;
      if (Child.Kind != NodeKind::Declare)
        continue;
      while (Run != Together.end() && Run->second <= I)
        ++Run;
      const bool IsInRun = Run != Together.end() && Run->first <= I;
      for (const Declared &D : Child.Variables)
        if (F.Values[D.Id].Home == ValueHome::Frame)
          (isField(D) && !IsInRun ? Fields : Constructed)
              .push_back({D.Id, Full == None ? I : Full, lastChild(Children, D.Id)});
    }
    // What is constructed while a field is needed lies inside of the field's state.
    for (Span &Field : Fields)
      for (const Span &Object : Constructed) // in the order of their beginnings
        if (Field.Begin <= Object.Begin && Object.Begin <= Field.End)
          Field.End = std::max(Field.End, Object.End);
    std::vector<SharedFields> Result = share(Fields, F, Context);
    if (Result.size() == 1) // what is least aligned comes last
      while (Result[0].Begin > 0 && isPlain(Children[Result[0].Begin - 1]))
        --Result[0].Begin;
    return Result;
  }

  /// Whether \p N enters no states but those of its variables.
  static bool isPlain(const Node *N) {
    return N->Kind == NodeKind::Declare || N->Kind == NodeKind::Text || N->Kind == NodeKind::Eval ||
           N->Kind == NodeKind::Trivia;
  }

  /// The last of a block's children by which its variable \p Id is needed.
  size_t lastChild(llvm::ArrayRef<Node *> Children, ValueId Id) const {
    if (!isTrivial(Id))
      return Children.size();
    const auto *const Behind = llvm::partition_point(
        Children, [&](const Node *Each) { return Each->Position <= F.Values[Id].LastUse; });
    return Behind - Children.begin() - 1;
  }

  bool isInitialised(const Node &N) const {
    return llvm::all_of(N.Variables, [&](const Declared &D) {
      return !isField(D) || D.Style != InitStyle::Default;
    });
  }

  template <class Name>
  size_t fullExpression(Node &Block, llvm::ArrayRef<Node *> Children, size_t I, Name &&NameFor) {
    const StateId Outer = Top;
    const ValueId Into = Children[I]->Id;
    StateId Variable = None;
    if (Into != None && F.Values[Into].Home == ValueHome::Frame) {
      for (size_t K = I; K != Children.size(); ++K)
        if (Children[K]->Kind == NodeKind::Declare && Children[K]->Variables.front().Id == Into &&
            !isField(Children[K]->Variables.front())) {
          Variable = add(StateKind::Scope, NameFor(Into));
          keep(Into, Variable);
          Children[K]->Opens = Variable;
          Block.Closes.push_back(Variable);
          break;
        }
    }
    bool First = true;
    for (++I; Children[I]->Kind != NodeKind::FullEnd; ++I) {
      Node &Child = *Children[I];
      if (First && Variable != None &&
          (Child.Kind == NodeKind::Suspend || Child.Kind == NodeKind::Construct)) {
        Top = Variable;
        BeforeNext = true;
        First = false;
      }
      node(Child);
    }
    Children[I]->Inside = Top;
    Top = Variable != None ? Variable : Outer;
    return I;
  }

  void node(Node &N) {
    N.Inside = Top;
    switch (N.Kind) {
    case NodeKind::Block:
      block(N);
      return;
    case NodeKind::Construct:
    case NodeKind::Suspend: {
      State &S = F.States[N.Id];
      if (N.Kind == NodeKind::Suspend)
        P.Suspensions.push_back(N.Id);
      if (N.Kind == NodeKind::Suspend && S.Elements != None)
        return; // it is open
      const bool Before = std::exchange(BeforeNext, false);
      if (S.Slot != None && N.Kind == NodeKind::Construct)
        return;
      attach(N.Id, Before);
      if (S.Slot == None)
        Top = N.Id;
      return;
    }
    case NodeKind::If: {
      for (auto &Arm : N.Children) {
        const StateId Outer = Top;
        block(*Arm);
        Top = Outer;
      }
      return;
    }
    case NodeKind::FullEnd:
      // In an arm of a conditional: what the arm entered is left.
      for (const StateId Id : llvm::reverse(N.States))
        Top = F.States[Id].Parent;
      return;
    case NodeKind::Try:
      N.Number = ++Dispatches;
      Tries.push_back(N.Number);
      block(*N.Children.front());
      Tries.pop_back();
      return;
    case NodeKind::Loop:
    case NodeKind::Switch:
      N.Number = ++Dispatches;
      N.ContinueInside = Top;
      for (auto &Child : N.Children)
        node(*Child);
      return;
    default:
      return;
    }
  }

  NormalForm &F;
  const ASTContext &Context;
  Plan &P;
  llvm::StringSet<> Names;
  llvm::StringMap<unsigned> Numbers; ///< the last that was tried behind a name
  StateId Top = None;
  bool BeforeNext = false;
  std::vector<unsigned> Tries;
  unsigned Dispatches = 0;
};

} // namespace

Plan plan(NormalForm &Form, std::string Machine, const llvm::StringSet<> &Taken,
          const ASTContext &Context) {
  Plan P;
  P.Machine = std::move(Machine);
  P.Promise = llvm::StringRef(P.Machine).substr(0, P.Machine.find("_machine")).str() + "_promise";
  Planner(Form, Taken, Context, P).run();
  return P;
}

} // namespace costate
