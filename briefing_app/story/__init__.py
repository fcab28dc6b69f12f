"""From tables to exhibits, proposals and slides; pure."""
