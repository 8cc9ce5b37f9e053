// Has MathJax load its safe extension, whatever set-up a site has, and make no links: formulas are
// written by whoever writes a document, and can run scripts (\href) or cover the page (\style).
(() => {
  const given = window.MathJax ?? {}
  if (given.version) return // it runs already, with what an earlier copy of this said
  const load = given.loader?.load ?? []
  const safe = given.options?.safeOptions
  const allow = { ...safe?.allow, URLs: "none" } // it lets "java\tscript:" through
  if (!load.includes("ui/safe")) given.loader = { ...given.loader, load: [...load, "ui/safe"] }
  given.options = { ...given.options, safeOptions: { ...safe, allow } }
  const begin = given.AuthorInit
  given.AuthorInit = () => { // MathJax 2
    begin?.()
    MathJax.Hub.Register.StartupHook("End Config", () => {
      MathJax.Hub.config.extensions.push("Safe.js")
      MathJax.Hub.Insert(MathJax.Hub.config, { Safe: { allow: { URLs: "none" } } })
    })
  }
  window.MathJax = given
})()
