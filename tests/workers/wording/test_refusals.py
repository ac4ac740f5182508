"""Every refusal has a sentence, and the sentence gets what it needs."""

from __future__ import annotations

from string import Formatter

import pytest

from workers.domain.errors import NEEDS, Refused, Why
from workers.wording.refusals import SENTENCES, write_refusal


@pytest.mark.parametrize("why", Why)
def test_every_reason_has_a_sentence_that_its_details_fill(why: Why) -> None:
    wanted = {name for _, name, _, _ in Formatter().parse(SENTENCES[why]) if name}
    given = {"analysis_id"} if why is Why.FAULT else NEEDS.get(why, frozenset())
    assert wanted - {"operator"} == given


def test_a_refusal_without_its_details_is_caught_where_it_is_raised() -> None:
    with pytest.raises(TypeError, match="limit_minutes"):
        Refused(Why.TOO_LONG)


def test_what_others_wrote_cannot_ping_anyone() -> None:
    said = write_refusal(Why.UNKNOWN_WORD, {"word": "<!channel>"})
    assert "<!channel>" not in said
    assert "&lt;!channel&gt;" in said
