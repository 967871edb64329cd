#include "source/Files.h"

#include "clang/Basic/FileManager.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"

using namespace clang;

namespace costate {

/// The runtime, which serves native and lowered coroutines as it is: a directory `costate` with its
/// headers.
static bool isOfRuntime(StringRef Path, llvm::vfs::FileSystem &Files) {
  const StringRef Directory = llvm::sys::path::parent_path(Path);
  if (llvm::sys::path::filename(Directory) != "costate")
    return false;
  return llvm::all_of(llvm::ArrayRef{"machine.hpp", "states.hpp", "awaiter.hpp"},
                      [&](StringRef Name) {
                        llvm::SmallString<256> Header(Directory);
                        llvm::sys::path::append(Header, Name);
                        return Files.exists(Header);
                      });
}

bool LoweredFiles::contains(FileID File) const {
  if (File.isInvalid())
    return false;
  if (File == Sources.getMainFileID())
    return true;
  if (Options.Filter.empty())
    return false;
  const auto [Entry, New] = Known.try_emplace(File, false);
  if (New)
    Entry->second = matches(File);
  return Entry->second;
}

bool LoweredFiles::matches(FileID File) const {
  const OptionalFileEntryRef Entry = Sources.getFileEntryRefForID(File);
  if (!Entry)
    return false; // the command line's macros and the like
  if (!Options.System && Sources.isInSystemHeader(Sources.getLocForStartOfFile(File)))
    return false;
  // The name as it was found, as clang-tidy; or the path, where that depends on the directory.
  llvm::SmallString<256> Path(Entry->getName());
  Sources.getFileManager().makeAbsolutePath(Path);
  llvm::sys::path::remove_dots(Path, true);
  const llvm::Regex Filter(Options.Filter);
  return (Filter.match(Entry->getName()) || Filter.match(Path)) &&
         !isOfRuntime(Path, Sources.getFileManager().getVirtualFileSystem());
}

} // namespace costate
