import App
import Foundation
import TestDistrict
import TestSupport
import Testing

/// The server speaks TLS itself, and takes a renewed certificate without a restart.
@Suite(.enabled(if: TestEngine.isFile)) struct CertificateTests {
    private let head = "GET /health/ready HTTP/1.1\r\nhost: localhost\r\n"

    private func ask(_ port: UInt16, trusting files: TestCertificate) throws -> String {
        try TestCertificate.openssl(
            [
                "s_client", "-connect", "127.0.0.1:\(port)", "-quiet", "-CAfile", files.certificate.path,
                "-verify_return_error",
            ],
            input: head + "connection: close\r\n\r\n")
    }

    private func fingerprint(_ port: UInt16) throws -> String {
        let shown = try TestCertificate.openssl(["s_client", "-connect", "127.0.0.1:\(port)"])
        return try TestCertificate.openssl(["x509", "-noout", "-fingerprint", "-sha256"], input: shown)
    }

    private func serve(_ files: TestCertificate) async throws -> (server: RunningServer, port: UInt16) {
        let data = try await TestDistrict.makeFolder(.empty)
        let server = try RunningServer.start([
            "--data", data.path, "--port", "0", "--home", TestDistrict.home.path, "--certificate",
            files.certificate.path, "--key", files.key.path,
        ])
        return (server, try #require(server.port(after: "https://127.0.0.1:", in: "output")))
    }

    @Test func `pages come over TLS with the certificate named, and browsers are told to keep to it`() async throws {
        let files = try TestCertificate.make(in: TestFolders.make("tls"))
        let (server, port) = try await serve(files)
        defer { server.stop() }
        let page = try ask(port, trusting: files)
        #expect(page.hasPrefix("HTTP/1.1 200"))
        #expect(page.lowercased().contains("strict-transport-security: max-age="))
        // Whoever speaks plainly is hung up on, and the next one is served.
        #expect(try !RunningServer.get("/health/ready", port: port).contains("200 OK"))
        #expect(try ask(port, trusting: files).hasPrefix("HTTP/1.1 200"))
    }

    @Test func `a renewed certificate is presented after a reload, and an open connection goes on`() async throws {
        let folder = try TestFolders.make("renewal")
        let files = try TestCertificate.make(in: folder)
        let (server, port) = try await serve(files)
        defer { server.stop() }
        let open = try OpenConnection(port: port)
        defer { open.close() }
        #expect(try open.ask(head + "\r\n").hasPrefix("HTTP/1.1 200"))
        let before = try fingerprint(port)
        try TestCertificate.make(in: folder, name: "new").replace(files)
        server.signal(SIGHUP)
        #expect(server.waits(for: "new certificate in use", in: "told"))
        let after = try fingerprint(port)
        #expect(before.contains("Fingerprint=") && after.contains("Fingerprint=") && before != after)
        #expect(try ask(port, trusting: files).hasPrefix("HTTP/1.1 200"))
        #expect(try open.ask(head + "\r\n").hasPrefix("HTTP/1.1 200"))
    }

    @Test func `a broken renewal is said in the log, and the old certificate stays`() async throws {
        let files = try TestCertificate.make(in: TestFolders.make("half"))
        let (server, port) = try await serve(files)
        defer { server.stop() }
        let before = try fingerprint(port)
        try "half a cert".write(to: files.certificate, atomically: true, encoding: .utf8)
        server.signal(SIGHUP)
        #expect(server.waits(for: "the old one stays", in: "told"))
        #expect(server.text("told").contains("holds no certificate in PEM form"))
        #expect(try fingerprint(port) == before)
    }

    @Test func `one file without the other, or a key of another certificate, is refused before anything is served`()
        async throws
    {
        let folder = try TestFolders.make("refused")
        let files = try TestCertificate.make(in: folder), other = try TestCertificate.make(in: folder, name: "other")
        let data = try await TestDistrict.makeFolder(.empty)
        let common = ["serve", "--data", data.path, "--port", "0", "--certificate", files.certificate.path]
        let alone = try Shell.run(common, home: TestDistrict.home)
        #expect(alone.status != 0)
        #expect(alone.told.contains("--certificate wants --key"))
        let unfit = try Shell.run(common + ["--key", other.key.path], home: TestDistrict.home)
        #expect(unfit.status != 0)
        #expect(unfit.told.contains("does not belong to the certificate"))
        #expect(unfit.output.isEmpty)
    }
}

/// A connection over TLS that is kept open from request to request.
private final class OpenConnection {
    private let process = Process()
    private let typed = Pipe(), said = Pipe()

    init(port: UInt16) throws {
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = ["s_client", "-connect", "127.0.0.1:\(port)", "-quiet"]
        (process.standardInput, process.standardOutput) = (typed, said)
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    /// Asks whether the server is ready and answers head and body.
    func ask(_ request: String) throws -> String {
        try typed.fileHandleForWriting.write(contentsOf: Data(request.utf8))
        var answer = Data()
        while !answer.contains(Data("\r\n\r\nok\n".utf8)), case let more = said.fileHandleForReading.availableData,
            !more.isEmpty
        {
            answer += more
        }
        return String(decoding: answer, as: UTF8.self)
    }

    func close() {
        // It would wait for the server to hang up.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
