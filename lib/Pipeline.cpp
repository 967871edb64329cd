#include "Pipeline.h"

#include "MachineNames.h"
#include "analyze/Analyze.h"
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

/// What costate cannot lower yet, found before any work on it.
void refuseContexts(const Coroutine &C, const Tokens &T, Refusals &R) {
  const FunctionDecl *Function = C.Function;
  const SourceLocation At = Function->getLocation();
  if (T.sources().isLoadedSourceLocation(At))
    R.refuse(At, "this coroutine comes from a precompiled header, which holds no text; leave the "
                 "precompiled header out of the flags");
  else if (isa<CXXMethodDecl>(Function))
    R.refuse(At, "a coroutine that is a member function or a lambda is not supported yet");
  else if (Function->isTemplated() || Function->isTemplateInstantiation())
    R.refuse(At, "a coroutine that is a template is not supported yet");
  else if (!T.isWhole(T.range(C.BodyRange)))
    R.refuse(
        At,
        "the body of this coroutine comes from a macro's expansion and cannot be rewritten there");
}

/// The coroutines in the order in which their machines are named.
std::vector<const Coroutine *> headersFirst(const Found &All, const LoweredFiles &Files,
                                            const SourceManager &Sources) {
  std::vector<const Coroutine *> Order;
  for (const bool Main : {false, true})
    for (const Coroutine &C : All.Coroutines)
      if ((Files.fileOf(C.Function->getLocation()) == Sources.getMainFileID()) == Main)
        Order.push_back(&C);
  return Order;
}

/// The tokens `operator` of each `operator co_await` to be renamed: where it is declared, and where
/// it is called or named otherwise, outside of lowered bodies. One beside which `operator_co_await`
/// is declared already stays.
std::vector<unsigned> awaitOperators(const Found &All, llvm::ArrayRef<Lowered> Results,
                                     const Tokens &T) {
  std::vector<TokenRange> Bodies;
  for (const Lowered &L : Results)
    Bodies.push_back(T.range(L.From->BodyRange));
  std::vector<unsigned> Result;
  for (unsigned I = 0; I + 1 < T.size(); ++I)
    if (T.kind(I) == tok::kw_operator && T.kind(I + 1) == tok::kw_co_await &&
        T.location(I).isFileID() && T.location(I + 1).isFileID() &&
        !All.KeptAwaitOperators.contains(T.location(I)) &&
        llvm::none_of(Bodies, [&](TokenRange Body) { return Body.contains({I, I + 1}); }))
      Result.push_back(I);
  return Result;
}

/// What the stages made, sorted by files.
std::vector<FileEdits> editsOf(llvm::ArrayRef<FileID> Each, llvm::ArrayRef<Lowered> Results,
                               llvm::ArrayRef<unsigned> AwaitOperators, const Tokens &T,
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

} // namespace

std::optional<PipelineResult> run(ASTContext &Context, const Tokens &T,
                                  llvm::ArrayRef<Inclusion> Inclusions,
                                  const PipelineOptions &Options) {
  Refusals R(Context.getDiagnostics());
  const LoweredFiles Files(T.sources(), Options.Headers);
  Found All = findCoroutines(Context, Options.Function, Files);
  if (!Options.Function.empty())
    All.AwaitOperators.clear(); // coroutines that stay need them as they are
  if (Options.Dump == "find")
    return PipelineResult{dump(All, T.sources()), {}};

  std::string Dumped;
  std::vector<Lowered> Results;
  MachineNames Machines(T, Files);
  for (const Coroutine *Each : headersFirst(All, Files, T.sources())) {
    const Coroutine &C = *Each;
    const unsigned Before = R.count();
    refuseContexts(C, T, R);
    refuseInnerHeader(C, T.sources(), R);
    if (R.count() > Before)
      continue;
    NormalForm Form = normalize(C, All, Context, T, R);
    analyze(Form, Context);
    if (R.count() > Before)
      continue;
    const llvm::StringSet<> Taken = identifiers(C, T);
    const Plan P = plan(Form, Machines.nameFor(C, R), Taken, Context);
    if (Options.Dump == "normalize")
      Dumped += dump(Form, T);
    else if (Options.States || Options.Dump == "plan")
      Dumped += describe(P, Form, signature(C, T));
    else
      Results.push_back({&C, print(C, Form, P, T, Context, Options.Print, R)});
    if (Options.Dump == "print")
      Dumped += Results.back().Text.Machine;
  }
  if (R.count() > 0)
    return std::nullopt;
  if (Options.States || !Options.Dump.empty())
    return PipelineResult{Dumped, {}};
  PipelineResult Result;
  std::vector<unsigned> Operators;
  if (Options.Function.empty())
    Operators = awaitOperators(All, Results, T);
  for (const FileEdits &Edits : editsOf(Machines.files(), Results, Operators, T, Files)) {
    llvm::Expected<LoweredFile> File = editFile(Edits, Inclusions, T, Options.Edit);
    if (File)
      Result.Files.push_back(*File);
    else
      R.refuse({}, llvm::toString(File.takeError()));
  }
  if (R.count() > 0)
    return std::nullopt;
  return Result;
}

} // namespace costate
