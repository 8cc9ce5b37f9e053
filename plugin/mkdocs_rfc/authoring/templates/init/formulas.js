// Draws formulas with KaTeX. A document may be anybody's: a formula draws, and does nothing else.
const SAFE = { throwOnError: false, trust: false, maxSize: 50, maxExpand: 1000 }
const draw = () => {
  for (const node of document.querySelectorAll(".arithmatex")) {
    const [, open, formula] = node.textContent.match(/^\\([([])([^]*)\\[)\]]$/) ?? []
    if (open) katex.render(formula, node, { ...SAFE, displayMode: open === "[" })
  }
}
window.document$ ? document$.subscribe(draw) : draw()
