"""Language models at any OpenAI-compatible address, and the stand-in without one."""
