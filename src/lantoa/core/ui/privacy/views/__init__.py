"""The views of personal data: one's own, the office's, breaches."""
