# System packages, sourced by the scripts beside it. Only apt is known: on other systems the reader is told what to find.

mkdir -p var  # apt's own words go to var/apt.log

# Each argument on a line of its own.
say() { printf '%s\n' "$@"; }
complain() { printf '%s\n' "$@" >&2; }

has_apt() { command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; }

# Is this package installed?
installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# Does apt know a version of this package? Ubuntu's Chromium packages only point to a snap, which is none.
available() {
    local candidate
    candidate=$(apt-cache policy "$1" 2>/dev/null | sed -n 's/^ *Candidate: //p')
    [ -n "$candidate" ] && [ "$candidate" != "(none)" ] && [[ $candidate != *snap* ]]
}

# Those of the packages named that are not installed, on one line.
missing_of() {
    local name missing=()
    for name; do installed "$name" || missing+=("$name"); done
    echo "${missing[*]}"
}

# Runs a command as root. Asks for a password only where somebody sits at the terminal.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif [ -t 0 ]; then
        sudo "$@"
    else
        sudo -n "$@"
    fi
}

can_be_root() {
    [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; }
}

refresh_package_lists() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q >>var/apt.log 2>&1
}

# Package lists are absent from small images; without them apt knows no package at all.
know_packages() {
    compgen -G '/var/lib/apt/lists/*Packages*' >/dev/null || { can_be_root && refresh_package_lists; }
}

# install_packages WHAT-FOR NAME...: 0 once all are there, 1 where that cannot be done, having said what to run.
install_packages() {
    local purpose=$1 line
    shift
    line="apt-get install -y --no-install-recommends $*"
    if ! can_be_root; then
        complain "Missing for $purpose: $*. Run this as root, then try again:" "  $line"
        return 1
    fi
    say "Installing what is missing for $purpose with apt$([ "$(id -u)" = 0 ] || echo ", through sudo"): $*"
    know_packages || true
    # Package lists grow stale, and then name files that are gone: look again before giving up.
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive $line </dev/null >>var/apt.log 2>&1 && return 0
    # shellcheck disable=SC2086
    refresh_package_lists && as_root env DEBIAN_FRONTEND=noninteractive $line </dev/null >>var/apt.log 2>&1 && return 0
    tail -n 5 var/apt.log >&2
    complain "apt could not install them (all it said is in var/apt.log). Run this as root, then try again:" "  $line"
    return 1
}
