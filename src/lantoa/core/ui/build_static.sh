#!/bin/sh
# Renews the files in static/lantoa that come from npm packages (needs Node 20; running Lan Toả does not).
set -eu
cd "$(dirname "$0")/frontend"
npm ci --ignore-scripts --no-audit --no-fund
node build.mjs
