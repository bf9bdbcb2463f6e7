# Read by the other scripts: named steps with their times.

# step NAME COMMAND...: runs the command, says its name before and its time after; returns what it returned.
step() {
    local name=$1 started=$SECONDS status=0
    shift
    printf '==> %s\n' "$name"
    "$@" || status=$?
    if [ "$status" -eq 0 ]; then
        printf '    %s: done in %d s\n' "$name" "$((SECONDS - started))"
    else
        printf '    %s: FAILED (exit %d) after %d s\n' "$name" "$status" "$((SECONDS - started))" >&2
    fi
    return "$status"
}

fail() {
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

# within SECONDS COMMAND...: ends a command that hangs; in CI with everything it started, by hand so that Ctrl-C works.
within() {
    local limit=$1 reach=(--foreground)
    shift
    [ "${CI:-}" != true ] || reach=()
    timeout "${reach[@]}" --kill-after=15 "$limit" "$@"
}
