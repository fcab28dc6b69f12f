"""The parts of the window: sources, filmstrip, slide, data, inspector, findings."""
