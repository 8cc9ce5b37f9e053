/* The pages are whole without it. What an index shows is in its address, but never under `q` or `h`:
   those are the search's of Material. */
(() => {
  if (window.rfcReady) return // a site may name the script, too
  window.rfcReady = true
  const CHOICES = ["owner", "tag", "date", "used"], ALL = ["find", "status", ...CHOICES], ORDER = ["group", "sort"]
  const fold = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
  const make = (tag, props, ...kids) => {
    const node = Object.assign(document.createElement(tag), props)
    node.append(...kids)
    return node
  }

  function start(root) {
    const table = root.querySelector("table"), form = root.querySelector("form")
    if (!table || root.dataset.on) return
    root.dataset.on = 1
    const words = JSON.parse(root.dataset.words)
    const say = (key, values) => words[key].replace(/{(\w+)}/g, (_, name) => values[name])
    const number = n => n.toLocaleString(words.language)
    const chips = [...root.querySelectorAll(".rfc-chip")]
    const rank = Object.fromEntries(chips.map((chip, place) => [chip.dataset.status, place]))
    const heads = [...table.tHead.rows[0].cells], cols = heads.map(head => head.dataset.col)
    const read = ({ dataset: { col, n }, firstChild, textContent }) => n ? +n
      : col === "number" ? parseInt(textContent, 10) || 0
      : col === "status" ? rank[firstChild.dataset.status]
      : firstChild?.dateTime || (firstChild?.className ? "" : fold(textContent))
    const rows = Array.from(table.querySelectorAll("tbody tr:not(.rfc-group)"), (tr, place) => {
      const cell = name => tr.cells[cols.indexOf(name)], said = name => cell(name)?.textContent || ""
      const label = said("number"), date = said("created") || said("since")
      return {
        tr, place, label, date, home: tr.parentNode, link: tr.querySelector("th a"), cell,
        number: parseInt(label, 10), status: cell("status")?.firstChild.dataset.status,
        owner: said("owner").split(", "), tag: tr.dataset.tags.split(","),
        used: +cell("users")?.dataset.n ? "yes" : "no",
        by: { year: tr.dataset.year, owner: said("owner") },
        hay: fold([label, tr.querySelector("th a").textContent, said("owner"), said("status"), tr.dataset.tags].join(" ")),
      }
    })
    const body = () => {
      const made = table.appendChild(make("tbody"))
      made.setAttribute("role", "rowgroup")
      return made
    }
    const flat = body()
    const fields = form.elements, box = fields.find, now = root.querySelector(".rfc-waiting")
    const groups = root.getElementsByClassName("rfc-group"), bars = [...root.querySelectorAll(".rfc-bar rect")]
    const [total, clear, live] = root.querySelector(".rfc-count").children
    const hint = make("p", { className: "rfc-hint", hidden: true }), none = make("div", { className: "rfc-empty", hidden: true })
    table.before(hint)
    table.after(none)
    const state = {}
    let terms, wanted, shown = [], grouped = [], order = "", timer

    const reflect = key => {
      const field = fields[key]
      if (field) field.value = state[key]
      if (field?.selectedIndex < 0) field.value = ""
    }
    const active = () => ALL.filter(key => key === "status" ? state.status.size : state[key].trim())
    const load = () => {
      const query = new URLSearchParams(location.search), has = (key, value) => rows.some(row => row[key].includes(value))
      state.find = query.get("find") || ""
      state.status = new Set((query.get("status") || "").split(",").filter(slug => rank[slug] >= 0))
      for (const key of CHOICES) {
        const value = query.get(key) || ""
        state[key] = fields[key] && has(key, value) ? value : ""
      }
      const sort = query.get("sort") || ""
      state.sort = cols.includes(sort.replace("-", "")) ? sort : ""
      state.group = query.get("group") || "";
      ["find", ...CHOICES, ...ORDER].forEach(reflect)
      state.group = fields.group?.value || ""
    }
    const home = location.pathname
    const save = () => {
      if (location.pathname !== home) return // the reader went on before the delay was over
      const url = new URL(location.href)
      const put = (key, value) => value ? url.searchParams.set(key, value) : url.searchParams.delete(key)
      for (const key of [...ALL, ...ORDER]) put(key, key === "status" ? [...state.status].sort((a, b) => rank[a] - rank[b]).join() : state[key].trim())
      url.search = url.search.replace(/%2C/g, ",")
      if (url.href !== location.href) history.replaceState(history.state, "", url)
    }
    const fits = (row, but) =>
      (but === "find" || (wanted ? row.label && String(row.number).startsWith(wanted) || row.hay.includes(terms[0]) : terms.every(term => row.hay.includes(term) || term[4] && row.date.startsWith(term)))) &&
      (but === "status" || !state.status.size || state.status.has(row.status)) &&
      CHOICES.every(key => but === key || !state[key] || row[key].includes(state[key]))

    function arrange() {
      const by = state.group, name = state.sort.replace("-", ""), way = state.sort[0] === "-" ? -1 : 1
      if (state.sort + by === order) return
      order = state.sort + by
      const names = by ? [...new Set(rows.map(row => row.by[by]))].sort((a, b) => !a - !b || (by === "year" ? -1 : 1) * a.localeCompare(b)) : []
      for (const row of rows) {
        row.rank = names.indexOf(row.by[by])
        row.key = name ? read(row.cell(name)) : row.place
      }
      rows.sort((a, b) => a.rank - b.rank || (a.key < b.key ? -way : a.key > b.key ? way : a.place - b.place))
      for (const each of grouped) each.remove()
      grouped = names.map(name => {
        const head = groups[0].cloneNode(true), made = body()
        head.cells[0].replaceChildren(make("b", { textContent: name || words[by] }), " ", make("b", { className: "rfc-n" }))
        made.append(head)
        return made
      })
      for (const row of rows) (by ? grouped[row.rank] : name ? flat : row.home).append(row.tr)
    }
    function paint(quiet) {
      terms = fold(state.find).split(/\s+/).filter(Boolean)
      wanted = /^\s*(?:rfc)?[\s#-]*0*(\d+)\s*$/i.exec(state.find)?.[1]
      arrange()
      const per = {}
      shown = []
      for (const row of rows) {
        if (fits(row, "status")) per[row.status] = (per[row.status] || 0) + 1
        const fit = fits(row)
        if (fit) shown.push(row)
        if (row.tr.hidden === fit) row.tr.hidden = !fit
      }
      for (const head of groups) {
        const n = head.parentNode.querySelectorAll("tr:not(.rfc-group, [hidden])").length
        head.hidden = !n
        head.querySelector(".rfc-n").textContent = number(n)
      }
      for (const chip of chips) {
        chip.setAttribute("aria-pressed", state.status.has(chip.dataset.status))
        chip.lastElementChild.textContent = number(per[chip.dataset.status] || 0)
      }
      let x = 0
      for (const bar of bars) {
        const width = per[bar.dataset.status] || 0
        bar.setAttribute("x", x)
        bar.setAttribute("width", width)
        bar.classList.toggle("rfc-off", state.status.size > 0 && !state.status.has(bar.dataset.status))
        x += width
      }
      bars[0]?.ownerSVGElement.setAttribute("viewBox", `0 0 ${x || 1} 1`)
      for (const head of heads) {
        if (head.dataset.col === state.sort.replace("-", "")) head.setAttribute("aria-sort", state.sort[0] === "-" ? "descending" : "ascending")
        else head.removeAttribute("aria-sort")
      }
      const on = active().length, all = say("total", { n: number(rows.length) })
      total.textContent = on ? say("of", { done: number(shown.length), total: all }) : all
      clear.hidden = !on
      if (now) now.hidden = on
      const exact = wanted && rows.find(row => row.number === +wanted)
      hint.hidden = !exact || fits(exact)
      if (!hint.hidden) hint.replaceChildren(make("a", { href: exact.link.href, textContent: `${exact.label} ${exact.link.textContent}` }), " " + say("hidden", { status: exact.cell("status")?.textContent }))
      none.hidden = shown.length > 0
      table.hidden = !shown.length
      if (!shown.length) advise()
      clearTimeout(timer)
      timer = setTimeout(() => {
        if (!quiet) save()
        live.textContent = say("shown", { count: total.textContent })
      }, 250)
    }
    function advise() {
      const ways = active().map(key => [key, rows.filter(row => fits(row, key)).length]).filter(([, n]) => n)
      const drop = ([key, n]) => make("li", {}, make("button", {
        type: "button", className: "rfc-btn",
        textContent: say("without", { n: number(n), filter: key === "find" ? `“${state.find.trim()}”` : key === "status" ? words.status : fields[key].selectedOptions[0].text }),
        onclick: () => { set(key, ""); box.focus() },
      }))
      none.replaceChildren(make("p", {}, make("b", { textContent: words.nothing })),
        make("p", { textContent: ways.length ? words.drop : words.clear_all }), make("ul", { className: "rfc-chips" }, ...ways.map(drop)))
    }
    function change(key, value) {
      if (key === "status") {
        if (!value) state.status.clear()
        else if (!state.status.delete(value)) state.status.add(value)
      } else {
        state[key] = value
        reflect(key)
      }
    }
    function set(key, value) {
      change(key, value)
      paint()
    }

    for (const chip of chips) chip.setAttribute("role", "button")
    for (const head of heads) {
      const name = head.dataset.col, first = ["status", "title", "owner"].includes(name) ? "" : "-"
      head.append(make("button", { type: "button", className: "rfc-sort", onclick: () =>
        set("sort", state.sort.replace("-", "") !== name ? first + name : state.sort[0] === "-" ? name : "-" + name) }, ...head.childNodes))
    }
    box.oninput = () => set("find", box.value)
    for (const key of [...CHOICES, ...ORDER]) if (fields[key]) fields[key].onchange = event => set(key, event.target.value)
    clear.onclick = () => {
      for (const key of ALL) change(key, "")
      paint()
      box.focus()
    }
    form.onsubmit = event => {
      event.preventDefault()
      const exact = wanted && rows.find(row => row.number === +wanted), go = exact || shown.length === 1 && shown[0]
      save()
      if (go) go.link.click()
      else shown[0]?.link.focus()
    }
    root.addEventListener("click", event => {
      const part = event.target.closest(".rfc-chip, .rfc-bar rect")
      if (part) { event.preventDefault(); event.stopPropagation(); set("status", part.dataset.status) }
      else if (event.target.closest("a")) save()
    }, true)
    root.addEventListener("keydown", event => {
      const { target, key } = event, at = shown.findIndex(row => row.tr.contains(target))
      const go = node => { event.preventDefault(); event.stopPropagation(); node?.focus() }
      if (target.matches(".rfc-chip") && key === " ") { event.preventDefault(); set("status", target.dataset.status) }
      else if (target === box && key === "ArrowDown") go(shown[0]?.link)
      else if (target === box && key === "Escape" && box.value) { go(box); set("find", "") }
      else if (at >= 0 && (key === "Escape" || key === "ArrowUp" && !at)) go(box)
      else if (at >= 0 && /^(Arrow(Up|Down)|Home|End)$/.test(key)) go(shown[key === "Home" ? 0 : key === "End" ? shown.length - 1 : Math.min(shown.length - 1, at + (key === "ArrowUp" ? -1 : 1))].link)
    })
    addEventListener("popstate", () => { if (root.isConnected) { load(); paint(true) } })
    form.hidden = false
    load()
    paint(true)
  }

  function days(node) {
    if (node.textContent) return
    const n = Math.max(1, Math.floor((Date.now() - Date.parse(node.dataset.since)) / 864e5) + 1)
    node.textContent = node.dataset.text.replace("{n}", n)
  }
  const boot = () => {
    document.querySelectorAll(".rfc-index").forEach(start)
    document.querySelectorAll(".rfc-days").forEach(days)
  }
  if (window.document$?.subscribe) window.document$.subscribe(boot)
  else if (document.readyState === "loading") addEventListener("DOMContentLoaded", boot)
  else boot()

  const mark = event => {
    const node = event.target.closest?.(".rfc-map a")
    if (!node) return
    const map = node.ownerSVGElement, id = node.dataset.id
    map.querySelectorAll(".rfc-hot").forEach(hot => hot.classList.remove("rfc-hot"))
    node.classList.add("rfc-hot")
    map.querySelectorAll("[data-from]").forEach(edge => {
      const { from, to } = edge.dataset
      if (from !== id && to !== id) return
      edge.classList.add("rfc-hot")
      map.querySelector(`a[data-id="${from === id ? to : from}"]`)?.classList.add("rfc-hot")
    })
  }
  /* A card shows the head of the page that a reference leads to; without one, its title remains. */
  let card, owner, wait
  const hide = () => {
    clearTimeout(wait)
    card?.remove()
    owner?.removeAttribute("aria-describedby")
    card = owner = null
  }
  async function show(link) {
    const text = await fetch(link.href).then(answer => answer.text()).catch(() => "")
    const page = new DOMParser().parseFromString(text, "text/html"), first = page.querySelector(".rfc-eyebrow")
    if (!first || card || owner !== link) return
    card = make("div", { className: "rfc-card", id: "rfc-card", role: "tooltip" }, first,
      make("b", { textContent: first.nextElementSibling.textContent }), page.querySelector(".rfc-tldr") || "")
    document.body.append(card)
    const at = link.getClientRects()[0], below = at.bottom + card.offsetHeight < innerHeight
    card.style.left = scrollX + Math.max(8, Math.min(at.left, innerWidth - card.offsetWidth - 24)) + "px"
    card.style.top = scrollY + (below ? at.bottom : at.top - card.offsetHeight) + "px"
    link.setAttribute("aria-describedby", card.id)
    link.removeAttribute("title")
  }
  const point = ({ target, type }) => {
    const at = target.closest?.(".rfc-ref, .rfc-card")
    if (card && (at === card || at === owner)) return clearTimeout(wait)
    clearTimeout(wait)
    if (!at) wait = setTimeout(hide, 200)
    else {
      hide()
      owner = at
      wait = setTimeout(show, type === "focusin" ? 0 : 300, at)
    }
  }
  for (const type of ["mouseover", "focusin"]) {
    addEventListener(type, mark)
    addEventListener(type, point)
  }
  addEventListener("click", hide)
  addEventListener("keydown", event => { if (event.key === "Escape") hide() })
})()
