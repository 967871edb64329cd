#include "Project.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/ThreadPool.h"
#include "llvm/Support/Threading.h"

using namespace clang;

namespace costate {

/// Lowers \p U. A crash fails this unit and no other; a program that is nested deeply has the stack
/// for it.
static void runSafely(Unit &U, const Options &O, llvm::raw_ostream &Errors) {
  constexpr unsigned StackSize = 256 << 20; // of which only what is used takes memory
  llvm::CrashRecoveryContext Recovery;
  // A file system of its own gives each thread its own working directory.
  const auto Run = [&] { costate::run(U, O, llvm::vfs::createPhysicalFileSystem(), Errors); };
  if (Recovery.RunSafelyOnThread(Run, StackSize))
    return;
  U.Failed = U.Crashed = true;
  Errors << "costate: error: " << (U.IsRead ? "costate" : "Clang") << " crashed on '"
         << O.Sources[U.Source] << "', and nothing is written for it"
         << (U.IsRead ? "; please report this as a defect of costate\n" : "\n");
}

llvm::Expected<std::unique_ptr<Project>> Project::create(const Options &O) {
  std::unique_ptr<Project> Result(new Project(O));
  for (unsigned Source = 0; Source != O.Sources.size(); ++Source) {
    const auto Commands = O.Compilations->getCompileCommands(O.Sources[Source]);
    if (Commands.empty())
      return error("the compile_commands.json has no command for '" + O.Sources[Source] + "'");
    for (const tooling::CompileCommand &Command : Commands) {
      Unit &U = Result->Units.emplace_back();
      U.Source = Source;
      U.Command = Command;
    }
  }
  Result->Messages.resize(Result->Units.size());
  return Result;
}

void Project::lower() {
  llvm::CrashRecoveryContext::Enable();
  if (Units.size() == 1) { // what is wrong is said at once
    runSafely(Units.front(), O, llvm::errs());
    finish(0, "");
    return;
  }
  llvm::DefaultThreadPool Pool(llvm::hardware_concurrency(O.Jobs));
  for (size_t I = 0; I != Units.size(); ++I)
    Pool.async([this, I] {
      std::string Errors;
      llvm::raw_string_ostream OS(Errors);
      OS.enable_colors(O.UseColor);
      runSafely(Units[I], O, OS);
      finish(I, std::move(Errors));
    });
  Pool.wait();
  if (O.Check)
    return;
  compareMains();
  compareHeaders();
}

/// Prints what units say, in their order, and the progress where a person sees it.
void Project::finish(size_t Index, std::string Errors) {
  const std::lock_guard<std::mutex> Lock(Finishing);
  intern(Units[Index]);
  if (Units[Index].Failed)
    Failed.insert(Units[Index].Source);
  Messages[Index] = std::move(Errors);
  ++Done;
  if (Units.size() > 1 && !O.Quiet && llvm::errs().is_displayed())
    llvm::errs() << "[" << Done << "/" << Units.size() << "] " << O.Sources[Units[Index].Source]
                 << "\n";
  for (; Printed != Units.size() && Messages[Printed]; ++Printed)
    llvm::errs() << std::exchange(*Messages[Printed], "");
}

/// Keeps what --out-dir's layout needs, each directive once.
void Project::intern(Unit &U) {
  if (!O.Pipeline.Headers.Filter.empty())
    for (Inclusion &I : U.Inclusions)
      U.Directives.push_back(&*Directives.insert(std::move(I)).first);
  U.Inclusions.clear();
}

void Project::compareMains() {
  for (size_t I = 1; I < Units.size(); ++I) {
    const Unit &Left = Units[I - 1];
    const Unit &Right = Units[I];
    if (Left.Source != Right.Source || Left.Failed || Right.Failed || Left.Text == Right.Text)
      continue;
    llvm::errs() << "costate: error: two commands of the compile_commands.json lower '"
                 << O.Sources[Left.Source] << "' to different texts\n";
    Failed.insert(Left.Source);
  }
}

/// A header comes to one text, whatever includes it, also where it is a source itself. Where units
/// do not agree, all that include it fail.
void Project::compareHeaders() {
  struct Text {
    const std::string *Of; ///< null where the header stays as it is
    const Unit *From;
  };
  llvm::StringMap<Text> Texts;
  llvm::StringSet<> Differing;
  const auto Compare = [&](llvm::StringRef Path, const std::string *Of, const Unit &From) {
    const auto [First, New] = Texts.try_emplace(Path, Text{Of, &From});
    const std::string *Other = First->second.Of;
    if (New || Of == Other || (Of && Other && *Of == *Other) || !Differing.insert(Path).second)
      return;
    llvm::errs() << "costate: error: '" << Path << "' is lowered to different texts for '"
                 << O.Sources[First->second.From->Source] << "' and '" << O.Sources[From.Source]
                 << "', and there can be only one; do they define different macros?\n";
  };
  for (const Unit &U : Units)
    if (!U.Failed)
      for (const Header &H : U.Headers)
        Compare(H.Path, H.Text ? &*H.Text : nullptr, U);
  for (const Unit &U : Units)
    if (!U.Failed && Texts.contains(U.RealPath))
      Compare(U.RealPath, U.Changed ? &U.Text : nullptr, U);
  for (const Unit &U : Units)
    if (Differing.contains(U.RealPath) ||
        llvm::any_of(U.Headers, [&](const Header &H) { return Differing.contains(H.Path); }))
      Failed.insert(U.Source);
}

std::vector<PlacedFinding> Project::findings() const {
  std::vector<PlacedFinding> Result;
  std::set<std::tuple<WarningKind, std::string, unsigned>> Seen; // headers are checked in each unit
  for (const Unit &U : Units)
    for (const PlacedFinding &F : U.Warnings.Findings)
      if (Seen.insert({F.Kind, F.At.File, F.At.Offset}).second)
        Result.push_back(F);
  return Result;
}

std::vector<const Unit *> Project::good() const {
  std::vector<const Unit *> Result;
  for (const Unit &U : Units)
    if (!Failed.contains(U.Source))
      Result.push_back(&U);
  return Result;
}

} // namespace costate
