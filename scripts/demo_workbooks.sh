#!/usr/bin/env bash
# Makes the workbooks of the demo city: written by gradus, opened and saved by LibreOffice,
# as an assessor's would be. Run scripts/demo_data.py first.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
gradus=${1:-target/release/gradus}
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
for file in target/demo/*.yaml; do
    assessor=$(basename "$file" .yaml)
    "$gradus" workbook new --assessment "$file" --assessor "$assessor" \
        --group "${assessor%-*}" -o "target/demo/$assessor.xlsx"
done
soffice -env:UserInstallation="file://$profile" --headless --convert-to xlsx \
    --outdir demo/workbooks target/demo/*.xlsx
