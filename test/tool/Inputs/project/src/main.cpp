#include "total.hpp"
#include <costate/block_on.hpp>
#include <cstdio>

int main() { std::printf("%d\n", costate::block_on(total(3))); }
