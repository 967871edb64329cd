# The tests of costate, run by lit (lit-22 on Debian, from llvm-22-tools):
#
#   lit -sv test                                 everything
#   lit -sv test/run/for_loop.cpp                one test
#   lit -sv -Dmatrix=quick -Djobs=2 test/run     while developing
#   lit -sv --update-tests test/print            rewrite what tests end in a `diff` with
#
# Parameters (-DNAME=VALUE):
#
#   matrix=full|quick|sanitize   the builds that %run_and_compare makes of a lowered program, see
#                                support/run_and_compare.py. With `sanitize`, only the suites that
#                                run lowered or runtime code are there.
#   build=DIR                    the build directory, from the project's directory (build)
#   jobs=N                       how many builds %run_and_compare makes at once (1)
#
# A test is a .cpp or .test file with RUN lines. They can say:
#
#   %costate                     the tool
#   %runtime                     the flags with which a C++20 program finds the runtime
#   %runtime17                   the same before C++20
#   %run_and_compare %s %t       lowers the program, builds native and lowered, compares the runs
#   %check_layout %s %t          compares a report's numbers with those of the compilers
#   %check_schema %t             checks that the JSON of a report is as its schema says
#   %check_page %t               looks at the page of a report in Chromium, see support/check_page.py
#   %random, %systematic         the same for random programs, and for coroutines by enumeration
#   %check_warnings %s -- FLAGS  compares what --check says with the WARN and NOTE comments, see
#                                support/check_warnings.py
#   %hammer                      runs the tool over mutated programs, see fire/Hammer.cpp
#   %clangxx, %gxx               the compilers
#   FileCheck, split-file, not, diff

import os
import shlex
import shutil
import sys

import lit.formats

tests = os.path.dirname(os.path.abspath(__file__))
project = os.path.dirname(tests)
build = os.path.join(project, lit_config.params.get("build", "build"))
matrix = lit_config.params.get("matrix", "full")
jobs = lit_config.params.get("jobs", "1")
llvm_tools = "/usr/lib/llvm-22/bin"
clangxx = "clang++-22"
gxx = "g++"

if matrix not in ("full", "quick", "sanitize"):
    lit_config.fatal(f"matrix={matrix}: it is full, quick or sanitize")

config.name = "costate" if matrix == "full" else f"costate-{matrix}"
config.test_format = lit.formats.ShTest(execute_external=False)  # --update-tests needs lit's shell
config.suffixes = [".cpp", ".test"]
config.excludes = ["Inputs", "support"]
config.test_source_root = tests
config.test_exec_root = os.path.join(build, "test", matrix)

if matrix == "sanitize":
    # The sanitizers watch generated code and the runtime; text does not change under them.
    config.available_features.add("sanitize")
    config.excludes += ["find", "normalize", "plan", "print", "tool", "refuse", "report", "check", "fire"]

path = os.pathsep.join([llvm_tools, config.environment["PATH"]])
config.environment["PATH"] = path
for name in ("CCACHE_DIR", "CCACHE_DISABLE"):
    if name in os.environ:
        config.environment[name] = os.environ[name]
# costate's own build may be sanitized, but LLVM's libraries are not, and containers pass between.
config.environment.setdefault("ASAN_OPTIONS", "detect_container_overflow=0")

costate = os.path.join(build, "bin", "costate")
for program in (costate, clangxx, gxx, "FileCheck", "split-file", "not"):
    if not shutil.which(program, path=path):
        lit_config.fatal(f"not found: {program} (./check installs and builds what the tests need)")

runtime = ["-I", os.path.join(project, "runtime", "include")]
compat = ["-I", os.path.join(project, "runtime", "compat")]
run_and_compare = [
    sys.executable,
    os.path.join(tests, "support", "run_and_compare.py"),
    f"--costate={costate}",
    f"--clangxx={clangxx}",
    f"--gxx={gxx}",
    f"--runtime={os.path.join(project, 'runtime')}",
    f"--matrix={matrix}",
    f"--jobs={jobs}",
]

random = os.path.join(tests, "random")

check_layout = [
    sys.executable,
    os.path.join(tests, "support", "check_layout.py"),
    f"--costate={costate}",
    f"--compiler={clangxx}",
    f"--compiler={gxx}",
    f"--runtime={os.path.join(project, 'runtime')}",
]

check_schema = [
    sys.executable,
    os.path.join(tests, "support", "check_schema.py"),
    os.path.join(project, "docs", "report.schema.json"),
]
if shutil.which("arm-none-eabi-g++") and shutil.which("qemu-system-arm"):
    config.available_features.add("cortex-m")
browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
if browser: # tests that need it are skipped where there is none
    config.available_features.add("chromium")
check_page = [sys.executable, os.path.join(tests, "support", "check_page.py"), browser]

check_warnings = [
    sys.executable,
    os.path.join(tests, "support", "check_warnings.py"),
    f"--costate={costate}",
]

config.substitutions += [
    (r"%check_warnings\b", shlex.join(check_warnings)),
    (r"%check_schema\b", shlex.join(check_schema)),
    (r"%check_page\b", shlex.join(check_page)),
    (r"%check_layout\b", shlex.join(check_layout)),
    (r"%random\b", shlex.join([sys.executable, os.path.join(random, "run"), f"--build={build}"])),
    (r"%systematic\b", shlex.join([sys.executable, os.path.join(random, "systematic"), f"--build={build}"])),
    (r"%run_and_compare\b", shlex.join(run_and_compare)),
    (r"%runtime17\b", shlex.join(runtime + compat)),
    (r"%runtime\b", shlex.join(runtime)),
    (r"%costate\b", shlex.quote(costate)),
    (r"%hammer\b", shlex.join([os.path.join(build, "bin", "hammer"), f"--project={project}"])),
    (r"%clangxx\b", clangxx),
    (r"%gxx\b", gxx),
]
