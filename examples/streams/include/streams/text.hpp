// text.hpp - text as a stream: lines of what comes in pieces, and tables in the
// format that spreadsheets exchange (CSV, RFC 4180).
//
//   for (auto &row : csv(lines(read(file)))) ...
#pragma once

#include <streams/generator.hpp>
#include <streams/pipes.hpp>

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace streams {

/// Pieces of `text` of at most `size` characters, as they would come from a file.
inline generator<std::string_view> pieces(std::string_view text, std::size_t size) {
  for (; !text.empty(); text.remove_prefix(std::min(size, text.size())))
    co_yield text.substr(0, size);
}

/// The lines of a text that comes in pieces, without their ends (\n or \r\n).
inline generator<std::string> lines(generator<std::string_view> text) {
  std::string line;
  auto take_line = [&line] {
    if (!line.empty() && line.back() == '\r')
      line.pop_back();
    return std::exchange(line, {});
  };
  for (std::string_view piece : text) {
    for (auto end = piece.find('\n'); end != piece.npos; end = piece.find('\n')) {
      line += piece.substr(0, end);
      piece.remove_prefix(end + 1);
      co_yield take_line();
    }
    line += piece;
  }
  if (!line.empty())
    co_yield take_line(); // the last one has no end
}

/// The lines of a text, in their place.
inline generator<std::string_view> lines(std::string_view text) {
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    co_yield text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

class csv_error : public std::runtime_error {
public:
  csv_error(std::size_t line, const std::string &what)
      : std::runtime_error("line " + std::to_string(line) + ": " + what) {}
};

using csv_row = std::vector<std::string>;

/// The rows of a table. "A field, in quotes, may have separators, ""quotes"" and
/// ends of lines in it."
inline generator<csv_row> csv(generator<std::string> text, char separator = ',') {
  csv_row row;
  std::string field;
  bool quoted = false;
  std::size_t number = 0;
  for (const std::string &line : text) {
    ++number;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const char c = line[i];
      if (c == '"' && quoted && line.compare(i, 2, "\"\"") == 0)
        field += line[i++];
      else if (c == '"' && (quoted || field.empty()))
        quoted = !quoted;
      else if (c == '"')
        throw csv_error(number, "a quote inside of a field");
      else if (c == separator && !quoted)
        row.push_back(std::exchange(field, {}));
      else
        field += c;
    }
    if (quoted) {
      field += '\n'; // and goes on in the next line
      continue;
    }
    row.push_back(std::exchange(field, {}));
    co_yield std::exchange(row, {});
  }
  if (quoted)
    throw csv_error(number, "a quote that is not closed");
}

/// The columns with these names, in this order, of a table whose first row names them.
inline generator<csv_row> columns(generator<csv_row> table, std::vector<std::string> names) {
  std::vector<std::size_t> chosen;
  for (auto &&[index, row] : std::move(table) | enumerate()) {
    if (index == 0) {
      for (const std::string &name : names) {
        auto found = std::find(row.begin(), row.end(), name);
        if (found == row.end())
          throw std::out_of_range("no column " + name);
        chosen.push_back(static_cast<std::size_t>(found - row.begin()));
      }
      continue;
    }
    csv_row selected;
    for (std::size_t column : chosen)
      selected.push_back(column < row.size() ? row[column] : "");
    co_yield selected;
  }
}

} // namespace streams
