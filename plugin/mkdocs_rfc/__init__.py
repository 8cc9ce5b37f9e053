"""Turns the specs and research of a git repository into an RFC site."""
