#!/usr/bin/env bash
# Makes a Debian package of what install.sh installs, and one of the programs' debug symbols.
#
#   systemd/deb.sh [--no-build] [--no-debug] [OUTPUT-FOLDER]
#
# They are vestnik_VERSION_ARCHITECTURE.deb and vestnik-dbgsym_VERSION_ARCHITECTURE.deb. From the environment: VERSION (else
# the last tag, else what the program says), DEBFULLNAME and DEBEMAIL (who packages, else who wrote the last change),
# SOURCE_DATE_EPOCH (when, else the time of that change), COMPRESSION (options of dpkg-deb).
set -euo pipefail
cd "$(dirname "$0")/.."

options=() symbols=yes
while [[ ${1-} == --* ]]; do
    case $1 in
        --no-build) options+=(--no-build) ;;
        --no-debug) symbols=no ;;
        --help)
            sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0"
            exit 0
            ;;
        *)
            printf 'deb.sh: unknown argument “%s”; see --help\n' "$1" >&2
            exit 64
            ;;
    esac
    shift
done
output=$(realpath "${1-.}")
architecture=$(dpkg --print-architecture)
# Nobody else is known than who wrote the last change.
maintainer="${DEBFULLNAME-$(git log -1 --format=%an 2>/dev/null || id -un)} <${DEBEMAIL-$(git log -1 --format=%ae 2>/dev/null || echo "$(id -un)@$(hostname)")}>"
epoch=${SOURCE_DATE_EPOCH-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
export SOURCE_DATE_EPOCH=$epoch
read -ra compression <<<"${COMPRESSION--Zxz}"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/vestnik debug=$work/vestnik-dbgsym
mkdir -m 755 "$root" "$debug"
if [[ $symbols == yes ]]; then options+=(--debug "$debug"); fi
umask 022
systemd/install.sh "${options[@]}" --prefix /usr --destdir "$root"

version=${VERSION-$(git describe --tags --match 'v[0-9]*' 2>/dev/null | sed 's/^v//; s/-/+/g' || true)}
version=${version:-$("$root/usr/bin/vestnik" --version | sed 's/^vestnik //')}

# What the programs are linked with, each from the version on whose symbols they use.
linked() {
    mkdir -p "$work/debian"
    printf 'Source: vestnik\n\nPackage: vestnik\nArchitecture: any\n' >"$work/debian/control"
    (cd "$work" && dpkg-shlibdeps -O --ignore-missing-info "$root"/usr/bin/* 2>"$work/words") |
        # An older libcurl has the functions and lacks options.
        sed -nE 's/libcurl4 \(>= [0-9.]+\)/libcurl4 (>= 7.88)/; s/^shlibs:Depends=//p'
}
if command -v dpkg-shlibdeps >/dev/null; then
    libraries=$(linked)
    if [[ -z $libraries ]]; then
        cat "$work/words" >&2
        exit 69
    fi
else
    echo "deb.sh: dpkg-shlibdeps (package dpkg-dev) is missing: dependencies are those of Debian 12" >&2
    libraries="libc6 (>= 2.36), libstdc++6, libgcc-s1, libcurl4 (>= 7.88), libsqlite3-0 (>= 3.40), libcmark0.30.2, libidn2-0, zlib1g, libxml2 (>= 2.9.14), libmicrohttpd12 (>= 0.9.75), libcrypt1 (>= 4.4)"
fi

# The owner and rights of /etc/vestnik are given by the tmpfiles entry once the user is there.
documents=$root/usr/share/doc/vestnik
changes() {
    printf 'vestnik (%s) unstable; urgency=medium\n\n' "$version"
    {
        git log --max-count 40 --format=%s 2>/dev/null || echo "Version $version"
    } | while read -r subject; do fold -s -w 74 <<<"$subject" | sed -e '1s/^/  * /; 1!s/^/    /; s/ *$//'; done
    printf '\n -- %s  %s\n' "$maintainer" "$(date --utc --rfc-email --date="@$epoch")"
}
changes | gzip -9n >"$documents/changelog.gz"
cat >"$documents/copyright" <<COPYRIGHT
Vestnik, email notifications for events with registration.

The sources come with no licence of their own: nothing is known of terms on
which they may be passed on, and this package grants none. Ask whoever gave
you the sources.

The programs contain, linked statically, the standard library of Swift and
Foundation: Copyright Apple Inc. and the Swift project authors, under the
Apache License, version 2.0, with the Runtime Library Exception; on Debian the
licence is in /usr/share/common-licenses/Apache-2.0. Foundation contains ICU:
Copyright 1991-2024 Unicode, Inc., under the Unicode License v3,
https://www.unicode.org/license.txt
COPYRIGHT
for licence in LICENSE LICENSE.txt LICENSE.md COPYING; do
    if [[ -s $licence ]]; then
        sed -i -e "3,5d; 2r $licence" "$documents/copyright"
        break
    fi
done

# What every package has: checksums, control file, archive.
pack() {
    local package=$1 folder=$2
    (cd "$folder" && find . -path ./DEBIAN -prune -o -path ./etc -prune -o -type f -printf '%P\0' | sort -z | xargs -0r md5sum) \
        >"$folder/DEBIAN/md5sums"
    dpkg-deb --root-owner-group "${compression[@]}" --build "$folder" "$output/${package}_${version}_${architecture}.deb"
}

mkdir "$root/DEBIAN"
(cd "$root" && find etc -type f -printf '/%p\n' | sort) >"$root/DEBIAN/conffiles"
cat >"$root/DEBIAN/control" <<CONTROL
Package: vestnik
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Section: mail
Priority: optional
Depends: $libraries, ca-certificates, systemd, tzdata
Recommends: sqlite3
Installed-Size: $(du -sk --exclude DEBIAN "$root" | cut -f1)
Description: email notifications for events with registration
 Sends invitations, confirmations and reminders through a mail relay, each to
 the right person, once, at the right hour of their own day, and keeps a log of
 what became of each. A web site hands it registrations by plain SQL.
CONTROL
install -m 755 systemd/debian/{postinst,prerm,postrm} "$root/DEBIAN/"
pack vestnik "$root"

[[ $symbols == yes ]] || exit 0
mkdir "$debug/DEBIAN"
install -d "$debug/usr/share/doc"
ln -s vestnik "$debug/usr/share/doc/vestnik-dbgsym"
cat >"$debug/DEBIAN/control" <<CONTROL
Package: vestnik-dbgsym
Version: $version
Auto-Built-Package: debug-symbols
Architecture: $architecture
Maintainer: $maintainer
Section: debug
Priority: optional
Depends: vestnik (= $version)
Installed-Size: $(du -sk --exclude DEBIAN "$debug" | cut -f1)
Description: debug symbols for vestnik
Build-Ids: $(find "$debug/usr/lib/debug/.build-id" -name '*.debug' | sed -E 's#.*/(..)/(.*)\.debug#\1\2#' | sort | paste -sd ' ')
CONTROL
pack vestnik-dbgsym "$debug"
