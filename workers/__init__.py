"""Works: everything that happens after the bot has heard what someone wants."""
