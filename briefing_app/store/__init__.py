"""What a person saves: the file of a briefing, and what is left of one after a crash."""
