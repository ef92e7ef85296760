"""What is kept on the disk: recordings, database, reports."""
