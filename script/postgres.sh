# A PostgreSQL of our own on loopback, in a temporary folder, for tests and benchmarks. Sourced, not run.
# start_postgres FOLDER: sets POSTGRES_ADDRESS; stop_postgres ends it by its process id.

postgres_bin() {
    local bin
    for bin in /usr/lib/postgresql/{17,16,15}/bin; do
        [ -x "$bin/postgres" ] && printf '%s\n' "$bin" && return
    done
    dirname "$(command -v postgres)"
}

# The server refuses to run as root: the package's own account runs it then.
as_postgres() {
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# Whose the folders of a server are.
server_account() {
    if [ "$(id -u)" = 0 ]; then echo postgres; else id -un; fi
}

# run_server FOLDER COMMAND...: runs what COMMAND makes in FOLDER/data on a free port; sets SERVER_ADDRESS and SERVER_PID.
run_server() {
    local folder=$1 port
    port=$(free_port)
    mkdir -p "$folder"
    chmod 711 "$folder"
    install -d -o "$(server_account)" -m 700 "$folder/data"
    as_postgres "${@:2}" >"$folder/made.log"
    # No socket in the folder: its path may be longer than a socket's may be.
    as_postgres "$(postgres_bin)/pg_ctl" -D "$folder/data" -w -l "$folder/data/log" \
        -o "-p $port -c unix_socket_directories= -c listen_addresses=127.0.0.1 -c max_connections=400 ${POSTGRES_OPTIONS:-}" start >/dev/null
    SERVER_PID=$(head -n 1 "$folder/data/postmaster.pid")
    SERVER_ADDRESS=postgres://postgres@127.0.0.1:$port
}

start_postgres() {
    run_server "$1" "$(postgres_bin)/initdb" -D "$1/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync
    POSTGRES_PID=$SERVER_PID
    export POSTGRES_ADDRESS=$SERVER_ADDRESS
}

# start_standby FOLDER: a server that follows the one that start_postgres started; sets STANDBY_ADDRESS and STANDBY_PID.
start_standby() {
    run_server "$1" "$(postgres_bin)/pg_basebackup" -D "$1/data" -h 127.0.0.1 -p "${POSTGRES_ADDRESS##*:}" -U postgres -R \
        --checkpoint=fast --no-sync
    STANDBY_PID=$SERVER_PID
    export STANDBY_ADDRESS=$SERVER_ADDRESS
}

# start_bouncer FOLDER: a PgBouncer in session mode before the server that start_postgres started; sets BOUNCER_ADDRESS, BOUNCER_PID.
start_bouncer() {
    local folder=$1 port
    port=$(free_port)
    install -d -o "$(server_account)" -m 700 "$folder"
    cat >"$folder/bouncer.ini" <<END
[databases]
* = host=127.0.0.1 port=${POSTGRES_ADDRESS##*:} user=postgres
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = $port
unix_socket_dir =
auth_type = any
pool_mode = session
logfile = $folder/log
pidfile = $folder/pid
END
    chmod 644 "$folder/bouncer.ini"
    as_postgres "$(PATH=$PATH:/usr/sbin command -v pgbouncer)" -q -d "$folder/bouncer.ini"
    for _ in $(seq 100); do [ -s "$folder/pid" ] && break || sleep 0.1; done
    BOUNCER_PID=$(cat "$folder/pid")
    BOUNCER_ADDRESS=postgres://postgres@127.0.0.1:$port
    export BOUNCER_ADDRESS
}

# end_process PID SIGNAL: asks it to end and waits until it is gone.
end_process() {
    kill "-$2" "$1" 2>/dev/null || true
    while kill -0 "$1" 2>/dev/null; do sleep 0.1; done
}

stop_postgres() {
    [ -n "${POSTGRES_PID:-}" ] || return 0
    # Immediate: nothing in it is wanted again.
    end_process "$POSTGRES_PID" QUIT
    POSTGRES_PID=
}
