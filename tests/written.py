"""A corpus from texts, with a history made of dates: what the pages are made from, without git."""

import datetime as dt
from pathlib import Path

from mkdocs_rfc.authoring.completeness import measure
from mkdocs_rfc.authoring.template import read_templates
from mkdocs_rfc.corpus.addresses import Address
from mkdocs_rfc.corpus.corpus import gather
from mkdocs_rfc.corpus.targets import Targets
from mkdocs_rfc.documents.document import Kind, read_document
from mkdocs_rfc.forge.repository import Forge
from mkdocs_rfc.history.values import (
    Commit,
    DocumentHistory,
    Person,
    Presence,
    Revision,
    Snapshot,
    Transition,
)
from mkdocs_rfc.lifecycle.presets import RFC
from mkdocs_rfc.markdown.present import present
from mkdocs_rfc.messages.locales import ENGLISH
from mkdocs_rfc.pages.activity import render_activity
from mkdocs_rfc.pages.document import render_document
from mkdocs_rfc.pages.home import render_home
from mkdocs_rfc.pages.index import render_index
from mkdocs_rfc.pages.map import render_map
from mkdocs_rfc.storage.memo import Memo

INDEXES = {Kind.SPEC: "specs/index.md", Kind.RESEARCH: "research/index.md"}
OTHERS = {"map": "specs/map.md", "activity": "specs/activity.md"}
ADA = Person("Ada <b>Lovelace</b>", "ada@example.org")


def commit(day, subject="Write", author=ADA):
    when = dt.datetime.fromisoformat(f"{day}T12:00:00+00:00")
    return Commit(f"{day:0<40}".replace("-", "0"), (), author, (), when, when, subject)


def past(path, *days, transitions=(), **values):
    """A history: a commit on each day, the oldest first; a transition is a day and a status."""
    commits = {day: commit(day, f"Edit on {day}") for day in days}
    revisions = tuple(
        Revision(commits[day], path, mechanical=False, kind="modified") for day in days[::-1]
    )
    changes = tuple(Transition(commits[day], text) for day, text in transitions)
    return DocumentHistory(
        path, revisions, values.pop("presence", Presence.COMMITTED), transitions=changes, **values
    )


class Written:
    """Documents by path, and the pages that show them."""

    def __init__(self, files, histories=(), *, lifecycle=RFC, head="2026-06-01", **snapshot):
        documents = [
            read_document(
                Path(path),
                path,
                Kind.SPEC if path.startswith("specs/") else Kind.RESEARCH,
                lifecycle=lifecycle,
                data=text.encode(),
            )
            for path, text in files.items()
        ]
        self.uris = {document.path: document.path for document in documents}
        self.forge = Forge.parse("https://github.com/example/product")
        places = Targets(
            {document.path: document for document in documents}, self.uris, forge=self.forge
        )
        newest = commit(head, "Newest <i>commit</i>") if head else None
        given = {
            "root": None,
            "branch": "main",
            "head": newest,
            "recent": (newest,) if newest else (),
            "user": ADA,
            "remote": "",
            "mechanical": (),
            "documents": {history.path: history for history in histories},
            "problems": (),
            "renamed": {},
            "deleted": {},
            "processes": 0,
        }
        fields = Snapshot.__dataclass_fields__
        known = {name: value for name, value in (given | snapshot).items() if name in fields}
        self.corpus = gather(
            documents,
            places,
            Snapshot(**known),
            lifecycle=lifecycle,
            completeness=measure(documents, read_templates({}, Path()), Memo()),
        )

    def address(self, uri):
        return Address(uri, uris=self.uris, forge=self.forge, branch="main")

    def page(self, path, body=None, **options):
        document = self.corpus.documents[path]
        if body is None:
            body = document.tree.read()
            present(body, options.get("words", ENGLISH).markup)
        return render_document(
            document,
            self.corpus,
            address=self.address(path),
            body=body,
            headings=document.tree.headings,
            indexes=INDEXES,
            **options,
        )

    def index(self, kind=Kind.SPEC, **options):
        address = self.address(INDEXES[kind])
        return render_index(
            kind, self.corpus, address=address, indexes=INDEXES, others=OTHERS, **options
        )

    def map(self):
        return render_map(self.corpus, address=self.address("specs/map.md"), indexes=INDEXES)

    def activity(self):
        return render_activity(
            self.corpus, address=self.address("specs/activity.md"), indexes=INDEXES
        )

    def home(self):
        return render_home(
            "Product", self.corpus, address=self.address("index.md"), indexes=INDEXES, others=OTHERS
        )


def spec(title="Cache", status="Draft (WIP)", rows="", body="", owner="Storage"):
    """A spec in the template's form."""
    return (
        f"# {title}\n\n| Document Metadata | Details |\n| --- | --- |\n| Author(s) | Ada |\n"
        f"| Status | {status} |\n| Team / Owner | {owner} |\n"
        f"| Created / Last Updated | 2026-01-05 |\n{rows}\n"
        f"## 1. Executive Summary\n\nOne cache for all.\n\n{body}\n"
    )


def research(topic="Survey", body="Text.", front=""):
    head = f"topic: {topic}\nresearcher: Li\ndate: 2026-01-02\n{front}"
    return f"---\n{head}---\n\n# Research\n\n{body}\n"
