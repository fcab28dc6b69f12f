"""Briefing Deck Builder: from Excel workbooks to client-ready, editable PowerPoint decks."""

__version__ = "0.1.0"
