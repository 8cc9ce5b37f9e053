from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Every text of ours in one language; what is in braces is filled in.

    A pair is the text for one and the text for any other number.
    """

    language: str
    months: tuple[str, ...]
    date: str
    meanings: Mapping[str, str]
    """Translations of the lifecycle's own sentences."""
    labels: Mapping[str, str]
    """Labels of statuses as they stand inside a sentence."""

    # What documents are called.
    rfc: str
    rfcs: str
    research: str
    count_rfcs: tuple[str, str]
    count_research: tuple[str, str]

    # Status.
    status: str
    no_status: str
    other_status: str
    since: str
    before: str
    answer: str
    write: str
    name_owner: str
    goals: str
    sections: str
    questions: str
    of: str
    not_written: str
    top: str
    superseded_by: str
    supersedes: str
    will_supersede: str
    will_be_superseded: str
    depends_on: str
    needed_by: str
    state_on: str
    nothing_replaces: str

    # Facts.
    owner: str
    nobody: str
    authors: str
    author: str
    created: str
    written: str
    updated: str
    tags: str
    used_by: str
    branch: str
    commit: str
    more_fields: str
    document_says: str
    no_git: str
    not_committed: str
    uncommitted: str
    shallow: str

    # The end of a page.
    about_rfc: str
    about_short: str
    rests_on: str
    no_research: str
    cites: str
    referenced_by: str
    no_references: str
    used_by_none: str
    cited_in: str
    listed: str
    changed_since_review: str
    changed_since_approval: str
    changed_after: str
    joined: str
    history: str
    no_history: str
    cut_history: str
    created_as: str
    became: str
    text_edits: tuple[str, str]
    between: str
    on_day: str
    compare: str
    permalink: str
    by: str

    # The indexes.
    title: str
    number: str
    none: str
    more: str
    lede_rfcs: str
    lede_review: str
    lede_research: str
    last_change: str
    no_rfc: str
    no_rfc_hint: str
    no_research_yet: str
    repository: str
    as_of: str
    recent_commits: str
    detached: str
    no_commits: str
    table_rfcs: str
    table_research: str

    def day(self, day: dt.date) -> str:
        """A day as this language writes it."""
        return self.date.format(day=day.day, month=self.months[day.month - 1], year=day.year)

    def count(self, forms: tuple[str, str], number: int) -> str:
        """A number of things."""
        return forms[0 if number == 1 else 1].format(n=number)

    def listed_in(self, parts: list[str]) -> str:
        """Several words in one phrase: `a, b and c`."""
        if len(parts) < 2:
            return "".join(parts)
        return self.joined.format(first=", ".join(parts[:-1]), last=parts[-1])


ENGLISH = Words(
    language="en",
    months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    date="{day} {month} {year}",
    meanings=MappingProxyType({}),
    labels=MappingProxyType({}),
    rfc="RFC",
    rfcs="RFCs",
    research="Research",
    count_rfcs=("{n} RFC", "{n} RFCs"),
    count_research=("{n} document", "{n} documents"),
    status="Status",
    no_status="No status",
    other_status="Other",
    since="since {date}",
    before="Before it can be {status}:",
    answer="answer question {n}",
    write="write {name}",
    name_owner="name an owner",
    goals="Goals settled",
    sections="Sections written",
    questions="Questions settled",
    of="{done} of {total}",
    not_written="What the template asks for here",
    top="the introduction",
    superseded_by="Superseded by",
    supersedes="Supersedes",
    will_supersede="Will supersede",
    will_be_superseded="Will be superseded by",
    depends_on="Depends on",
    needed_by="Needed by",
    state_on="{status} since {date}.",
    nothing_replaces="Nothing replaces it.",
    owner="Owner",
    nobody="nobody yet",
    authors="Authors",
    author="Author",
    created="Created",
    written="Written",
    updated="Last change",
    tags="Tags",
    used_by="Used by",
    branch="Branch",
    commit="Commit",
    more_fields="More: {names}",
    document_says="the document says {date}",
    no_git="not known to git",
    not_committed="not committed yet",
    uncommitted="with changes not committed yet",
    shallow="unknown (shallow clone)",
    about_rfc="About this RFC",
    about_short="History and links",
    rests_on="Research it rests on",
    no_research="No research is linked.",
    cites="RFCs it cites",
    referenced_by="Referenced by",
    no_references="Nothing refers to this RFC yet.",
    used_by_none="No RFC rests on this yet. To use it, name {path} in the RFC.",
    cited_in="cited in",
    listed="listed, not cited in the text",
    changed_since_review="changed since review began",
    changed_since_approval="changed after approval",
    changed_after="changed after {name} was approved",
    joined="{first} and {last}",
    history="History",
    no_history="No history: this document is not committed, or the site was built outside git.",
    cut_history="History starts here: the site was built from a shallow clone.",
    created_as="Created as {status}",
    became="{before} to {after}",
    text_edits=("{n} text edit", "{n} text edits"),
    between="between {first} and {last}",
    on_day="on {date}",
    compare="What changed since then",
    permalink="Permanent link",
    by="by",
    title="Title",
    number="No.",
    none="None.",
    more="and {n} more",
    lede_rfcs="{count}, {review} open for review.",
    lede_review="{count}.",
    lede_research="{count}, {used} of them used by an RFC.",
    last_change="Last change {date} in",
    no_rfc="No RFC yet.",
    no_rfc_hint="Write the first one; this makes it from the template:",
    no_research_yet="No research yet.",
    repository="Current repository state",
    as_of="As of",
    recent_commits="Recent commits",
    detached="no branch (detached HEAD)",
    no_commits="no commit yet",
    table_rfcs="All RFCs by status",
    table_research="All research documents, newest first",
)
