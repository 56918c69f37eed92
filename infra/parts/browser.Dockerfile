# The browser function: Playwright drives a Chromium on Debian, called by Lambda's runtime client.
# The build context is made by infra/parts/assets.py (browser_image).
# A tag may be moved to another image, a digest cannot: `make deploy` wants one.
ARG BASE_DIGEST
FROM --platform=linux/arm64 docker.io/library/python:3.13-slim-bookworm@${BASE_DIGEST}

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1 \
    PLAYWRIGHT_BROWSERS_PATH=/opt/browsers \
    HOME=/tmp

COPY requirements /tmp/requirements
RUN pip install --require-hashes --only-binary :all: \
      -r /tmp/requirements/runtime.txt -r /tmp/requirements/browser.txt \
    && playwright install --with-deps --only-shell chromium \
    && rm -rf /var/lib/apt/lists/* /tmp/requirements

WORKDIR /var/task
COPY kernel ./kernel
COPY functions ./functions
RUN python -m compileall -q kernel functions && chmod -R a+rX /var/task /opt/browsers

# Lambda runs the image as a user without a name; nothing here needs root.
USER 65534
ENTRYPOINT ["python", "-m", "awslambdaric"]
CMD ["functions.publishing.handlers.step_browse.handler"]
