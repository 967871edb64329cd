#include "source/Includes.h"

#include "clang/Lex/Token.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/Support/Path.h"

using namespace clang;

namespace costate {

std::string realPath(const SourceManager &Sources, FileEntryRef File) {
  llvm::SmallString<256> Path(File.getName());
  Sources.getFileManager().makeAbsolutePath(Path);
  llvm::SmallString<256> Real;
  if (!Sources.getFileManager().getVirtualFileSystem().getRealPath(Path, Real))
    return Real.str().str();
  llvm::sys::path::remove_dots(Path, true); // a file that is no more
  return Path.str().str();
}

namespace {

class Recorder : public PPCallbacks {
public:
  Recorder(const SourceManager &Sources, std::vector<Inclusion> &Result)
      : Sources(Sources), Result(Result) {}

  void InclusionDirective(SourceLocation Hash, const Token &Include, StringRef Name, bool IsAngled,
                          CharSourceRange NameRange, OptionalFileEntryRef File,
                          StringRef SearchPath, StringRef /*RelativePath*/,
                          const Module * /*Suggested*/, bool /*ModuleImported*/,
                          SrcMgr::CharacteristicKind /*Kind*/) override {
    if (!File)
      return; // an error, which the preprocessor reports
    Inclusion I;
    I.Where = Sources.getExpansionRange(NameRange).getEnd();
    I.File = path(*File);
    I.Name = Name.str();
    I.Quoted = !IsAngled;
    I.Next = Include.getIdentifierInfo() &&
             Include.getIdentifierInfo()->getPPKeywordID() == tok::pp_include_next;
    const OptionalFileEntryRef Includer = Sources.getFileEntryRefForID(Sources.getFileID(Hash));
    if (Includer)
      I.Includer = path(*Includer);
    if (llvm::sys::path::is_absolute(Name))
      I.How = FoundBy::AbsolutePath;
    else if (Includer && I.Quoted && SearchPath == Includer->getDir().getName())
      I.How = FoundBy::Includer;
    Result.push_back(std::move(I));
  }

private:
  const std::string &path(FileEntryRef File) {
    std::string &Path = Paths[&File.getFileEntry()];
    if (Path.empty())
      Path = realPath(Sources, File);
    return Path;
  }

  const SourceManager &Sources;
  std::vector<Inclusion> &Result;
  llvm::DenseMap<const FileEntry *, std::string> Paths;
};

} // namespace

std::unique_ptr<PPCallbacks> recordInclusions(const SourceManager &Sources,
                                              std::vector<Inclusion> &Result) {
  return std::make_unique<Recorder>(Sources, Result);
}

} // namespace costate
