mail-footer = You get this mail because something happened in your DreamCrowd account.
name-deleted = Deleted account
