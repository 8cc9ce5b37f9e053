"""Real documents, where they are at hand: they are private and stand beside the repository."""

import re
import subprocess
from pathlib import Path

import pytest

from mkdocs_rfc.build import build_site
from mkdocs_rfc.documents.document import Kind
from mkdocs_rfc.documents.titles import SUFFIX
from mkdocs_rfc.markdown.attributes import MENTION as MARK
from mkdocs_rfc.markdown.wellformed import read_xml
from mkdocs_rfc.options import Options

CORPORA = Path(__file__).parents[2] / "shared" / "corpora"
PATH = re.compile(r"(?:specs|research)/[\w./-]+?\.md")
MINIMAL = "site_name: aipm\ntheme: {name: material, font: false}\nplugins: [search, rfc]\n"

pytestmark = pytest.mark.skipif(not CORPORA.exists(), reason="the real documents are not here")


@pytest.fixture(scope="module")
def aipm(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpora") / "aipm"
    bundle = CORPORA / "bundles" / "TheLarkInn__aipm.bundle"
    subprocess.run(["git", "clone", "--quiet", bundle, folder], check=True)
    (folder / "mkdocs.yml").write_text(MINIMAL)
    return folder


@pytest.fixture(scope="module")
def site(aipm):
    return build_site(Options(project=aipm, docs_dir=aipm / "docs"))


def golden(name):
    head, *rows = (CORPORA / "golden" / name).read_text("utf-8").splitlines()
    return [dict(zip(head.split("\t"), row.split("\t"), strict=True)) for row in rows]


def test_titles_and_statuses_are_those_a_careful_person_reads(site):
    for row in golden("TheLarkInn__aipm.tsv"):
        document = site.corpus.documents[row["path"]]
        assert document.title.text == SUFFIX.sub("", row["title"])
        assert document.status.text == row["status_raw"]


def test_every_document_knows_what_it_rests_on_and_who_uses_it(site):
    specs, research = (site.corpus.collection(kind) for kind in (Kind.SPEC, Kind.RESEARCH))
    cites, cited = site.corpus.cites, site.corpus.cited_by
    resting = [d for d in specs if any(r.target.kind is Kind.RESEARCH for r in cites[d.path])]
    used = [d for d in research if any(r.source.kind is Kind.SPEC for r in cited[d.path])]

    assert (len(specs), len(research)) == (48, 82)
    assert (len(resting), len(used)) == (47, 72)
    assert all(cited[document.path] for document in research)


def test_every_mention_of_a_document_that_is_there_is_a_link(site):
    counts = {True: 0, False: 0}
    for path, document in site.corpus.documents.items():
        found = site.corpus.resolutions[path]
        values = [read_xml(row.value) for row in document.fields if row.in_front]
        for root in (document.tree.read(), *values):
            for text, element in texts(root):
                linked = leads_to_a_document(element, found, site.corpus.documents)
                counts[linked] += len(PATH.findall(text))

    assert counts == {True: 1114, False: 9}


def texts(root):
    """Each text and address outside of code blocks, with the element that it is in."""
    for element in root.iter():
        if element.tag == "pre" or any(True for _ in element.iterancestors("pre")):
            continue
        yield element.text or "", element
        yield element.tail or "", element.getparent()
        yield element.get("href") or element.get("src") or "", element


def leads_to_a_document(element, found, documents):
    chain = [element, *element.iterancestors()] if element is not None else []
    marks = [each.get(MARK) for each in chain if each.get(MARK)]
    return any(found[int(mark)].path in documents for mark in marks)


def test_no_link_of_ours_is_dead(aipm, project):
    project.folder = aipm

    built = project.build(out="built")

    ours = built.dead_links()
    assert [dead for dead in ours if dead[0].startswith(("specs/", "research/"))] == []


def test_front_matter_that_yaml_refuses_is_a_finding_each_and_on_no_page(project):
    heads = sorted((CORPORA / "bad-frontmatter").iterdir())
    files = {f"specs/{head.stem}.md": document(head) for head in heads}
    config = "site_name: S\ntheme: {name: mkdocs}\nplugins: [rfc]\n"
    project.write(files | {"mkdocs.yml": config}).commit()

    built = project.build()

    said = [text for text in project.warnings if "(front-matter)" in text]
    assert len(heads) == len(said)
    assert all(re.search(r"specs/[\w.-]+\.md:\d+: ", text) for text in said)
    for path, text in files.items():
        body = built.article(path.removesuffix(".md") + "/").text_content()
        keys = [line for line in text.splitlines()[1:6] if re.match(r"[\w-]+: ", line)]
        assert not any(line in body for line in keys), path


def document(head):
    """A side-car of a proposal is front matter in a file of its own."""
    text = head.read_text("utf-8")
    return text if head.suffix == ".md" else f"---\n{text}\n---\n\n# Text\n"
