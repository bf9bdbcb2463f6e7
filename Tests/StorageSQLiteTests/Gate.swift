import Foundation
import Synchronization

/// Holds the writer until it is opened, so that a test knows what waits behind it.
final class Gate: Sendable {
    private let closed = DispatchSemaphore(value: 0)
    private let arrivals = AsyncStream<Void>.makeStream()

    /// Called inside a write: says that it runs and stops there.
    func stop() {
        arrivals.continuation.finish()
        closed.wait()
    }

    func open() { closed.signal() }

    /// Returns when a write stands at the gate; no thread is blocked for it.
    func waitForArrival() async {
        for await _ in arrivals.stream {}
    }
}

/// Remembers in which order things happened.
final class Order: Sendable {
    private let names = Mutex<[String]>([])
    var list: [String] { names.withLock { $0 } }
    func note(_ name: String) { names.withLock { $0.append(name) } }
}

/// What a test's own closure throws.
struct Refusal: Error, Equatable {}
