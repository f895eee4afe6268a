# Runs as its own user on a read-only root; the state folder is the only place it writes.
#   docker build -t safar .
#   docker run --read-only --tmpfs /tmp -v safar-state:/state -e BOT_TOKEN=… safar
FROM python:3.12-slim AS build
WORKDIR /app
COPY requirements/run.txt requirements/run.txt
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements/run.txt
COPY pyproject.toml README.md ./
COPY bot bot
RUN /venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.12-slim
RUN useradd --uid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin safar \
    && install -d -o safar -g safar -m 0700 /state
COPY --from=build /venv /venv
COPY content /content
# Learns the example questions once, here, instead of at every first start.
RUN /venv/bin/python -c "from pathlib import Path; from datetime import date; \
from bot.content.load import load; from bot.storage.index_file import prepare_from; \
root = Path('/content'); prepare_from(root, root, load(root, date.today()))"
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    SAFAR_CONTENT=/content \
    SAFAR_STATE=/state \
    SAFAR_RELOAD=false
USER safar
VOLUME /state
CMD ["safar", "run"]
