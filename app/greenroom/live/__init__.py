"""AN INTERVIEW AS IT HAPPENS: capture, transcription, evaluation, and who carries out commands."""
