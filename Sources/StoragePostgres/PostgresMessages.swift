import CLibpq
import Foundation
import Storage
import Synchronization

/// Messages over LISTEN and NOTIFY: one connection and one thread listen for the whole node, from the first listener on.
final class PostgresMessages: NodeMessages {
    private static let channel = "shanzhi"
    /// PostgreSQL takes less than 8,000 bytes.
    private static let longest = 7_000

    private struct State {
        var hasBegun = false
        var isClosed = false
    }

    private let address: PostgresAddress
    private let pool: PostgresPool
    private let local = LocalMessages()
    private let state = Mutex(State())

    init(_ address: PostgresAddress, pool: PostgresPool) {
        (self.address, self.pool) = (address, pool)
    }

    func send(_ text: String) async throws {
        guard text.utf8.count <= Self.longest else { throw StorageError.engine("a message is too long") }
        let tell: SQL = "SELECT CAST(pg_notify(\(Self.channel), \(text)) AS text) AS told"
        try await pool.run { connection in
            do {
                _ = try connection.rows(tell)
            } catch let failure as PostgresFailure where failure.endsConnection {
                // It broke while nobody used it, or just now: to be told twice does no harm.
                try connection.reconnect()
                _ = try connection.rows(tell)
            }
        }
    }

    func listen() -> AsyncStream<String> {
        let isFirst = state.withLock { state in
            defer { state.hasBegun = true }
            return !state.hasBegun && !state.isClosed
        }
        if isFirst { begin() }
        return local.listen()
    }

    /// Ends every stream; the thread ends by itself within a second.
    func close() {
        state.withLock { $0.isClosed = true }
        local.close()
    }

    private func begin() {
        let thread = Thread { [weak self, address] in
            while self?.isOpen ?? false {
                Self.hear(at: address, isWanted: { self?.isOpen ?? false }, tell: { self?.local.tell($0) })
                // The server is away: what is told meanwhile is missed.
                Thread.sleep(forTimeInterval: 1)
            }
        }
        thread.name = "shanzhi-messages"
        thread.start()
    }

    private var isOpen: Bool { state.withLock { !$0.isClosed } }

    // Until nobody wants it any more or the connection breaks.
    private static func hear(at address: PostgresAddress, isWanted: () -> Bool, tell: (String) -> Void) {
        guard let connection = try? PostgresConnection(address), (try? connection.control("LISTEN \(channel)")) != nil
        else { return }
        while isWanted() {
            var place = pollfd(fd: connection.socket, events: Int16(POLLIN), revents: 0)
            guard poll(&place, 1, 500) >= 0 || errno == EINTR else { return }
            guard let texts = connection.notifications() else { return }
            texts.forEach(tell)
        }
    }
}
