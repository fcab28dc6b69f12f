"""Slides painted by the program itself: a drawing is made without Qt, and painted with QtGui."""
