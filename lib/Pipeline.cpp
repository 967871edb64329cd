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
  const std::string Base =
      C.Function->getIdentifier() ? C.Function->getName().str() + "_machine" : "operator_machine";
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

/// What costate cannot lower yet, found before any work on it.
void refuseContexts(const Coroutine &C, const Tokens &T, Refusals &R) {
  const FunctionDecl *Function = C.Function;
  const SourceLocation At = Function->getLocation();
  if (isa<CXXMethodDecl>(Function))
    R.refuse(At, "a coroutine that is a member function or a lambda is not supported yet");
  else if (Function->isTemplated() || Function->isTemplateInstantiation())
    R.refuse(At, "a coroutine that is a template is not supported yet");
  else if (!T.isInMainFile(T.range(C.Range)))
    R.refuse(At, "a part of this coroutine lies in another file, where it cannot be rewritten");
  else if (T.hasHiddenPragma(T.range(C.Range)))
    R.refuse(At, "a macro makes a pragma in this coroutine, which would be lost where the macro is "
                 "written out; write the pragma outside of the macro");
}

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

  std::string Dumped;
  std::vector<Lowered> Results;
  llvm::StringSet<> MachineNames; // yield to every name of the file
  for (unsigned I = 0; I != T.size(); ++I)
    if (T.kind(I) == tok::identifier &&
        T.sources().isWrittenInMainFile(T.sources().getExpansionLoc(T.location(I))))
      MachineNames.insert(T.text(I));
  for (const Coroutine &C : All.Coroutines) {
    const unsigned Before = R.count();
    refuseContexts(C, T, R);
    if (R.count() > Before)
      continue;
    NormalForm Form = normalize(C, All, Context, T, R);
    analyze(Form, Context);
    if (R.count() > Before)
      continue;
    const llvm::StringSet<> Taken = identifiers(C, T);
    const Plan P = plan(Form, machineName(C, MachineNames), Taken, Context);
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
