"""Formulas: what they may hold, and what the site loads to draw them."""

import pytest
from lxml import html

from mkdocs_rfc.checks.formulas import guarded
from mkdocs_rfc.markdown.present import present
from mkdocs_rfc.markdown.tree import parse, serialise

SET_UP = "javascripts/mathjax.js"
MATHJAX = "https://example.org/mathjax@3/tex-chtml.js"
WITH_KATEX = """\
site_name: Site
theme: {name: mkdocs}
plugins: [rfc]
extra_javascript: [katex/katex.min.js]
"""
HARMLESS = [
    r"\frac{a}{b} \newline c",
    r"\begin{aligned} a &= b \\ c &= \text{where } d \end{aligned}",
    r"\displaystyle\sum_{i=1}^n \mathcal{O}(n) \quad \operatorname{lim} \textstyle x",
    r"\textcolor{red}{x} \color{blue} y \boxed{z} \tag{1} \label{eq} \eqref{eq}",
    r"\left\{ x \in \R \mid \defeq \letter \hrefs \provable \right\}",
]
HARMFUL = [
    r"\href{javascript:alert(1)}{x}",
    r"\mmlToken{mi}[href='javascript:alert(1)']{x}",
    r"\let\h\href \h{javascript:alert(1)}{x}",
    r"\newcommand{\h}{x}",
    r"\renewcommand\h{x}",
    r"\providecommand\h{x}",
    r"\newenvironment{h}{x}{}",
    r"\DeclareMathOperator{\h}{x}",
    r"\DeclarePairedDelimiter\h{x}{x}",
    r"\def\h{x}",
    r"\gdef\h{x}",
    r"\Newextarrow{\h}{5,10}{0x21C0}",
    r"\csname href\endcsname{javascript:alert(1)}{x}",
    r"\style{position:fixed}{x}",
    r"\bbox[position:fixed]{x}",
    r"\class{md-overlay}{x}",
    r"\cssId{__search}{x}",
    r"\data{a=b}{x}",
    r"\require{html}",
    r"\unicode[x;position:fixed]{65}",
    r"\htmlStyle{position:fixed}{x}",
    r"\htmlClass{md-overlay}{x}",
    r"\includegraphics{https://example.org/x.png}",
    r"\url{javascript:alert(1)}",
    r"\mathtip{x}{y}",
    r"\texttip{x}{y}",
    r"\toggle{x}{y}\endtoggle",
    r"\setOptions[safe]{allow={URLs=all}}",
    r"\begingroupReset",
    r"\begin{array}{c} \href {javascript:alert(1)} {x} \end{array}",
    r"\verb\a\\href{javascript:alert(1)}{x}",
    "%\\\n\\href%\n{javascript:alert(1)}{x}",
    r"\href1{x}",
]
FORMS = ["$`{}`$", "${}$", "$$\n{}\n$$", "```math\n{}\n```", "> - ${}$"]


def page_of(text):
    tree = parse(text)
    body = tree.read()
    present(body)
    return html.fromstring(f"<div>{serialise(body)}</div>")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("formula", HARMLESS)
def test_a_formula_that_draws_is_drawn(formula, form):
    assert len(page_of(form.format(formula)).find_class("arithmatex")) == 1


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("formula", HARMFUL)
def test_a_formula_that_does_more_is_shown_as_it_was_written(formula, form):
    page = page_of(form.format(formula))

    assert page.find_class("arithmatex") == []
    assert "".join(formula.split()) in "".join(page.xpath("string(.//code)").split())


def test_formulas_in_sections_that_a_template_completes_are_looked_at_too(project):
    options = "plugins: [{rfc: {template: t.md}}]"
    template = "# T\n\n| Status | Draft |\n| --- | --- |\n\n## One\n\n## Two\n\n"
    project.write(
        {
            "mkdocs.yml": WITH_KATEX.replace("plugins: [rfc]", options),
            "t.md": template + "$x$ and $\\href{javascript:alert(1)}{y}$\n",
            "specs/a.md": "---\nstatus: Draft\n---\n# A\n\n## One\n\ntext\n",
        }
    ).commit()

    page = project.build().article("specs/a/")

    assert [each.text for each in page.find_class("arithmatex")] == [r"\(x\)"]
    assert page.xpath(".//aside//code/text()") == [r"$\href{javascript:alert(1)}{y}$"]


def test_what_the_sites_own_markdown_draws_is_the_sites(project):
    project.write(
        {
            "mkdocs.yml": WITH_KATEX.replace("[rfc]", "[{rfc: {markdown: mkdocs}}]"),
            "specs/a.md": "# A\n\n$\\href{https://example.org}{x}$\n",
        }
    ).commit()

    project.build()

    assert project.warnings == []


@pytest.mark.parametrize(
    ("scripts", "loaded"),
    [
        ([], []),
        (["katex/katex.min.js"], ["katex/katex.min.js"]),
        ([MATHJAX], ["rfc/math.js", MATHJAX, "rfc/math.js"]),
        (
            [SET_UP, "x.js", MATHJAX],
            ["rfc/math.js", SET_UP, "x.js", "rfc/math.js", MATHJAX, "rfc/math.js"],
        ),
    ],
)
def test_mathjax_is_told_to_load_its_safe_extension(scripts, loaded):
    assert guarded(scripts) == loaded


def test_a_copy_of_mathjax_without_its_safe_extension_is_reported(project):
    config = WITH_KATEX.replace("katex/katex.min.js", "mathjax/tex-svg.js")
    project.write(
        {
            "mkdocs.yml": config,
            "docs/mathjax/tex-svg.js": "x" * 200_000,
            "specs/a.md": "# A\n\n$x$\n",
        }
    ).commit()

    site = project.build()
    alone = project.warnings
    project.write({"docs/mathjax/ui/safe.js": "x"}).build()

    assert len(alone) == 1
    assert "mkdocs.yml: Beside `mathjax/tex-svg.js` is no `ui/safe.js`" in alone[0]
    assert alone[0].endswith("(formula)")
    assert project.warnings == []
    scripts = site.pages["specs/a/"].xpath("//script/@src")
    assert [each.rpartition("/")[2] for each in scripts if "mat" in each] == [
        "math.js",
        "tex-svg.js",
        "math.js",
    ]
