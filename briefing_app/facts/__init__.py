"""Numbers in prose: bound to cells, computed from cells, and found again when cells move; pure."""
