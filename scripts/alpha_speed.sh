#!/bin/sh
# Checks Krippendorff's alpha, and its speed, against the package `krippendorff` of PyPI.
# Needs python3 with venv, cargo and the network; leaves nothing behind but cargo's target folder.
set -eu
cd "$(dirname "$0")/.."

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check numpy krippendorff
cargo build --release --quiet --package gradus-stats --example alpha_speed
"$folder/venv/bin/python" scripts/alpha_speed.py "$folder/ratings.bin" \
    cargo run --release --quiet --package gradus-stats --example alpha_speed --
