import Foundation
import TestSupport
import Testing

/// Runs the built program as a process of its own and keeps what it says apart.
struct Shell {
    /// What one run left.
    struct Outcome {
        let status: Int32
        /// Standard output.
        let output: String
        /// Standard error.
        let told: String

        /// Before anything was run.
        static let none = Outcome(status: -1, output: "", told: "")

        /// The last line of standard output as JSON, nil when it is none.
        var json: Any? {
            let line = output.split(separator: "\n").last ?? ""
            return try? JSONSerialization.jsonObject(with: Data(line.utf8), options: .fragmentsAllowed)
        }
    }

    /// The program beside the bundle of tests, unless SHANZHI_BINARY names another.
    static let binary: URL = {
        if let named = ProcessInfo.processInfo.environment["SHANZHI_BINARY"] { return URL(filePath: named) }
        let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        return tests.deletingLastPathComponent().appending(path: "shanzhi")
    }()

    /// The same on a thread of its own, so that what the test itself does meanwhile goes on.
    static func runBeside(_ arguments: [String], input: String, home: URL) async throws -> Outcome {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try run(arguments, input: input, home: home) })
            }
        }
    }

    /// Runs the program with some arguments; `input` is its standard input.
    static func run(
        _ arguments: [String], input: String = "", home: URL? = nil, environment: [String: String] = [:]
    ) throws -> Outcome {
        let folder = try TestFolders.make("shell")
        defer { try? FileManager.default.removeItem(at: folder) }
        let (output, told, typed) = (
            folder.appending(path: "output"), folder.appending(path: "told"), folder.appending(path: "typed")
        )
        for file in [output, told] { try Data().write(to: file) }
        try Data(input.utf8).write(to: typed)
        let process = Process()
        process.executableURL = binary
        process.arguments = arguments
        if let home {
            let own = ["SHANZHI_HOME": home.path, "PATH": "/usr/bin:/bin"]
            process.environment = own.merging(environment) { _, named in named }
        }
        process.standardInput = try FileHandle(forReadingFrom: typed)
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: told)
        try process.run()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
            told: try String(contentsOf: told, encoding: .utf8)
        )
    }
}
