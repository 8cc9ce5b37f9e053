"""Turns the specs and research of a git repository into an RFC site.

Start at `plugin`, go on to `build.build_site`, which is the whole program from top to bottom, and
from there to the room that matters. Each takes values and gives values; a room imports only from
those below it, by what its `__init__` exports:

    plugin      the events of MkDocs, a few lines each
    cli         the command, which loads MkDocs only to read a configuration file
    host        the pages, files and options of MkDocs: only this and `plugin` know it
    build       options in, a site out: the program
    rebuild     what the next build may take over
    pages       what each page shows, and the templates that print it
    site        a site, read and joined, as one value
    checks      every rule: what it looks for, its level, and how to fix what it finds
    editing     what the command changes in a repository
    corpus      which files there are, where each mention leads, and who cites whom
    options     everything that a site is made from, and what it may say of that
    authoring   templates, what fills them, scaffolds, and what is still missing in a draft
    documents   one file to one document: metadata, title, sections, mentions
    history     what git knows of the documents, in a constant number of processes
    markdown    GitHub's Markdown: text to a sanitised tree with line numbers, and to a page
    messages    every text that a reader sees, by language
    lifecycle   what a status is, and the lifecycles that a site can choose by name
    forge       addresses on GitHub, GitLab and other forges
    storage     which files may be read, what is kept between builds, what is written whole
    findings    what is wrong, as stages hand it over and as people read it
    plain_text  names for addresses and files, and the beginnings of texts
    limits      how much of anything a document may hold
"""
