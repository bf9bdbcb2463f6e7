import Base
import Certificates
import Foundation
import TestSupport
import Testing

/// A certificate is renewed while the server runs.
@Suite struct CertificateKeeperTests {
    private let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))

    private func keeper(_ files: TestCertificate) throws -> CertificateKeeper {
        try CertificateKeeper(certificate: files.certificate, key: files.key, now: now)
    }

    @Test func `a renewed pair is taken into use, once`() throws {
        let folder = try TestFolders.make("renewed")
        let files = try TestCertificate.make(in: folder, days: 30)
        let keeper = try keeper(files), before = keeper.pair
        #expect(try !keeper.reload(now: now))
        try TestCertificate.make(in: folder, name: "new", days: 90).replace(files)
        #expect(try keeper.reload(now: now))
        #expect(keeper.pair.ends > before.ends)
        #expect(try !keeper.reload(now: now))
        #expect(try !keeper.reload(evenIfUnchanged: true, now: now))
    }

    @Test func `a key that is another certificate's is refused, and the old pair stays`() throws {
        let folder = try TestFolders.make("unfit")
        let files = try TestCertificate.make(in: folder), other = try TestCertificate.make(in: folder, name: "other")
        let keeper = try keeper(files), ends = keeper.pair.ends
        try TestCertificate.rename(other.key, to: files.key)
        #expect(throws: CertificateFault.unfit(certificate: files.certificate.path, key: files.key.path)) {
            try keeper.reload(now: now)
        }
        #expect(keeper.pair.ends == ends)
        // Half a renewal: once the certificate follows, both are taken.
        try TestCertificate.rename(other.certificate, to: files.certificate)
        #expect(try keeper.reload(now: now))
    }

    @Test func `files that are missing, empty or no certificate are told apart`() throws {
        let folder = try TestFolders.make("broken")
        let files = try TestCertificate.make(in: folder)
        let text = folder.appending(path: "text"), nowhere = folder.appending(path: "nowhere")
        try "小满".write(to: text, atomically: true, encoding: .utf8)
        #expect(throws: CertificateFault.unreadable(nowhere.path)) {
            try CertificatePair(certificate: nowhere, key: files.key)
        }
        #expect(throws: CertificateFault.noCertificate(text.path)) {
            try CertificatePair(certificate: text, key: files.key)
        }
        #expect(throws: CertificateFault.noKey(text.path)) {
            try CertificatePair(certificate: files.certificate, key: text)
        }
    }

    @Test func `a certificate that has ended is refused`() throws {
        let files = try TestCertificate.make(in: TestFolders.make("ended"), days: 3)
        let later = now.adding(seconds: 4 * 86_400)
        let ends = try CertificatePair(certificate: files.certificate, key: files.key).ends
        #expect(throws: CertificateFault.ended(ends)) {
            try CertificateKeeper(certificate: files.certificate, key: files.key, now: later)
        }
    }
}
