"""Every text that a reader sees, as the fields of one value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Messages:
    """Every text of ours in one language; what is in braces is filled in.

    A pair is the text for one and the text for any other number.
    """

    language: str
    months: tuple[str, ...]
    date: str
    meanings: Mapping[str, str]
    """Translations of the lifecycle's own sentences."""
    labels: Mapping[str, str]
    """Translations of the lifecycle's own labels."""
    rfc: str
    rfcs: str
    research: str
    count_rfcs: tuple[str, str]
    count_research: tuple[str, str]
    status: str
    no_status: str
    other_status: str
    before: str
    ready: str
    answer: tuple[str, str]
    write: tuple[str, str]
    name_owner: str
    goals: str
    sections: str
    questions: str
    phases: str
    summary_words: str
    template: str
    leftovers: tuple[str, str]
    question: str
    open_since: str
    settled: str
    """The commit stands behind it."""
    settled_bare: str
    of: str
    not_written: str
    unwritten: str
    nobody_wrote: str
    write_it: str
    or_run: str
    run: str
    task_done: str
    task_open: str
    ref_not_here: str
    ref_missing: str
    ref_left_out: str
    ref_gone: str
    ref_code: str
    top: str
    superseded_by: str
    supersedes: str
    will_supersede: str
    will_be_superseded: str
    no_successor: str
    depends_on: str
    owner: str
    nobody: str
    authors: str
    author: str
    created: str
    written: str
    updated: str
    updated_short: str
    tags: str
    used_by: str
    branch: str
    commit: str
    more_fields: str
    also: str
    document_says: str
    no_git: str
    not_committed: str
    uncommitted: str
    shallow: str
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
    changed_in_review: str
    changed_after_approval: str
    freshness: str
    described_same: tuple[str, str]
    described_changed: tuple[str, str]
    """For one file, and for so many of several."""
    changed: str
    gone: str
    compared_with: str
    writer: str
    serve_only: str
    writing: str
    next: str
    states: Mapping[str, str]
    """How a section stands."""
    to_mend: str
    may_be_relevant: str
    shares: str
    history: str
    no_history: str
    cut_history: str
    created_as: str
    became: str
    lasted: tuple[str, str]
    text_edits: tuple[str, str]
    any_commits: tuple[str, str]
    """Where some of them changed no text."""
    between: str
    on_day: str
    compare: str
    commits: str
    blame: str
    people: str
    bots: str
    unnamed: str
    permalink: str
    title: str
    number: str
    column_sections: str
    column_goals: str
    more: str
    lede_rfcs: str
    lede_review: str
    lede_research: str
    last_change: str
    no_rfc: str
    new_rfc: str
    no_rfc_hint: str
    no_research_yet: str
    repository: str
    as_of: str
    recent_commits: str
    detached: str
    no_commits: str
    relations: Mapping[str, str]
    """How a document relates to another."""
    map: str
    map_lede: str
    map_lede_specs: str
    """Where there is no research."""
    map_most: str
    map_table: str
    map_empty: str
    links_heading: str
    same_table: str
    activity: str
    recent: str
    chart: str
    chart_bare: str
    """Where documents have no status."""
    new_research: str
    neighbours: str
    printed: str
    printed_discussion: str
    table_rfcs: str
    find: str
    find_hint: str
    find_hint_research: str
    any_owner: str
    any_tag: str
    any_date: str
    tag: str
    group: str
    year: str
    sort: str
    by_status: str
    newest: str
    since: str
    undated: str
    used: str
    unused: str
    any_use: str
    clear: str
    count_of: str
    shown: str
    hidden: str
    hidden_bare: str
    """Where documents have no status."""
    nothing: str
    drop: str
    clear_all: str
    without: str
    waiting: str
    comment: str
    in_review_since: str
    open_questions: tuple[str, str]
    filter_rfcs: str
    filter_research: str
    days_in: str
    table_research: str

    def label(self, stated: str) -> str:
        """The label of a status as this language has it."""
        return self.labels.get(stated, stated)

    def day(self, day: dt.date) -> str:
        """A day as this language writes it."""
        return self.date.format(day=day.day, month=self.months[day.month - 1], year=day.year)

    def month(self, day: dt.date) -> str:
        """The month of a day."""
        return f"{self.months[day.month - 1]} {day.year}"

    def count(self, forms: tuple[str, str], number: int) -> str:
        """A number of things."""
        return forms[0 if number == 1 else 1].format(n=number)
