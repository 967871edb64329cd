// Where the files go that --out-dir is given: a tree that comes first on the include path, in which
// each directive of the sources finds the lowered copy instead of the original.
//
//   src/main.cpp       #include "util.hpp"         DIR/main.cpp         the lowered main file
//   src/util.hpp       #include <lib/foo.hpp>      DIR/util.hpp         beside it
//   include/lib/foo.hpp    (-I include)            DIR/lib/foo.hpp      by its name
//
// - A source lies as it does in the root; a header by the longest name that a directive finds in
//   the search path, or else, where its includer's copy looks for it.
// - Where other directives name it otherwise, a file with one line that includes it lies there. So
//   there is one copy, and `#pragma once` works.
// - With the lowered files come those that they find beside themselves, and those that find one of
//   these beside themselves: they would see the originals otherwise.
//
// Refused: two files for one place; a place in which another directive would find the copy instead
// of the file that it means; `#include_next` and absolute paths, which lead around the tree.
#pragma once

#include "Unit.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace costate {

/// Places are paths in the tree, with `/` and without dots.
struct Layout {
  std::map<std::string, std::string> Copies;   ///< a file's real path -> its place
  std::map<std::string, std::string> Forwards; ///< a place -> the place that it includes
  /// Directories that a directive spells its way through, as `sub` in `sub/../util.hpp`.
  std::set<std::string> Directories;
};

/// The places for the files of \p Units, the lowered headers \p Lowered (real paths) among them.
llvm::Expected<Layout> layOut(llvm::ArrayRef<const Unit *> Units, const Options &Options,
                              const std::set<std::string> &Lowered);

/// The path of the place \p To as a file at the place \p From has to include it.
std::string relativePlace(llvm::StringRef From, llvm::StringRef To);

} // namespace costate
