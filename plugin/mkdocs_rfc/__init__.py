"""Turns the specs and research of a git repository into an RFC site.

Read it in the order in which it runs. `plugin` has MkDocs' events, `site.build_site` is the whole
program from top to bottom, and each stage is a module that takes values and gives values:

    folders, sources        which files there are, and where the site shows them
    front_matter, metadata, titles, dates, outline, mentions -> documents
                            one file, read once into typed values (`markdown` makes its tree)
    history                 one pass over git
    placing, references, resolving -> corpus
                            where each mention leads, and who cites whom, both ways
    template, completeness, gates, numbering
                            what is missing, and what is wrong: findings, named in `rules`
    rendering               a document's tree, linked (`linking`), completed (`completion`),
                            presented, and set in its page (`pages`)
    memory, store, fingerprints, kept_output
                            what a rebuild, or a build in another process, may take over

`config`, `document_page`, `finished_page` and `plugin` are the rim: only they know MkDocs.
`cli` is the command; it needs no MkDocs.
"""
