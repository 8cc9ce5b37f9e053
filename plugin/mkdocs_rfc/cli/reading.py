"""The commands that only read: `list`, `show`, `suggest` and `check`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from mkdocs_rfc.authoring import Task
from mkdocs_rfc.checks import NUMBERS, RULES
from mkdocs_rfc.cli.completion import complete_spec, complete_status
from mkdocs_rfc.cli.project import pass_options
from mkdocs_rfc.cli.selection import Filter
from mkdocs_rfc.cli.session import (
    DocumentFile,
    examples,
    harmless,
    label_of,
    pick,
    print_json,
    print_table,
    read_site,
    status_named,
)
from mkdocs_rfc.corpus import Relevance, Suggestion, read_file
from mkdocs_rfc.documents import LONGEST_SUMMARY, Document, Kind
from mkdocs_rfc.editing import shown
from mkdocs_rfc.findings import Finding, Level
from mkdocs_rfc.options import Options
from mkdocs_rfc.site import Site
from mkdocs_rfc.storage import reason_of, resolved

MOST = 5
NONE = 'There is no spec yet; `mkdocs-rfc new "Title"` writes the first.'
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


@click.command(
    "list", epilog=examples("mkdocs-rfc list", "mkdocs-rfc list cache --status review --owner ada")
)
@click.argument("text", nargs=-1)
@click.option(
    "--status",
    "statuses",
    multiple=True,
    shell_complete=complete_status,
    help="Only these; may be given several times.",
)
@click.option("--owner", default="", help="Only those with this name among owner and authors.")
@click.option("--tag", default="", help="Only those with this tag.")
@as_json
@pass_options
def list_specs(
    options: Options,
    *,
    text: tuple[str, ...],
    statuses: tuple[str, ...],
    owner: str,
    tag: str,
    as_json: bool,
) -> None:
    """List the specs by status.

    Within a status the newest comes first; TEXT narrows the list to those with all its words.
    """
    slugs = tuple(status_named(word, options.lifecycle).slug for word in statuses)
    narrowed = Filter(statuses=slugs, owner=owner, tag=tag, text=" ".join(text))
    site = read_site(options)
    specs = [each for each in written_specs(site) if narrowed.lets(each, options.lifecycle)]
    for finding in site.findings:
        if finding.rule in NUMBERS:
            click.echo(f"{RULES[finding.rule].level}: {harmless(str(finding))}", err=True)
    if as_json:
        print_json([facts_of(each, site) for each in specs])
    elif specs:
        head = ("ID", "STATUS", "TITLE", "OWNER", "SECTIONS", "QUESTIONS")
        print_table([head, *(_row(each, site) for each in specs)])
    else:
        anything = "No spec is like that." if written_specs(site) else NONE
        click.echo(anything, err=True)


def written_specs(site: Site) -> list[Document]:
    """The specs that are files, in the order of the index."""
    specs = [e for e in site.corpus.collection(Kind.SPEC) if e.path not in site.corpus.unwritten]
    specs.sort(key=lambda each: each.path, reverse=True)
    return sorted(specs, key=lambda each: site.corpus.lifecycle.rank(each.status))


def _row(document: Document, site: Site) -> tuple[str, ...]:
    found = site.corpus.completeness[document.path]
    return (
        label_of(document),
        document.status.label,
        document.title.plain,
        document.owner or ", ".join(document.authors),
        f"{len(found.written)}/{found.expected}",
        str(len(found.open_questions) or ""),
    )


def facts_of(document: Document, site: Site) -> Mapping[str, object]:
    """What is known of a spec, for programs."""
    found, history = site.corpus.completeness[document.path], site.corpus.history_of(document)
    commits = (history.created, history.updated) if history else (None, None)
    created, updated = (commit.authored.date() if commit else None for commit in commits)
    cites = [reference.target for reference in site.corpus.cites[document.path]]
    return {
        "path": document.path,
        "number": document.number,
        "title": document.title.plain,
        "status": document.status.slug,
        "remark": document.status.remark,
        "owner": document.owner,
        "authors": list(document.authors),
        "created": str(created or document.created or "") or None,
        "updated": str(updated or document.updated or "") or None,
        "tags": list(document.tags),
        "research": [each.path for each in cites if each.kind is Kind.RESEARCH],
        "sections": {"written": len(found.written), "expected": found.expected},
        "goals": _tally(sum(each.done for each in found.goals), len(found.goals)),
        "questions": _tally(len(found.questions) - len(found.open_questions), len(found.questions)),
        "phases": _tally(sum(each.done for each in found.phases), len(found.phases)),
        "summary_words": found.summary_words,
        "leftovers": len(found.leftovers),
    }


def _tally(done: int, total: int) -> Mapping[str, int]:
    return {"done": done, "total": total}


@click.command()
@click.argument("spec", metavar="ID", shell_complete=complete_spec)
@as_json
@pass_options
def show(options: Options, *, spec: str, as_json: bool) -> None:
    """Print what is known of a spec.

    Its status, how far it is, what it rests on and who names it. ID is a path, a number, the name
    of a file, or a part of name or title that no other spec has.
    """
    site = read_site(options)
    document = pick(written_specs(site), spec, site.root)
    if as_json:
        print_json(facts_of(document, site))
        return
    for name, text in _lines(document, site):
        if text:
            click.echo(f"{name:<12}{harmless(text)}")


def _lines(document: Document, site: Site) -> Iterator[tuple[str, str]]:
    found, facts = site.corpus.completeness[document.path], facts_of(document, site)
    remark = f" — {document.status.remark}" if document.status.remark else ""
    yield "Title", document.title.plain
    yield "Status", document.status.label + remark
    yield "Owner", document.owner
    yield "Authors", ", ".join(document.authors)
    yield "Created", str(facts["created"] or "")
    yield "Updated", str(facts["updated"] or "")
    yield "File", shown(document.source)
    yield "Sections", f"{len(found.written)} of {found.expected} written"
    yield "Goals", _share(found.goals)
    yield "Phases", _share(found.phases)
    if found.summary_words:
        yield "Summary", f"{found.summary_words} of at most {LONGEST_SUMMARY} words"
    if found.leftovers:
        instructions = sum(each.is_instruction for each in found.leftovers)
        others = len(found.leftovers) - instructions
        yield "Left over", f"instructions: {instructions}, placeholders: {others}"
    yield "Missing", ", ".join((*found.empty, *found.missing))
    for task in found.open_questions:
        yield "Open", task.text
    for reference in site.corpus.cites[document.path]:
        rests = reference.target.kind is Kind.RESEARCH
        yield "Rests on" if rests else "Cites", reference.target.path
    for reference in site.corpus.cited_by[document.path]:
        yield "Named by", reference.source.path


def _share(tasks: Sequence[Task]) -> str:
    done = sum(task.done for task in tasks)
    return f"{done} of {len(tasks)}" if tasks else ""


@click.command()
@click.argument("file", type=DocumentFile())
@click.option("--all", "everything", is_flag=True, help="Also what it cites already, and the rest.")
@as_json
@pass_options
def suggest(options: Options, *, file: Path, everything: bool, as_json: bool) -> None:
    """Name research about the same thing.

    FILE is a spec, or any Markdown file; what it cites already is left out, and the likeliest comes
    first.
    """
    site = read_site(options)
    try:
        document = read_file(resolved(file), Kind.SPEC, options, site.root)
    except OSError as error:
        message = f"{shown(file)} cannot be read: {reason_of(error)}."
        raise click.ClickException(message) from error
    cites = site.corpus.cites.get(document.path, ())
    cited = () if everything else tuple(reference.target.path for reference in cites)
    found = Relevance(site.corpus.collection(Kind.RESEARCH)).of(document, without=cited)
    found = found if everything else found[:MOST]
    if as_json:
        print_json([_suggestion(each) for each in found])
    elif found:
        head = ("RESEARCH", "TITLE", "SHARES")
        rows = (
            (each.document.path, each.document.title.plain, ", ".join(each.shared))
            for each in found
        )
        print_table([head, *rows])
    else:
        click.echo("No other research is about the same thing.", err=True)


def _suggestion(each: Suggestion) -> Mapping[str, object]:
    return {
        "path": each.document.path,
        "title": each.document.title.plain,
        "score": round(each.score, 3),
        "shared": list(each.shared),
    }


@click.command()
@as_json
@pass_options
def check(options: Options, *, as_json: bool) -> None:
    """Print what is wrong in the documents.

    One finding a line; the command fails where one is a warning.
    """
    findings = read_site(options).findings
    levels = {finding: RULES[finding.rule].level for finding in findings}
    if as_json:
        print_json([{"level": levels[each], **_facts_of_finding(each)} for each in findings])
    else:
        for finding in findings:
            click.echo(f"{levels[finding]}: {harmless(str(finding))}")
    if Level.WARNING in levels.values():
        sys.exit(1)


def _facts_of_finding(finding: Finding) -> Mapping[str, object]:
    """A finding as an object; with an edit only where it has one."""
    facts = asdict(finding)
    return {name: value for name, value in facts.items() if name != "edit" or value}
