import Synchronization

/// How much memory the large bodies that are being read may take together, and those of one network.
///
/// Without it a thousand connections that each send a form with files would take all there is.
final class BodyBudget: Sendable {
    private struct State {
        var taken = 0
        var byNetwork: [String: Int] = [:]
    }

    private let total: Int
    private let each: Int
    private let state = Mutex(State())

    /// Bytes for all, and for one network.
    init(total: Int = 320 << 20, each: Int = 80 << 20) {
        self.total = total
        self.each = each
    }

    /// Takes bytes until `release`; false when there are not enough left.
    func reserve(_ bytes: Int, for network: String) -> Bool {
        state.withLock { state in
            let own = state.byNetwork[network, default: 0]
            guard state.taken + bytes <= total, own + bytes <= each else { return false }
            state.taken += bytes
            state.byNetwork[network] = own + bytes
            return true
        }
    }

    /// Gives bytes back.
    func release(_ bytes: Int, for network: String) {
        state.withLock { state in
            state.taken -= bytes
            let left = state.byNetwork[network, default: 0] - bytes
            state.byNetwork[network] = left > 0 ? left : nil
        }
    }
}
