"""Text out of résumés and job adverts: plain files and PDF."""
