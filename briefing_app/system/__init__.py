"""The machine: where files lie, and what is noted when something goes wrong."""
