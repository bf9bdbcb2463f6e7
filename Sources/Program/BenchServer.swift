import ArgumentParser
import Foundation

/// This program once more, serving a folder on a free port.
final class BenchServer {
    let port: Int
    private let process: Process

    private init(process: Process, port: Int) {
        (self.process, self.port) = (process, port)
    }

    var address: String { "http://127.0.0.1:\(port)" }

    /// Starts the server and waits for the line in which it says its address.
    static func start(place: PlaceOptions) async throws -> BenchServer {
        let process = Process()
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments =
            ["serve", "--data", place.data, "--port", "0", "--home", try place.homeFolder().path]
            + ["--filing-limit", "0"] + (place.address.map { ["--database", $0] } ?? [])
        let output = Pipe()
        process.standardOutput = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        var line = ""
        while !line.contains("\n") {
            guard let bytes = try output.fileHandleForReading.read(upToCount: 1), !bytes.isEmpty else { break }
            line += String(decoding: bytes, as: UTF8.self)
        }
        let digits = line.split(separator: " ").first?.split(separator: ":").last?.prefix { $0.isNumber }
        guard let port = digits.flatMap({ Int($0) }) else {
            process.terminate()
            throw Refusal("The server did not start.")
        }
        return BenchServer(process: process, port: port)
    }

    /// The server's process.
    var processID: Int32 { process.processIdentifier }

    /// Ends it in good order.
    func stop() {
        process.terminate()
        process.waitUntilExit()
    }
}
