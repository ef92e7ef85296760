"""AN INTERVIEW AS IT HAPPENS: lanes, listening, performers; carries out what the rules command."""
