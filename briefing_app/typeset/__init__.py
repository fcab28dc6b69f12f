"""Text measured and broken into lines without Qt and without the fonts of the machine."""
