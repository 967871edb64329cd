"""Looks at the page of a report in headless Chromium.

    check_page.py BROWSER PAGE DIRECTORY [--screenshots]

Checks what a reader needs: that the page asks for nothing else, fits wide and narrow windows, follows
the colour scheme with enough contrast, and links source, machine, diagram, frame and table under the
pointer and under the keyboard. A script in a copy of the page does it and writes what it has found.
With --screenshots, one of each is left in DIRECTORY.
"""

import html
import json
import re
import subprocess
import sys
from pathlib import Path

SCRIPT = """
<script>
addEventListener('load', () => {
  const found = {};
  const body = getComputedStyle(document.body);
  found.width = innerWidth;
  found.overflow = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  found.paper = body.backgroundColor;
  found.ink = body.color;
  const coroutine = document.querySelector('.coroutine');
  const [source, machine] = coroutine.querySelectorAll('.code');
  found.sideBySide = machine.getBoundingClientRect().left > source.getBoundingClientRect().right;
  const lit = () => {
    const all = [...coroutine.querySelectorAll('.lit')];
    const within = (part) => all.filter((each) => part.contains(each)).length;
    return {
      source: within(source),
      machine: within(machine),
      diagram: within(coroutine.querySelector('svg')),
      frame: within(coroutine.querySelector('.bars')),
      kept: all.filter((each) => each.closest('table')).length,
    };
  };
  const send = (element, type, init) =>
    element.dispatchEvent(new (init && init.key ? KeyboardEvent : PointerEvent)(type, {bubbles: true, ...init}));
  const point = source.querySelector('[data-point]');
  send(point, 'pointerover');
  found.hoverPoint = lit();
  send(coroutine, 'pointerleave');
  found.left = lit();
  send(source.querySelector('[data-value]'), 'pointerover');
  found.hoverValue = lit();
  send(coroutine, 'pointerleave');
  point.focus();
  found.focused = document.activeElement === point;
  found.focusPoint = lit();
  const named = coroutine.querySelector(`svg [data-state="${point.dataset.state}"]`);
  named.focus();
  found.focusState = lit();
  send(named, 'keydown', {key: 'Enter'});
  send(source.querySelector('[data-value]'), 'pointerover');
  found.kept = lit();
  send(named, 'keydown', {key: 'Escape'});
  found.released = lit();
  found.stops = coroutine.querySelectorAll('[tabindex="0"]').length;
  found.boxes = coroutine.querySelectorAll('svg .box').length;
  const svg = coroutine.querySelector('svg');
  const around = svg.getBoundingClientRect();
  found.clipped = [...svg.querySelectorAll('text')].filter((text) => {
    const box = text.getBoundingClientRect();
    return box.left < around.left - 1 || box.right > around.right + 1;
  }).map((text) => text.textContent);
  found.spilled = [...svg.querySelectorAll('.state')].filter((state) => {
    const box = state.querySelector('rect').getBoundingClientRect();
    return [...state.querySelectorAll('text')].some((text) => {
      const inside = text.getBoundingClientRect();
      return inside.left < box.left || inside.right > box.right;
    });
  }).map((state) => state.textContent);
  found.cut = [...document.querySelectorAll('.row .warning')].filter((warning) => {
    const inside = warning.getBoundingClientRect();
    const panel = warning.closest('.code').getBoundingClientRect();
    return inside.right > panel.right + 1 || warning.scrollWidth > warning.clientWidth;
  }).map((warning) => warning.textContent);
  found.struck = [...document.querySelectorAll('svg')].flatMap((each) => {
    const all = [...each.querySelectorAll('.cause, .edge')];
    const last = all.findLastIndex((part) => part.matches('.edge'));
    return all.slice(0, last).filter((part) => part.matches('.cause'));
  }).map((label) => label.textContent);
  found.covered = [...document.querySelectorAll('svg')].flatMap((each) => {
    const boxes = [...each.querySelectorAll('.box:not(.outer)')].map((box) => box.getBoundingClientRect());
    return [...each.querySelectorAll('.cause')].filter((label) => {
      const text = label.getBoundingClientRect();
      return boxes.some((box) => text.left < box.right && text.right > box.left &&
                                 text.top + 2 < box.bottom && text.bottom - 2 > box.top);
    });
  }).map((label) => label.textContent);
  const ids = [...document.querySelectorAll('[id]')].map((each) => each.id);
  found.repeated = ids.filter((id, index) => ids.indexOf(id) !== index);
  found.requests = performance.getEntriesByType('resource').map((each) => each.name);
  document.documentElement.dataset.found = JSON.stringify(found);
});
</script>
"""


def luminance(colour):
    channels = [int(each) / 255 for each in re.findall(r"\d+", colour)[:3]]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def main():
    browser, page, directory = sys.argv[1], Path(sys.argv[2]).resolve(), Path(sys.argv[3])
    directory.mkdir(parents=True, exist_ok=True)
    text = page.read_text()
    problems = []

    def check(what, holds):
        if not holds:
            problems.append(what)

    check("the page refers to something else", not re.search(r"(?:src|href)=\"(?!#)|@import|url\((?!#)", text))
    probed = directory / "probed.html"
    probed.write_text(text.replace("</body>", SCRIPT + "</body>"))

    def chromium(width, dark, *what):
        command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                   f"--user-data-dir={directory.resolve()}/profile", f"--window-size={width},1600"]
        if dark:
            command.append("--blink-settings=preferredColorScheme=0")
        return subprocess.run([*command, *what], capture_output=True, text=True, timeout=120).stdout

    for width in (1400, 500):
        for dark in (False, True):
            name = f"{'wide' if width > 1000 else 'narrow'}-{'dark' if dark else 'light'}"
            if "--screenshots" in sys.argv:
                chromium(width, dark, f"--screenshot={directory.resolve()}/{name}.png",
                         f"file://{page}")
            dom = chromium(width, dark, "--dump-dom", f"file://{probed.resolve()}")
            match = re.search(r'data-found="([^"]*)"', dom)
            if not match:
                sys.exit(f"{name}: the page did not load\n{dom[:500]}")
            found = json.loads(html.unescape(match[1]))

            def check_here(what, holds):
                check(f"{name}: {what}: {found}", holds)

            check_here("it is too wide", found["overflow"] <= 0)
            check_here("the columns", found["sideBySide"] == (width > 1000))
            paper, ink = luminance(found["paper"]), luminance(found["ink"])
            check_here("the scheme", (paper < ink) == dark)
            contrast = (max(paper, ink) + 0.05) / (min(paper, ink) + 0.05)
            check_here("the contrast", contrast > 7)
            for what in ("hoverPoint", "focusPoint", "focusState", "kept"):
                check_here(f"{what} links", all(count > 0 for count in found[what].values()))
            check_here("a value links", all(found["hoverValue"][part] > 0
                                            for part in ("source", "machine", "frame", "kept")))
            check_here("leaving ends it", not any(found["left"].values()))
            check_here("Escape ends it", not any(found["released"].values()))
            check_here("the keyboard", found["focused"] and found["stops"] > 5)
            check_here("text outside of the diagram", not found["clipped"])
            check_here("text outside of its box", not found["spilled"])
            check_here("a warning that is cut off", not found["cut"])
            check_here("an arrow over a label", not found["struck"])
            check_here("a label over a box", not found["covered"])
            check_here("ids that are not unique", not found["repeated"])
            check_here("requests", not found["requests"])
    for problem in problems:
        print(problem)
    if problems:
        return 1
    print("the page reads well")
    return 0


if __name__ == "__main__":
    sys.exit(main())
