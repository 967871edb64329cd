// Links what belongs together: elements of one coroutine with the same state or value light up
// together, under the pointer or the focus; a click or Enter keeps them lit, Escape lets them go.
'use strict';

for (const coroutine of document.querySelectorAll('.coroutine')) {
  let kept = null;

  const partners = (element) => {
    const found = [];
    for (const key of ['state', 'value'])
      if (element.dataset[key] !== undefined)
        found.push(...coroutine.querySelectorAll(`[data-${key}="${element.dataset[key]}"]`));
    return found;
  };

  const light = (element) => {
    for (const lit of coroutine.querySelectorAll('.lit'))
      lit.classList.remove('lit');
    if (!element)
      return;
    for (const partner of partners(element))
      partner.classList.add('lit');
  };

  // Brings what lit up into view, in the panels that scroll and only there.
  const reveal = (element) => {
    for (const panel of coroutine.querySelectorAll('.code, .diagram')) {
      if (panel.contains(element))
        continue;
      const partner = partners(element).find((each) => panel.contains(each));
      if (!partner)
        continue;
      const inside = partner.getBoundingClientRect();
      const around = panel.getBoundingClientRect();
      if (inside.top < around.top || inside.bottom > around.bottom)
        panel.scrollTop += inside.top - around.top - around.height / 3;
      if (inside.left < around.left || inside.right > around.right)
        panel.scrollLeft += inside.left - around.left - 40;
    }
  };

  const linked = (event) => event.target.closest && event.target.closest('[data-state], [data-value]');

  coroutine.addEventListener('pointerover', (event) => {
    if (!kept)
      light(linked(event));
  });
  coroutine.addEventListener('pointerleave', () => light(kept));
  coroutine.addEventListener('focusin', (event) => {
    const element = linked(event);
    if (!element)
      return;
    if (kept)
      kept = element;
    light(element);
    reveal(element);
  });
  coroutine.addEventListener('focusout', () => light(kept));

  const toggle = (element) => {
    kept = kept === element ? null : element;
    light(kept || element);
    if (element)
      reveal(element);
  };
  coroutine.addEventListener('click', (event) => {
    if (!event.target.closest('a[href]'))
      toggle(linked(event));
  });
  coroutine.addEventListener('keydown', (event) => {
    const element = linked(event);
    if (element && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      toggle(element);
    }
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      kept = null;
      light(null);
    }
  });
}
