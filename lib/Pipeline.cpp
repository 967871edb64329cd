#include "Pipeline.h"

#include "analyze/Analyze.h"
#include "edit/Macros.h"
#include "normalize/Normalize.h"

#include "llvm/ADT/StringSet.h"

using namespace clang;

namespace costate {
namespace {

llvm::StringSet<> identifiers(const Coroutine &C, const Tokens &T) {
  llvm::StringSet<> Names;
  const TokenRange Range = T.range(C.Range);
  for (unsigned I = Range.Begin; I < Range.End; ++I)
    if (T.kind(I) == tok::identifier)
      Names.insert(T.text(I));
  return Names;
}

std::string machineName(const Coroutine &C, llvm::StringSet<> &Used) {
  const std::string Base = C.Name + "_machine";
  std::string Name = Base;
  for (unsigned N = 2; !Used.insert(Name).second; ++N)
    Name = Base + "_" + std::to_string(N);
  return Name;
}

std::string signature(const Coroutine &C, const Tokens &T) {
  const TokenRange Whole = T.range(C.Range);
  const TokenRange Body = T.range(C.BodyRange);
  return StringRef(T.spell({Whole.Begin, Body.Begin})).rtrim().str();
}

/// What costate cannot lower, found before any work on it.
void refuseContexts(const Coroutine &C, const Tokens &T, Refusals &R) {
  const SourceLocation At = C.Function->getLocation();
  if (!T.isInMainFile(T.range(C.Range)))
    R.refuse(At, "a part of this coroutine lies in another file, where it cannot be rewritten");
  else if (T.hasHiddenPragma(T.range(C.Range)))
    R.refuse(At, "a macro makes a pragma in this coroutine, which would be lost where the macro is "
                 "written out; write the pragma outside of the macro");
  else if (C.Lambda && C.PromiseTakesParameters)
    R.refuse(At, "the promise of this lambda is constructed from the closure, which has no name in "
                 "its own body; make the lambda a function or a class with a call operator");
  else if (C.Lambda && !C.IsDependent &&
           C.PromiseType.getCanonicalType().getAsString().find("(lambda") != std::string::npos)
    R.refuse(At, "std::coroutine_traits makes the promise of this lambda from the closure's type, "
                 "which has no name in its own body; make the lambda a function or a class with a "
                 "call operator");
  else if (C.Lambda && C.AllocatesFromParameters)
    R.refuse(At, "the operator new of this lambda's promise takes the closure, which has no name in "
                 "its own body; make the lambda a function or a class with a call operator");
}

/// A coroutine on its way through the stages.
struct Work {
  const Coroutine *From = nullptr;
  std::string Machine;
  TokenRange Body;
  int Around = -1; ///< the innermost coroutine that it lies in
  Printed Text;
};

/// The coroutines in the order of the file, each behind the one that it lies in.
std::vector<Work> nested(std::vector<Coroutine> &Coroutines, const Tokens &T,
                         llvm::StringSet<> &MachineNames) {
  std::vector<Work> All;
  for (Coroutine &C : Coroutines) {
    Work W;
    W.From = &C;
    W.Machine = machineName(C, MachineNames);
    W.Body = T.range(C.BodyRange);
    for (int I = static_cast<int>(All.size()) - 1; I >= 0 && W.Around < 0; --I)
      if (All[I].Body.contains(W.Body))
        W.Around = I;
    if (W.Around < 0) {
      const llvm::StringSet<> Taken = identifiers(C, T);
      for (unsigned N = 2; Taken.contains(C.ObjectName); ++N)
        C.ObjectName = "self_" + std::to_string(N);
    } else {
      const Coroutine &Outer = *All[W.Around].From;
      C.ObjectName = Outer.ObjectName;
      if (C.Lambda)
        C.This = Outer.ObjectName;
    }
    All.push_back(std::move(W));
  }
  return All;
}

/// Takes one coroutine through the stages.
struct Lowering {
  const Found &All;
  ASTContext &Context;
  const Tokens &T;
  const PipelineOptions &Options;
  Refusals &R;
  llvm::ArrayRef<Rewritten> Inner;
  const std::string &Machine;

  Printed lower(const Coroutine &C) const {
    const unsigned Before = R.count();
    NormalForm Form = normalize(C, All, Inner, Context, T, R);
    if (R.count() > Before)
      return {};
    if (Form.Undecided)
      return bothWays(C, Form);
    analyze(Form, Context);
    const llvm::StringSet<> Taken = identifiers(C, T);
    const Plan P = plan(Form, Machine, Taken, Context);
    std::string Dump;
    if (Options.Dump == "normalize")
      Dump = dump(Form, T);
    else if (Options.States || Options.Dump == "plan")
      Dump = describe(P, Form, signature(C, T));
    Printed Result = print(C, Form, P, T, Context, Options.Print, R);
    if (Options.Dump == "print")
      Dump = Result.Machine.empty() ? Result.Body : Result.Machine;
    Result.Dump = std::move(Dump);
    return Result;
  }

  /// `if constexpr (c) { co_await a; }` in a template: a coroutine for each branch, of which the
  /// arguments choose one.
  Printed bothWays(const Coroutine &C, const NormalForm &Form) const {
    Coroutine Way = C;
    Way.Taken[Form.Undecided] = true;
    const Printed Then = lower(Way);
    Way.Taken[Form.Undecided] = false;
    const Printed Else = lower(Way);
    Printed Result;
    Result.Body = "{\n" + localTypes(Form, T) + "if constexpr (" +
                  T.spell(T.range({Form.Undecided->getInit()
                                       ? Form.Undecided->getInit()->getBeginLoc()
                                       : Form.Undecided->getCond()->getBeginLoc(),
                                   Form.Undecided->getCond()->getEndLoc()})) +
                  ") " + Then.Body +
                  " else " + Else.Body + "\n}";
    Result.Dump = Then.Dump + Else.Dump;
    return Result;
  }
};

} // namespace

std::optional<std::string> run(ASTContext &Context, Tokens &T, const PipelineOptions &Options) {
  Refusals R(Context.getDiagnostics());
  Found All = findCoroutines(Context, Options.Function);
  if (!Options.Function.empty())
    All.AwaitOperators.clear(); // coroutines that stay need them as they are
  if (Options.Dump == "find")
    return dump(All, T.sources());
  for (const Coroutine &C : All.Coroutines)
    T.move(T.range(C.BodyRange));

  for (const Coroutine &C : All.Coroutines)
    T.move(T.range(C.BodyRange));

  std::string Dumped;
  std::vector<Lowered> Results;
  llvm::StringSet<> MachineNames; // yield to every name of the file
  for (unsigned I = 0; I != T.size(); ++I)
    if (T.kind(I) == tok::identifier &&
        T.sources().isWrittenInMainFile(T.sources().getExpansionLoc(T.location(I))))
      MachineNames.insert(T.text(I));
  std::vector<Work> Works = nested(All.Coroutines, T, MachineNames);
  for (size_t Begin = 0, End = 0; Begin != Works.size(); Begin = End) {
    for (End = Begin + 1; End != Works.size() && Works[End].Around >= 0;)
      ++End;
    // Inner ones first: their lowered text is part of what is around them.
    std::string Group;
    for (size_t I = End; I-- > Begin;) {
      Work &W = Works[I];
      const Coroutine &C = *W.From;
      const unsigned Before = R.count();
      refuseContexts(C, T, R);
      if (R.count() > Before)
        continue;
      std::vector<Rewritten> Inner;
      for (size_t K = I + 1; K != End; ++K)
        if (Works[K].Around == static_cast<int>(I))
          Inner.push_back({Works[K].Body, Works[K].Text.bodyWithPlaces()});
      W.Text = Lowering{All, Context, T, Options, R, Inner, W.Machine}.lower(C);
      Group = W.Text.Dump + Group;
    }
    Dumped += Group;
  }
  for (const Work &W : Works)
    if (W.Around < 0)
      Results.push_back({W.From, W.Text});
  if (R.count() > 0)
    return std::nullopt;
  if (Options.States || !Options.Dump.empty())
    return Dumped;
  EditOptions Edit = Options.Edit;
  Edit.KeepLines = T.needsLines(All.Positions);
  llvm::Expected<std::string> Text = edit(Results, All, T, Edit);
  if (Text) // coroutines that stay need their macros
    return Options.Function.empty() ? withoutCoroutineMacros(std::move(*Text)) : *Text;
  R.refuse({}, llvm::toString(Text.takeError()));
  return std::nullopt;
}

} // namespace costate
