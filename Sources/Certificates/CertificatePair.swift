public import Base
public import Foundation
public import NIOSSL

/// A server's certificate with those that lead to its root, and the key that belongs to it: two files in PEM form.
public struct CertificatePair: Sendable {
    let chain: [NIOSSLCertificate]
    let key: NIOSSLPrivateKey
    /// From when it holds.
    public let begins: Instant
    /// When it ends.
    public let ends: Instant

    /// Reads both files. Throws `CertificateFault`.
    public init(certificate: URL, key: URL) throws {
        do {
            chain = try NIOSSLCertificate.fromPEMBytes(Self.bytes(of: certificate))
        } catch let fault as CertificateFault {
            throw fault
        } catch {
            throw CertificateFault.noCertificate(certificate.path)
        }
        guard let own = chain.first else { throw CertificateFault.noCertificate(certificate.path) }
        let bytes = try Self.bytes(of: key)
        do {
            self.key = try NIOSSLPrivateKey(bytes: bytes, format: .pem)
        } catch {
            throw CertificateFault.noKey(key.path)
        }
        begins = Instant(milliseconds: Int64(own.notValidBefore) * 1_000)
        ends = Instant(milliseconds: Int64(own.notValidAfter) * 1_000)
        do {
            // Refuses a key that is another certificate's.
            _ = try NIOSSLContext(configuration: configuration)
        } catch {
            throw CertificateFault.unfit(certificate: certificate.path, key: key.path)
        }
    }

    /// How a server speaks with it: TLS 1.2 or later, HTTP/1.1.
    public var configuration: TLSConfiguration {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: sources, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        return configuration
    }

    var sources: [NIOSSLCertificateSource] { chain.map { .certificate($0) } }

    private static func bytes(of file: URL) throws -> [UInt8] {
        do {
            return [UInt8](try Data(contentsOf: file))
        } catch {
            throw CertificateFault.unreadable(file.path)
        }
    }
}

/// Why a certificate and a key cannot be used.
public enum CertificateFault: ExplainedError, Equatable {
    /// The file is not there or may not be read.
    case unreadable(String)
    /// The file holds no certificate in PEM form.
    case noCertificate(String)
    /// The file holds no unencrypted key in PEM form.
    case noKey(String)
    /// The key belongs to another certificate.
    case unfit(certificate: String, key: String)
    /// It ended before now.
    case ended(Instant)

    /// The fault in a sentence.
    public var explanation: String {
        switch self {
        case .unreadable(let path): "\(path) cannot be read."
        case .noCertificate(let path): "\(path) holds no certificate in PEM form."
        case .noKey(let path): "\(path) holds no key in PEM form without a passphrase."
        case .unfit(let certificate, let key): "The key in \(key) does not belong to the certificate in \(certificate)."
        case .ended(let instant): "The certificate ended on \(instant.day)."
        }
    }
}
