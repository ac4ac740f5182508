"""What engines share that work elsewhere: the wire, the upload, slots, and what is done here."""
