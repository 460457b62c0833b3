"""The stages of the loop, one package each; none imports another, and none is imported from below."""
