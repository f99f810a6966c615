"""What every page of ours has to be on a telephone and on a desk, looked at in a real browser."""

from playwright.async_api import Page

MIN_TARGET = 44  # px, WCAG 2.2 "Target Size (Enhanced)"
MIN_CONTRAST = 4.5  # WCAG 2.2 "Contrast (Minimum)"
MAX_SHIFT = 0.02  # of the screen; 0.1 is what web.dev calls good

SMALL_TARGETS = """min => [...document.querySelectorAll(
  "main a, main button, main select, main input, main textarea, main label.check, header a, " +
  "label.opener")]
  .filter(e => e.offsetParent !== null && !["checkbox", "radio"].includes(e.type))
  .filter(e => !e.closest(".trap"))
  .filter(e => { const b = e.getBoundingClientRect(); return b.height < min || b.width < min; })
  .map(e => e.outerHTML.slice(0, 120))"""

UNLABELLED = """[...document.querySelectorAll(
  "main input:not([type=hidden]), main select, main textarea")]
  .filter(e => !e.labels.length && !e.getAttribute("aria-label")).map(e => e.name)"""

FAINT = """min => {
  const parts = c => (c.match(/[\\d.]+/g) || []).map(Number);
  const light = c => { const [r, g, b] = c.slice(0, 3).map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ground = e => { for (; e; e = e.parentElement) {
    const c = parts(getComputedStyle(e).backgroundColor);
    if (c.length === 3 || c[3] > 0) return c; } return [255, 255, 255]; };
  const found = [];
  for (const e of document.querySelectorAll("body *")) {
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!own || e.offsetParent === null || e.closest("option, optgroup, head, .skip")) continue;
    const a = light(parts(getComputedStyle(e).color)), b = light(ground(e));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < min) found.push(ratio.toFixed(2) + " " + e.outerHTML.slice(0, 100));
  }
  return found; }"""

WATCH_SHIFTS = """window.shift = 0; new PerformanceObserver(list => {
  for (const one of list.getEntries()) window.shift += one.value;
}).observe({type: "layout-shift", buffered: true});"""


async def check(screen: Page) -> None:
    """Nothing sticks out, jumps, is too small to press, too faint to read or without a name."""
    await screen.wait_for_load_state("networkidle")
    assert await screen.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert await screen.evaluate(SMALL_TARGETS, MIN_TARGET) == []
    assert await screen.evaluate(UNLABELLED) == []
    assert await screen.evaluate(FAINT, MIN_CONTRAST) == []
    assert await screen.evaluate("window.shift") <= MAX_SHIFT
    assert await screen.evaluate("[...document.images].every(i => !i.complete || i.naturalWidth)")
