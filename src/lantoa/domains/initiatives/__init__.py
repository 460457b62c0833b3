"""Initiatives (mô hình), exemplars (điển hình) and contributions (đóng góp): what people do, and who gives what to it.

An initiative counts once, at its own unit, however many places it is in; a movement (phong trào) is never one.
A person is told of outside the offices only as far as they have consented; gifts of unlike kinds are never added together.
"""
