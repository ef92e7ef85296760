"""What stands between the screens and the program: intents in, views out."""
