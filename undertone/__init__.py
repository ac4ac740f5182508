"""The command that people type: everything of Undertone behind one word."""
