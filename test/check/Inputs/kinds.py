"""kinds.py TESTS NAMES: each of the warnings in the file NAMES is documented and tested."""

import glob
import re
import sys

tests, names = sys.argv[1], open(sys.argv[2], encoding="utf-8").read().split()
docs = tests + "/../../docs/"
table = re.findall(r"^\| \[([a-z-]+)\]\(warnings/\1\.md\) \| (.+) \|$",
                   open(docs + "warnings.md", encoding="utf-8").read(), re.M)
assert [name for name, _ in table] == names, (table, names)
for name, summary in table:
    page = open(f"{docs}warnings/{name}.md", encoding="utf-8").read()
    title, _, rest = page.partition("\n\n")
    assert title == "# " + name, title
    assert rest.split(".")[0].lower().replace("\n", " ") == summary.lower() or name in (
        "large-across-suspend", "blocking-in-coroutine"), (name, summary)
    assert "```cpp" in page, name
caught, left = "", ""
for path in glob.glob(tests + "/*_caught.cpp"):
    text = open(path, encoding="utf-8").read()
    if path.endswith("_not_caught.cpp"):
        left += "\n".join(re.findall(r"--only=(\S+)", text)) * text.count("\n}")
    else:
        caught += text
for name in names:
    assert len(re.findall(r"WARN[^/\n]*" + name, caught)) >= 10, name
    assert left.count(name) >= 10, name
