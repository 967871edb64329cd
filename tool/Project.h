// All translation units of a run, lowered in parallel, with the same result as one after the other.
#pragma once

#include "Unit.h"

#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace costate {

class Project {
public:
  /// A source that is compiled more than once has a unit for each of its commands.
  static llvm::Expected<std::unique_ptr<Project>> create(const Options &Options);

  /// Lowers all units. Prints the diagnostics of each together, in the order of the sources, and
  /// what the units do not agree on.
  void lower();

  /// The units of the sources that can be written.
  std::vector<const Unit *> good() const;

  /// What is warned of, each place once, in the order of the sources.
  std::vector<PlacedFinding> findings() const;

  /// Sources of which something was refused.
  unsigned failures() const { return Failed.size(); }

  /// Whether a unit crashed: what its thread left behind cannot be cleaned up.
  bool crashed() const {
    return llvm::any_of(Units, [](const Unit &U) { return U.Crashed; });
  }

private:
  explicit Project(const Options &O) : O(O) {}

  void finish(size_t Index, std::string Errors);
  void intern(Unit &U);
  void compareMains();
  void compareHeaders();

  struct Order {
    static auto key(const Inclusion &I) {
      return std::tie(I.Includer, I.File, I.Name, I.How, I.Quoted, I.Next);
    }
    bool operator()(const Inclusion &Left, const Inclusion &Right) const {
      return key(Left) < key(Right);
    }
  };

  const Options &O;
  std::vector<Unit> Units;                          ///< in the order of the sources
  std::mutex Finishing;                             ///< guards what follows, and standard error
  std::set<unsigned> Failed;                        ///< sources
  std::set<Inclusion, Order> Directives;            ///< of all units, most of which share them
  std::vector<std::optional<std::string>> Messages; ///< of units that are done
  size_t Printed = 0;                               ///< units whose messages are
  size_t Done = 0;
};

} // namespace costate
