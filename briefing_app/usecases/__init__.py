"""The verbs of the program: draft, build, check. Each serves the window and the command line."""
