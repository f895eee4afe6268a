from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.webhook.hooked import Api, Hooked, hooked, sandbox


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    with sandbox() as made:
        yield made


@pytest.fixture(scope="module")
def bot(api: Api, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hooked]:
    """One for the whole module: whatever a test sends, it must be alive for the next one."""
    folder = tmp_path_factory.mktemp("safar")
    with hooked(folder, api, SAFAR_WEBHOOK_ARRIVAL="2") as made:
        yield made
        assert made.process.popen.poll() is None
    said = "\n".join(made.process.log)
    for canary in ("CanaryName", "canary-text", "Traceback", made.url):
        assert canary not in said
