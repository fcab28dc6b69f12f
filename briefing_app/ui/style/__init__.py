"""How the window looks: tokens, palettes, the style sheet made of them, icons."""
