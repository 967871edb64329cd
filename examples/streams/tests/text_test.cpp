// Lines of text, tables, JSON, and streams that are merged.
//
// LIBRARY: ../include

#include "check.hpp"

#include <streams/json.hpp>
#include <streams/merge.hpp>
#include <streams/pipes.hpp>
#include <streams/text.hpp>

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace streams;

void line_splitting() {
  const std::string_view text = "one\ntwo\r\n\nfour";
  for (std::size_t size = 1; size <= text.size(); ++size)
    CHECK((lines(pieces(text, size)) | join("|")) == "one|two||four");
  CHECK((lines(text) | map(&std::string_view::size) | join(" ")) == "3 4 0 4");
  CHECK((lines(pieces("", 1)) | to_vector()).empty());

  // Sections that begin with a name in brackets, like those of an .ini file.
  auto sections = [](auto lines) -> generator<std::pair<std::string, std::vector<std::string>>> {
    std::pair<std::string, std::vector<std::string>> section;
    auto &[name, body] = section;
    for (auto &&line : lines) {
      if (line.front() == '[') {
        if (!name.empty())
          co_yield std::exchange(section, {});
        name = line.substr(1, line.find(']') - 1);
      } else {
        body.emplace_back(std::move(line));
      }
    }
    co_yield section;
  };
  std::string found;
  for (auto &&[name, body] : sections(lines("[a]\nx=1\ny=2\n[b]\n[c]\nz=3\n")))
    found += name + std::to_string(body.size()) + " ";
  CHECK(found == "a2 b0 c1 ");
}

constexpr std::string_view planets = "name,moons,note\n"
                                     "Earth,1,\"home, so far\"\n"
                                     "Mars,2,\"called \"\"red\"\"\"\n"
                                     "Venus,0\n"
                                     "Saturn,146,\"rings\nand\nmoons\"\n";

void tables() {
  auto rows = csv(lines(pieces(planets, 7))) | drop(1) | to_vector();
  CHECK(rows.size() == 4 && rows[0][2] == "home, so far" && rows[1][2] == "called \"red\"");
  CHECK(rows[2] == csv_row{"Venus", "0"} && rows[3][2] == "rings\nand\nmoons");

  std::string text;
  for (auto &&row : columns(csv(lines(pieces(planets, 100))), {"moons", "name"}) |
                        filter([](auto &row) { return std::atoi(row[0].c_str()) > 1; }))
    text += (from(row) | join(" of ")) + ", ";
  CHECK(text == "2 of Mars, 146 of Saturn, ");

  auto read = [](std::string_view text, char separator = ',') {
    return csv(lines(pieces(text, 4)), separator) | flat_map([](csv_row row) { return row; }) |
           join("|");
  };
  CHECK(read("a;;\"b\"\nc", ';') == "a||b|c");
  CHECK_THROWS(csv_error, read("a,b\"c"));
  try {
    read("a,b\nc,\"d\n");
  } catch (const csv_error &e) {
    CHECK(e.what() == std::string("line 2: a quote that is not closed"));
  }
  CHECK_THROWS(std::out_of_range,
               columns(csv(lines(pieces(planets, 9))), {"mass"}) | take(1) | to_vector());
}

std::string summary(std::string_view text, std::size_t size) {
  std::string events;
  json_reader reader(pieces(text, size));
  for (json_event &&event : reader.events())
    switch (event.kind) {
    case json_kind::key:
      events += event.text + ":";
      break;
    case json_kind::string:
      events += "'" + event.text + "' ";
      break;
    case json_kind::number:
    case json_kind::literal:
      events += event.text + " ";
      break;
    default:
      events += "{}[]"[static_cast<int>(event.kind)];
    }
  return events;
}

void documents() {
  const std::string_view user = R"( {"name": "Ada \"the first\"", "born": 1815, "tags": [],
      "work": [{"title": "Notes\n", "pages": 2.5e1}, [null, [true]], -7]} )";
  const std::string expected = "{name:'Ada \"the first\"' born:1815 tags:[]"
                               "work:[{title:'Notes\n' pages:2.5e1 }[null [true ]]-7 ]}";
  CHECK(summary(user, 1) == expected);
  CHECK(summary(user, 1000) == expected);

  std::string values;
  for (auto &&[path, value] : json_values(pieces(user, 10)) | drop(1))
    values += path + "=" + value + " ";
  CHECK(values == "born=1815 work[0].title=Notes\n work[0].pages=2.5e1 work[1][0]=null "
                  "work[1][1][0]=true work[2]=-7 ");

  std::string deep(300, '[');
  CHECK(summary(deep + std::string(300, ']'), 64).size() == 600);
  CHECK_THROWS(json_error, summary(deep, 64));
  for (auto wrong : {"", "[1,]", "{1:2}", "{\"a\" 1}", "[1 2]", "tru", "\"a", "1 2", "\"\\x\""})
    CHECK_THROWS(json_error, summary(wrong, 2));

  // What came before the error was read, and what comes after it is not looked at.
  json_reader reader(pieces("[1, 2, oops", 3));
  std::string seen;
  try {
    for (auto &&[kind, text] : reader.events())
      seen += kind == json_kind::begin_array ? "[" : text;
  } catch (const json_error &e) {
    seen += std::string(" ") + e.what();
  }
  CHECK(seen == "[12 at 7: no value");
}

void merging() {
  auto multiples = [](int n) { return iota(1) | map([n](int i) { return n * i; }); };
  CHECK((merge(multiples(3), multiples(5), multiples(7)) | take(8) | join(" ")) ==
        "3 5 6 7 9 10 12 14");
  CHECK((merge(of<int>(), of<int>(1, 4), of<int>(), of<int>(2)) | join(" ")) == "1 2 4");

  auto by_first = [](auto &a, auto &b) { return a[0] < b[0]; };
  std::vector<generator<std::string>> sources;
  sources.push_back(of<std::string>("a1", "b1", "b2"));
  sources.push_back(of<std::string>("a3", "b4", "c1"));
  CHECK((merge(std::move(sources), by_first) | join(" ")) == "a1 a3 b1 b2 b4 c1");

  auto boxes = [](auto... numbers) -> generator<std::unique_ptr<int>> {
    for (int n : {numbers...})
      co_yield std::make_unique<int>(n);
  };
  std::vector<generator<std::unique_ptr<int>>> boxed;
  for (int i : {2, 0, 1})
    boxed.push_back(boxes(i, i + 3, i + 6));
  auto less = [](auto &a, auto &b) { return *a < *b; };
  CHECK((merge(std::move(boxed), less) | map([](auto box) { return *box; }) | join("")) ==
        "012345678");

  std::vector<int> evens{0, 2, 4}, odds{1, 3};
  for (int &n : merge(from(evens), from(odds)))
    n += 10;
  CHECK(evens.back() == 14 && odds.front() == 11);
}

int main() {
  line_splitting();
  tables();
  documents();
  merging();
  return check::summary();
}
