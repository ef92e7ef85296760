"""Made-up but lifelike views for pictures of the screens."""
