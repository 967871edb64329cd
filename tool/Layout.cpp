#include "Layout.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

namespace path = llvm::sys::path;

namespace costate {
namespace {

using llvm::StringRef;

/// What \p Name means in the directory \p Directory of the tree. Begins with `..` where it leads
/// out.
std::string placeOf(StringRef Directory, StringRef Name) {
  llvm::SmallString<256> Place(Directory);
  path::append(Place, Name);
  path::remove_dots(Place, true);
  return Place.str().str();
}

bool leadsOut(StringRef Place) { return Place == ".." || Place.starts_with("../"); }

/// \p Path from \p Directory, if it lies in it.
std::optional<std::string> inside(StringRef Directory, StringRef Path) {
  if (!Path.consume_front(Directory.rtrim('/')) || !Path.consume_front("/"))
    return std::nullopt;
  return Path.str();
}

/// An output of its own has its place in the tree if it lies there. Otherwise it finds what was
/// beside its source in the include path.
std::string placeOfOutput(const Options &O) {
  return inside(absolutePath(O.OutputDirectory), absolutePath(O.OutputFile))
      .value_or(path::filename(O.OutputFile).str());
}

class Builder {
public:
  Builder(llvm::ArrayRef<const Unit *> Units, const Options &O) : O(O) {
    llvm::DenseSet<const Inclusion *> Known;
    for (const Unit *U : Units) {
      addMain(*U);
      for (const Inclusion *I : U->Directives)
        if (Known.insert(I).second)
          Directives.push_back(I);
    }
  }

  llvm::Expected<Layout> run(const std::set<std::string> &Lowered) {
    llvm::copy_if(Lowered, std::inserter(Copied, Copied.end()),
                  [&](const std::string &File) { return !Mains.contains(File); });
    if (!O.Pipeline.Headers.Filter.empty())
      addCompany();
    nameHeaders();
    for (const Inclusion *I : Directives)
      if (llvm::Error E = checkWay(*I))
        return E;
    for (const std::string &File : Copied)
      if (!Result.Copies.contains(File))
        return error("no #include names '" + File + "', so that its copy has no place");
    for (const auto &[File, Place] : Result.Copies)
      if (llvm::Error E = take(Place, File))
        return E;
    for (const Inclusion *I : Directives)
      if (llvm::Error E = reach(*I))
        return E;
    for (const Inclusion *I : Directives)
      if (llvm::Error E = checkOthers(*I))
        return E;
    return Result;
  }

private:
  void addMain(const Unit &U) {
    Mains.insert(U.RealPath);
    Result.Copies[U.RealPath] =
        O.OutputFile.empty() ? inside(O.Root, O.Sources[U.Source]).value_or("") : placeOfOutput(O);
  }

  bool isInTree(const std::string &File) const {
    return Copied.contains(File) || Mains.contains(File);
  }

  /// Adds what files of the tree find beside themselves, and what finds files of the tree so.
  void addCompany() {
    for (bool Grown = true; Grown;) {
      Grown = false;
      for (const Inclusion *I : Directives) {
        if (I->How != FoundBy::Includer)
          continue;
        if (isInTree(I->Includer) && !isInTree(I->File))
          Grown |= Copied.insert(I->File).second;
        else if (isInTree(I->File) && !isInTree(I->Includer))
          Grown |= Copied.insert(I->Includer).second;
      }
    }
  }

  /// Gives each copied header its place.
  void nameHeaders() {
    const auto IsBetter = [](StringRef Left, StringRef Right) {
      const auto Depth = [](StringRef Name) { return Name.count('/'); };
      return std::make_tuple(-int(Depth(Left)), Left) < std::make_tuple(-int(Depth(Right)), Right);
    };
    for (const Inclusion *I : Directives) {
      const std::string Name = placeOf("", I->Name);
      if (I->How != FoundBy::SearchPath || !Copied.contains(I->File) || leadsOut(Name))
        continue;
      const auto [Place, New] = Result.Copies.try_emplace(I->File, Name);
      if (!New && IsBetter(Name, Place->second))
        Place->second = Name;
    }
    for (bool Grown = true; Grown;) {
      Grown = false;
      for (const Inclusion *I : Directives) {
        const auto Includer = Result.Copies.find(I->Includer);
        if (I->How != FoundBy::Includer || !Copied.contains(I->File) ||
            Includer == Result.Copies.end())
          continue;
        const std::string Place = placeOf(path::parent_path(Includer->second), I->Name);
        if (!leadsOut(Place))
          Grown |= Result.Copies.try_emplace(I->File, Place).second;
      }
    }
  }

  /// Directives that would find the original.
  llvm::Error checkWay(const Inclusion &I) const {
    if (I.Next && (isInTree(I.File) || isInTree(I.Includer)))
      return error("'" + I.Includer + "' names '" + I.File +
                   "' with #include_next, which leads from and to no lowered copy");
    if (!isInTree(I.File))
      return llvm::Error::success();
    if (I.How == FoundBy::AbsolutePath)
      return error("'" + I.Includer + "' includes '" + I.File +
                   "' by its absolute path, which leads around the lowered copy");
    if (I.How == FoundBy::Includer && !Result.Copies.contains(I.Includer))
      return llvm::Error::success();
    if (leadsOut(placeFor(I)))
      return error("'" + I.Includer + "' includes '" + I.Name + "', which would lie outside of '" +
                   O.OutputDirectory + "'; --root=DIR, with a directory further out, may help");
    return llvm::Error::success();
  }

  llvm::Error take(const std::string &Place, const std::string &File) {
    const auto [Owner, New] = Taken.try_emplace(Place, File);
    if (New || Owner->second == File)
      return llvm::Error::success();
    return error("'" + Owner->second + "' and '" + File + "' would both be '" +
                 path::convert_to_slash(O.OutputDirectory) + "/" + Place +
                 "'; --root=DIR, with a directory further out, may keep them apart");
  }

  /// The place at which the directive finds its file in the tree.
  std::string placeFor(const Inclusion &I) const {
    if (I.How == FoundBy::SearchPath)
      return placeOf("", I.Name);
    return placeOf(path::parent_path(Result.Copies.at(I.Includer)), I.Name);
  }

  /// Makes the directive find the copy of its file.
  llvm::Error reach(const Inclusion &I) {
    if (!isInTree(I.File))
      return llvm::Error::success();
    if (I.How == FoundBy::Includer && !isInTree(I.Includer))
      return llvm::Error::success(); // without --header-filter
    const std::string Place = placeFor(I);
    keepDirectory(I);
    if (Place == Result.Copies.at(I.File))
      return llvm::Error::success();
    Result.Forwards[Place] = Result.Copies.at(I.File);
    return take(Place, I.File);
  }

  /// Keeps the directories through which a name leads with dots.
  void keepDirectory(const Inclusion &I) {
    if (!StringRef(I.Name).contains("../"))
      return;
    llvm::SmallString<256> Directory;
    if (I.How == FoundBy::Includer)
      Directory = path::parent_path(Result.Copies.at(I.Includer));
    path::append(Directory, path::parent_path(I.Name));
    Result.Directories.insert(Directory.str().str());
  }

  /// Whether a directive would find something of the tree that it does not mean.
  llvm::Error checkOthers(const Inclusion &I) const {
    if (I.How == FoundBy::AbsolutePath || I.Next)
      return llvm::Error::success();
    std::vector<std::string> Seen; // the places that it looks at
    const auto Includer = Result.Copies.find(I.Includer);
    if (I.Quoted && Includer != Result.Copies.end())
      Seen.push_back(placeOf(path::parent_path(Includer->second), I.Name));
    if (I.How == FoundBy::SearchPath)
      Seen.push_back(placeOf("", I.Name));
    for (const std::string &Place : Seen) {
      const auto Owner = Taken.find(Place);
      if (Owner == Taken.end() || Owner->second == I.File)
        continue;
      return error("'" + I.Name + "' means '" + I.File + "', but '" + O.OutputDirectory + "/" +
                   Place + "', for '" + Owner->second +
                   "', would be found first; --root=DIR, with a directory further out, may keep "
                   "them apart");
    }
    return llvm::Error::success();
  }

  const Options &O;
  std::vector<const Inclusion *> Directives; ///< each once
  std::set<std::string> Mains;               ///< real paths
  std::set<std::string> Copied;              ///< headers, by real paths
  std::map<std::string, std::string> Taken;  ///< a place -> the file that it is for
  Layout Result;
};

} // namespace

llvm::Expected<Layout> layOut(llvm::ArrayRef<const Unit *> Units, const Options &Options,
                              const std::set<std::string> &Lowered) {
  return Builder(Units, Options).run(Lowered);
}

std::string relativePlace(StringRef From, StringRef To) {
  llvm::SmallVector<StringRef, 8> Left;
  llvm::SmallVector<StringRef, 8> Right;
  From.split(Left, '/');
  To.split(Right, '/');
  size_t Common = 0;
  while (Common + 1 < Left.size() && Common + 1 < Right.size() && Left[Common] == Right[Common])
    ++Common;
  std::string Result;
  for (size_t I = Common; I + 1 < Left.size(); ++I)
    Result += "../";
  return Result + llvm::join(llvm::ArrayRef(Right).drop_front(Common), "/");
}

} // namespace costate
