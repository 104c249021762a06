# Loa Làng in a container: installed from the hashed lock, run by a user without rights, data in a volume.
FROM python:3.11-slim AS install
WORKDIR /srv/loalang
COPY requirements.txt ./
RUN python -m venv .venv && .venv/bin/pip install --no-cache-dir --require-hashes --no-deps -r requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY app ./app
COPY alembic ./alembic
COPY audio_templates ./audio_templates
RUN .venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation --no-index --editable .

FROM python:3.11-slim
RUN useradd --create-home --uid 10001 loalang && install -d -o loalang -g loalang /data
COPY --from=install /srv/loalang /srv/loalang
WORKDIR /srv/loalang
ENV PATH=/srv/loalang/.venv/bin:$PATH LOALANG_DATA_DIR=/data LOALANG_HOST=0.0.0.0
USER loalang
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080/health', timeout=4)"]
CMD ["loalang", "serve"]
