"""Packages, themes, placeholders and elements of Office Open XML: the one door for raw XML."""
