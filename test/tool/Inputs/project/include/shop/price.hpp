#pragma once
#include <costate/task.hpp>

inline costate::task<int> price(int number) { co_return 10 * number; }
