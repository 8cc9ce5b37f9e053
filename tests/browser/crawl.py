"""Opens, hovers and clicks all that a site has, and tells what ran and what stood ready to."""

import re
from collections import Counter
from urllib.parse import quote

from playwright.sync_api import Error

from served import serve

NOWHERE = {"server": "http://127.0.0.1:9", "bypass": "127.0.0.1"}
"""A proxy that is not there: nothing on another host is asked for anything."""
LEADS_ON = re.compile(r'<meta http-equiv="refresh" content="0; url=[^"]*">')
"""What leads on at once; where it leads is visited anyway."""
LITTLE = 5000
FRAME = """text => new Promise(go => {
  const frame = document.createElement("iframe")
  frame.onload = go
  frame.srcdoc = text
  document.body.append(frame)
})"""
BEFORE = """
  window.runs = address => { // as this browser reads it
    try {
      const { protocol } = new URL(address, document.baseURI)
      return /^((java|vb)script|data|blob|filesystem|view-source|feed):/.test(protocol)
    } catch { return false }
  }
  window.alert = window.confirm = window.prompt = said => told(String(said))
  addEventListener("click", event => {
    const link = event.composedPath().find(each => each.href !== undefined)
    // Whatever else a link leads to, mail and chat too, would only leave the page.
    if (link && !runs(link.href.baseVal ?? link.href)) event.preventDefault()
  }, true)
  const stay = event => runs(event.target.action) || event.preventDefault()
  addEventListener("submit", stay, true)
  const attach = Element.prototype.attachShadow // the theme's drawings are in closed ones
  Element.prototype.attachShadow = function (how) {
    const root = attach.call(this, { ...how, mode: "open" })
    root.addEventListener("submit", stay, true) // which nobody hears of outside
    return root
  }
  try { localStorage.clear() } catch {}
  window.Worker = location.search ? Worker : class extends EventTarget { postMessage() {} }
"""
"""The theme's search would read its whole index anew on each page."""
DRAWN = """async ({ math, diagrams }) => {
  const until = async (done, most) => {
    for (let waited = 0; waited < most && !done(); waited += 50)
      await new Promise(go => setTimeout(go, 50))
  }
  if (math) {
    await until(() => window.MathJax?.startup?.promise, 3000)
    await Promise.race([window.MathJax?.startup?.promise, new Promise(go => setTimeout(go, 5000))])
  }
  if (diagrams) {
    const left = () => document.querySelectorAll("article pre.mermaid").length
    await until(() => window.mermaid, 3000)
    let before = -1, since = 0 // one that is no diagram is left as it is
    await until(() => {
      since = before === left() ? since + 50 : 0
      before = left()
      return !before || since > 600
    }, 8000)
  }
}"""
FOUND = """word => {
  const field = document.querySelector("[data-md-component=search-query]") // Material reads no `q`
  field?.focus()
  if (field && field.value !== word) field.value = word
  field?.dispatchEvent(new Event("keyup", { bubbles: true }))
  return document.querySelector("a.md-search-result__link, #mkdocs-search-results a")
}"""
HELD = """
  const all = root => [...root.querySelectorAll("*")].flatMap(
    each => each.shadowRoot ? [each, ...all(each.shadowRoot)] : [each])
  const held = new Set(), take = text => {
    for (const found of text.matchAll(/alert\\((\\d+)\\)/g)) held.add(found[1])
  }
  const inspect = each => {
    // Mermaid leaves styles in its labels: no browser runs one, and they stay in the drawing.
    const before = held.size, drawn = each.getRootNode() instanceof ShadowRoot
    for (const { name, value } of each.attributes) {
      const address = /href$|src|srcdoc|action|data$|poster|background|ping|code$/.test(name)
      const read = value.replace(/[^\\x21-\\x7e]/g, "") // as the most careless reader would
      const refreshes = name === "content" && each.httpEquiv && /script:|data:/i.test(read)
      const acts = /^on/.test(name) || (name === "style" && !drawn) || refreshes
      if (acts || (address && runs(drawn ? value : read))) take(value)
    }
    const json = each.textContent.includes("mkdocs_page_name") // the theme's, escaped
    const whole = /^(script|style|iframe|object|embed)$/i.test(each.localName)
    if (whole && !json) take(each.textContent)
    return held.size > before
  }
  const strange = root => root.querySelectorAll(
    `:is(article, [role=main]) :is(script, style, iframe, frame, object,
    embed, base, meta, link, template, plaintext, xmp, noembed, noframes, marquee, portal, applet,
    math, foreignObject, animate, set, use):not(.arithmatex *)`)
"""
ACT = (
    "async () => {"
    + HELD
    + """
  for (const each of document.querySelectorAll("details")) each.open = true
  const seen = all(document)
  for (const each of strange(document)) held.add("a " + each.outerHTML.slice(0, 50))
  for (const each of seen) {
    const ready = inspect(each), formula = each.closest(".arithmatex")
    const lies = formula && getComputedStyle(each).position === "fixed"
    if (lies && !each.closest("mjx-assistive-mml"))
      held.add("fixed " + formula.textContent.slice(0, 50))
    if (!ready && each.closest("nav") && !each.closest("[onclick]")) continue
    for (const kind of ["pointerover", "mouseover", "mousemove", "pointerdown", "click"])
      each.dispatchEvent(new MouseEvent(kind, { bubbles: true, cancelable: true, composed: true }))
    for (const kind of ["mouseenter", "focus", "blur", "toggle"])
      each.dispatchEvent(new Event(kind))
  }
  const cards = [...document.querySelectorAll(".rfc-ref")].slice(0, 2)
  for (const link of cards) {
    link.dispatchEvent(new FocusEvent("focusin", { bubbles: true }))
    for (let n = 0; n < 12 && !document.querySelector(".rfc-card"); n++)
      await new Promise(go => setTimeout(go, 25))
    for (const each of document.querySelectorAll(".rfc-card, .rfc-card *")) inspect(each)
  }
  await new Promise(go => setTimeout(go, 20)) // what a click or a hover began
  return [...held]
}"""
)


class Reader:
    """A tab of Chromium, with all that ran in it and all that stood ready to."""

    def __init__(self, browser, address, modules=None):
        self.address, self.modules = address, modules
        self.ran, self.held = Counter(), Counter()
        self.context = browser.new_context(proxy=NOWHERE)
        self.context.expose_binding("told", lambda _, said: self.ran.update([said]))
        self.context.add_init_script(BEFORE)
        self.page = self.context.new_page()
        self.page.set_default_timeout(20_000)

    def visit(self, file, path):
        """Open a page; hover and click everything on it."""
        text = file.read_text("utf-8", "replace")
        try:
            if len(text) < LITTLE and LEADS_ON.search(text):
                self.page.goto("about:blank")
                self.page.evaluate(FRAME, LEADS_ON.sub("", text))
                self.held.update(self.page.frames[-1].evaluate(ACT))
                return
            self.page.goto(self.address + path, wait_until="load")
            diagrams = "material" in text and 'class="mermaid"' in text
            math = "arithmatex" in text and "mathjax" in text
            if self.modules and (diagrams or math):
                self.page.evaluate(DRAWN, {"diagrams": diagrams, "math": math})
            self.held.update(self.page.evaluate(ACT))
        except Error as error:
            self.held.update([f"unread {path}: {error}"])

    def search(self, word, theme):
        """Search for a word that is on many pages, and do the same with what is found."""
        try:
            page = "search.html" if theme == "readthedocs" else ""
            self.page.goto(f"{self.address}{page}?q={word}", wait_until="load")
            self.page.wait_for_function(FOUND, arg=word, polling=200)
            self.held.update(self.page.evaluate(ACT))
        except Error as error:
            self.held.update([f"unread search for {word}: {error}"])


def pages_of(site):
    """The pages and drawings of a site, with their addresses."""
    drawings = (each for each in site.rglob("*.svg") if "specs" in each.relative_to(site).parts)
    for file in sorted([*site.rglob("*.html"), *drawings]):
        path = file.relative_to(site)
        if path.parts[0] != "modules" and path.as_posix() != "search.html":
            yield file, quote(re.sub(r"(^|/)index\.html$", r"\1", path.as_posix()))


def crawl(browser, site, modules=None, *, theme="", word=""):
    """What ran on the pages of a site, and what stood ready to run, by number.

    `word` is one to search for.
    """
    with serve(site, ("Cache-Control", "max-age=3600")) as address:
        reader = Reader(browser, address, modules)
        for file, path in pages_of(site):
            reader.visit(file, path)
        if word:
            reader.search(word, theme)
        reader.context.close()
    return reader.ran, reader.held
