"""Pages of people: whom an administrator keeps, one person, roles and posts, invitations, one's own account, what is kept and why."""
