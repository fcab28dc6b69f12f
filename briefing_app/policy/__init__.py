"""What the user and the administrator have chosen."""
