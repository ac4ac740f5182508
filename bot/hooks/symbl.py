"""Symbl calls when the state of a job has changed."""

from __future__ import annotations

from flask import Blueprint, Response, request

from workers.engines.symbl.webhook import read_job_id
from workers.intake import Intake


def build_symbl_hook(intake: Intake) -> Blueprint:
    """POST /hooks/symbl/<analysis>/<secret>.

    Always 200: Symbl repeats anything else, and a stranger learns nothing.
    """
    pages = Blueprint("symbl", __name__)

    @pages.post("/hooks/symbl/<analysis_id>/<secret>")
    def state_changed(analysis_id: str, secret: str) -> Response:
        job = read_job_id(request.get_data())
        if job is not None:
            intake.hasten(analysis_id, secret, job)
        return Response(status=200)

    return pages
