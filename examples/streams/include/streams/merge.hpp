// merge.hpp - one sorted stream from many.
#pragma once

#include <streams/generator.hpp>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

namespace streams {

/// The elements of all sources, each of which is sorted, in order; of equal ones
/// those of earlier sources first. Holds on to one element of each source.
template <class T, class Less = std::less<>>
generator<T> merge(std::vector<generator<T>> sources, Less less = Less()) {
  struct head {
    typename generator<T>::iterator next;
    std::size_t source;
  };
  auto later = [&less](const head &a, const head &b) {
    auto &&x = *a.next;
    auto &&y = *b.next;
    return less(y, x) || (!less(x, y) && a.source > b.source);
  };

  std::vector<head> heap;
  for (std::size_t i = 0; i < sources.size(); ++i)
    if (auto first = sources[i].begin(); first != sources[i].end())
      heap.push_back({first, i});
  std::make_heap(heap.begin(), heap.end(), later);

  while (!heap.empty()) {
    std::pop_heap(heap.begin(), heap.end(), later);
    auto &[next, source] = heap.back();
    co_yield std::forward<T>(*next);
    if (++next == sources[source].end())
      heap.pop_back();
    else
      std::push_heap(heap.begin(), heap.end(), later);
  }
}

template <class T, class... Others> generator<T> merge(generator<T> first, Others... others) {
  std::vector<generator<T>> sources;
  sources.push_back(std::move(first));
  (sources.push_back(std::move(others)), ...);
  return merge(std::move(sources));
}

} // namespace streams
