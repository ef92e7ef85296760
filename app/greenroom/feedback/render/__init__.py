"""REPORT: a session as a page, as Markdown, as JSON and as captions; pure, all text in the end."""
