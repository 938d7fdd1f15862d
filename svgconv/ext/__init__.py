"""Extensions of other programs: Sphinx, docutils, Python-Markdown, pandoc; each is one file."""
