"""Engines call when the state of a job has changed."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Blueprint, Response, request

from workers.engines import ENGINES
from workers.engines.spec import Spec, Webhook
from workers.intake import Intake


def build_engine_hooks(intake: Intake) -> Blueprint:
    """POST /hooks/<engine>/<analysis>/<secret>, or without the secret where a header brings it.

    Always 200: engines repeat anything else, and a stranger learns nothing.
    """
    pages = Blueprint("engines", __name__)
    for spec in ENGINES:
        if spec.webhook is not None:
            _add(pages, intake, spec, spec.webhook)
    return pages


def _add(pages: Blueprint, intake: Intake, spec: Spec[Any], webhook: Webhook) -> None:
    path = f"/hooks/{spec.name}/<analysis_id>"
    if webhook.header is None:
        path += "/<secret>"
    told = partial(_state_changed, intake, webhook)
    pages.add_url_rule(path, spec.name, told, methods=["POST"])


def _state_changed(
    intake: Intake, webhook: Webhook, analysis_id: str, secret: str | None = None
) -> Response:
    if webhook.header is not None:
        secret = request.headers.get(webhook.header)
    job = webhook.read_job(request.get_data())
    if job is not None and secret is not None:
        intake.hasten(analysis_id, secret, job)
    return Response(status=200)
