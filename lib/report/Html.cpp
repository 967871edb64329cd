// One page with everything: html/page.html, filled. It reads well without its script, which links
// what belongs together.
#include "report/Html.h"

#include "report/Assets.h"

#include "llvm/Support/FormatVariadic.h"

using llvm::formatv;
using llvm::StringRef;

namespace costate {
namespace {

std::string filled(StringRef Page, llvm::ArrayRef<std::pair<StringRef, std::string>> Fillings) {
  std::string Result;
  while (!Page.empty()) {
    const auto [Text, Rest] = Page.split("{{");
    Result += Text;
    const auto [Name, Behind] = Rest.split("}}");
    for (const auto &[Key, Filling] : Fillings)
      if (Key == Name)
        Result += Filling;
    Page = Behind;
  }
  return Result;
}

class Section {
public:
  Section(const Report &All, unsigned Index, llvm::raw_ostream &OS)
      : All(All), C(All.Coroutines[Index]), Index(Index), OS(OS) {}

  void run() {
    OS << formatv("<section class=\"coroutine\" id=\"c{0}\" aria-labelledby=\"h{0}\">\n"
                  "<h2 id=\"h{0}\">{1}</h2>\n<code class=\"signature\">{2}</code>\n",
                  Index, html(title(C)), html(C.Signature));
    if (!C.InstanceOf.empty())
      OS << "<p class=\"faint\">An instantiation of <code>" << html(C.InstanceOf)
         << "</code></p>\n";
    if (C.IsTemplate)
      OS << "<p class=\"faint\">A template without instantiations here: sizes depend on the "
            "arguments.</p>\n";
    numbers();
    warnings();
    OS << "<div class=\"columns\">\n<div class=\"panel\"><h3>Source</h3>"
       << R"(<pre class="code" tabindex="0" aria-label="Source">)" << sourceListing(C)
       << "</pre></div>\n<div class=\"panel\"><h3>Machine</h3>"
       << R"(<pre class="code" tabindex="0" aria-label="Machine">)" << machineListing(C)
       << "</pre></div>\n</div>\n";
    OS << "<div class=\"columns\">\n<div class=\"panel\"><h3>States</h3><div class=\"diagram\">\n"
       << diagram(C, Index) << "</div></div>\n<div class=\"panel\"><h3>Frame</h3>\n";
    frame();
    OS << "</div>\n</div>\n<div class=\"panel\"><h3>Kept while it waits</h3>\n";
    for (const ReportedPoint &Point : C.Points)
      kept(Point);
    OS << "</div>\n</section>\n";
  }

private:
  void entry(StringRef Name, const std::string &Text) {
    OS << "<div><dt>" << Name << "</dt><dd>" << html(Text) << "</dd></div>\n";
  }

  void numbers() {
    OS << "<dl class=\"numbers\">\n";
    if (C.NamePlace.isValid())
      entry("at", text(C.NamePlace));
    entry("frame", bytes(C.Frame.Total));
    for (const ReportedNative &Native : C.Natives)
      entry("Clang's at " + Native.Level, bytes(Native.Size));
    if (!C.Biggest.empty()) {
      std::string Biggest =
          C.States[C.Biggest.back()].Name + ", " + bytes(C.States[C.Biggest.front()].Whole);
      unsigned Shown = 0;
      for (const unsigned Id : biggestValues(C))
        if (Shown++ < 3)
          Biggest += (Shown == 1 ? ": " : ", ") + C.Values[Id].Name;
      entry("biggest state", Biggest);
    }
    if (C.Frame.Padding)
      entry("padding", bytes(C.Frame.Padding));
    OS << "</dl>\n";
    for (const ReportedPoint &Point : C.Points)
      for (const ReportedCallee &Callee : Point.Callees)
        if (Callee.Frame != None || Callee.Coroutine != None)
          nested(Point, Callee);
  }

  void nested(const ReportedPoint &Point, const ReportedCallee &Callee) {
    const std::string State = html(C.States[Point.State].Name);
    const std::string Other = Callee.Coroutine == None
                                  ? html(Callee.Name)
                                  : formatv("<a href=\"#c{0}\">{1}</a>", Callee.Coroutine,
                                            html(title(All.Coroutines[Callee.Coroutine])))
                                        .str();
    if (Callee.Frame != None)
      OS << formatv("<p>In <code>{0}</code> the frame of {1} lies in this one: {2} of it.</p>\n",
                    State, Other, bytes(C.Values[Callee.Frame].Extent.Size));
    else
      OS << formatv("<p>In <code>{0}</code> the frame of {1} comes to it{2}: {3} more.</p>\n",
                    State, Other,
                    Callee.Coroutine == Index ? ", again at each level of the recursion" : "",
                    bytes(All.Coroutines[Callee.Coroutine].Frame.Total));
  }

  void warnings() {
    if (C.Warnings.empty())
      return;
    OS << "<ul class=\"warnings\" aria-label=\"Warnings\">\n";
    for (const ReportedWarning &W : C.Warnings)
      OS << "<li>" << html(text(W.Place)) << ": " << html(W.Text) << " <code>[" << html(W.Check)
         << "]</code></li>\n";
    OS << "</ul>\n";
  }

  // The frame.

  void segment(StringRef Class, const ReportedExtent &Extent, const std::string &Name,
               const std::string &Attributes = "") {
    if (!Extent.Offset || !Extent.Size || !C.Frame.Total || *C.Frame.Total == 0)
      return;
    const auto Percent = [&](uint64_t Bytes) {
      return 100 * static_cast<double>(Bytes) / static_cast<double>(*C.Frame.Total);
    };
    OS << formatv("<span class=\"{0}\" style=\"left:{1:F2}%;width:{2:F2}%\" title=\"{3}, {4} at "
                  "{5}\"{6}>{3}</span>",
                  Class, Percent(*Extent.Offset), Percent(*Extent.Size), html(Name),
                  bytes(Extent.Size), *Extent.Offset, Attributes);
  }

  void frame() {
    if (!C.Frame.Total) {
      OS << "<p>Its size depends on the arguments of the template.</p>\n";
      return;
    }
    OS << "<div class=\"bars\">\n";
    for (const ReportedPoint &Point : C.Points) {
      OS << formatv(
          "<div class=\"label\" data-state=\"{0}\" tabindex=\"0\">{1}</div>"
          "<div class=\"bar\" role=\"img\" aria-label=\"{2}\">",
          Point.State, html(C.States[Point.State].Name),
          html("The frame in " + C.States[Point.State].Name + ": " + bytes(Point.Bytes) + " kept"));
      segment("header", {0, C.Frame.Header, 1}, "header");
      segment("promise", C.Frame.Promise, "promise");
      for (const ReportedKept &Kept : Point.Kept) {
        const ReportedValue &V = C.Values[Kept.Value];
        const bool IsOver = Kept.Reasons.front() == ReportedReason::Place;
        segment(name(V.Role).str() + (IsOver ? " over" : ""), V.Extent, V.Name,
                formatv(" data-value=\"{0}\"", Kept.Value).str());
      }
      segment("number", C.Frame.Tag, "number of the state");
      OS << "</div>\n";
    }
    OS << formatv("<div></div><div class=\"scale\"><span>0</span><span>{0} bytes</span></div>\n"
                  "</div>\n<ul class=\"legend\">\n",
                  *C.Frame.Total);
    for (const auto &[Class, Text] : {std::pair<StringRef, StringRef>{"header", "header"},
                                      {"promise", "promise"},
                                      {"parameter", "parameters"},
                                      {"variable", "variables"},
                                      {"operand", "temporaries"},
                                      {"awaiter", "awaiter"},
                                      {"frame", "frames of what is awaited"},
                                      {"number", "number of the state"}})
      if (Class != "frame" || llvm::any_of(C.Values, [](const ReportedValue &V) {
            return V.Role == ReportedRole::Frame;
          }))
        OS << formatv("<li><i class=\"{0}\"></i>{1}</li>\n", Class, Text);
    OS << "<li><i class=\"bar\"></i>free or padding</li>\n</ul>\n";
  }

  // What is kept.

  void kept(const ReportedPoint &Point) {
    OS << formatv("<div class=\"scroll\"><table>\n<caption data-state=\"{0}\" tabindex=\"0\">{1}: ",
                  Point.State, html(C.States[Point.State].Name));
    if (Point.Kind == ReportedPointKind::Initial)
      OS << "before the body, for <code>" << html(Point.Awaiter) << "</code>";
    else if (Point.Kind == ReportedPointKind::Final)
      OS << "behind the body, for <code>" << html(Point.Awaiter) << "</code>";
    else
      OS << "line " << Point.Place.Line << ", <code>" << html(Point.Awaits) << "</code>";
    OS << "</caption>\n<thead><tr><th>value</th><th>type</th><th class=\"size\">bytes</th>"
          "<th class=\"size\">offset</th><th>lies in</th><th>made</th><th>why it is kept</th>"
          "</tr></thead>\n<tbody>\n";
    for (const ReportedKept &Kept : Point.Kept) {
      const ReportedValue &V = C.Values[Kept.Value];
      const auto Number = [](std::optional<uint64_t> N) {
        return N ? std::to_string(*N) : std::string("?");
      };
      OS << formatv(
          "<tr data-value=\"{0}\" tabindex=\"0\"><td><code>{1}</code></td>"
          "<td data-label=\"type\"><code>{2}</code></td>"
          "<td class=\"size\" data-label=\"bytes\">{3}</td>"
          "<td class=\"size\" data-label=\"offset\">{4}</td>"
          "<td data-label=\"lies in\">{5}</td>"
          "<td data-label=\"made\"{6}>{7}</td><td data-label=\"kept\">{8}</td></tr>\n",
          Kept.Value, html(V.Name), html(V.Type), Number(V.Extent.Size), Number(V.Extent.Offset),
          html(path(C, V.State)), V.Made.isValid() ? "" : " class=\"empty\"",
          V.Made.isValid() ? "line " + std::to_string(V.Made.Line) : "", html(text(Kept, C)));
    }
    OS << "</tbody></table></div>\n";
  }

  const Report &All;
  const ReportedCoroutine &C;
  const unsigned Index;
  llvm::raw_ostream &OS;
};

} // namespace

void writeHtml(const Report &Report, llvm::raw_ostream &OS) {
  std::string Contents;
  if (Report.Coroutines.size() > 1) {
    Contents = "<nav aria-label=\"Coroutines\"><ul class=\"contents\">\n";
    for (size_t I = 0; I != Report.Coroutines.size(); ++I)
      Contents +=
          formatv("<li><a href=\"#c{0}\">{1}</a> <span class=\"faint\">{2}</span></li>\n", I,
                  html(title(Report.Coroutines[I])), bytes(Report.Coroutines[I].Frame.Total))
              .str();
    Contents += "</ul></nav>\n";
  }
  std::string Coroutines;
  llvm::raw_string_ostream Sections(Coroutines);
  for (unsigned I = 0; I != Report.Coroutines.size(); ++I)
    Section(Report, I, Sections).run();
  if (Report.Coroutines.empty())
    Sections << "<p>There are no coroutines in what was read.</p>\n";
  OS << filled(assets::page_html, {{"title", "What is held while waiting"},
                                   {"style", assets::style_css.str()},
                                   {"script", assets::script_js.str()},
                                   {"contents", Contents},
                                   {"coroutines", Coroutines}});
}

} // namespace costate
