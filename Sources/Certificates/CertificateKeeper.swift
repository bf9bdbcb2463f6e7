public import Base
public import Foundation
import NIOCore
public import NIOSSL
import Synchronization

/// The certificate that new connections get; it can be changed while a server runs, and open connections go on with theirs.
public final class CertificateKeeper: Sendable {
    private struct State {
        var pair: CertificatePair
        var stamp: [String]
    }

    private let certificate: URL
    private let key: URL
    private let state: Mutex<State>

    /// Reads both files. Throws `CertificateFault`.
    public init(certificate: URL, key: URL, now: Instant) throws {
        (self.certificate, self.key) = (certificate, key)
        // Before the files are read: what changes meanwhile is read again.
        let stamp = Self.stamp(certificate, key)
        state = Mutex(State(pair: try Self.read(certificate, key, now), stamp: stamp))
    }

    /// The one in use.
    public var pair: CertificatePair { state.withLock { $0.pair } }

    /// Reads the files again when they have changed, or when it is said that they have. Answers whether another certificate is in
    /// use now; what cannot be used is refused, and the old one stays. Throws `CertificateFault`.
    public func reload(evenIfUnchanged: Bool = false, now: Instant) throws -> Bool {
        let stamp = Self.stamp(certificate, key)
        let isChanged = state.withLock { state in
            defer { state.stamp = stamp }
            return state.stamp != stamp
        }
        guard isChanged || evenIfUnchanged else { return false }
        let pair = try Self.read(certificate, key, now)
        return state.withLock { state in
            defer { state.pair = pair }
            return state.pair.chain != pair.chain
        }
    }

    /// What a server is built with: each connection asks for the certificate of the moment.
    public var configuration: TLSConfiguration {
        var configuration = pair.configuration
        configuration.sslContextCallback = { [self] _, promise in
            let pair = pair
            var change = NIOSSLContextConfigurationOverride()
            change.certificateChain = pair.sources
            change.privateKey = .privateKey(pair.key)
            promise.succeed(change)
        }
        return configuration
    }

    private static func read(_ certificate: URL, _ key: URL, _ now: Instant) throws -> CertificatePair {
        let pair = try CertificatePair(certificate: certificate, key: key)
        guard now < pair.ends else { throw CertificateFault.ended(pair.ends) }
        return pair
    }

    // A file put in another's place has another number, one written over another time.
    private static func stamp(_ files: URL...) -> [String] {
        files.map { file in
            var facts = stat()
            guard stat(file.path, &facts) == 0 else { return "-" }
            return "\(facts.st_ino) \(facts.st_size) \(facts.st_mtim.tv_sec).\(facts.st_mtim.tv_nsec)"
        }
    }
}
