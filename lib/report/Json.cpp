// The report for programs. docs/report-schema.md says what each member means, and
// docs/report.schema.json what there must be; a change that a reader could trip over makes a new
// version.
#include "report/Write.h"

#include "llvm/Support/JSON.h"

namespace costate {
namespace {

constexpr int Version = 1;

class Writer {
public:
  Writer(const Report &All, llvm::raw_ostream &OS) : All(All), J(OS, 2) {}

  void run() {
    J.object([&] {
      J.attribute("format", "costate-report");
      J.attribute("version", Version);
      J.attributeArray("coroutines", [&] {
        for (const ReportedCoroutine &C : All.Coroutines)
          J.object([&] { coroutine(C); });
      });
    });
    J.flush();
  }

private:
  void number(llvm::StringRef Key, std::optional<uint64_t> N) {
    if (N)
      J.attribute(Key, static_cast<int64_t>(*N));
    else
      J.attribute(Key, nullptr);
  }

  void index(llvm::StringRef Key, unsigned Index) {
    number(Key, Index == None ? std::nullopt : std::optional<uint64_t>(Index));
  }

  void place(const ReportedPlace &P) {
    if (!P.isValid())
      return J.value(nullptr);
    J.object([&] {
      J.attribute("file", P.File);
      J.attribute("line", P.Line);
      J.attribute("column", P.Column);
      J.attribute("end_line", P.EndLine);
      J.attribute("end_column", P.EndColumn);
    });
  }

  void place(llvm::StringRef Key, const ReportedPlace &P) {
    J.attributeBegin(Key);
    place(P);
    J.attributeEnd();
  }

  void extent(const ReportedExtent &E) {
    number("offset", E.Offset);
    number("size", E.Size);
    number("align", E.Align);
  }

  void indices(llvm::StringRef Key, llvm::ArrayRef<unsigned> Indices) {
    J.attributeArray(Key, [&] {
      for (const unsigned Index : Indices)
        J.value(Index);
    });
  }

  void coroutine(const ReportedCoroutine &C) {
    J.attribute("name", C.Name);
    J.attribute("signature", C.Signature);
    J.attribute("machine", C.Machine);
    J.attribute("branch", C.Branch);
    J.attribute("is_template", C.IsTemplate);
    J.attribute("instance_of", C.InstanceOf);
    place("place", C.NamePlace);
    place("definition", C.Place);
    J.attribute("source", C.Source);
    J.attribute("machine_text", C.Text);
    J.attributeObject("frame", [&] { frame(C); });
    J.attributeArray("values", [&] {
      for (const ReportedValue &V : C.Values)
        J.object([&] { value(V); });
    });
    J.attributeArray("states", [&] {
      for (const ReportedState &S : C.States)
        J.object([&] { state(S); });
    });
    J.attributeArray("suspension_points", [&] {
      for (const ReportedPoint &P : C.Points)
        J.object([&] { point(P, C); });
    });
    J.attributeArray("transitions", [&] {
      for (const ReportedTransition &T : C.Transitions)
        J.object([&] {
          index("from", T.From);
          index("to", T.To);
          J.attribute("trigger", name(T.Trigger));
          J.attributeArray("causes", [&] {
            for (const std::string &Cause : T.Causes)
              J.value(Cause);
          });
        });
    });
    J.attributeArray("warnings", [&] {
      for (const ReportedWarning &W : C.Warnings)
        J.object([&] {
          J.attribute("check", W.Check);
          J.attribute("text", W.Text);
          place("place", W.Place);
        });
    });
  }

  void frame(const ReportedCoroutine &C) {
    const ReportedFrame &F = C.Frame;
    number("size", F.Total);
    number("align", F.Align);
    J.attributeObject("header", [&] { extent({0, F.Header, F.Header / 2}); });
    J.attributeObject("promise", [&] {
      J.attribute("type", F.PromiseType);
      extent(F.Promise);
    });
    number("parameters", F.Parameters);
    J.attributeObject("states", [&] { extent(F.States); });
    J.attributeObject("state_number", [&] { extent(F.Tag); });
    number("padding", F.Padding);
    J.attributeObject("biggest", [&] {
      indices("states", C.Biggest);
      indices("values", biggestValues(C));
    });
    J.attributeArray("native", [&] {
      for (const ReportedNative &Native : C.Natives)
        J.object([&] {
          J.attribute("level", Native.Level);
          number("size", Native.Size);
          number("align", Native.Align);
        });
    });
  }

  void value(const ReportedValue &V) {
    J.attribute("name", V.Name);
    J.attribute("type", V.Type);
    J.attribute("role", name(V.Role));
    J.attribute("member", V.Member);
    index("state", V.State);
    extent(V.Extent);
    place("made", V.Made);
    J.attribute("is_reference", V.IsReference);
    J.attribute("is_optional", V.IsOptional);
    index("slot_of", V.Holds);
    J.attribute("is_destroyed", V.IsDestroyed);
    place("escapes", V.Escapes.value_or(ReportedPlace()));
    J.attributeArray("uses", [&] {
      for (const ReportedPlace &Place : V.Uses)
        place(Place);
    });
  }

  void state(const ReportedState &S) {
    J.attribute("name", S.Name);
    J.attribute("kind", name(S.Kind));
    index("parent", S.Parent);
    indices("inner", S.Inner);
    indices("values", S.Values);
    extent(S.Extent);
    number("padding", S.Padding);
    number("size_with_inner", S.Whole);
    J.attribute("in_slot", S.InSlot);
    J.attribute("over_before_parent", S.OverBefore);
  }

  void point(const ReportedPoint &P, const ReportedCoroutine &C) {
    J.attribute("kind", name(P.Kind));
    index("state", P.State);
    place("place", P.Place);
    J.attribute("awaits", P.Awaits);
    J.attribute("awaiter_type", P.Awaiter);
    number("bytes_kept", P.Bytes);
    J.attributeArray("kept", [&] {
      for (const ReportedKept &Kept : P.Kept)
        J.object([&] {
          J.attribute("value", Kept.Value);
          J.attribute("name", C.Values[Kept.Value].Name);
          J.attributeArray("reasons", [&] {
            for (const ReportedReason Reason : Kept.Reasons)
              J.value(name(Reason));
          });
          J.attributeArray("next_uses", [&] {
            for (const ReportedPlace &Place : Kept.NextUses)
              place(Place);
          });
        });
    });
    J.attributeArray("awaited_coroutines", [&] {
      for (const ReportedCallee &Callee : P.Callees)
        J.object([&] {
          J.attribute("name", Callee.Name);
          index("coroutine", Callee.Coroutine);
          number("adds", adds(Callee));
          index("value", Callee.Frame);
        });
    });
  }

  std::optional<uint64_t> adds(const ReportedCallee &Callee) const {
    if (Callee.Frame != None)
      return 0;
    return Callee.Coroutine == None ? std::nullopt : All.Coroutines[Callee.Coroutine].Frame.Total;
  }

  const Report &All;
  llvm::json::OStream J;
};

} // namespace

void writeJson(const Report &Report, llvm::raw_ostream &OS) {
  Writer(Report, OS).run();
  OS << "\n";
}

} // namespace costate
