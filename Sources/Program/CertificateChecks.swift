import Base
import Certificates
import Foundation

/// The certificate that a server would speak TLS with: whether it can be used, until when, and who may read its key.
struct CertificateChecks {
    /// Time enough to get a new one, in days; those of public authorities are renewed 30 days ahead.
    private static let warning = 21

    let certificate: URL
    let key: URL
    let now: Instant

    func findings() -> [Finding] {
        let pair: CertificatePair
        do {
            pair = try CertificatePair(certificate: certificate, key: key)
        } catch {
            return [
                .wrong(
                    "certificate", "\(Refusal.telling(error))",
                    "name the files with --certificate and --key; the server goes on with the old certificate meanwhile"
                )
            ]
        }
        return [time(of: pair), keyFinding()].compactMap(\.self)
    }

    private func time(of pair: CertificatePair) -> Finding {
        let days = pair.begins.day.description + " to " + pair.ends.day.description
        if now >= pair.ends {
            return .wrong("certificate", "It ended: \(days).", "get a new one; browsers refuse this one")
        }
        if now < pair.begins {
            return .wrong("certificate", "It does not hold yet: \(days).", "see that this machine's clock is right")
        }
        let left = pair.ends.day.number - now.day.number
        if left < Self.warning {
            return .look("certificate", "It ends in \(left) days: \(days).", "renew it, then systemctl reload shanzhi")
        }
        return .fine("certificate", "It holds: \(days).")
    }

    private func keyFinding() -> Finding? {
        var facts = stat()
        guard stat(key.path, &facts) == 0, facts.st_mode & 0o007 != 0 else { return nil }
        return .look("certificate-key", "Everybody on this machine can read \(key.path).", "chmod o-rwx \(key.path)")
    }
}
