"""Help: what the bot says of itself, with the engines that there are."""

from __future__ import annotations

from workers.engines import ENGINE_NAMES
from workers.wording import replies

HELP = replies.write_help(ENGINE_NAMES)
