# Sourced by ./demo and ./check, from the project's directory.
#
#   install_missing PACKAGE...   installs the Debian packages that are not there yet
#   configure OPTION...          configures build/ with the release preset
#   build TARGET...              builds in build/

# What it takes to build costate and the programs it writes.
build_packages=(
  clang-22        # compiles costate and native coroutines; carries Clang's CMake package
  libclang-22-dev # Clang's headers and libraries, which costate is made of
  llvm-22-dev     # LLVM's
  cmake
  ninja-build
  g++             # the second compiler that generated code is built with, and libstdc++
)

install_missing() {
  # Elsewhere than on Debian, CMake says what it does not find.
  command -v dpkg-query >/dev/null || return 0

  local package missing=()
  for package in "$@"; do
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] ||
      missing+=("$package")
  done
  ((${#missing[@]})) || return 0

  local as_root=(env DEBIAN_FRONTEND=noninteractive)
  if [[ $(id -u) != 0 ]]; then
    if ! command -v sudo >/dev/null; then
      echo "these packages are missing, and only root can install them: ${missing[*]}" >&2
      return 1
    fi
    as_root=(sudo "${as_root[@]}")
  fi
  echo "Installing ${missing[*]}"
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# Prints what CMake has to say only when it fails.
configure() {
  local log
  if ! log=$(cmake --preset release "$@" 2>&1); then
    echo "$log" >&2
    return 1
  fi
}

build() {
  cmake --build build --target "$@"
}
