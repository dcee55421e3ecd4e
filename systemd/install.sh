#!/usr/bin/env bash
# Builds Vestnik and installs it: programs, unit, user, folders, completions and the sample configuration.
#
#   systemd/install.sh [--prefix DIR] [--destdir DIR] [--no-build]
#
#   --prefix DIR    where it will live (default /usr/local; packages use /usr)
#   --destdir DIR   put everything under DIR instead of / (for packages)
#   --no-build      install what was built before with: swift build -c release --static-swift-stdlib
#
# What is already in /etc/vestnik stays as it is. Run again, it updates the rest.
set -euo pipefail
cd "$(dirname "$0")/.."

prefix=${PREFIX-/usr/local}
destdir=${DESTDIR-}
build=yes
while [[ $# -gt 0 ]]; do
    case $1 in
        --prefix) prefix=${2?"--prefix wants a folder"} && shift ;;
        --prefix=*) prefix=${1#*=} ;;
        --destdir) destdir=${2?"--destdir wants a folder"} && shift ;;
        --destdir=*) destdir=${1#*=} ;;
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

if [[ $build == yes ]]; then
    .ci/setup
    # Static: the machine that runs it needs no Swift.
    swift build -c release --static-swift-stdlib
fi
built=$(swift build -c release --show-bin-path)

# A distribution's package keeps to /usr/lib; whatever the administrator installs goes to /etc.
if [[ $prefix == /usr ]]; then
    units=/usr/lib/systemd/system users=/usr/lib/sysusers.d folders=/usr/lib/tmpfiles.d
else
    units=/etc/systemd/system users=/etc/sysusers.d folders=/etc/tmpfiles.d
fi

put() { install -D -m "$1" "$2" "$destdir$3"; }

for program in vestnikd vestnik vestnik-web; do
    # vestnik-web is younger than the others.
    [[ -x $built/$program ]] || continue
    put 755 "$built/$program" "$prefix/bin/$program"
    if command -v strip >/dev/null; then strip "$destdir$prefix/bin/$program"; fi
done

for unit in systemd/*.service; do
    name=${unit##*/}
    put 644 "$unit" "$units/$name"
    sed -i -E "s#^(ExecStart=)/usr/bin/#\\1$prefix/bin/#" "$destdir$units/$name"
done
put 644 systemd/vestnik.sysusers.conf "$users/vestnik.conf"
put 644 systemd/vestnik.tmpfiles.conf "$folders/vestnik.conf"

vestnik=$destdir$prefix/bin/vestnik
for shell in bash zsh; do
    case $shell in
        bash) target=$prefix/share/bash-completion/completions/vestnik ;;
        zsh) target=$prefix/share/zsh/site-functions/_vestnik ;;
    esac
    if script=$("$vestnik" completion "$shell" 2>/dev/null) && [[ -n $script ]]; then
        install -d "$destdir${target%/*}"
        printf '%s\n' "$script" >"$destdir$target"
    fi
done

# The samples as they are, for reading; and as the configuration, where there is none.
samples=$prefix/share/vestnik/config
install -d "$destdir$samples"
cp -R config/. "$destdir$samples/"
install -d -m 750 "$destdir/etc/vestnik"
if [[ -e $destdir/etc/vestnik/vestnik.json5 ]]; then
    say "kept /etc/vestnik as it is; the current samples are in $samples"
else
    cp -R config/. "$destdir/etc/vestnik/"
    # Each of the two files in a folder of its own: the web site enters that of the intake alone.
    sed -i -e 's#^  database: "vestnik.db",#  database: "/var/lib/vestnik/vestnik.db",#' \
        -e 's#^  intake: "registrations.db",#  intake: "/var/lib/vestnik-intake/registrations.db",#' \
        "$destdir/etc/vestnik/vestnik.json5"
    say "installed the sample configuration in /etc/vestnik"
fi

# The rest is for a running machine.
if [[ -n $destdir || $EUID -ne 0 ]]; then exit 0; fi
if command -v systemd-sysusers >/dev/null; then
    systemd-sysusers "$users/vestnik.conf"
    systemd-tmpfiles --create "$folders/vestnik.conf"
fi
if [[ ! -e /var/lib/vestnik/vestnik.db ]] && id vestnik >/dev/null 2>&1; then
    # As the daemon's user, who owns both folders.
    runuser -u vestnik -- "$prefix/bin/vestnik" init --config /etc/vestnik/vestnik.json5 ||
        say "database and intake could not be made; correct /etc/vestnik/vestnik.json5: the daemon makes them at its start"
fi
if [[ -d /run/systemd/system ]]; then
    systemctl daemon-reload
    say "next: edit /etc/vestnik/vestnik.json5, then"
    say "    vestnik check && systemctl enable --now vestnikd"
fi
