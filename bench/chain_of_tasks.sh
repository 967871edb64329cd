#!/usr/bin/env bash
# Prints how long a chain of ten tasks takes, natively and lowered, with and without elided allocations.
#
#   bench/chain_of_tasks.sh [OUT_DIR]

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
out=${1:-build/bench}
mkdir -p "$out"
source=bench/chain_of_tasks.cpp
runtime=(-I runtime/include)

build() { # COMPILER STANDARD SOURCE NAME FLAG...
  "$1" "-std=$2" -O2 -w "${runtime[@]}" "${@:5}" "$3" -o "$out/$4" -lbenchmark -pthread
}
build clang++-22 c++20 "$source" native-clang
build clang++-22 c++20 "$source" native-clang-elidable -DELIDABLE
build g++ c++20 "$source" native-gcc
for kind in heap elidable; do
  flags=()
  [[ $kind == heap ]] || flags=(-DELIDABLE)
  build/bin/costate --quiet "$source" -o "$out/chain.$kind.cpp" -- -std=c++20 "${runtime[@]}" "${flags[@]}"
  for compiler in clang++-22 g++; do
    build "$compiler" c++17 "$out/chain.$kind.cpp" "lowered-$kind-${compiler%%+*}" -I runtime/compat "${flags[@]}"
  done
done
for program in native-clang native-clang-elidable native-gcc lowered-{heap,elidable}-{clang,g}; do
  printf '%-24s' "$program"
  "$out/$program" --benchmark_repetitions=9 --benchmark_min_time=0.05 --benchmark_format=csv 2>/dev/null |
    awk -F, '/_median/ { printf "%8.1f ns\n", $4 }'
done
