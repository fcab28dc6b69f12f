"""What a briefing is: frozen values, number text and rounding; no files, no Qt."""
