// Positions in the order of the text stand for time; a loop makes its uses happen again until its
// end. That is conservative: a value is never found to be dead where it is not.
#include "analyze/Analyze.h"

#include "normalize/Evaluation.h"
#include "normalize/OwnAddress.h"

#include <algorithm>

using namespace clang;

namespace costate {
namespace {

struct Interval {
  unsigned Begin;
  unsigned End;
};

class Analyzer {
public:
  Analyzer(NormalForm &Form, const ASTContext &Context)
      : F(Form), Context(Context), Facts(Form.Values.size()) {}

  void run() {
    walk(*F.Body);
    for (ValueId Id = 0; Id != F.Values.size(); ++Id)
      decide(Id);
    for (const Value &V : F.Values) // all are kept, or none is
      if (V.Extender != None && V.Home == ValueHome::Frame)
        F.Values[V.Extender].Home = ValueHome::Frame;
    for (Value &V : F.Values)
      if (V.Extender != None)
        V.Home = F.Values[V.Extender].Home;
  }

private:
  struct Use {
    unsigned Position;
    bool Escapes;
  };
  struct ValueFacts {
    unsigned Declared = 0; ///< 0: not declared here
    unsigned ScopeEnd = 0;
    bool Uninitialised = false;
    unsigned NeededFrom = 0;
    unsigned StaticBehind = 0; ///< a static variable behind it, in its block
    std::vector<Use> Uses;
    std::vector<Interval> Statements; ///< of the block that it is declared in
  };

  void walk(Node &N) {
    const unsigned Begin = N.Position = ++Position;
    switch (N.Kind) {
    case NodeKind::Resume:
      Resumes.push_back(Begin);
      return;
    case NodeKind::Trivia:
      if (N.Id != None)
        Facts[N.Id].NeededFrom = Begin;
      return;
    case NodeKind::Construct:
    case NodeKind::Suspend:
      for (const ValueId Member : F.States[N.Id].Members)
        uses(F.Values[Member].Init, Begin);
      return;
    case NodeKind::Case:
      HasLabels = HasLabels || N.Label;
      uses(N.Code, Begin);
      return;
    case NodeKind::Declare:
      for (const Declared &D : N.Variables) {
        uses(D.Init, Begin);
        Facts[D.Id].Declared = Begin;
        Facts[D.Id].Uninitialised = D.Style == InitStyle::Default && D.Init.empty();
        Scopes.back().push_back(D.Id);
      }
      return;
    case NodeKind::Emplace:
      for (const Declared &D : N.Variables)
        uses(D.Init, Begin);
      return;
    case NodeKind::Block:
      return walkBlock(N);
    case NodeKind::Loop: {
      for (auto &Child : N.Children)
        walk(*Child);
      const unsigned End = ++Position;
      uses(N.Code, Begin);
      uses(N.Code, End);
      Loops.push_back({Begin, End});
      return;
    }
    default:
      uses(N.Code, Begin);
      for (auto &Child : N.Children)
        walk(*Child);
      if (N.Kind == NodeKind::Try)
        uses(N.Code, ++Position); // the handlers
    }
  }

  void walkBlock(Node &N) {
    Scopes.emplace_back();
    std::vector<Interval> Statements;
    for (auto &Child : N.Children) {
      const unsigned First = Position + 1;
      walk(*Child);
      Statements.push_back({First, Position});
      if (Child->IsNeededLater)
        for (const ValueId Id : Scopes.back())
          Facts[Id].StaticBehind = Facts[Id].StaticBehind ? Facts[Id].StaticBehind : Position;
    }
    const unsigned End = ++Position;
    for (const ValueId Id : Scopes.back()) {
      Facts[Id].ScopeEnd = End;
      Facts[Id].Statements = Statements;
    }
    Scopes.pop_back();
  }

  void uses(const Piece &P, unsigned At) {
    for (const Part &Each : P.Parts) {
      if (Each.Kind == PartKind::Use || Each.Kind == PartKind::Binding) {
        Facts[Each.Id].Uses.push_back({At, Each.Escapes});
        if (F.Values[Each.Id].Whole != None)
          Facts[F.Values[Each.Id].Whole].Uses.push_back({At, true});
      }
      if (Each.Kind == PartKind::LambdaBegin)
        for (const Capture &Named : Each.Captured)
          Facts[Named.Id].Uses.push_back({At, true});
    }
  }

  /// The outermost loop around \p At that the declaration is not in.
  Interval around(unsigned At, unsigned Declared) const {
    Interval Result{At, At};
    for (const Interval &Loop : Loops)
      if (Loop.Begin <= At && At <= Loop.End && Loop.Begin > Declared)
        Result = {std::min(Result.Begin, Loop.Begin), std::max(Result.End, Loop.End)};
    return Result;
  }

  bool suspendsWithin(unsigned After, unsigned UpTo) const {
    const auto It = llvm::upper_bound(Resumes, After);
    return It != Resumes.end() && *It <= UpTo;
  }

  /// Whether others than its name may lead to the object \p V from the start.
  bool isReachable(const Value &V) {
    if (V.Type.isNull() || !Own.isGivenBy(V.Type.getNonReferenceType()))
      return false;
    const auto *Variable = dyn_cast_or_null<VarDecl>(V.Decl);
    return !Variable || Own.isGivenBy(Variable->getInit());
  }

  void decide(ValueId Id) {
    Value &V = F.Values[Id];
    const ValueFacts &Known = Facts[Id];
    V.Used = !Known.Uses.empty();
    if (V.Kind != ValueKind::Variable || Known.Declared == 0)
      return;
    unsigned From = Known.ScopeEnd;
    unsigned To = 0;
    const bool IsDeduced = V.From != Deduced::No;
    const bool IsObject = !V.IsReference || V.IsExtended || IsDeduced;
    for (const Use &U : Known.Uses) {
      const Interval Span = around(U.Position, Known.Declared);
      From = std::min(From, Span.Begin);
      To = std::max(To, Span.End);
      if (U.Escapes && IsObject)
        To = Known.ScopeEnd;
    }
    if (IsDeduced ||
        !isTriviallyDestructible(IsObject ? V.Type.getNonReferenceType() : V.Type, Context) ||
        (HasLabels && V.Used))
      To = Known.ScopeEnd;
    V.IsReachable = IsObject && To != Known.ScopeEnd && isReachable(V);
    if (V.IsReachable)
      To = Known.ScopeEnd;
    const bool IsScalar = !V.Type.isNull() && V.Type->isScalarType();
    if (!Known.Uninitialised || !IsScalar || HasLabels)
      From = Known.Declared;
    if (Known.NeededFrom)
      From = Known.NeededFrom;
    // A later label inside the statement that uses it last would be jumped to past its declaration.
    if (!(Known.Uninitialised && IsScalar))
      for (const Interval &Statement : Known.Statements)
        if (Statement.Begin <= To && To <= Statement.End && Statement.Begin > Known.Declared)
          To = Statement.End;
    // So would a static variable that is declared before its last use, and needed behind that
    // label.
    if (Known.StaticBehind && Known.StaticBehind <= To)
      To = Known.ScopeEnd;
    if (suspendsWithin(From, To) || V.IsEmplaced)
      V.Home = ValueHome::Frame;
    if (V.Whole != None)
      V.Home = F.Values[V.Whole].Home;
    const bool IsPart = V.Whole != None || V.Extender != None;
    V.LastUse = V.IsEmplaced || IsPart ? Known.ScopeEnd : To;
  }

  NormalForm &F;
  const ASTContext &Context;
  OwnAddress Own;
  std::vector<ValueFacts> Facts;
  std::vector<std::vector<ValueId>> Scopes;
  std::vector<unsigned> Resumes;
  std::vector<Interval> Loops;
  unsigned Position = 0;
  bool HasLabels = false;
};

} // namespace

void analyze(NormalForm &Form, const ASTContext &Context) { Analyzer(Form, Context).run(); }

} // namespace costate
