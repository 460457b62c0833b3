"""Personal data as the law wants it handled: who looked, what a person asks for and by when it is answered, forgetting, breaches.

What is kept of people and why is told by one registry, `people.purposes`; the terms are rules with dates. Forgetting destroys the key
of a person's values and leaves the proof (ADR 0008, 0021). The days here are those of the true clock, as with sign-ins.
"""
