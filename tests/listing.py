"""An index as its reader works with it, and what it should show, by what stands in its rows."""

import unicodedata
from dataclasses import dataclass

READ = """() => {
  const columns = [...document.querySelectorAll(".rfc-table thead th")].map(th => th.dataset.col)
  const rank = [...document.querySelectorAll(".rfc-chip")].map(chip => chip.dataset.status)
  const key = (column, cell) =>
    column === "number" ? +cell.textContent
    : column === "status" ? rank.indexOf(cell.querySelector("[data-status]").dataset.status)
    : "n" in cell.dataset ? +cell.dataset.n
    : cell.querySelector("time")?.dateTime ?? (cell.querySelector(".rfc-why") ? "" : null)
  const each = (tr, read) =>
    Object.fromEntries([...tr.cells].map((cell, at) => [columns[at], read(columns[at], cell)]))
  return [...document.querySelectorAll(".rfc-table tbody tr:not(.rfc-group)")].map(tr => ({
    title: tr.querySelector("th > a").textContent,
    href: tr.querySelector("th > a").href,
    status: tr.querySelector("td [data-status]")?.dataset.status ?? "",
    tags: tr.dataset.tags.split(",").filter(Boolean),
    shown: tr.checkVisibility(),
    cells: each(tr, (_, cell) => cell.textContent),
    keys: each(tr, key),
  }))
}"""

COUNTED = "all => all.map(chip => [chip.dataset.status, +chip.querySelector('b').innerText])"
FOCUSED = "document.activeElement?.name || document.activeElement?.textContent"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One document of the list; `keys` is what a column sorts by, None for its text."""

    title: str
    href: str
    status: str
    tags: list[str]
    shown: bool
    cells: dict[str, str]
    keys: dict[str, object]

    @property
    def owners(self):
        return self.cells.get("owner", "").split(", ")

    def has(self, *words):
        """Whether the text that is searched holds every word."""
        cells = [self.cells.get(name, "") for name in ("number", "owner", "status")]
        text = fold(" ".join([self.title, *cells, *self.tags]))
        return all(fold(word) in text for word in words)

    def key(self, column):
        key = self.keys[column]
        return fold(self.cells[column]) if key is None else key


def fold(text):
    plain = unicodedata.normalize("NFKD", text)
    return "".join(char for char in plain if not unicodedata.category(char).startswith("M")).lower()


class Listing:
    """The list on a page, with its filters."""

    def __init__(self, page):
        self.page = page
        self.box = page.locator("input[name=find]")
        self.count = page.locator(".rfc-count span").first
        self.results = page.locator(".rfc-table tbody tr:not(.rfc-group):visible th > a")
        self.wait()

    def wait(self):
        """Wait until the script has taken the list over."""
        self.page.locator(".rfc-index[data-on]").wait_for()
        return self

    def rows(self):
        return [Row(**row) for row in self.page.evaluate(READ)]

    def shown(self):
        return [row.title for row in self.rows() if row.shown]

    def chip(self, status):
        return self.page.locator(f".rfc-chip[data-status='{status}']")

    def counts(self):
        """What the chips say, by status."""
        return dict(self.page.locator(".rfc-chip").evaluate_all(COUNTED))

    def wait_for_address(self, query):
        """Wait until the address says this, which it does a moment after the last change."""
        self.page.wait_for_function("query => location.search === query", arg=query)

    def focused(self):
        return self.page.evaluate(FOCUSED)

    def orders(self):
        """The columns that this width can sort by: their heads, or a list of orders."""
        heads = self.page.locator("th[data-col]:visible")
        if heads.count():
            return heads.evaluate_all("all => all.map(head => head.dataset.col)")
        options = self.page.locator("select[name=sort] option")
        return options.evaluate_all("all => all.map(each => each.value.replace(/^-/, ''))")[1:]

    def sort(self, column):
        """Sort by a column, as this width has it; gives whether the order is now descending."""
        head = self.page.locator(f"th[data-col={column}]")
        if head.is_visible():
            head.get_by_role("button").click()
            return head.get_attribute("aria-sort") == "descending"
        choice = self.page.locator("select[name=sort]")
        value = choice.locator(f"option[value$={column}]").get_attribute("value")
        choice.select_option(value)
        return value.startswith("-")
