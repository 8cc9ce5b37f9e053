"""Looks at a built site as a browser would: its pages, and the links that lead nowhere."""

from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

HOST = "http://site.invalid/"


class BuiltSite:
    """The HTML files of a site, by their address without the host."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.pages = {
            self._address(file): html.fromstring(file.read_bytes())
            for file in sorted(self.folder.rglob("*.html"))
            if file.name != "404.html"
        }

    def _address(self, file):
        path = file.relative_to(self.folder).as_posix()
        return path.removesuffix("index.html")

    def article(self, address):
        """The part of a page that is its own, whatever the theme."""
        page = self.pages[address]
        for path in ("//article", "//div[@role='main'][@class]", "//div[@role='main']"):
            if found := page.xpath(path):
                return found[0]
        return page

    def text(self, address):
        return " ".join(self.article(address).text_content().split())

    def dead_links(self):
        """Address of the page and of the target of each link into the site that leads nowhere."""
        anchors = {
            address: {*page.xpath("//@id"), *page.xpath("//a/@name"), ""}
            for address, page in self.pages.items()
        }
        dead = []
        for address, page in self.pages.items():
            for link in page.xpath(
                "//a[@href] | //*[local-name()='image' or local-name()='img'][@src]"
            ):
                target = urljoin(HOST + address, link.get("href") or link.get("src"))
                if target.startswith(HOST) and not self._is_there(target, anchors):
                    dead.append((address, link.get("href") or link.get("src")))
        return dead

    def _is_there(self, target, anchors):
        parts = urlsplit(target)
        path = unquote(parts.path.lstrip("/"))
        if path in anchors:
            return unquote(parts.fragment) in anchors[path]
        return (self.folder / path).is_file()
