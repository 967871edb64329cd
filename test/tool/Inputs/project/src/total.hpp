#pragma once
#include <shop/price.hpp>

costate::task<int> total(int numbers);
