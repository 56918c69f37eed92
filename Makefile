# Haat. `make help` lists what there is; each target sets up what it needs by itself.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
NODE_MODULES := web/node_modules/.installed
TOOLS := $(VENV)/.installed
WEB := web/dist/index.html
CONTEXT := $(if $(ALARM_EMAIL),-c haat:alarm_email=$(ALARM_EMAIL)) \
           $(if $(DOMAIN),-c haat:domain=$(DOMAIN)) \
           $(if $(CERTIFICATE_ARN),-c haat:certificate_arn=$(CERTIFICATE_ARN)) \
           $(if $(BASE_DIGEST),-c haat:base_digest=$(BASE_DIGEST))
FIREWALL := .local/firewall.json
CDK_VERSION := 2.1148.1
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)
export PYTHONPATH := $(CURDIR):$(CURDIR)/layers/kernel/python:$(CURDIR)/layers/llm/python
export JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION := 1
export CDK_DISABLE_CLI_TELEMETRY := true

# What packages print goes to a file; a failure shows its end.
SETUP_LOG := $(CURDIR)/.local/setup.log
quietly = mkdir -p .local; ( $(1) ) >> $(SETUP_LOG) 2>&1 \
  || { tail -n 30 $(SETUP_LOG); echo "That failed; the whole output is in $(SETUP_LOG)."; exit 1; }

.PHONY: help setup run demo pictures connect test check audit bench clocks synth deploy lock events openapi \
        docs platform context web-build web-check chromium clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(TOOLS) ## the virtual environment with every tool (also: Node, from a wheel)

run: $(TOOLS) $(WEB) chromium ## all of Haat on this machine: http://localhost:8080
	@$(PY) -m infra.local

demo: $(TOOLS) $(WEB) chromium ## the whole journey from the shell [PHOTO=picture.heic] [JSON=1]
	@JSON=$(JSON) $(PY) -m infra.local.demo $(if $(PHOTO),"$(PHOTO)")

pictures: $(TOOLS) $(WEB) chromium ## the README's pictures, taken of a post that is published here
	@$(PY) -m infra.local.pictures

connect: $(TOOLS) chromium ## a browser window in which you log in to PLATFORM=meesho|snapdeal|indiamart
	@$(PY) -m infra.local.connect "$(PLATFORM)" --account "$(ACCOUNT)"

test: $(TOOLS) $(WEB) chromium ## every test [ARGS="tests/unit -k money"] [SEED=1: in that random order]
ifdef ARGS
	@$(PY) -m pytest $(ARGS)
else
	@npm --prefix web run --silent test
	@HAAT_BUDGET=1 $(PY) -m pytest -q -n 2 --dist loadscope --no-loadscope-reorder --durations 50 \
	  $(if $(SEED),-p randomly -p no:cacheprovider --randomly-seed $(SEED))
endif

check: $(TOOLS) web-check audit ## formatting, types, import contracts, architecture, audit; web/ too
	ruff check .
	ruff format --check .
	mypy
	lint-imports
	$(PY) -m pytest -q tests/architecture

audit: $(TOOLS) $(NODE_MODULES) ## known vulnerabilities of all locked packages
	@$(PY) -m infra.local.audit

bench: $(TOOLS) $(WEB) chromium ## the budgets, as ratios to a named reference: .local/bench.json
	@$(PY) -m tests.bench

clocks: $(TOOLS) $(WEB) chromium ## the tests on other days and in other zones; journeys stay out [ARGS=]
	@# Packages are fetched today: on another day the registry's certificate is not valid.
	@$(PY) -m infra.parts.layers
	@$(PY) -m tests.faketime $(ARGS)

synth: $(TOOLS) $(WEB) ## the CloudFormation templates, checked by cdk-nag: cdk.out/
	@$(PY) -m infra.parts.layers
	@npx --yes aws-cdk@$(CDK_VERSION) synth --quiet $(CONTEXT) $(ARGS)

deploy: $(TOOLS) $(WEB) ## to AWS, BASE_DIGEST= [ALARM_EMAIL= DOMAIN= …]: docs/runbooks/deploy.md
	@case "$(BASE_DIGEST)" in sha256:*) ;; *) \
	  echo "The browser's image is not pinned: make deploy BASE_DIGEST=sha256:…"; \
	  echo "docker buildx imagetools inspect docker.io/library/python:3.13-slim-bookworm shows it."; \
	  exit 1;; esac
	@$(PY) -m infra.parts.layers
	@$(PY) -m infra.local.vendor_secret
	@npx --yes aws-cdk@$(CDK_VERSION) deploy HaatFirewall --outputs-file $(FIREWALL) $(CONTEXT) $(ARGS)
	@npx --yes aws-cdk@$(CDK_VERSION) deploy --all $(CONTEXT) $(ARGS) --parameters HaatWeb:WebAclArn=$$( \
	  $(PY) -c 'import json; print(json.load(open("$(FIREWALL)"))["HaatFirewall"]["WebAclArn"])')

lock: $(TOOLS) ## resolve pyproject.toml into hash-pinned requirements
	@$(PY) -m infra.local.lock

events: $(TOOLS) ## events/<context>/*.json from the publishers' classes
	@$(PY) -m tests.contract.events_from_code --write

openapi: $(TOOLS) ## web/openapi.json from the APIs
	@$(PY) -m tests.contract.openapi_from_code --write $(ARGS)

docs: $(TOOLS) ## the map of contexts in docs/architecture.md, from the code
	@$(PY) -m tests.contract.architecture_from_code --write

platform: $(TOOLS) ## the skeleton of a new platform: NAME=amazon
	@$(PY) -m infra.scaffold platform "$(NAME)"

context: $(TOOLS) $(NODE_MODULES) ## the skeleton of a new context: NAME=orders [ENTITY=order]
	@$(PY) -m infra.scaffold context "$(NAME)" $(ENTITY)
	@$(PY) -m tests.contract.events_from_code --write
	@$(PY) -m tests.contract.openapi_from_code --write
	@$(PY) -m tests.contract.architecture_from_code --write
	@npm --prefix web run --silent api

web-build: $(WEB) ## the web app: web/dist/

web-check: $(NODE_MODULES)
	@npm --prefix web run --silent check

chromium: $(TOOLS)
	@$(PY) -m infra.local.chromium

clean: ## forget the laptop cloud's state and everything built (not the virtual environment)
	rm -rf .local cdk.out web/dist

$(TOOLS): requirements-dev.txt
	@command -v $(PYTHON) >/dev/null || { echo "Haat needs Python 3.11 or newer: $(PYTHON) is not there."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Haat needs Python 3.11 or newer; make PYTHON=python3.13 … chooses another."; exit 1; }
	@test -e $@ || echo "The first time takes two to four minutes: packages, the web app, a browser."
	@echo "Installing the tools into $(VENV)"
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@awk '/^[a-z0-9]/{wanted = /^uv==/} wanted' requirements-dev.txt > $(VENV)/uv.txt
	@test -x $(VENV)/bin/uv \
	  || { $(call quietly,$(PY) -m pip install --quiet --require-hashes -r $(VENV)/uv.txt); }
	@$(call quietly,$(VENV)/bin/uv pip install --require-hashes --python $(PY) -r requirements-dev.txt)
	@touch $@

$(NODE_MODULES): web/package-lock.json $(TOOLS)
	@echo "Installing the web app's packages"
	@# What the lock says and nothing else: `npm install` would take what is newer or missing there.
	@$(call quietly,cd web; npm ci --no-audit --no-fund --loglevel=error \
	  || { echo "web/package-lock.json must name all that web/package.json asks for:"; \
	       echo "cd web && npm install --package-lock-only completes it."; false; })
	@touch $@

$(WEB): $(NODE_MODULES) $(shell find web/src web/public web/index.html web/vite.config.ts -type f 2>/dev/null)
	@echo "Building the web app"
	@$(call quietly,npm --prefix web run --silent build)
	@touch $@
