#include "Write.h"

#include "Layout.h"
#include "Output.h"

#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

namespace path = llvm::sys::path;

namespace costate {
namespace {

using llvm::StringRef;

std::string real(StringRef Path) {
  llvm::SmallString<256> Real;
  return llvm::sys::fs::real_path(Path, Real) ? "" : Real.str().str();
}

class Writer {
public:
  Writer(std::vector<const Unit *> Units, const Options &O) : Units(std::move(Units)), O(O) {
    for (const Unit *U : this->Units)
      Mains.insert(U->RealPath);
    for (const Unit *U : this->Units)
      for (const Header &H : U->Headers)
        if (H.Text && !Mains.contains(H.Path))
          Lowered.try_emplace(H.Path, &H);
  }

  /// Headers first: what includes them is newer, and is not written without them.
  bool run(bool Complete) {
    if (llvm::Error E = prepare())
      return reported(std::move(E));
    if (llvm::Error E = writeHeaders())
      return reported(std::move(E));
    bool Good = true;
    std::vector<std::string> Targets;
    const Unit *Last = nullptr;
    for (const Unit *U : Units) {
      if (Last && Last->Source == U->Source)
        continue; // by another command, with the same text
      Last = U;
      Targets.push_back(outputOf(*U));
      Good &= reported(O.OutputFile.empty() && !O.OutputDirectory.empty()
                           ? writeInDirectory(Targets.back(), U->Text, false)
                           : writeFile(Targets.back(), U->Text));
    }
    if (Good && Complete && !O.Depfile.empty())
      Good &= reported(writeFile(O.Depfile, dependencyRule(Targets, dependencies())));
    return Good;
  }

  void summarise(size_t Failures) const {
    size_t Coroutines = 0;
    std::set<unsigned> Sources;
    for (const Unit *U : Units)
      if (Sources.insert(U->Source).second)
        Coroutines += U->Coroutines;
    for (const auto &[Path, H] : Lowered)
      Coroutines += H->Coroutines;
    llvm::errs() << "costate: " << counted(O.Sources.size(), "file");
    if (!Lowered.empty())
      llvm::errs() << " and " << counted(Lowered.size(), "header");
    llvm::errs() << ", " << counted(Coroutines, "coroutine") << " lowered";
    if (Failures != 0)
      llvm::errs() << ", " << counted(Failures, "file") << " refused";
    llvm::errs() << "\n";
  }

private:
  static std::string counted(size_t Count, StringRef Noun) {
    return std::to_string(Count) + " " + Noun.str() + (Count == 1 ? "" : "s");
  }

  /// Decides where all goes, and sees that no input is written over.
  llvm::Error prepare() {
    if (O.OutputDirectory.empty())
      return llvm::Error::success();
    std::set<std::string> Paths;
    for (const auto &[Path, H] : Lowered)
      Paths.insert(Path);
    if (llvm::Error E = layOut(Units, O, Paths).moveInto(Places))
      return E;
    return checkInputs();
  }

  /// Inputs are not written over, and copies of an earlier run are no inputs.
  llvm::Error checkInputs() const {
    const std::string Tree = real(O.OutputDirectory);
    if (Tree.empty())
      return llvm::Error::success(); // there is none yet
    const auto Place = [&](StringRef Path) -> std::optional<StringRef> {
      if (!Path.consume_front(Tree) || !Path.consume_front("/"))
        return std::nullopt;
      return Path;
    };
    llvm::StringSet<> Inputs;
    for (const Unit *U : Units) {
      Inputs.insert(U->RealPath);
      for (const Inclusion *I : U->Directives) {
        Inputs.insert(I->File);
        if (I->How == FoundBy::SearchPath && Place(I->File) == StringRef(I->Name))
          return error("'" + I->File +
                       "' is included, but lies in --out-dir: that directory comes "
                       "first on the include path of what is lowered, not of what "
                       "costate reads");
      }
    }
    for (const auto &Input : Inputs)
      if (const auto Written = Place(Input.first()); Written && isOutput(*Written))
        return error("'" + Input.first() +
                     "' is read and would be written over: it lies in --out-dir");
    return llvm::Error::success();
  }

  bool isOutput(StringRef Place) const {
    return Places.Forwards.contains(Place.str()) ||
           llvm::any_of(Places.Copies, [&](const auto &Copy) { return Copy.second == Place; });
  }

  llvm::Error writeHeaders() const {
    for (const std::string &Directory : Places.Directories)
      if (const std::error_code Error = llvm::sys::fs::create_directories(pathOf(Directory)))
        return error("cannot make '" + pathOf(Directory) + "': " + Error.message());
    for (const auto &[File, Place] : Places.Copies) {
      if (Mains.contains(File))
        continue;
      const auto Changed = Lowered.find(File);
      std::string Text;
      if (Changed != Lowered.end()) {
        Text = *Changed->second->Text;
      } else if (auto Same = llvm::MemoryBuffer::getFile(File)) {
        Text = (*Same)->getBuffer().str();
      } else {
        return error("cannot read '" + File + "': " + Same.getError().message());
      }
      if (llvm::Error E = writeInDirectory(pathOf(Place), Text, true))
        return E;
    }
    for (const auto &[Place, Target] : Places.Forwards)
      if (llvm::Error E = writeInDirectory(
              pathOf(Place), "#include \"" + relativePlace(Place, Target) + "\"\n", true))
        return E;
    return llvm::Error::success();
  }

  std::string pathOf(StringRef Place) const {
    llvm::SmallString<256> Path(O.OutputDirectory);
    path::append(Path, Place);
    return Path.str().str();
  }

  std::string outputOf(const Unit &U) const {
    if (!O.OutputFile.empty())
      return O.OutputFile;
    return O.OutputDirectory.empty() ? "-" : pathOf(Places.Copies.at(U.RealPath));
  }

  std::vector<std::string> dependencies() const {
    std::vector<std::string> Result;
    for (const Unit *U : Units)
      Result.insert(Result.end(), U->Dependencies.begin(), U->Dependencies.end());
    return Result; // which holds files more than once: Clang's writer does not
  }

  std::vector<const Unit *> Units;
  const Options &O;
  llvm::StringSet<> Mains;                       ///< the sources' real paths
  std::map<std::string, const Header *> Lowered; ///< the headers with changes
  Layout Places;
};

/// \p Path as a person in the current directory writes it.
void shorten(std::string &Path) {
  llvm::SmallString<256> Here;
  if (llvm::sys::fs::current_path(Here))
    return;
  StringRef Inside = Path;
  if (Inside.consume_front(Here) && Inside.consume_front("/"))
    Path = Inside.str();
}

/// One report of all units. What several units include is in it once.
bool writeReport(const Project &Of, const Options &O) {
  Report All;
  std::set<std::string> Seen;
  for (const Unit *U : Of.good())
    for (const ReportedCoroutine &C : U->Described.Coroutines)
      if (Seen.insert(text(C.NamePlace) + title(C)).second)
        All.Coroutines.push_back(C);
  for (ReportedCoroutine &C : All.Coroutines)
    forEachPlace(C, [](ReportedPlace &Place) { shorten(Place.File); });
  link(All);
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  write(All, *O.Report, OS);
  return reported(writeFile(O.OutputFile.empty() ? "-" : O.OutputFile, Text));
}

} // namespace

bool writeOutputs(const Project &Of, const Options &O) {
  if (O.Report)
    return (Of.failures() == 0 || O.Sources.size() > 1) && writeReport(Of, O);
  Writer W(Of.good(), O);
  if (!W.run(Of.failures() == 0))
    return false;
  if (O.Sources.size() > 1 && !O.Quiet)
    W.summarise(Of.failures());
  return true;
}

} // namespace costate
