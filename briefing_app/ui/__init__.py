"""The window: what a person sees and does; it decides nothing about content."""
