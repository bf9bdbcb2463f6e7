import Base
import Foundation
import Synchronization

/// How often strangers of one address may do something: a bucket that fills up evenly over the hour.
///
/// In memory and bounded: a restart forgets, and of too many addresses the one unseen longest is forgotten first.
public final class AddressLimit: Sendable {
    private struct Bucket {
        var left: Double
        var at: Instant
    }

    /// The most addresses kept.
    static let addresses = 20_000
    private let hourly: Double
    private let buckets = Mutex<[String: Bucket]>([:])

    /// So many an hour for each address, all of them at once if need be; 0 sets no limit.
    public init(hourly: Int) {
        self.hourly = Double(max(0, hourly))
    }

    /// Takes one from the visitor's bucket; answers nil, or after how many seconds there is one again.
    ///
    /// Whoever is signed in is never limited.
    public func wait(for visit: Visit) -> Int? {
        guard hourly > 0, visit.signedIn == nil else { return nil }
        return take(Self.network(visit.address), at: visit.now)
    }

    func take(_ key: String, at now: Instant) -> Int? {
        buckets.withLock { buckets in
            var bucket = buckets[key] ?? Bucket(left: hourly, at: now)
            bucket.left = filled(bucket, at: now)
            bucket.at = max(now, bucket.at)
            guard bucket.left >= 1 else {
                buckets[key] = bucket
                // To the millisecond first: a sum of fractions is a hair above the whole second.
                let milliseconds = ((1 - bucket.left) * 3_600_000 / hourly).rounded()
                return Int((milliseconds / 1_000).rounded(.up))
            }
            bucket.left -= 1
            if buckets[key] == nil, buckets.count >= Self.addresses { forget(&buckets, at: now) }
            buckets[key] = bucket
            return nil
        }
    }

    /// How many addresses are kept just now.
    var count: Int { buckets.withLock { $0.count } }

    private func filled(_ bucket: Bucket, at now: Instant) -> Double {
        let seconds = Double(max(0, now.milliseconds - bucket.at.milliseconds)) / 1_000
        return min(hourly, bucket.left + seconds * hourly / 3_600)
    }

    private func forget(_ buckets: inout [String: Bucket], at now: Instant) {
        buckets = buckets.filter { filled($0.value, at: now) < hourly }
        guard buckets.count >= Self.addresses, let oldest = buckets.min(by: { $0.value.at < $1.value.at }) else {
            return
        }
        buckets[oldest.key] = nil
    }

    /// One IPv4 address, or the /64 that a single IPv6 customer is given.
    static func network(_ address: String) -> String {
        guard let bytes = AddressRange.bytes(of: address) else { return address }
        if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
        return bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ":") + "/64"
    }
}
