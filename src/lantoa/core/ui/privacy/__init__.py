"""Pages of personal data: what is held of oneself and who looked, requests and their answers, the register, the log of breaches."""
