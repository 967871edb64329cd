// pipes.hpp - stages for streams. Each is a coroutine that owns the one before:
//
//   for (auto &&[number, line] : lines(text) | filter(not_empty) | enumerate() | take(3))
//     ...
//   int sum = iota(1) | map(square) | take(10) | fold(0, std::plus<>());
//
// A stage asks for an element only when it is asked for one, and passes it on
// without a copy. A range that is no generator goes in by from(range).
#pragma once

#include <streams/generator.hpp>

#include <cstddef>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace streams {

/// What stands behind a |: a function of a generator.
template <class Apply> struct stage {
  Apply apply;

  template <class T> friend decltype(auto) operator|(generator<T> source, stage self) {
    return std::move(self.apply)(std::move(source));
  }

  /// Two stages are one.
  template <class Next> friend auto operator|(stage first, stage<Next> next) {
    auto both = [first = std::move(first), next = std::move(next)](auto source) mutable {
      return std::move(source) | std::move(first) | std::move(next);
    };
    return stage<decltype(both)>{std::move(both)};
  }
};
template <class Apply> stage(Apply) -> stage<Apply>;

namespace detail {

template <class T> using value_t = typename generator<T>::value_type;

template <class T, class F>
generator<yielded_t<std::invoke_result_t<F &, T>>> map(generator<T> source, F f) {
  for (auto &&element : source)
    co_yield std::invoke(f, std::forward<T>(element));
}

template <class T, class Predicate> generator<T> filter(generator<T> source, Predicate keep) {
  for (auto &&element : source)
    if (std::invoke(keep, std::as_const(element)))
      co_yield std::forward<T>(element);
}

template <class T> generator<T> take(generator<T> source, std::size_t count) {
  if (count == 0)
    co_return;
  for (auto &&element : source) {
    co_yield std::forward<T>(element);
    if (--count == 0) // before the source is asked for one more
      break;
  }
}

template <class T, class Predicate> generator<T> take_while(generator<T> source, Predicate go_on) {
  for (auto &&element : source) {
    if (!std::invoke(go_on, std::as_const(element)))
      co_return;
    co_yield std::forward<T>(element);
  }
}

template <class T> generator<T> drop(generator<T> source, std::size_t count) {
  for (auto &&element : source) {
    if (count > 0) {
      --count;
      continue;
    }
    co_yield std::forward<T>(element);
  }
}

template <class T> generator<std::pair<std::size_t, T>> enumerate(generator<T> source) {
  std::size_t index = 0;
  for (auto &&element : source)
    co_yield {index++, std::forward<T>(element)};
}

template <class T> generator<std::vector<value_t<T>>> chunk(generator<T> source, std::size_t size) {
  std::vector<value_t<T>> full;
  for (auto &&element : source) {
    full.push_back(std::forward<T>(element));
    if (full.size() == size)
      co_yield std::exchange(full, {});
  }
  if (!full.empty())
    co_yield std::move(full);
}

template <class T>
generator<const std::deque<value_t<T>> &> window(generator<T> source, std::size_t size) {
  std::deque<value_t<T>> last;
  for (auto &&element : source) {
    last.push_back(std::forward<T>(element));
    if (last.size() == size) {
      co_yield last;
      last.pop_front();
    }
  }
}

template <class A, class B> generator<std::pair<A, B>> zip(generator<A> as, generator<B> bs) {
  auto b = bs.begin();
  for (auto &&a : as) {
    if (b == bs.end())
      co_return;
    co_yield std::pair<A, B>(std::forward<A>(a), std::forward<B>(*b));
    ++b;
  }
}

template <class T, class F> auto flat_map(generator<T> source, F f) {
  using range = std::invoke_result_t<F &, T>;
  using element = yielded_t<decltype(*std::declval<range &>().begin())>;
  return [](generator<T> source, F f) -> generator<element> {
    for (auto &&outer : source)
      for (auto &&inner : std::invoke(f, std::forward<T>(outer)))
        co_yield static_cast<element &&>(inner);
  }(std::move(source), std::move(f));
}

/// Neighbours with equal keys, as pairs of the key and all of them.
template <class T, class Key, class K = std::decay_t<std::invoke_result_t<Key &, value_t<T> &>>>
generator<std::pair<K, std::vector<value_t<T>>>> group_by(generator<T> source, Key key) {
  std::optional<std::pair<K, std::vector<value_t<T>>>> group;
  for (auto &&element : source) {
    if (K k = std::invoke(key, std::as_const(element)); !group || group->first != k) {
      if (group)
        co_yield *std::move(group);
      group.emplace(std::move(k), std::vector<value_t<T>>());
    }
    group->second.push_back(std::forward<T>(element));
  }
  if (group)
    co_yield *std::move(group);
}

} // namespace detail

template <class F> auto map(F f) {
  return stage{[f = std::move(f)](auto source) mutable {
    return detail::map(std::move(source), std::move(f));
  }};
}
template <class Predicate> auto filter(Predicate keep) {
  return stage{[keep = std::move(keep)](auto source) mutable {
    return detail::filter(std::move(source), std::move(keep));
  }};
}
inline auto take(std::size_t count) {
  return stage{[=](auto source) { return detail::take(std::move(source), count); }};
}
template <class Predicate> auto take_while(Predicate go_on) {
  return stage{[go_on = std::move(go_on)](auto source) mutable {
    return detail::take_while(std::move(source), std::move(go_on));
  }};
}
inline auto drop(std::size_t count) {
  return stage{[=](auto source) { return detail::drop(std::move(source), count); }};
}
inline auto enumerate() {
  return stage{[](auto source) { return detail::enumerate(std::move(source)); }};
}
/// Vectors of `size` elements; the last may be shorter.
inline auto chunk(std::size_t size) {
  return stage{[=](auto source) { return detail::chunk(std::move(source), size); }};
}
/// Each element with those before it, `size` in all.
inline auto window(std::size_t size) {
  return stage{[=](auto source) { return detail::window(std::move(source), size); }};
}
/// Pairs with the elements of another stream, as long as both have some.
template <class B> auto zip(generator<B> other) {
  return stage{[other = std::move(other)](auto source) mutable {
    return detail::zip(std::move(source), std::move(other));
  }};
}
/// All elements of all ranges that `f` gives.
template <class F> auto flat_map(F f) {
  return stage{[f = std::move(f)](auto source) mutable {
    return detail::flat_map(std::move(source), std::move(f));
  }};
}
template <class Key> auto group_by(Key key) {
  return stage{[key = std::move(key)](auto source) mutable {
    return detail::group_by(std::move(source), std::move(key));
  }};
}

/// The ends of a pipe: what they give is no stream any more.
inline auto to_vector() {
  return stage{[](auto source) {
    std::vector<typename decltype(source)::value_type> elements;
    for (auto &&element : source)
      elements.push_back(static_cast<typename decltype(source)::reference>(element));
    return elements;
  }};
}
template <class T, class F> auto fold(T initial, F f) {
  return stage{[result = std::move(initial), f = std::move(f)](auto source) mutable {
    for (auto &&element : source)
      result = std::invoke(f, std::move(result), std::forward<decltype(element)>(element));
    return std::move(result);
  }};
}
/// A string of all elements, which are strings or numbers.
inline auto join(std::string separator) {
  return stage{[separator = std::move(separator)](auto source) {
    std::string text;
    for (auto &&element : source) {
      text += text.empty() ? "" : separator;
      if constexpr (std::is_arithmetic_v<typename decltype(source)::value_type>)
        text += std::to_string(element);
      else
        text += element;
    }
    return text;
  }};
}

} // namespace streams
