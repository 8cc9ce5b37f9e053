"""The texts that stand between an author's own: what Markdown has marks for and no words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkupTexts:
    """Titles and names of what a rendered text consists of, in English.

    They are a value of their own, as they are all that rendering a text has to know of `Messages`;
    it is given those of the site's language.
    """

    permalink: str = "Permanent link"
    """At the link that a heading has to itself."""
    task_done: str = "Done"
    task_open: str = "Open"
    """The box of a task, read out."""
    footnote_return: str = "Jump back to footnote {n} in the text"
    """At the arrow behind a footnote."""
    footnote_return_name: str = "Back to reference {n}"
    """The same arrow, read out: `n` tells several of one footnote apart."""
    note: str = "Note"
    tip: str = "Tip"
    important: str = "Important"
    warning: str = "Warning"
    caution: str = "Caution"

    def title(self, alert: str) -> str:
        """The title of an alert by its name, which is `note` for `[!NOTE]`."""
        titles = {
            "note": self.note,
            "tip": self.tip,
            "important": self.important,
            "warning": self.warning,
            "caution": self.caution,
        }
        return titles[alert]
