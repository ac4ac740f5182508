"""Paying: the engines that cost money, and what a house has to know to use them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from tests.standins.assemblyai import AssemblyAIStandIn
from tests.standins.symbl import SymblStandIn


@dataclass(frozen=True, slots=True)
class Paying:
    """Stand-ins that are open."""

    symbl: SymblStandIn
    assemblyai: AssemblyAIStandIn

    @property
    def settings(self) -> Mapping[str, str]:
        return {
            "SYMBL_APP_ID": self.symbl.app_id,
            "SYMBL_APP_SECRET": self.symbl.app_secret,
            "SYMBL_BASE_URL": self.symbl.url,
            "ASSEMBLYAI_API_KEY": self.assemblyai.key,
            "ASSEMBLYAI_BASE_URL": self.assemblyai.url,
        }

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no log may hold."""
        return self.symbl.app_secret, self.assemblyai.key


@contextmanager
def open_paying() -> Iterator[Paying]:
    """All of them."""
    with SymblStandIn() as symbl, AssemblyAIStandIn() as assemblyai:
        yield Paying(symbl, assemblyai)
