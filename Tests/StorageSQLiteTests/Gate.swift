import Synchronization

/// Remembers in which order things happened.
final class Order: Sendable {
    private let names = Mutex<[String]>([])
    var list: [String] { names.withLock { $0 } }
    func note(_ name: String) { names.withLock { $0.append(name) } }
}

/// What a test's own closure throws.
struct Refusal: Error, Equatable {}
