#include "MachineNaming.h"

using namespace clang;

namespace costate {

MachineNaming::MachineNaming(const Tokens &T, const LoweredFiles &Files)
    : Sources(T.sources()), Files(Files) {
  Used[Sources.getMainFileID()];
  for (unsigned I = 0; I != T.size(); ++I) {
    const FileID File = Files.fileOf(T.location(I));
    if (T.kind(I) == tok::eof || !Files.contains(File))
      continue;
    llvm::StringSet<> &Names = Used[File];
    if (T.kind(I) == tok::identifier)
      Names.insert(T.text(I));
  }
}

std::string MachineNaming::nameFor(const Coroutine &C, Refusals &R) {
  const FileID File = Files.fileOf(C.Function->getLocation());
  const std::string Base = C.Name + "_machine";
  std::string Name = Base;
  for (unsigned N = 2; !Used[File].insert(Name).second; ++N)
    Name = Base + "_" + std::to_string(N);
  if (File == Sources.getMainFileID())
    return Name;
  Used[Sources.getMainFileID()].insert(Name);
  if (C.IsDependent || isa<CXXMethodDecl>(C.Function))
    return Name; // a class in the function's own body
  const DeclContext *Scope = C.Function->getDeclContext()->getPrimaryContext();
  const auto [Home, New] = Homes.try_emplace({Scope, Name}, File);
  if (!New && Home->second != File)
    R.refuse(C.Function->getLocation(),
             "the machine of this coroutine would be called '" + Name +
                 "', as that of another in '" +
                 Sources.getFileEntryRefForID(Home->second)->getName().str() +
                 "'; rename one, or put both into one header");
  return Name;
}

std::vector<FileID> MachineNaming::files() const {
  std::vector<FileID> Result;
  Result.reserve(Used.size());
  for (const auto &[File, Names] : Used)
    Result.push_back(File);
  return Result;
}

} // namespace costate
