public import Foundation

/// A certificate for localhost that signs itself, made by the openssl command.
public struct TestCertificate: Sendable {
    /// Where the certificate lies.
    public let certificate: URL
    /// Where its key lies.
    public let key: URL

    /// Makes one that holds from now for some days, in a folder that is there.
    public static func make(in folder: URL, name: String = "server", days: Int = 90) throws -> TestCertificate {
        let made = TestCertificate(
            certificate: folder.appending(path: "\(name).pem"), key: folder.appending(path: "\(name)-key.pem"))
        _ = try openssl([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "\(days)",
            "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", made.key.path,
            "-out", made.certificate.path,
        ])
        return made
    }

    /// Puts this one's files in the place of another's, as a renewal does.
    public func replace(_ other: TestCertificate) throws {
        for (new, old) in [(certificate, other.certificate), (key, other.key)] { try Self.rename(new, to: old) }
    }

    /// Puts a file in another's place in one step.
    public static func rename(_ new: URL, to old: URL) throws {
        guard Foundation.rename(new.path, old.path) == 0 else { throw POSIXError(.ENOENT) }
    }

    /// Runs the openssl command; answers what it says on standard output.
    public static func openssl(_ arguments: [String], input: String = "") throws -> String {
        let process = Process(), output = Pipe(), typed = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = arguments
        (process.standardOutput, process.standardInput) = (output, typed)
        process.standardError = FileHandle.nullDevice
        try process.run()
        try typed.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try typed.fileHandleForWriting.close()
        let said = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: said, as: UTF8.self)
    }
}
