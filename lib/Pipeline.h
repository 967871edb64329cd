// The stages in the order in which the data flows:
//
//   find -> normalize -> analyze -> plan -> print -> edit
//
// Each is one function from one structure to the next (lib/<stage>/<Stage>.h); none looks back at
// an earlier one's input, and text is written last.
#pragma once

#include "edit/Edit.h"
#include "print/Print.h"

#include "clang/AST/ASTContext.h"

#include <optional>

namespace costate {

struct PipelineOptions {
  std::string Function; ///< regular expression for qualified names; empty: all
  std::string Dump;     ///< a stage's name: print its structure instead of the file
  bool States = false;  ///< print the plan instead of the file
  PrintOptions Print;
  EditOptions Edit;
};

/// What was asked for, as text. Nothing where something was refused; the errors are reported then.
std::optional<std::string> run(clang::ASTContext &Context, Tokens &Tokens,
                               const PipelineOptions &Options);

} // namespace costate
