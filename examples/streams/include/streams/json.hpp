// json.hpp - JSON (RFC 8259), read as a stream of events. A document need not fit
// into memory: what is read is only ever one piece of the text.
//
//   {"a": [1, true]}    begin_object, key a, begin_array, number 1, literal true,
//                       end_array, end_object
//
// A parser that recurses as the grammar does, suspended at each event.
#pragma once

#include <streams/generator.hpp>
#include <streams/pipes.hpp>
#include <streams/recursive_generator.hpp>

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace streams {

enum class json_kind {
  begin_object,
  end_object,
  begin_array,
  end_array,
  key,
  string,
  number,
  literal // true, false or null
};

struct json_event {
  json_kind kind;
  std::string text; // of keys and values; strings without quotes and escapes
};

class json_error : public std::runtime_error {
public:
  json_error(std::size_t offset, const std::string &what)
      : std::runtime_error("at " + std::to_string(offset) + ": " + what) {}
};

/// Reads one document from pieces of text.
class json_reader {
public:
  explicit json_reader(generator<std::string_view> text)
      : characters_(std::move(text) | flat_map([](std::string_view piece) { return piece; })),
        next_(characters_.begin()) {}

  /// To be called once. The reader has to outlive what it returns.
  recursive_generator<json_event> events() {
    co_yield value();
    if (skip_space() != end_of_text)
      fail("text after the end");
  }

private:
  static constexpr char end_of_text = '\0';

  recursive_generator<json_event> value() {
    switch (const char c = skip_space()) {
    case '{':
      co_yield object();
      break;
    case '[':
      co_yield array();
      break;
    case '"':
      co_yield {json_kind::string, quoted()};
      break;
    case 't':
    case 'f':
    case 'n':
      for (const char *word : {"true", "false", "null"})
        if (*word == c) {
          for (const char *letter = word; *letter; ++letter)
            expect(*letter);
          co_yield {json_kind::literal, word};
        }
      break;
    default:
      if (!is_one_of(c, "-0123456789"))
        fail("no value");
      co_yield {json_kind::number, number()};
    }
  }

  recursive_generator<json_event> object() {
    co_yield {json_kind::begin_object, ""};
    expect('{');
    if (skip_space() != '}')
      do {
        if (skip_space() != '"')
          fail("no key");
        co_yield {json_kind::key, quoted()};
        skip_space();
        expect(':');
        co_yield value();
      } while (more('}'));
    expect('}');
    co_yield {json_kind::end_object, ""};
  }

  recursive_generator<json_event> array() {
    co_yield {json_kind::begin_array, ""};
    expect('[');
    if (skip_space() != ']')
      do
        co_yield value();
      while (more(']'));
    expect(']');
    co_yield {json_kind::end_array, ""};
  }

  /// After an element: true after a comma, false before `end`.
  bool more(char end) {
    const char c = skip_space();
    if (c == ',')
      get();
    else if (c != end)
      fail(std::string("neither , nor ") + end);
    return c == ',';
  }

  std::string quoted() {
    std::string text;
    expect('"');
    for (char c = get(); c != '"'; c = get()) {
      if (c == end_of_text)
        fail("a string that is not closed");
      text += c == '\\' ? unescaped(get()) : c;
    }
    return text;
  }

  char unescaped(char c) {
    const std::string_view escapes = "\"\\/bfnrt";
    const std::string_view meanings = "\"\\/\b\f\n\r\t";
    const auto index = escapes.find(c);
    if (index == escapes.npos)
      fail("an escape sequence that is not supported");
    return meanings[index];
  }

  std::string number() {
    std::string text;
    while (is_one_of(peek(), "+-.eE0123456789"))
      text += get();
    return text;
  }

  void expect(char c) {
    if (get() != c)
      fail(std::string("no ") + c);
  }

  char skip_space() {
    while (is_one_of(peek(), " \t\r\n"))
      get();
    return peek();
  }

  static bool is_one_of(char c, std::string_view characters) {
    return characters.find(c) != characters.npos;
  }

  char peek() const { return next_ != characters_.end() ? *next_ : end_of_text; }

  char get() {
    const char c = peek();
    if (c != end_of_text) {
      ++next_;
      ++offset_;
    }
    return c;
  }

  [[noreturn]] void fail(const std::string &what) const { throw json_error(offset_, what); }

  generator<const char &> characters_;
  generator<const char &>::iterator next_;
  std::size_t offset_ = 0;
};

/// The strings, numbers and literals of a document, each with the path to it:
/// "user.tags[1]", "Ada".
inline generator<std::pair<std::string, std::string>>
json_values(generator<std::string_view> text) {
  struct level {
    std::size_t length; // of the path to the object or array
    int index;          // of the next element of an array; -1 in an object
  };
  json_reader reader(std::move(text));
  std::string path;
  std::vector<level> levels;
  for (const auto &[kind, value] : reader.events()) {
    if (kind == json_kind::end_object || kind == json_kind::end_array) {
      levels.pop_back();
      continue;
    }
    if (!levels.empty()) {
      auto &[length, index] = levels.back();
      if (kind == json_kind::key || index >= 0)
        path.resize(length);
      if (kind == json_kind::key) {
        path += (path.empty() ? "" : ".") + value;
        continue;
      }
      if (index >= 0)
        path += '[' + std::to_string(index++) + ']';
    }
    if (kind == json_kind::begin_object)
      levels.push_back({path.size(), -1});
    else if (kind == json_kind::begin_array)
      levels.push_back({path.size(), 0});
    else
      co_yield {path, value};
  }
}

} // namespace streams
