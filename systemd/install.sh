#!/usr/bin/env bash
# Builds Vestnik and installs it: programs, unit, user, folders, completions, manual, documentation, samples, and a
# configuration with which the daemon starts.
#
#   systemd/install.sh [--prefix DIR] [--destdir DIR] [--no-build]
#
#   --prefix DIR    where it will live (default /usr/local; packages use /usr)
#   --destdir DIR   put everything under DIR instead of / (for packages)
#   --no-build      install what was built before with: swift build -c release --static-swift-stdlib
#   --debug DIR     keep the programs' debug symbols under DIR
#
# What is already in /etc/vestnik stays as it is. Run again, it updates the rest and restarts a daemon that runs.
set -euo pipefail
cd "$(dirname "$0")/.."

prefix=${PREFIX-/usr/local}
destdir=${DESTDIR-}
build=yes
debug=
while [[ $# -gt 0 ]]; do
    case $1 in
        --prefix) prefix=${2?"--prefix wants a folder"} && shift ;;
        --prefix=*) prefix=${1#*=} ;;
        --destdir) destdir=${2?"--destdir wants a folder"} && shift ;;
        --destdir=*) destdir=${1#*=} ;;
        --debug) debug=${2?"--debug wants a folder"} && shift ;;
        --debug=*) debug=${1#*=} ;;
        --no-build) build=no ;;
        --help)
            sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0"
            exit 0
            ;;
        *)
            printf 'install.sh: unknown argument “%s”; see --help\n' "$1" >&2
            exit 64
            ;;
    esac
    shift
done
if [[ $prefix != /* ]]; then
    echo "install.sh: --prefix must be an absolute path" >&2
    exit 64
fi

say() { printf '%s\n' "$*"; }
fail() {
    printf 'install.sh: %s\n' "$*" >&2
    exit 69
}

if [[ -z $destdir && $EUID -ne 0 ]]; then
    echo "install.sh: installing into $prefix and /etc wants root; with --destdir DIR it does not" >&2
    exit 77
fi
if [[ $build == yes ]]; then .ci/setup; fi
# Asked before a build of minutes.
for tool in strip objcopy readelf; do
    command -v "$tool" >/dev/null ||
        fail "$tool is missing (apt-get install binutils): with their debug symbols the programs take half as much room again"
done
if [[ $build == yes ]]; then
    # Static: the machine that runs it needs no Swift.
    swift build -c release --static-swift-stdlib
fi
built=$(swift build -c release --show-bin-path)

staging=$(mktemp -d)
trap 'rm -rf "$staging"' EXIT

# A distribution's package keeps to /usr/lib; whatever the administrator installs goes to /etc.
if [[ $prefix == /usr ]]; then
    units=/usr/lib/systemd/system users=/usr/lib/sysusers.d folders=/usr/lib/tmpfiles.d
else
    units=/etc/systemd/system users=/etc/sysusers.d folders=/etc/tmpfiles.d
fi
docs=$prefix/share/doc/vestnik

put() { install -D -m "$1" "$2" "$destdir$3"; }

# Where debuggers look for the symbols of a program of that build.
symbols() {
    local build
    build=$(readelf --notes "$1" | sed -n 's/^ *Build ID: //p')
    [[ -n $build ]] || fail "$1 has no build ID to find its symbols by"
    install -d "$debug/usr/lib/debug/.build-id/${build:0:2}"
    objcopy --only-keep-debug "$1" "$debug/usr/lib/debug/.build-id/${build:0:2}/${build:2}.debug"
    chmod 644 "$debug/usr/lib/debug/.build-id/${build:0:2}/${build:2}.debug"
}

for program in vestnikd vestnik vestnik-web; do
    if [[ -n $debug ]]; then symbols "$built/$program"; fi
    strip --remove-section=.comment --remove-section=.note -o "$staging/$program" "$built/$program"
    put 755 "$staging/$program" "$prefix/bin/$program"
done

for unit in systemd/*.service systemd/*.socket; do
    name=${unit##*/}
    sed -E "s#^(Exec[A-Za-z]+=)/usr/bin/(vestnik)#\\1$prefix/bin/\\2#" "$unit" >"$staging/$name"
    put 644 "$staging/$name" "$units/$name"
done
put 644 systemd/vestnik.sysusers.conf "$users/vestnik.conf"
put 644 systemd/vestnik.tmpfiles.conf "$folders/vestnik.conf"

# What the program says of itself. Its language is the configuration's; here, where there is none, always the same.
vestnik() { env -u LANGUAGE LC_ALL=C VESTNIK_CONFIG=/nonexistent "$destdir$prefix/bin/vestnik" "$@"; }
vestnik completion bash >"$staging/completion.bash" || fail "vestnik made no completion for bash"
vestnik completion zsh >"$staging/completion.zsh" || fail "vestnik made no completion for zsh"
put 644 "$staging/completion.bash" "$prefix/share/bash-completion/completions/vestnik"
put 644 "$staging/completion.zsh" "$prefix/share/zsh/$([[ $prefix == /usr ]] && echo vendor-completions || echo site-functions)/_vestnik"

vestnik help --man "$staging/man" >/dev/null || fail "vestnik made no manual pages"
(cd "$staging/man" && find . -type f) | while read -r page; do
    gzip -9n "$staging/man/$page"
    put 644 "$staging/man/$page.gz" "$prefix/share/man/${page#./}.gz"
done

# The pages as files: links between them are links between files.
for page in README.md Sources/vestnikd/Documentation.docc/*.md; do
    sed -E -e 's#<doc:([A-Za-z]+)>#[\1](\1.md)#g' -e 's#Sources/vestnikd/Documentation\.docc/##g' \
        "$page" >"$staging/page.md"
    put 644 "$staging/page.md" "$docs/${page##*/}"
done
# Samples are for reading and copying alone: nothing is ever sent from them.
(cd config && find . -type f) | while read -r sample; do
    put 644 "config/$sample" "$docs/examples/${sample#./}"
done

install -d -m 755 "$destdir/etc/vestnik" "$destdir/etc/vestnik/events"
if [[ -e $destdir/etc/vestnik/vestnik.json5 ]]; then
    say "kept /etc/vestnik as it is; samples are in $docs/examples"
else
    sed "s#@examples@#$docs/examples#" systemd/vestnik.json5 >"$staging/vestnik.json5"
    put 644 "$staging/vestnik.json5" /etc/vestnik/vestnik.json5
    say "installed the configuration /etc/vestnik/vestnik.json5; samples are in $docs/examples"
fi

# The rest is for a running machine.
if [[ -n $destdir ]]; then exit 0; fi
if command -v systemd-sysusers >/dev/null; then
    systemd-sysusers "$users/vestnik.conf"
    systemd-tmpfiles --create "$folders/vestnik.conf"
else
    say "there is no systemd-sysusers here: make user, groups and folders of $users/vestnik.conf and $folders/vestnik.conf yourself"
fi
[[ -d /run/systemd/system ]] || exit 0
systemctl daemon-reload
if systemctl --quiet is-active vestnikd.service; then
    if systemctl restart vestnikd.service; then
        say "restarted vestnikd: $("$prefix/bin/vestnik" --version) runs now"
    else
        say "vestnikd does not start with this version; why: journalctl -u vestnikd -n 20" >&2
        exit 75
    fi
else
    say "next, as root: systemctl enable --now vestnikd"
fi
# Who has pages open opens them again.
if systemctl --quiet is-active vestnik-web.service; then systemctl restart vestnik-web.service || true; fi
