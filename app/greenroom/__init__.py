"""Greenroom: a mock interviewer that you talk to."""

from greenroom import telemetry

__version__ = "0.1.0"

telemetry.switch_off()  # before anything can import a library that reports home
