#!/bin/sh
# Builds the image of the Dockerfile without an engine, and runs it as docker-compose.yml says: an unprivileged user
# without capabilities, on a root that is read-only. By root, with buildah, debootstrap and bubblewrap (apt-get install).
# The base is Debian's own Python 3.11 under the name that the Dockerfile asks for. Leaves nothing behind but FOLDER.
#   tests/image.sh FOLDER [PORT]        what a build needs besides, such as certificates: BUILD="--env ... --volume ..."
set -eu
folder=$(mkdir -p "$1" && cd "$1" && pwd) port=${2:-8038} home=/var/lib/parallel38
cd "$(dirname "$0")/.."
buildah() { command buildah --root "$folder/store" --runroot "$folder/run" --storage-driver vfs "$@"; }

if ! buildah inspect --type image python:3.11-slim >/dev/null 2>&1; then
  debootstrap --variant=minbase --include=python3,python3-venv,ca-certificates bookworm "$folder/debian" >/dev/null
  ln -sf python3 "$folder/debian/usr/bin/python"
  base=$(buildah from scratch)
  buildah copy --quiet "$base" "$folder/debian" / >/dev/null
  # shellcheck disable=SC2086
  buildah config --env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin ${BASE:-} "$base"
  buildah commit --quiet --rm "$base" docker.io/library/python:3.11-slim
fi
# shellcheck disable=SC2086
buildah bud --isolation chroot --pull-never --network host --format docker --tag parallel38 ${BUILD:-} .

container=$(buildah from --pull-never localhost/parallel38)
root=$(buildah mount "$container")
trap 'buildah umount "$container" >/dev/null; buildah rm "$container" >/dev/null' EXIT
mkdir -p "$folder/data" && chown 10038:10038 "$folder/data"
command=$(sed -n 's/^CMD \["sh", "-c", "\(.*\)"\]$/\1/p' Dockerfile)
echo "The image serves on http://127.0.0.1:$port; Ctrl-C ends it."
bwrap --ro-bind "$root" / --proc /proc --dev /dev --perms 1777 --tmpfs /tmp --bind "$folder/data" $home \
  --unshare-pid --unshare-ipc --chdir /srv/parallel38 --clearenv --setenv PATH /opt/venv/bin:/usr/bin:/bin \
  --setenv PYTHONDONTWRITEBYTECODE 1 --setenv DATA_DIR $home --setenv HOME $home --setenv PORT "$port" \
  setpriv --reuid=10038 --regid=10038 --clear-groups --bounding-set=-all --inh-caps=-all --no-new-privs sh -c "$command"
