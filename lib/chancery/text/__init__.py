"""Reading an article by rules: who said what of whom, when, with the words to prove it."""
