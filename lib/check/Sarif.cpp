// SARIF 2.1.0 (OASIS): the format in which code hosts and editors take the results of tools.
#include "check/Placed.h"

#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"

namespace costate {

using llvm::StringRef;
namespace json = llvm::json;

/// A file's URI; bytes that it may not have are escaped (RFC 3986).
static std::string uriOf(StringRef File) {
  std::string Result = "file://";
  for (const char C : llvm::sys::path::convert_to_slash(File)) {
    if (llvm::isAlnum(C) || StringRef("/-._~:").contains(C))
      Result += C;
    else
      Result += llvm::formatv("%{0:X-2}", static_cast<unsigned char>(C)).str();
  }
  return Result;
}

static json::Object physicalLocation(const PlacedNote &At) {
  return json::Object{{"artifactLocation", json::Object{{"uri", uriOf(At.File)}}},
                      {"region", json::Object{{"startLine", At.Line},
                                              {"startColumn", At.Column},
                                              {"endColumn", At.Column + At.Length},
                                              {"byteOffset", At.Offset},
                                              {"byteLength", At.Length}}}};
}

static json::Object location(const PlacedNote &At, bool WithMessage) {
  json::Object Result{{"physicalLocation", physicalLocation(At)}};
  if (WithMessage)
    Result["message"] = json::Object{{"text", At.Text}};
  return Result;
}

static json::Array fixes(const PlacedFinding &F) {
  std::map<std::string, json::Array> ByFiles;
  for (const clang::tooling::Replacement &R : F.Fixes)
    ByFiles[R.getFilePath().str()].push_back(
        json::Object{{"deletedRegion",
                      json::Object{{"byteOffset", R.getOffset()}, {"byteLength", R.getLength()}}},
                     {"insertedContent", json::Object{{"text", R.getReplacementText()}}}});
  json::Array Changes;
  for (auto &[File, Replacements] : ByFiles)
    Changes.push_back(json::Object{{"artifactLocation", json::Object{{"uri", uriOf(File)}}},
                                   {"replacements", std::move(Replacements)}});
  return json::Array{json::Object{{"description", json::Object{{"text", F.Help}}},
                                  {"artifactChanges", std::move(Changes)}}};
}

static json::Object result(const PlacedFinding &F) {
  json::Array Related;
  for (const PlacedNote &Note : F.Notes)
    if (!Note.File.empty())
      Related.push_back(location(Note, true));
  json::Object Where = location(F.At, false);
  if (!F.Function.empty())
    Where["logicalLocations"] =
        json::Array{json::Object{{"fullyQualifiedName", F.Function}, {"kind", "function"}}};
  json::Object Result{
      {"ruleId", infoOf(F.Kind).Name},
      {"ruleIndex", static_cast<int64_t>(F.Kind)},
      {"level", F.IsError ? "error" : "warning"},
      {"message", json::Object{{"text", F.Help.empty() ? F.At.Text : F.At.Text + "; " + F.Help}}},
      {"locations", json::Array{std::move(Where)}}};
  if (!Related.empty())
    Result["relatedLocations"] = std::move(Related);
  if (!F.Fixes.empty())
    Result["fixes"] = fixes(F);
  return Result;
}

std::string sarif(llvm::ArrayRef<PlacedFinding> Findings, StringRef Version) {
  json::Array Rules;
  for (const WarningInfo &Info : warningKinds())
    Rules.push_back(json::Object{
        {"id", Info.Name},
        {"shortDescription", json::Object{{"text", Info.Summary}}},
        {"help", json::Object{{"text", ("The reason, an example and the fix are in docs/warnings/" +
                                        Info.Name + ".md")
                                           .str()}}},
        {"defaultConfiguration", json::Object{{"level", "warning"}}}});
  json::Array Results;
  for (const PlacedFinding &F : Findings)
    Results.push_back(result(F));
  const json::Value Log = json::Object{
      {"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
      {"version", "2.1.0"},
      {"runs", json::Array{json::Object{
                   {"tool", json::Object{{"driver", json::Object{{"name", "costate"},
                                                                 {"version", Version},
                                                                 {"rules", std::move(Rules)}}}}},
                   {"columnKind", "unicodeCodePoints"},
                   {"results", std::move(Results)}}}}};
  return llvm::formatv("{0:2}\n", Log).str();
}

} // namespace costate
