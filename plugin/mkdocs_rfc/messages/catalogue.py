"""Every text that a reader sees, as the fields of one value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from mkdocs_rfc.messages.markup import MarkupTexts
from mkdocs_rfc.messages.plurals import Counted, counting, one_or_many

_counted = counting(one_or_many)


@dataclass(frozen=True, slots=True, kw_only=True)
class Messages:
    """Every text of ours, in English; what is in braces is filled in.

    Another language is a value of this class that gives what it has: the rest stays English.
    """

    language: str = "en"
    markup: MarkupTexts = MarkupTexts()
    months: tuple[str, ...] = (
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "May",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Oct",
        "Nov",
        "Dec",
    )
    date: str = "{day} {month} {year}"
    meanings: Mapping[str, str] = field(default_factory=dict)
    """Translations of the lifecycle's own sentences."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Translations of the lifecycle's own labels."""
    rfc: str = "RFC"
    rfcs: str = "RFCs"
    research: str = "Research"
    count_rfcs: Counted = _counted("{n} RFC", "{n} RFCs")
    count_research: Counted = _counted("{n} document", "{n} documents")
    status: str = "Status"
    no_status: str = "No status"
    other_status: str = "Other"
    before: str = "Before it can be {status}:"
    ready: str = "Nothing is missing before it can be {status}."
    answer: Counted = _counted("answer question", "answer questions")
    write: Counted = _counted("write")
    name_owner: str = "name an owner"
    goals: str = "Goals settled"
    sections: str = "Sections written"
    questions: str = "Questions settled"
    phases: str = "Phases done"
    summary_words: str = "{n} of at most {most} words"
    template: str = "Left of the template"
    leftovers: Counted = _counted("{n} place", "{n} places")
    question: str = "Question {n}"
    open_since: str = "open since {date}"
    settled: str = "settled {date} by {who} in"
    """The commit stands behind it."""
    settled_bare: str = "settled"
    of: str = "{done} of {total}"
    not_written: str = "What the template asks for here"
    unwritten: str = "not written yet"
    nobody_wrote: str = "Nobody has written this yet."
    write_it: str = "Write it"
    or_run: str = ", or run"
    run: str = "Run"
    ref_not_here: str = "In the repository, not on this site."
    ref_missing: str = "No such file."
    ref_left_out: str = "Not on this site."
    ref_gone: str = "Deleted. This is its last version, at {commit}."
    ref_code: str = "{path} at {commit}"
    top: str = "the introduction"
    superseded_by: str = "Superseded by"
    supersedes: str = "Supersedes"
    will_supersede: str = "Will supersede"
    will_be_superseded: str = "Will be superseded by"
    no_successor: str = "Nothing replaces it."
    depends_on: str = "Depends on"
    owner: str = "Owner"
    nobody: str = "nobody yet"
    authors: str = "Authors"
    author: str = "Author"
    created: str = "Created"
    written: str = "Written"
    updated: str = "Last change"
    updated_short: str = "Changed"
    tags: str = "Tags"
    used_by: str = "Used by"
    branch: str = "Branch"
    commit: str = "Commit"
    more_fields: str = "More: {names}"
    also: str = "See also"
    document_says: str = "stated as {date}"
    no_git: str = "not known to git"
    not_committed: str = "not committed yet"
    uncommitted: str = "with changes that are not committed yet"
    shallow: str = "unknown (shallow clone)"
    about_rfc: str = "About this RFC"
    about_short: str = "History and links"
    rests_on: str = "Research it rests on"
    no_research: str = "No research is linked."
    cites: str = "RFCs it cites"
    referenced_by: str = "Referenced by"
    no_references: str = "Nothing refers to this RFC yet."
    used_by_none: str = "No RFC rests on this yet. To use it, name {path} in the RFC."
    cited_in: str = "cited in"
    listed: str = "listed, not cited in the text"
    changed_in_review: str = "changed since review began"
    changed_after_approval: str = "changed after approval"
    freshness: str = "Freshness"
    described_same: Counted = _counted(
        "The file it describes is as it was", "The {n} files it describes are as they were"
    )
    described_changed: Counted = _counted(
        "The file it describes has changed since",
        "{done} of {total} files it describes have changed since",
    )
    """For one file, and for so many of several."""
    changed: str = "changed"
    gone: str = "gone"
    compared_with: str = "Compared with"
    writer: str = "For the writer"
    serve_only: str = "You see this in mkdocs serve only."
    writing: str = "Writing: {done} of {total} sections"
    next: str = "Next:"
    state_written: str = "written"
    state_empty: str = "not a word yet"
    state_absent: str = "not there yet"
    to_mend: str = "To mend"
    may_be_relevant: str = "May be relevant"
    shares: str = "shares:"
    history: str = "History"
    no_history: str = (
        "No history: nothing is committed, or the site was built without git's history."
    )
    cut_history: str = "History starts here: the site was built from a shallow clone."
    created_as: str = "Created as {status}"
    became: str = "{before} to {after}"
    lasted: Counted = _counted("after {n} day", "after {n} days")
    text_edits: Counted = _counted("{n} text edit", "{n} text edits")
    any_commits: Counted = _counted("{n} commit", "{n} commits")
    """Where some of them changed no text."""
    between: str = "between {first} and {last}"
    on_day: str = "on {date}"
    compare: str = "What changed since then"
    commits: str = "All commits"
    blame: str = "Who wrote which line"
    people: str = "Text by {names}"
    bots: str = "Bots: {names}"
    unnamed: str = "somebody without a name"
    title: str = "Title"
    number: str = "No."
    column_sections: str = "Sections"
    column_goals: str = "Goals"
    more: str = "and {n} more"
    lede_rfcs: str = "{count}, {review} open for review."
    lede_review: str = "{count}."
    lede_research: str = "{count}, {used} of them used by an RFC."
    last_change: str = "Last change {date} in"
    no_rfc: str = "No RFC yet."
    new_rfc: str = "New RFC"
    no_rfc_hint: str = "Write the first one; this makes it from the template:"
    no_research_yet: str = "No research yet."
    repository: str = "Current repository state"
    as_of: str = "As of"
    recent_commits: str = "Recent commits"
    detached: str = "no branch (detached HEAD)"
    no_commits: str = "no commit yet"
    relation_uses: str = "rests on"
    relation_cites: str = "cites"
    relation_cited: str = "is cited by"
    relation_needs: str = "depends on"
    relation_replaces: str = "supersedes"
    relation_replaced: str = "is superseded by"
    relation_discusses: str = "is discussed in"
    map: str = "Map"
    map_lede: str = (
        "Research stands on the left, RFCs on the right. What belongs together stands together, "
        "the newest on top. "
        "Point at a box, or tab to it, to see its neighbours."
    )
    map_lede_specs: str = (
        "What belongs together stands together, the newest on top. "
        "Point at a box, or tab to it, to see its neighbours."
    )
    """Where there is no research."""
    map_most: str = (
        "Of {total} RFCs, the {n} with the most links are drawn; the table has them all."
    )
    map_table: str = "The same as a table"
    map_empty: str = "No document names another one yet."
    links_heading: str = "Links at a glance"
    same_table: str = "The same as a table"
    activity: str = "Activity"
    recent: str = "Recent changes"
    chart: str = "RFCs by status, month by month"
    chart_bare: str = "RFCs month by month"
    """Where documents have no status."""
    new_research: str = "New research"
    neighbours: str = "Next and previous RFC"
    printed: str = "Printed from {path} as of commit {commit}, {date}."
    printed_discussion: str = "Discussed at {address}"
    table_rfcs: str = "All RFCs by status"
    find: str = "Filter"
    find_hint: str = "Title, number, owner or tag"
    find_hint_research: str = "Title, author, day or tag"
    any_owner: str = "Anyone"
    any_tag: str = "Any tag"
    any_date: str = "Any time"
    tag: str = "Tag"
    group: str = "Group by"
    year: str = "Year"
    sort: str = "Sort"
    by_status: str = "By status"
    newest: str = "Newest"
    since: str = "Since"
    undated: str = "Without a date"
    used: str = "Used by an RFC"
    unused: str = "Not used yet"
    any_use: str = "Used or not"
    clear: str = "Clear filters"
    count_of: str = "{done} of {total}"
    shown: str = "{count} shown"
    hidden: str = "is {status}. Your other filters hide it."
    hidden_bare: str = "is hidden by your other filters."
    """Where documents have no status."""
    nothing: str = "Nothing matches these filters."
    drop: str = "Drop one of them:"
    clear_all: str = "Clear them all to start again."
    without: str = "{filter} — {n} without it"
    waiting: str = "Open for review, longest first"
    comment: str = "Comment"
    in_review_since: str = "in review since {date}"
    open_questions: Counted = _counted("{n} open question", "{n} open questions")
    filter_rfcs: str = "Filter RFCs"
    filter_research: str = "Filter research"
    days_in: str = ", day {n}"
    table_research: str = "All research documents, newest first"

    @property
    def relations(self) -> Mapping[str, str]:
        """How a document relates to another, by the kind of relation."""
        return self._named("relation_")

    @property
    def states(self) -> Mapping[str, str]:
        """How a section stands, by its state."""
        return self._named("state_")

    def _named(self, prefix: str) -> Mapping[str, str]:
        names = [each.name for each in fields(self) if each.name.startswith(prefix)]
        return {name.removeprefix(prefix): getattr(self, name) for name in names}

    def label(self, stated: str) -> str:
        """The label of a status as this language has it."""
        return self.labels.get(stated, stated)

    def day(self, day: dt.date) -> str:
        """A day as this language writes it."""
        return self.date.format(day=day.day, month=self.months[day.month - 1], year=day.year)

    def month(self, day: dt.date) -> str:
        """The month of a day."""
        return f"{self.months[day.month - 1]} {day.year}"
