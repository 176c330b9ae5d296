#!/bin/sh
# Start-up and key-to-paint of the console beside tig, neomutt and aerc, in one run at 140x40.
#
#   console-latency.sh [TICKETS]
#
# Environment: RUNS (3), KEYS (100), SEALDESK (a built program; else it is built here, in release).
# A peer that is not installed is skipped, and named at the end.
set -eu

tickets=${1:-10000}
runs=${RUNS:-3}
keys=${KEYS:-100}
tools=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$tools/../../.." && pwd)
work=$(mktemp -d)
skipped=""
trap 'rm -rf "$work"' EXIT
export HOME="$work" XDG_CONFIG_HOME="$work/config" XDG_CACHE_HOME="$work/cache"
export GIT_CONFIG_NOSYSTEM=1

measure() { # LABEL READY SETUP KEYS QUIT COMMAND...
  label=$1 ready=$2 setup=$3 pressed=$4 quit=$5
  shift 5
  python3 "$tools/ptylat.py" --label "$label" --runs "$runs" --ready "$ready" --setup "$setup" \
    --keys "$pressed" --quit "$quit" -- "$@"
}

installed() {
  command -v "$1" > /dev/null && return 0
  skipped="$skipped $1"
  return 1
}

half=$((keys / 2))

if [ -z "${SEALDESK:-}" ]; then
  swift build -c release --package-path "$root" --product sealdesk --static-swift-stdlib
  SEALDESK=$(swift build -c release --package-path "$root" --static-swift-stdlib --show-bin-path)/sealdesk
fi

python3 "$tools/peer-data.py" "$work" "$tickets"

# The first start makes the workspace; its keys are cheap to derive, as in every sandbox.
python3 "$tools/ptylat.py" --label "sealdesk, making $tickets tickets" --ready 'practice data' \
  --quit 'q sleep:0.5 y' -- "$SEALDESK" sandbox --directory "$work/practice" --tickets "$tickets"
# A move shows the ticket with its suggestions: as a rule in one frame, since it was read ahead.
measure "sealdesk, $tickets tickets: list, conversation and suggestions" 'My open' \
  '] ] sleep:0.5' "j*$half k*$half" 'q sleep:0.5 y' "$SEALDESK" sandbox --directory "$work/practice"

if installed tig; then
  cd "$work/commits"
  measure "tig, $tickets commits: list" 'main' 'sleep:1' "j*$half k*$half" 'Q' tig
  measure "tig, $tickets commits: split view" 'main' 'sleep:1 Enter sleep:0.5' \
    "Down*$half Up*$half" 'Q' tig
  cd "$root"
fi

if installed neomutt; then
  printf 'set folder="%s"\nset header_cache="%s"\nset mail_check=600\n' "$work" "$work/cache/headers" \
    > "$work/neomuttrc"
  mkdir -p "$work/cache/headers"
  measure "neomutt, mbox of $tickets" 'writer' '' "j*$half k*$half" 'x' \
    neomutt -n -F "$work/neomuttrc" -R -f "$work/mbox"
  measure "neomutt, maildir of $tickets with a header cache" 'writer' '' "j*$half k*$half" 'x' \
    neomutt -n -F "$work/neomuttrc" -R -f "$work/Maildir"
fi

if installed aerc; then
  mkdir -p "$work/config/aerc"
  cat > "$work/config/aerc/accounts.conf" << END
[desk]
source = maildir://$work/mail
default = Inbox
from = Desk <desk@example.com>
copy-to = Sent
END
  chmod 600 "$work/config/aerc/accounts.conf"
  mkdir -p "$work/mail" && ln -s "$work/Maildir" "$work/mail/Inbox"
  measure "aerc, maildir of $tickets" '' 'sleep:3' "j*$half k*$half" 'text::quit Enter' aerc
fi

[ -z "$skipped" ] || echo "NOT MEASURED, because not installed:$skipped" >&2
