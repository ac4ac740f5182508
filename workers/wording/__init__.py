"""Every sentence a person reads, and nothing else: pure functions from nouns to text and blocks.

Whatever comes from outside (names, titles, quotes) passes through `escaped` on its way into Slack's
mrkdwn, so that a file called `<!channel>` pings nobody.
"""
