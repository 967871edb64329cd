#include "shapes.hpp"

generator<std::string> lines(std::string prefix, int count) {
  for (int i = 1; i <= count; ++i)
    co_yield prefix + std::to_string(i);
  for (const std::string &end : {"and", "so", "on"})
    co_yield end;
}
