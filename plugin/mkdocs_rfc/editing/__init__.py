"""What the command changes in a repository."""

from __future__ import annotations

from mkdocs_rfc.editing.commit import CommitError, commit_file, is_clean
from mkdocs_rfc.editing.create import (
    NewDocument,
    collection_folder,
    new_research,
    new_spec,
    start_site,
    taken_numbers,
    writable_folders,
)
from mkdocs_rfc.editing.files import (
    TargetError,
    check_place,
    check_rights,
    clear_away,
    printable,
    read_target,
    replace_file,
    shown,
    waiting_room,
    write_new,
)
from mkdocs_rfc.editing.ownership import Ownership, folders_of, ownership_of
from mkdocs_rfc.editing.renumber import (
    RenumberError,
    Renumbering,
    apply_renumbering,
    plan_renumbering,
)
from mkdocs_rfc.editing.status import EditError, change_status

__all__ = [
    "CommitError",
    "EditError",
    "NewDocument",
    "Ownership",
    "RenumberError",
    "Renumbering",
    "TargetError",
    "apply_renumbering",
    "change_status",
    "check_place",
    "check_rights",
    "clear_away",
    "collection_folder",
    "commit_file",
    "folders_of",
    "is_clean",
    "new_research",
    "new_spec",
    "ownership_of",
    "plan_renumbering",
    "printable",
    "read_target",
    "replace_file",
    "shown",
    "start_site",
    "taken_numbers",
    "waiting_room",
    "writable_folders",
    "write_new",
]
