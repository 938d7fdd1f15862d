"""Extensions of other programs: Sphinx, Python-Markdown, pandoc; each is one file."""
