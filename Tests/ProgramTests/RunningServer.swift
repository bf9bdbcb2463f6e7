import Foundation
import TestSupport

/// The built program serving, as a process of its own.
final class RunningServer {
    private let process: Process
    private let folder: URL

    private init(_ process: Process, _ folder: URL) {
        (self.process, self.folder) = (process, folder)
    }

    /// Starts `shanzhi serve`.
    static func start(_ arguments: [String]) throws -> RunningServer {
        let folder = try TestFolders.make("serving")
        let process = Process()
        process.executableURL = Shell.binary
        process.arguments = ["serve"] + arguments
        for file in ["output", "told"] { try Data().write(to: folder.appending(path: file)) }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: folder.appending(path: "output"))
        process.standardError = try FileHandle(forWritingTo: folder.appending(path: "told"))
        try process.run()
        return RunningServer(process, folder)
    }

    /// What it has said so far on `output` or `told`.
    func text(_ name: String) -> String {
        (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
    }

    /// The number behind some words of `output` or `told`, waited for until the program has said them or ended.
    func port(after words: String, in stream: String) -> UInt16? {
        while true {
            let isRunning = process.isRunning
            let said = text(stream)
            if let place = said.range(of: words), said[place.upperBound...].contains("\n") {
                return UInt16(said[place.upperBound...].prefix { $0.isNumber })
            }
            guard isRunning else { return nil }
            sched_yield()
        }
    }

    /// Whether it has said some words, waited for until it has or ended.
    func waits(for words: String, in stream: String) -> Bool {
        while true {
            let isRunning = process.isRunning
            if text(stream).contains(words) { return true }
            guard isRunning else { return false }
            sched_yield()
        }
    }

    /// Sends it a signal.
    func signal(_ number: Int32) { kill(process.processIdentifier, number) }

    /// Waits for its end and answers its exit status.
    func end() -> Int32 {
        process.waitUntilExit()
        return process.terminationReason == .exit ? process.terminationStatus : -1
    }

    /// Ends it in good order and waits.
    func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    /// Asks for a page and answers status line, head and body as they came.
    static func get(_ path: String, port: UInt16) throws -> String {
        let talk = try PlainTalk(port: port)
        try talk.say("GET \(path) HTTP/1.1\r\nhost: test\r\nconnection: close\r\n\r\n")
        return try talk.hear()
    }
}
