"""Exemplars (điển hình): people, households and collectives told of for a good deed.

A person is told of outside the offices only as far as they have consented, each thing by itself, and a child's guardian with them.
A consent is withdrawn at once, in any state of the record and without anybody's approval.
"""
