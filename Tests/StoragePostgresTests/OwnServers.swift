import Foundation
import TestSupport
import Testing

/// Servers of a test's own, started by the functions of `script/postgres.sh` and ended with the value's `stop`.
struct OwnServers {
    /// The address of a database on each, in the order in which they were started.
    let addresses: [String]
    /// Where what belongs to them lies.
    let folder: URL
    private let names: [String]
    private let processes: [String]

    /// Runs some of those functions; each sets an address and a process by its own name. `$2` is the folder.
    static func start(_ names: [String], in folder: URL? = nil, _ commands: String) throws -> OwnServers {
        let folder = try folder ?? TestFolders.make("servers")
        let output = folder.appending(path: "output")
        try Data().write(to: output)
        try run(
            """
            # What tells this process's end to whoever waits for it is not for servers to hold open.
            for end in $(ls /proc/self/fd); do [ "$end" -le 2 ] || eval "exec $end>&-"; done
            trap '[ $? = 0 ] || kill -QUIT ${POSTGRES_PID:-} ${STANDBY_PID:-}' EXIT
            chmod 711 "$2" "$2/.."
            export POSTGRES_OPTIONS="-c fsync=off ${POSTGRES_OPTIONS:-}"
            \(commands.replacing("\n", with: " >&2\n")) >&2
            \(names.map { "echo \"$\($0)_ADDRESS/postgres $\($0)_PID\"" }.joined(separator: "\n"))
            """, folder.path, output: try FileHandle(forWritingTo: output))
        let said = try String(contentsOf: output, encoding: .utf8).split(whereSeparator: \.isWhitespace).map(
            String.init)
        try #require(said.count == 2 * names.count, "the servers did not start")
        return OwnServers(
            addresses: stride(from: 0, to: said.count, by: 2).map { said[$0] }, folder: folder, names: names,
            processes: stride(from: 1, to: said.count, by: 2).map { said[$0] })
    }

    /// Ends one at once, and waits until it is gone.
    func kill(_ index: Int) throws {
        // A PgBouncer has the signals blocked that a test's threads have; PostgreSQL opens them for itself.
        try Self.run("end_process \"$2\" \(names[index] == "BOUNCER" ? "KILL" : "QUIT")", processes[index])
    }

    /// Ends all of them, the last first.
    func stop() {
        for index in processes.indices.reversed() { try? kill(index) }
        try? FileManager.default.removeItem(at: folder)
    }

    /// Runs something after the functions, with an argument as `$2`.
    private static func run(
        _ commands: String, _ argument: String, output: FileHandle = .standardOutput
    ) throws {
        let root = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-euc", ". \"$1/script/postgres.sh\"\n\(commands)", "bash", root.path, argument]
        process.standardOutput = output
        try process.run()
        process.waitUntilExit()
    }
}
