"""Decks: template profile, layout, text fit, slides, manifest, checks."""
