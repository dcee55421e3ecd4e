#!/usr/bin/env bash
# Makes a Debian package of what install.sh installs.
#
#   systemd/deb.sh [--no-build] [OUTPUT-FOLDER]
#
# The package is named vestnik_VERSION_ARCHITECTURE.deb; VERSION comes from the environment or the last tag.
set -euo pipefail
cd "$(dirname "$0")/.."

options=()
if [[ ${1-} == --no-build ]]; then
    options+=(--no-build)
    shift
fi
output=$(realpath "${1-.}")
version=${VERSION-$(git describe --tags --match 'v[0-9]*' 2>/dev/null | sed 's/^v//' || true)}
version=${version:-0.1.0}
architecture=$(dpkg --print-architecture)

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
chmod 755 "$root"
systemd/install.sh "${options[@]}" --prefix /usr --destdir "$root"

# Group and rights of /etc/vestnik are given by the tmpfiles entry once the user is there.
chmod 755 "$root/etc/vestnik"
install -D -m 644 README.md "$root/usr/share/doc/vestnik/README.md"
mkdir "$root/DEBIAN"
(cd "$root" && find etc -type f -printf '/%p\n' | sort) >"$root/DEBIAN/conffiles"
cat >"$root/DEBIAN/control" <<CONTROL
Package: vestnik
Version: $version
Architecture: $architecture
Maintainer: Vestnik developers <vestnik@localhost>
Section: mail
Priority: optional
Depends: libc6 (>= 2.36), libstdc++6, libgcc-s1, libcurl4 (>= 7.88), libsqlite3-0 (>= 3.40), libcmark0.30.2, libidn2-0, zlib1g, libxml2 (>= 2.9.14), tzdata, ca-certificates, systemd
Recommends: sqlite3
Installed-Size: $(du -sk --exclude DEBIAN "$root" | cut -f1)
Description: email notifications for events with registration
 Sends invitations, confirmations and reminders through a mail relay, each to
 the right person, once, at the right hour of their own day, and keeps a log of
 what became of each. A web site hands it registrations by plain SQL.
CONTROL
cat >"$root/DEBIAN/postinst" <<'POSTINST'
#!/bin/sh
set -e
if [ "$1" = configure ]; then
    systemd-sysusers vestnik.conf
    systemd-tmpfiles --create vestnik.conf
    if [ -d /run/systemd/system ]; then
        systemctl daemon-reload
        systemctl try-restart vestnikd.service || true
    fi
fi
POSTINST
cat >"$root/DEBIAN/prerm" <<'PRERM'
#!/bin/sh
set -e
if [ "$1" = remove ] && [ -d /run/systemd/system ]; then
    systemctl disable --now vestnikd.service || true
fi
PRERM
cat >"$root/DEBIAN/postrm" <<'POSTRM'
#!/bin/sh
set -e
# The delivery log in /var/lib/vestnik and registrations in /var/lib/vestnik-intake are the administrator's to delete.
if [ -d /run/systemd/system ]; then systemctl daemon-reload || true; fi
POSTRM
chmod 755 "$root"/DEBIAN/{postinst,prerm,postrm}
dpkg-deb --root-owner-group --build "$root" "$output/vestnik_${version}_${architecture}.deb"
