import Foundation

/// Holds whoever comes until it is opened, so that a test knows what waits behind it.
public final class Gate: Sendable {
    private let closed = DispatchSemaphore(value: 0)
    private let arrivals = AsyncStream<Void>.makeStream()

    /// A closed gate.
    public init() {}

    /// Called inside a read or a write: says that it runs and stops there.
    public func stop() {
        arrivals.continuation.finish()
        closed.wait()
    }

    /// Lets one go on.
    public func open() { closed.signal() }

    /// Returns when somebody stands at the gate; no thread is blocked for it.
    public func waitForArrival() async {
        for await _ in arrivals.stream {}
    }
}
