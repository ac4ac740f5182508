"""The table of stages: which verb does each, and which of them stand together."""

from __future__ import annotations

from workers.domain.analysis import Stage
from workers.stages import StageFunction
from workers.stages.also import post_also
from workers.stages.announce import announce
from workers.stages.answer import answer
from workers.stages.attach import attach
from workers.stages.attach_closer import attach_closer
from workers.stages.delete import delete
from workers.stages.draw import draw
from workers.stages.draw_closer import draw_closer
from workers.stages.explain import explain
from workers.stages.export import export
from workers.stages.finish import finish
from workers.stages.forget import forget
from workers.stages.locate import locate
from workers.stages.poll import poll
from workers.stages.post_closer import post_closer
from workers.stages.share import share
from workers.stages.submit import submit
from workers.stages.suggest import suggest
from workers.stages.write_back import write_back

STAGES: dict[Stage, StageFunction] = {
    Stage.ANNOUNCE: announce,
    Stage.LOCATE: locate,
    Stage.SUBMIT: submit,
    Stage.POLL: poll,
    Stage.DRAW: draw,
    Stage.ATTACH: attach,
    Stage.ANSWER: answer,
    Stage.DRAW_CLOSER: draw_closer,
    Stage.ATTACH_CLOSER: attach_closer,
    Stage.POST_CLOSER: post_closer,
    Stage.FINISH: finish,
    Stage.EXPLAIN: explain,
    Stage.WRITE_BACK: write_back,
    Stage.ALSO: post_also,
    Stage.SUGGEST: suggest,
    Stage.EXPORT: export,
    Stage.SHARE: share,
    Stage.DELETE: delete,
    Stage.FORGET: forget,
}
CLOSING = frozenset(
    {
        *(Stage.FINISH, Stage.WRITE_BACK, Stage.ALSO, Stage.SUGGEST),
        *(Stage.EXPLAIN, Stage.DELETE, Stage.FORGET),
    }
)
"""Stages after the answer or the refusal: where one fails for good, nobody is left to tell."""
LOOKING_CLOSER = frozenset({Stage.DRAW_CLOSER, Stage.ATTACH_CLOSER, Stage.POST_CLOSER})
"""Where one fails of which nobody waits, the chart and the others stand."""
BEFORE_THE_LAST = frozenset({Stage.FINISH, Stage.WRITE_BACK, Stage.ALSO})
"""Of these, the ones before `suggest`, which is tried even where they fail."""
TELLING = frozenset({Stage.SUBMIT, Stage.DRAW})
"""Stages long enough to be named in the status message."""
