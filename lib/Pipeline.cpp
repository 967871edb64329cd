#include "Pipeline.h"

#include "MachineNaming.h"
#include "analyze/Analyze.h"
#include "edit/Macros.h"
#include "normalize/Normalize.h"
#include "source/Head.h"
#include "source/Types.h"

#include "llvm/ADT/StringSet.h"

#include <set>

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

/// What the names of a machine's states must not hide: the identifiers of the coroutine's text, and
/// those in the types of what the machine keeps.
llvm::StringSet<> namesIn(const Coroutine &C, const NormalForm &Form, const Tokens &T,
                          const ASTContext &Context) {
  llvm::StringSet<> Names = identifiers(C, T);
  const auto AddType = [&](QualType Type) {
    if (!Type.isNull()) // what is spelled differently is spelled so in the coroutine
      for (const std::string &Name :
           unqualifiedNames(declaration(Type.getCanonicalType(), "", Context)))
        Names.insert(Name);
  };
  AddType(C.PromiseType);
  AddType(C.Function->getReturnType());
  AddType(C.Object);
  for (const Value &V : Form.Values)
    AddType(V.Type);
  for (const DeclContext *Scope = C.Function; Scope; Scope = Scope->getParent())
    if (const auto *D = dyn_cast<Decl>(Scope))
      if (const TemplateParameterList *Parameters = D->getDescribedTemplateParams())
        for (const NamedDecl *Parameter : *Parameters)
          Names.insert(Parameter->getName());
  return Names;
}

std::string signature(const Coroutine &C, const Tokens &T) {
  const TokenRange Whole = T.range(C.Range);
  const TokenRange Body = T.range(C.BodyRange);
  return StringRef(T.spell({Whole.Begin, Body.Begin})).rtrim().str();
}

/// Whether \p File is included, directly or not, by \p Includer.
bool isIncludedBy(FileID File, FileID Includer, const SourceManager &Sources) {
  while (File.isValid() && File != Includer)
    File = Sources.getFileID(Sources.getIncludeLoc(File));
  return File.isValid();
}

/// A header that is included inside of a namespace or class cannot include the runtime.
void refuseInnerHeader(const Coroutine &C, const SourceManager &Sources, Refusals &R) {
  const SourceLocation At = Sources.getExpansionLoc(C.Function->getLocation());
  const FileID File = Sources.getFileID(At);
  for (const DeclContext *Outer = C.Function->getLexicalDeclContext();
       Outer && !Outer->isTranslationUnit(); Outer = Outer->getLexicalParent()) {
    const SourceLocation Begin = Sources.getExpansionLoc(cast<Decl>(Outer)->getBeginLoc());
    const FileID OuterFile = Sources.getFileID(Begin);
    if (OuterFile == File || !isIncludedBy(File, OuterFile, Sources))
      continue;
    R.refuse(At, "this coroutine's header is included inside of a declaration, where the runtime's "
                 "header cannot be included; include it outside of namespaces, classes and "
                 "functions");
    return;
  }
}

/// What costate cannot lower, found before any work on it.
void refuseContexts(const Coroutine &C, const Tokens &T, Refusals &R) {
  const SourceLocation At = C.Function->getLocation();
  if (T.sources().isLoadedSourceLocation(At))
    R.refuse(At, "this coroutine comes from a precompiled header, which holds no text; leave the "
                 "precompiled header out of the flags");
  else if (!T.isInOneFile(T.range(C.Range)))
    R.refuse(At, "a part of this coroutine lies in another file, where it cannot be rewritten");
  else if (T.hasHiddenPragma(T.range(C.Range)))
    R.refuse(At, "a macro makes a pragma in this coroutine, which would be lost where the macro is "
                 "written out; write the pragma outside of the macro");
  else if (C.PromiseTakesClosure)
    R.refuse(At, "the promise of this lambda is constructed from the closure, which has no name in "
                 "its own body; make the lambda a function or a class with a call operator");
  else if (C.Lambda && !C.IsDependent &&
           C.PromiseType.getCanonicalType().getAsString().find("(lambda") != std::string::npos)
    R.refuse(At, "std::coroutine_traits makes the promise of this lambda from the closure's type, "
                 "which has no name in its own body; make the lambda a function or a class with a "
                 "call operator");
  else if (C.AllocatesFromClosure || (C.Lambda && C.AllocatesFromParameters))
    R.refuse(At,
             "the operator new of this lambda's promise takes the closure, which has no name in "
             "its own body; make the lambda a function or a class with a call operator");
}

/// A coroutine on its way through the stages.
struct Work {
  const Coroutine *From = nullptr;
  std::string Machine;
  TokenRange Body;
  int Around = -1; ///< the innermost coroutine that it lies in
  Printed Text;
  std::vector<ReportedCoroutine> Described; ///< one, or one for each way through it
};

/// The coroutines in their order, in which each stands behind the one that it lies in.
std::vector<Work> nested(std::vector<Coroutine> &Coroutines, const Tokens &T,
                         MachineNaming &Machines, Refusals &R) {
  std::vector<Work> All;
  for (Coroutine &C : Coroutines) {
    Work W;
    W.From = &C;
    W.Machine = Machines.nameFor(C, R);
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
  const Embedding &Embeds;
  ASTContext &Context;
  const Tokens &T;
  const PipelineOptions &Options;
  Refusals &R;
  llvm::ArrayRef<Rewritten> Inner;
  const std::string &Machine;
  std::vector<ReportedCoroutine> &Described;
  std::set<const FunctionDecl *> &StartedInPlace;

  Printed lower(const Coroutine &C) const {
    const unsigned Before = R.count();
    NormalForm Form = normalize(C, All, Embeds, Inner, Context, T, R);
    if (R.count() > Before)
      return {};
    for (const EmbeddedCall &Each : Form.Embedded)
      StartedInPlace.insert(Each.Callee);
    if (Form.Undecided)
      return bothWays(C, Form);
    analyze(Form, Context);
    Flow Flow;
    if (Options.Report)
      Flow = flowOf(Form);
    const Plan P = plan(Form, Machine, namesIn(C, Form, T, Context), Context);
    std::string Dump;
    if (Options.Dump == "normalize")
      Dump = dump(Form, T);
    else if (Options.States || Options.Dump == "plan")
      Dump = describe(P, Form, signature(C, T));
    Printed Result = print(C, Form, P, T, Context, Options.Print, R);
    if (Options.Dump == "print")
      Dump = Result.Machine.empty() ? Result.Body : Result.Machine;
    Result.Dump = std::move(Dump);
    if (Options.Report)
      Described.push_back(
          describe(C, Form, Flow, P, formatted(Result, T, Options.Edit), T, Context));
    return Result;
  }

  /// `if constexpr (c) { co_await a; }` in a template: a coroutine for each branch, of which the
  /// arguments choose one.
  Printed bothWays(const Coroutine &C, const NormalForm &Form) const {
    constexpr unsigned MostDecisions = 8; // each doubles the text
    if (C.Taken.size() >= MostDecisions) {
      R.refuse(
          Form.Undecided->getBeginLoc(),
          "more than eight `if constexpr` with an await in one template, each of which doubles "
          "its text; move some into coroutines of their own");
      return {};
    }
    Coroutine Way = C;
    Way.Taken[Form.Undecided] = true;
    const unsigned Before = R.count();
    const Printed Then = lower(Way);
    if (R.count() > Before)
      return {}; // the other way would say the same
    Way.Taken[Form.Undecided] = false;
    const Printed Else = lower(Way);
    Printed Result;
    Result.Front = Then.Front;
    Result.Body = "{\n" + printDecision(C, Form, Machine, T, Context, Options.Print, R) +
                  Then.Body + " else " + Else.Body + "\n}";
    Result.Dump = Then.Dump + Else.Dump;
    return Result;
  }
};

/// Puts the coroutines of headers first, whose machines have the names that the others yield to.
void putHeadersFirst(std::vector<Coroutine> &Coroutines, const LoweredFiles &Files,
                     const SourceManager &Sources) {
  std::vector<Coroutine> Order;
  Order.reserve(Coroutines.size());
  for (const bool Main : {false, true})
    for (const Coroutine &C : Coroutines)
      if ((Files.fileOf(C.Function->getLocation()) == Sources.getMainFileID()) == Main)
        Order.push_back(C);
  Coroutines = std::move(Order);
}

/// Whether an `operator co_await` that is to be renamed stands at the token \p I. One beside which
/// `operator_co_await` is declared already stays.
bool isAwaitOperator(unsigned I, const Found &All, const Tokens &T) {
  return I + 1 < T.size() && T.kind(I) == tok::kw_operator && T.kind(I + 1) == tok::kw_co_await &&
         T.location(I).isFileID() && T.location(I + 1).isFileID() &&
         !All.KeptAwaitOperators.contains(T.location(I));
}

/// Renames those in a body: of its local classes, and where they are called by name.
void renameAwaitOperators(TokenRange Body, const Found &All, const Tokens &T,
                          std::vector<Rewritten> &Result) {
  for (unsigned I = Body.Begin; I < Body.End; ++I)
    if (isAwaitOperator(I, All, T))
      Result.push_back({{I, I + 2}, "operator_co_await"});
}

/// The tokens `operator` of each `operator co_await` to be renamed: where it is declared, and where
/// it is called or named otherwise, outside of lowered bodies.
std::vector<unsigned> awaitOperators(const Found &All, llvm::ArrayRef<Lowered> Results,
                                     const Tokens &T) {
  std::vector<TokenRange> Bodies;
  for (const Lowered &L : Results)
    Bodies.push_back(T.range(L.From->BodyRange));
  std::vector<unsigned> Result;
  for (unsigned I = 0; I < T.size(); ++I)
    if (isAwaitOperator(I, All, T) &&
        llvm::none_of(Bodies, [&](TokenRange Body) { return Body.contains({I, I + 1}); }))
      Result.push_back(I);
  return Result;
}

/// How the machine of a namespace's function is named anywhere behind it.
std::string qualifiedMachine(const Coroutine &C, StringRef Machine) {
  std::string Name = Machine.str();
  for (const DeclContext *DC = C.Function->getDeclContext(); DC; DC = DC->getParent())
    if (const auto *Namespace = dyn_cast<NamespaceDecl>(DC);
        Namespace && !Namespace->isAnonymousNamespace())
      Name = Namespace->getName().str() + "::" + Name;
  return Name;
}

/// What takes the place of each `costate::machine_of<&function>`.
std::vector<Rewritten> machineNames(const Found &All, llvm::ArrayRef<Work> Works, const Tokens &T,
                                    Refusals &R) {
  std::vector<Rewritten> Result;
  for (const MachineName &Named : All.MachineNames) {
    const SourceLocation At = Named.Range.getBegin();
    const FunctionDecl *Function = Named.Function ? Named.Function->getDefinition() : nullptr;
    const auto *const It =
        llvm::find_if(Works, [&](const Work &W) { return W.From->Function == Function; });
    if (It == Works.end() ||
        !T.sources().isBeforeInTranslationUnit(It->From->BodyRange.getBegin(), At)) {
      R.refuse(At,
               "costate::machine_of names what is no lowered coroutine defined before it, whose "
               "machine would be complete");
      continue;
    }
    if (It->From->IsDependent || isa<CXXMethodDecl>(Function) || !It->From->IsElidable) {
      R.refuse(At, "the machine of '" + Function->getNameAsString() +
                       "' cannot be named here: it lies in the function's own body, as those of "
                       "members and templates do");
      continue;
    }
    const TokenRange Range = T.range(Named.Range);
    if (llvm::any_of(Works, [&](const Work &W) { return W.Body.contains(Range); })) {
      R.refuse(At, "costate::machine_of in a coroutine is not supported: await the call of a "
                   "coroutine whose type is marked with [[clang::coro_await_elidable]], which "
                   "needs no storage of yours");
      continue;
    }
    std::string Text = qualifiedMachine(*It->From, It->Machine);
    if (T.kind(Range.End - 1) == tok::greatergreater)
      Text += ">";
    Result.push_back({Range, std::move(Text)});
  }
  return Result;
}

/// What the stages made, sorted by files.
std::vector<FileEdits> editsOf(llvm::ArrayRef<FileID> Each, llvm::ArrayRef<Lowered> Results,
                               llvm::ArrayRef<unsigned> AwaitOperators,
                               llvm::ArrayRef<Rewritten> MachineNames, const Tokens &T,
                               const LoweredFiles &Files) {
  std::vector<FileEdits> Edits;
  for (const FileID File : Each) {
    FileEdits &OfFile = Edits.emplace_back(File);
    for (const Lowered &L : Results)
      if (Files.fileOf(L.From->Function->getLocation()) == File)
        OfFile.Coroutines.push_back(L);
    for (const unsigned Token : AwaitOperators)
      if (Files.fileOf(T.location(Token)) == File)
        OfFile.AwaitOperators.push_back(Token);
    for (const Rewritten &Name : MachineNames)
      if (Files.fileOf(T.location(Name.Range.Begin)) == File)
        OfFile.MachineNames.push_back(Name);
  }
  return Edits;
}

llvm::Expected<LoweredFile> editFile(const FileEdits &Edits, llvm::ArrayRef<Inclusion> Inclusions,
                                     const Tokens &T, EditOptions Options) {
  LoweredFile File;
  File.File = Edits.File;
  File.Coroutines = Edits.Coroutines.size();
  if (Edits.empty())
    return File;
  if (Edits.File != T.sources().getMainFileID())
    Options.FileName = T.sources().getFileEntryRefForID(Edits.File)->getName().str();
  llvm::Expected<std::string> Text = edit(Edits, Inclusions, T, Options);
  if (!Text)
    return Text.takeError();
  File.Text = *Text;
  return File;
}

/// The options for a file; the text of the main file may depend on the numbers of its lines.
EditOptions editOptions(const FileEdits &Edits, const Found &All, const Tokens &T,
                        const LangOptions &Language, const PipelineOptions &Options) {
  EditOptions Result = Options.Edit;
  if (Options.Function.empty()) // coroutines that stay need a compiler that has them
    Result.Standard = Language.CPlusPlus26   ? "202400L"
                      : Language.CPlusPlus23 ? "202302L"
                                             : "202002L";
  Result.KeepLines = Edits.File == T.sources().getMainFileID() && T.needsLines(All.Positions);
  return Result;
}

/// The coroutines that `costate::machine_of` names.
std::set<const FunctionDecl *> startedInPlace(const Found &All) {
  std::set<const FunctionDecl *> Result;
  for (const MachineName &Named : All.MachineNames)
    if (Named.Function)
      Result.insert(Named.Function->getDefinition());
  return Result;
}

/// What the lowered coroutines in the one at \p Around become, a part of its text.
std::vector<Rewritten> textsIn(size_t Around, llvm::ArrayRef<Work> Works, const Tokens &T) {
  std::vector<Rewritten> Result;
  for (const Work &Inner : Works.drop_front(Around + 1))
    if (Inner.Around == static_cast<int>(Around)) {
      for (const Insertion &Added : additionsToHead(*Inner.From->Function, T))
        Result.push_back({{Added.Token, Added.Token}, Added.Text});
      Result.push_back({Inner.Body, Inner.Text.bodyWithPlaces()});
    }
  return Result;
}

/// Adds the texts of the files to \p Result.
void editFiles(llvm::ArrayRef<FileEdits> All, llvm::ArrayRef<Inclusion> Inclusions,
               const Found &Known, Tokens &T, const ASTContext &Context,
               const PipelineOptions &Options, Refusals &R, PipelineResult &Result) {
  for (const FileEdits &Edits : All) {
    const EditOptions How = editOptions(Edits, Known, T, Context.getLangOpts(), Options);
    llvm::Expected<LoweredFile> File = editFile(Edits, Inclusions, T, How);
    const bool IsMain = Edits.File == T.sources().getMainFileID();
    if (File && File->Text && IsMain && Options.Function.empty())
      File->Text = withoutCoroutineMacros(*File->Text, How.KeepLines); // others need theirs
    if (File)
      Result.Files.push_back(*File);
    else
      R.refuse({}, llvm::toString(File.takeError()));
  }
}

} // namespace

std::optional<PipelineResult> run(Sema &S, Tokens &T, llvm::ArrayRef<Inclusion> Inclusions,
                                  const PipelineOptions &Options) {
  ASTContext &Context = S.Context;
  Refusals R(Context.getDiagnostics());
  const LoweredFiles Files(T.sources(), Options.Headers);
  const Elidable Types(Options.AwaitElidable);
  Found All = findCoroutines(S, Options.Function, Files, Types);
  if (!Options.Function.empty())
    All.AwaitOperators.clear(); // coroutines that stay need them as they are
  if (Options.Dump == "find")
    return PipelineResult{dump(All, T.sources()), {}, {}};

  for (const Coroutine &C : All.Coroutines)
    T.move(T.range(C.BodyRange));

  std::string Dumped;
  std::vector<Lowered> Results;
  MachineNaming Machines(T, Files);
  Embedding Embeds(Types);
  std::set<const FunctionDecl *> StartedInPlace = startedInPlace(All);
  putHeadersFirst(All.Coroutines, Files, T.sources());
  std::vector<Work> Works = nested(All.Coroutines, T, Machines, R);
  const std::vector<Rewritten> Names = machineNames(All, Works, T, R);
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
      refuseInnerHeader(C, T.sources(), R);
      if (R.count() > Before)
        continue;
      std::vector<Rewritten> Inner = textsIn(I, llvm::ArrayRef(Works).take_front(End), T);
      if (Options.Function.empty()) // coroutines that stay need theirs
        renameAwaitOperators(W.Body, All, T, Inner);
      W.Text = Lowering{All, Embeds, Context,   T,           Options,
                        R,   Inner,  W.Machine, W.Described, StartedInPlace}
                   .lower(C);
      if (C.IsElidable && !W.Text.Machine.empty())
        Embeds.Machines[C.Function] = qualifiedMachine(C, W.Machine);
      Group = W.Text.Dump + Group;
    }
    Dumped += Group;
  }
  for (const Work &W : Works)
    if (W.Around < 0)
      Results.push_back({W.From, W.Text, StartedInPlace.contains(W.From->Function)});
  if (R.count() > 0)
    return std::nullopt;
  if (Options.States || !Options.Dump.empty())
    return PipelineResult{Dumped, {}, {}};
  PipelineResult Result;
  for (Work &W : Works)
    llvm::move(W.Described, std::back_inserter(Result.Described.Coroutines));
  const std::vector<unsigned> Operators = // coroutines that stay need theirs
      Options.Function.empty() ? awaitOperators(All, Results, T) : std::vector<unsigned>();
  const auto Edits = editsOf(Machines.files(), Results, Operators, Names, T, Files);
  editFiles(Edits, Inclusions, All, T, Context, Options, R, Result);
  if (R.count() > 0)
    return std::nullopt;
  return Result;
}

} // namespace costate
