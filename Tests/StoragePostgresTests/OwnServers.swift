import Foundation
import TestSupport
import Testing

/// Servers of a test's own, started by the functions of `script/postgres.sh` and ended with the value's `stop`.
struct OwnServers {
    /// The address of a database on each, in the order in which they were started.
    let addresses: [String]
    /// Where what belongs to them lies.
    let folder: URL
    private let processes: [Int32]

    /// Runs some of those functions; each sets an address and a process by its own name. `$2` is the folder.
    static func start(_ names: [String], in folder: URL? = nil, _ commands: String) throws -> OwnServers {
        let root = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL
        let folder = try folder ?? TestFolders.make("servers")
        let output = folder.appending(path: "output")
        try Data().write(to: output)
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = [
            "-euc",
            """
            # What tells this process's end to whoever waits for it is not for servers to hold open.
            for end in $(ls /proc/self/fd); do [ "$end" -le 2 ] || eval "exec $end>&-"; done
            . "$1/script/postgres.sh"
            trap '[ $? = 0 ] || kill -QUIT ${POSTGRES_PID:-} ${STANDBY_PID:-}' EXIT
            chmod 711 "$2" "$2/.."
            export POSTGRES_OPTIONS="-c fsync=off ${POSTGRES_OPTIONS:-}"
            \(commands.replacing("\n", with: " >&2\n")) >&2
            \(names.map { "echo \"$\($0)_ADDRESS/postgres $\($0)_PID\"" }.joined(separator: "\n"))
            """, "bash", root.path, folder.path,
        ]
        process.standardOutput = try FileHandle(forWritingTo: output)
        try process.run()
        process.waitUntilExit()
        let said = try String(contentsOf: output, encoding: .utf8).split(whereSeparator: \.isWhitespace).map(
            String.init)
        try #require(said.count == 2 * names.count, "the servers did not start")
        return OwnServers(
            addresses: stride(from: 0, to: said.count, by: 2).map { said[$0] }, folder: folder,
            processes: stride(from: 1, to: said.count, by: 2).compactMap { Int32(said[$0]) })
    }

    /// Ends one at once, and waits until it is gone.
    func kill(_ index: Int) {
        Foundation.kill(processes[index], SIGQUIT)
        for _ in 0..<400 where Foundation.kill(processes[index], 0) == 0 { usleep(50_000) }
    }

    /// Ends all of them, the last first.
    func stop() {
        for index in processes.indices.reversed() { kill(index) }
        try? FileManager.default.removeItem(at: folder)
    }
}
