// The model of one coroutine, from what the stages have found of it.
#include "report/Report.h"

#include "normalize/Evaluation.h"
#include "source/Types.h"

#include "clang/AST/Mangle.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace costate {
namespace {

/// The functions that are called in an expression, outside of lambdas.
class CalleeFinder : public RecursiveASTVisitor<CalleeFinder> {
public:
  bool VisitCallExpr(CallExpr *Call) {
    if (const FunctionDecl *Callee = Call->getDirectCallee())
      if (const FunctionDecl *Defined = Callee->getDefinition();
          Defined && isa_and_nonnull<CoroutineBodyStmt>(Defined->getBody()) &&
          !llvm::is_contained(Found, Defined))
        Found.push_back(Defined);
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *Name) {
    // `auto job = fetch(); co_await job;`
    if (const auto *Variable = dyn_cast<VarDecl>(Name->getDecl());
        Variable && Variable->isLocalVarDecl() && Variable->hasInit() &&
        Seen.insert(Variable).second)
      TraverseStmt(const_cast<Expr *>(Variable->getInit()));
    return true;
  }
  bool TraverseLambdaExpr(LambdaExpr * /*Lambda*/) { return true; }
  bool TraverseCoawaitExpr(CoawaitExpr *Await) { return TraverseStmt(Await->getOperand()); }

  std::vector<const FunctionDecl *> Found;

private:
  llvm::SmallPtrSet<const VarDecl *, 4> Seen;
};

class Describer {
public:
  Describer(const Coroutine &C, const NormalForm &F, const Flow &Flow, const Plan &P,
            const Tokens &T, const ASTContext &Context)
      : C(C), F(F), Steps(Flow), P(P), T(T), Context(Context), Sources(T.sources()),
        Policy(Context.getPrintingPolicy()), Symbols(const_cast<ASTContext &>(Context)) {
    Policy.SuppressTagKeyword = true;
  }

  ReportedCoroutine run(std::string Text) {
    R.Text = std::move(Text);
    heading();
    frame();
    for (const ValueId Id : F.Parameters)
      value(Id, None);
    for (const StateId Id : P.Roots)
      state(Id, None);
    for (ReportedValue &V : R.Values)
      if (V.Holds != None)
        V.Holds = Indices.lookup(V.Holds);
    escapes();
    for (const StateId Id : P.Suspensions)
      point(Id);
    transitions();
    sumUp(R);
    return std::move(R);
  }

private:
  // Places.

  ReportedPlace place(SourceRange Range) const {
    ReportedPlace Result;
    if (Range.isInvalid())
      return Result;
    const SourceLocation Begin = Sources.getExpansionLoc(Range.getBegin());
    const SourceLocation End = Sources.getExpansionRange(Range.getEnd()).getEnd();
    const PresumedLoc At = Sources.getPresumedLoc(Begin);
    if (At.isInvalid())
      return Result;
    Result.File = At.getFilename();
    Result.Line = At.getLine();
    Result.Column = At.getColumn();
    const SourceLocation Behind =
        End.getLocWithOffset(Lexer::MeasureTokenLength(End, Sources, Context.getLangOpts()));
    const PresumedLoc Last = Sources.getPresumedLoc(Behind);
    Result.EndLine = Last.isValid() ? Last.getLine() : At.getLine();
    Result.EndColumn = Last.isValid() ? Last.getColumn() : At.getColumn() + 1;
    return Result;
  }

  ReportedPlace place(TokenRange Range) const {
    if (Range.empty())
      return {};
    return place({T.location(Range.Begin), T.location(Range.End - 1)});
  }

  /// Where the text of \p Code begins that is the user's.
  ReportedPlace place(const Piece &Code) const {
    for (const Part &Each : Code.Parts)
      if ((Each.Kind == PartKind::Tokens || Each.Kind == PartKind::Use) && !Each.Range.empty())
        return place(Each.Range);
    return {};
  }

  ReportedPlace placeOf(const Value &V) const {
    if (V.Decl && V.Decl->getLocation().isValid())
      return place(V.Decl->getLocation());
    if (V.State != None && V.Kind == ValueKind::Operand) {
      const State &S = F.States[V.State];
      if (S.Awaiter != None && &F.Values[S.Awaiter] == &V && S.Await)
        return place(S.Await->getSourceRange());
      ReportedPlace Made = place(V.Init);
      return Made.isValid() || S.Location.isInvalid() ? Made : place(S.Location);
    }
    return V.Kind == ValueKind::Variable ? placeOfDeclaration(&V - F.Values.data())
                                         : ReportedPlace();
  }

  /// Where something begins that costate has written a variable for, as for the range of a loop.
  ReportedPlace placeOfDeclaration(ValueId Id) const {
    bool Found = false; // points stand in the order from the end to the beginning
    for (const FlowPoint &Point : Steps.Points) {
      Found = Found || llvm::is_contained(Point.Declares, Id);
      if (!Found || !Point.From)
        continue;
      for (const Declared &D : Point.From->Variables)
        if (ReportedPlace Made = place(D.Init); Made.isValid())
          return Made;
      if (ReportedPlace Made = place(Point.From->Code); Made.isValid())
        return Made;
    }
    return {};
  }

  // Texts.

  /// A type that nobody has written at this place, with the namespaces and classes that it is in.
  std::string fullName(QualType Type) const {
    return readable(Type->isDependentType() ? Type : Type.getCanonicalType(), Context);
  }

  /// What \p Code says, as the user has written it.
  std::string quote(const Piece &Code, unsigned Depth = 0) const {
    std::string Text;
    for (const Part &Each : Code.Parts) {
      switch (Each.Kind) {
      case PartKind::Use:
      case PartKind::Binding:
      case PartKind::TypeOfUse:
        if (!Each.Range.empty())
          Text += T.spell(Each.Range);
        else
          Text += meaning(Each.Id, Depth);
        break;
      case PartKind::Result:
        Text += F.States[Each.Id].Quote;
        break;
      case PartKind::Member:
      case PartKind::Forward:
        Text += Depth < 4 ? quote(F.Values[Each.Id].Init, Depth + 1) : F.Values[Each.Id].Name;
        break;
      case PartKind::Tokens:
        Text += T.spell(Each.Range);
        break;
      case PartKind::Text:
      case PartKind::Gap:
        Text += Each.Text;
        break;
      default:
        break;
      }
    }
    return oneLine(Text);
  }

  /// What was written for a variable that costate has made.
  std::string meaning(ValueId Id, unsigned Depth) const {
    const Value &V = F.Values[Id];
    if (V.Decl || Depth > 3)
      return V.Name;
    for (const FlowPoint &Point : Steps.Points) {
      if (!Point.From || Point.From->Kind != NodeKind::Eval)
        continue;
      const std::vector<Part> &Parts = Point.From->Code.Parts;
      if (Parts.size() > 2 && Parts[0].Kind == PartKind::Use && Parts[0].Id == Id &&
          Parts[1].Text == " = ")
        return quote({{Parts.begin() + 2, Parts.end()}}, Depth + 1);
    }
    return V.Name;
  }

  static std::string oneLine(llvm::StringRef Text) {
    std::string Result;
    for (const char Ch : Text.trim())
      if (!llvm::isSpace(Ch))
        Result += Ch;
      else if (!Result.empty() && Result.back() != ' ')
        Result += ' ';
    return Result;
  }

  std::string signature() const {
    const TokenRange Whole = T.range(C.Range);
    const TokenRange Body = T.range(C.BodyRange);
    return oneLine(T.spell({Whole.Begin, Body.Begin}));
  }

  // The coroutine.

  void heading() {
    std::string Name;
    llvm::raw_string_ostream OS(Name);
    if (C.Lambda) {
      OS << C.Name;
    } else {
      PrintingPolicy Full = Policy;
      C.Function->getNameForDiagnostic(OS, Full, true);
    }
    R.Name = Name;
    R.Signature = signature();
    R.Machine = P.Machine;
    R.IsTemplate = C.IsDependent;
    R.Place = place(C.Range);
    R.NamePlace = place(C.Lambda ? C.Lambda->getBeginLoc() : C.Function->getLocation());
    for (const auto &[If, Taken] : C.Taken)
      R.Branch += (R.Branch.empty() ? "" : ", ") + std::string(Taken ? "where " : "unless ") +
                  oneLine(T.spell(T.range(If->getCond()->getSourceRange())));
    if (!C.IsDependent)
      R.Key = Symbols.getName(C.Function);
    source();
  }

  /// The lines of the definition.
  void source() {
    const SourceLocation Begin = Sources.getExpansionLoc(C.Range.getBegin());
    const SourceLocation End = Sources.getExpansionRange(C.Range.getEnd()).getEnd();
    const llvm::StringRef Text = Sources.getBufferData(Sources.getFileID(Begin));
    size_t From = Text.rfind('\n', Sources.getFileOffset(Begin));
    From = From == llvm::StringRef::npos ? 0 : From + 1;
    const size_t To = Text.find('\n', Sources.getFileOffset(End));
    R.Source = Text.slice(From, To).str();
  }

  void frame() {
    ReportedFrame &Frame = R.Frame;
    const uint64_t Pointer =
        Context.toCharUnitsFromBits(Context.getTargetInfo().getPointerWidth(LangAS::Default))
            .getQuantity();
    Frame.Header = 2 * Pointer;
    Frame.PromiseType = C.PromiseType->isDependentType()
                            ? readable(C.Function->getReturnType(), Context) + "::promise_type"
                            : fullName(C.PromiseType);
    Frame.Promise = extent(C.PromiseType);
  }

  ReportedExtent extent(QualType Type) const {
    if (Type.isNull() || Type->isDependentType() || Type->isUndeducedType())
      return {};
    if (Type->isReferenceType())
      Type = Context.getPointerType(Type.getNonReferenceType());
    if (Type->isIncompleteType())
      return {};
    ReportedExtent Result;
    Result.Size = Context.getTypeSizeInChars(Type).getQuantity();
    Result.Align = Context.getTypeAlignInChars(Type).getQuantity();
    return Result;
  }

  // Values and states.

  static ReportedRole roleOf(const Value &V, bool IsAwaiter) {
    if (V.IsObject)
      return ReportedRole::Object;
    if (V.IsCapture)
      return ReportedRole::Capture;
    if (V.Kind == ValueKind::Parameter)
      return ReportedRole::Parameter;
    if (V.Kind == ValueKind::Variable)
      return ReportedRole::Variable;
    return IsAwaiter ? ReportedRole::Awaiter : ReportedRole::Operand;
  }

  bool isAddress(const Value &V) const {
    return V.From == Deduced::No && !V.IsExtended && !V.Type.isNull() &&
           (V.IsReference || V.Type->isReferenceType());
  }

  void value(ValueId Id, unsigned State) {
    const Value &V = F.Values[Id];
    ReportedValue &Result = R.Values.emplace_back();
    Values[Id] = R.Values.size() - 1;
    Result.Name = V.IsObject ? "*this"
                  : V.Decl && V.Decl->getIdentifier() && V.Whole == None && !V.Decl->isImplicit()
                      ? V.Decl->getName().str()
                      : V.Name;
    Result.Role = roleOf(V, V.State != None && F.States[V.State].Awaiter == Id);
    Result.Member = V.Kind == ValueKind::Parameter ? V.Member : V.Name;
    Result.State = State;
    Result.Made = placeOf(V);
    Result.IsReference = isAddress(V);
    Result.IsOptional = V.IsSlot;
    Result.Holds = V.SlotState;
    const bool IsKnown = V.From == Deduced::No && !V.Type.isNull();
    if (IsKnown)
      Result.Type = V.IsObject ? readable(V.Type.getNonReferenceType(), Context)
                    : V.Kind == ValueKind::Operand || (V.Decl && V.Decl->isImplicit())
                        ? fullName(V.Type)
                        : readable(V.Type, Context);
    else
      Result.Type = V.SlotState != None  ? F.States[V.SlotState].Name
                    : V.TypeText.empty() ? "auto"
                                         : V.TypeText;
    if (!IsKnown)
      Result.IsDestroyed = V.SlotState == None;
    else if (!Result.IsReference)
      Result.IsDestroyed = !isTriviallyDestructible(V.Type.getNonReferenceType(), Context);
    if (IsKnown)
      Result.Extent = Result.IsReference ? extent(V.Type) : extent(V.Type.getNonReferenceType());
    if (V.Decl && V.Decl->hasAttr<AlignedAttr>() && Result.Extent.Align && !Result.IsReference &&
        !V.Decl->getType()->isDependentType())
      Result.Extent.Align = Context.getDeclAlign(V.Decl).getQuantity();
  }

  void state(StateId Id, unsigned Parent) {
    const State &S = F.States[Id];
    static constexpr ReportedStateKind Kinds[] = {
        ReportedStateKind::Suspension, ReportedStateKind::Operands, ReportedStateKind::Scope,
        ReportedStateKind::Fields};
    const unsigned Index = R.States.size();
    Indices[Id] = Index;
    {
      ReportedState &Result = R.States.emplace_back();
      Result.Name = S.Name;
      Result.Kind = Kinds[static_cast<unsigned>(S.Kind)];
      Result.Parent = Parent;
      Result.InSlot = S.Slot != None;
      Result.OverBefore = S.Before;
    }
    if (Parent != None)
      R.States[Parent].Inner.push_back(Index);
    for (const ValueId Member : S.Members) {
      R.States[Index].Values.push_back(R.Values.size());
      value(Member, Index);
    }
    for (const ValueId Member : S.Members) // operands on some paths only
      if (const StateId Held = F.Values[Member].SlotState;
          Held != None && F.States[Held].Kind != StateKind::Suspension)
        state(Held, Index);
    for (const StateId Inner : S.Inner)
      state(Inner, Index);
  }

  /// Where the address of each value is taken first.
  void escapes() {
    for (const FlowPoint &Point : Steps.Points)
      for (const FlowUse &Use : Point.Uses) {
        if (const auto It = Values.find(Use.Id); It != Values.end() && !Use.Range.empty())
          R.Values[It->second].Uses.push_back(place(Use.Range));
        if (Use.Escapes)
          escape(Use.Id, Use.Range);
      }
    for (ReportedValue &V : R.Values) {
      const auto Begin = [](const ReportedPlace &P) { return std::tie(P.Line, P.Column); };
      llvm::sort(V.Uses, [&](const ReportedPlace &Left, const ReportedPlace &Right) {
        return Begin(Left) < Begin(Right);
      });
      V.Uses.erase(std::unique(V.Uses.begin(), V.Uses.end(),
                               [&](const ReportedPlace &Left, const ReportedPlace &Right) {
                                 return Begin(Left) == Begin(Right);
                               }),
                   V.Uses.end());
    }
    for (const Value &V : F.Values)
      if (V.Kind == ValueKind::Operand)
        for (const Part &Each : V.Init.Parts)
          if (Each.Kind == PartKind::Member || Each.Kind == PartKind::Forward)
            escape(Each.Id, {});
  }

  void escape(ValueId Id, TokenRange Range) {
    const auto It = Values.find(Id);
    if (It == Values.end())
      return;
    ReportedValue &V = R.Values[It->second];
    if (V.IsReference)
      return;
    ReportedPlace At = Range.empty() ? V.Made : place(Range);
    if (!V.Escapes ||
        std::make_pair(At.Line, At.Column) < std::make_pair(V.Escapes->Line, V.Escapes->Column))
      V.Escapes = std::move(At);
  }

  // Suspension points.

  void point(StateId Id) {
    const State &S = F.States[Id];
    ReportedPoint Result;
    Result.State = Indices.lookup(Id);
    Result.Kind = Id == F.Initial                        ? ReportedPointKind::Initial
                  : Id == F.Final                        ? ReportedPointKind::Final
                  : S.Await && isa<CoyieldExpr>(S.Await) ? ReportedPointKind::Yield
                                                         : ReportedPointKind::Await;
    Result.Awaits = S.Quote;
    if (Id == F.Initial || Id == F.Final)
      Result.Place = place(C.Lambda ? C.Lambda->getBeginLoc() : C.Function->getLocation());
    else if (S.Await)
      Result.Place = place(S.Await->getSourceRange());
    if (S.Awaiter != None)
      Result.Awaiter = R.Values[Values.lookup(S.Awaiter)].Type;
    for (const ValueId Parameter : F.Parameters)
      keep(Result, Parameter, Id);
    std::vector<StateId> Around; // innermost first
    for (StateId At = Id; At != None;) {
      Around.push_back(At);
      const bool Before = F.States[At].Before;
      At = F.States[At].Parent;
      if (Before && At != None)
        At = F.States[At].Parent; // what it lies in the place of has not begun
    }
    for (const StateId Each : llvm::reverse(Around))
      keepState(Result, Each, Id);
    if (S.Await && Id != F.Initial && Id != F.Final)
      callees(Result, S.Await);
    R.Points.push_back(std::move(Result));
  }

  void keepState(ReportedPoint &Point, StateId Id, StateId At) {
    for (const ValueId Member : F.States[Id].Members) {
      if (const StateId Held = F.Values[Member].SlotState; Held != None) {
        if (Held != At && F.States[Held].Kind != StateKind::Suspension && mayBeMade(Held, At))
          keepState(Point, Held, At);
        continue;
      }
      if (Id == At || F.Values[Member].Kind == ValueKind::Operand || mayExist(Steps, Member, At))
        keep(Point, Member, At);
    }
  }

  bool mayBeMade(StateId Held, StateId At) const {
    return llvm::any_of(F.States[Held].Members,
                        [&](ValueId Member) { return mayExist(Steps, Member, At); });
  }

  void keep(ReportedPoint &Point, ValueId Id, StateId At) {
    const ReportedValue &V = R.Values[Values.lookup(Id)];
    ReportedKept Kept;
    Kept.Value = Values.lookup(Id);
    if (V.Role == ReportedRole::Awaiter && F.Values[Id].State == At) {
      Kept.Reasons.push_back(ReportedReason::Resumes);
    } else {
      for (const FlowUse &Use : nextUses(Steps, Id, Steps.resumed(At, F))) {
        if (Kept.Reasons.empty())
          Kept.Reasons.push_back(ReportedReason::UsedLater);
        const ReportedPlace Place = Use.Range.empty() ? placeNear(Id, At) : place(Use.Range);
        if (Place.isValid() && llvm::none_of(Kept.NextUses, [&](const ReportedPlace &Known) {
              return std::tie(Known.Line, Known.Column) == std::tie(Place.Line, Place.Column);
            }))
          Kept.NextUses.push_back(Place);
      }
    }
    if (V.IsDestroyed)
      Kept.Reasons.push_back(ReportedReason::DestroyedLater);
    if (V.Escapes && V.Role != ReportedRole::Awaiter &&
        (V.Role == ReportedRole::Operand || mayHaveEscaped(Steps, Id, At)))
      Kept.Reasons.push_back(ReportedReason::AddressEscapes);
    if (Kept.Reasons.empty())
      Kept.Reasons.push_back(V.State == None ? ReportedReason::Parameter : ReportedReason::Place);
    Point.Kept.push_back(std::move(Kept));
  }

  /// What costate writes for the user: the end of a full-expression, the head of a range-for.
  ReportedPlace placeNear(ValueId Id, StateId At) const {
    return F.Values[Id].Kind == ValueKind::Operand && F.States[At].Await
               ? place(F.States[At].Await->getSourceRange())
               : placeOf(F.Values[Id]);
  }

  void callees(ReportedPoint &Point, const Expr *Await) {
    CalleeFinder Finder;
    if (const auto *Suspend = dyn_cast<CoroutineSuspendExpr>(Await))
      Finder.TraverseStmt(const_cast<Expr *>(Suspend->getOperand()));
    else if (const auto *Dependent = dyn_cast<DependentCoawaitExpr>(Await))
      Finder.TraverseStmt(Dependent->getOperand());
    for (const FunctionDecl *Callee : Finder.Found) {
      if (llvm::is_contained(F.Embedded, Callee)) // a member of the state
        continue;
      ReportedCallee &Result = Point.Callees.emplace_back();
      llvm::raw_string_ostream OS(Result.Name);
      Callee->getNameForDiagnostic(OS, Policy, true);
      Result.Key = Symbols.getName(Callee);
    }
  }

  // Transitions.

  void transitions() {
    R.Transitions.push_back({None, Indices.lookup(F.Initial), ReportedTrigger::Call, {}});
    for (const StateId From : P.Suspensions) {
      if (From == F.Final)
        continue;
      for (const FlowWay &Way : nextSuspensions(Steps, F, Steps.resumed(From, F))) {
        ReportedTransition &Result = R.Transitions.emplace_back();
        Result.From = Indices.lookup(From);
        Result.To = Indices.lookup(Way.To);
        for (const FlowEdge &Decision : Way.Decisions)
          if (std::string Cause = cause(Decision); !Cause.empty())
            Result.Causes.push_back(std::move(Cause));
      }
    }
    if (Context.getLangOpts().CXXExceptions)
      for (const StateId Root : P.Roots)
        if (Root != F.Initial && Root != F.Final)
          R.Transitions.push_back(
              {Indices.lookup(Root), Indices.lookup(F.Final), ReportedTrigger::Exception, {}});
    R.Transitions.push_back({Indices.lookup(F.Final), None, ReportedTrigger::Destroy, {}});
  }

  std::string cause(const FlowEdge &Edge) const {
    switch (Edge.Kind) {
    case FlowKind::Then:
      return quote(*Edge.Condition);
    case FlowKind::Else:
      return negated(quote(*Edge.Condition));
    case FlowKind::Case:
      return llvm::StringRef(quote(*Edge.Condition)).rtrim(":").str();
    case FlowKind::Round:
      return "next round";
    case FlowKind::Leave:
      return "the loop ends";
    case FlowKind::Jump:
      return jump(*Edge.Condition, *Edge.By);
    case FlowKind::Stay:
      return negated(jumpCondition(*Edge.Condition));
    case FlowKind::Exception:
      return "exception";
    case FlowKind::Next:
      break;
    }
    return "";
  }

  /// `got == 0` of `if (got == 0) break;`.
  std::string jumpCondition(const Piece &Code) const {
    if (llvm::count_if(Code.Parts, [](const Part &Each) { return Each.Kind == PartKind::Jump; }) !=
        1)
      return "";
    const auto Jump =
        llvm::find_if(Code.Parts, [](const Part &Each) { return Each.Kind == PartKind::Jump; });
    const std::string Before = quote({{Code.Parts.begin(), Jump}});
    llvm::StringRef Text = Before;
    Text.consume_back("{ promise.return_void();");
    Text = Text.rtrim("{ ");
    if (!Text.consume_front("if") || !(Text = Text.ltrim()).consume_front("("))
      return "";
    size_t End = 0;
    for (unsigned Depth = 1; End != Text.size(); ++End) {
      Depth += Text[End] == '(';
      Depth -= Text[End] == ')';
      if (Depth == 0)
        break;
    }
    // What is between the condition and the jump may be more conditions.
    const llvm::StringRef Between = Text.drop_front(std::min(End + 1, Text.size()));
    return Between.contains("if") || Between.contains("for") || Between.contains("while") ||
                   Between.contains("switch")
               ? ""
               : Text.take_front(End).trim().str();
  }

  std::string jump(const Piece &Code, const Jump &By) const {
    std::string Condition = jumpCondition(Code);
    if (!Condition.empty())
      return Condition;
    switch (By.Kind) {
    case JumpKind::Break:
      return ""; // what led to it has been said
    case JumpKind::Continue:
      return "continue";
    case JumpKind::Goto:
      return "goto " + By.Label->getName().str();
    case JumpKind::Return:
      return "co_return";
    }
    return "";
  }

  static std::string negated(llvm::StringRef Condition) {
    if (Condition.empty())
      return "";
    llvm::StringRef Inner = Condition;
    if (Inner.consume_front("!(") && Inner.consume_back(")") && isBalanced(Inner))
      return Inner.str();
    if (Condition.starts_with("!") && isName(Condition.drop_front()))
      return Condition.drop_front().str();
    return isName(Condition) ? ("!" + Condition).str() : ("!(" + Condition + ")").str();
  }

  /// Whether a `!` before it means all of it: a name, or a call by name.
  static bool isName(llvm::StringRef Text) {
    while (!Text.empty() && (llvm::isAlnum(Text.front()) || Text.front() == '_' ||
                             Text.front() == ':' || Text.front() == '.' || Text.starts_with("->")))
      Text = Text.drop_front(Text.starts_with("->") ? 2 : 1);
    return Text.empty() || (Text.consume_front("(") && Text.consume_back(")") && isBalanced(Text));
  }

  static bool isBalanced(llvm::StringRef Text) {
    int Depth = 0;
    for (const char Ch : Text) {
      Depth += Ch == '(';
      Depth -= Ch == ')';
      if (Depth < 0)
        return false;
    }
    return Depth == 0;
  }

  const Coroutine &C;
  const NormalForm &F;
  const Flow &Steps;
  const Plan &P;
  const Tokens &T;
  const ASTContext &Context;
  const SourceManager &Sources;
  PrintingPolicy Policy;
  mutable ASTNameGenerator Symbols;
  ReportedCoroutine R;
  llvm::DenseMap<StateId, unsigned> Indices;
  llvm::DenseMap<ValueId, unsigned> Values;
};

} // namespace

ReportedCoroutine describe(const Coroutine &C, const NormalForm &Form, const Flow &Flow,
                           const Plan &Plan, std::string Text, const Tokens &Tokens,
                           const ASTContext &Context) {
  return Describer(C, Form, Flow, Plan, Tokens, Context).run(std::move(Text));
}

void forEachPlace(ReportedCoroutine &C, llvm::function_ref<void(ReportedPlace &)> Do) {
  Do(C.Place);
  Do(C.NamePlace);
  for (ReportedValue &V : C.Values) {
    Do(V.Made);
    if (V.Escapes)
      Do(*V.Escapes);
    llvm::for_each(V.Uses, Do);
  }
  for (ReportedPoint &Point : C.Points) {
    Do(Point.Place);
    for (ReportedKept &Kept : Point.Kept)
      llvm::for_each(Kept.NextUses, Do);
  }
  for (ReportedWarning &W : C.Warnings)
    Do(W.Place);
}

void link(Report &Report) {
  for (ReportedCoroutine &C : Report.Coroutines)
    for (ReportedPoint &Point : C.Points)
      for (ReportedCallee &Callee : Point.Callees)
        for (unsigned I = 0; I != Report.Coroutines.size(); ++I)
          if (!Callee.Key.empty() && Report.Coroutines[I].Key == Callee.Key)
            Callee.Coroutine = I;
}

} // namespace costate
