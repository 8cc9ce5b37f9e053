"""Turns the specs and research of a git repository into an RFC site.

Read it in the order in which it runs. `plugin` has MkDocs' events, `site.build_site` is the whole
program from top to bottom, and each stage is a module that takes values and gives values:

    options, lifecycle, spelling, findings, rules, limits
                            the words that all stages share
    access, folders, contents, exclusion, drawings, attachments, sources
                            which files there are, which of them may be read and published, and
                            where the site shows them
    yaml_values, front_matter, conventions, metadata, titles, dates, declared,
    sentences, mentions, markdown -> documents
                            one file, read once into typed values; `markdown` makes its tree
    stated, questions, history -> histories
                            one pass over git, and what it needs read out of old versions
    places, placing, signposts, references, resolving, freshness -> corpus
                            where each mention leads, and who cites whom, both ways
    placeholders, slots, expressions, comments, template, outline, completeness, gates, numbering
                            what a spec is made from, what is missing in it, and what is wrong
    scaffolding, unwritten  the text of a new file, and pages for specs that only research names
    site                    all of the above, in one function
    forge, forge_pages, addresses
                            links to the forge, and from page to page
    maths, linking, link_extension, completion, asides, notices, relevance, pages -> rendering
                            a document's tree with links and what is not written yet, set in its
                            page; `pages` says what each page shows, `templates` print it
    searching, search_entries
                            what the search of the site is given
    kept, memory, store, cache_folder, fingerprints, kept_output, compiled
                            what a rebuild, or a build in another process, may take over
    garbage, watch          what a process that builds again and again has to see to
    config, site_files, navigation, document_page, finished_page, plugin
                            the rim: only these know MkDocs
    project, selection, starting, writing, targets, editing, committing, tracked, ownership,
    renumbering -> cli
                            the command, which needs no MkDocs: it finds, writes and changes files
"""
