import Foundation

/// Where a server is and how it is spoken to: what an operator did not say is said for them.
struct PostgresAddress: Sendable {
    /// What a connection is for.
    enum Purpose { case leader, replica }

    /// What libpq takes.
    let conninfo: String
    /// The statements with which a new connection begins: limits that hold on the server. As options of the connection PgBouncer
    /// would refuse them.
    let settings: String
    /// A server that says nothing for so long is given up, also where its kernel still acknowledges; more than a statement may take
    /// there.
    let longestSilence: Duration

    /// Completes what an operator wrote, an address or libpq's words. Times are libpq's seconds and the server's milliseconds.
    init(_ text: String, for purpose: Purpose) {
        let isLeader = purpose == .leader
        longestSilence = isLeader ? .seconds(18) : .seconds(6)
        // What a cut network leaves on the server holds locks until the server notices: it is to notice as quickly as this side.
        let limits = [
            ("statement_timeout", isLeader ? "15s" : "5s"), ("lock_timeout", "5s"),
            ("idle_in_transaction_session_timeout", "10s"), ("tcp_keepalives_idle", "5"),
            ("tcp_keepalives_interval", "2"),
            ("tcp_keepalives_count", "3"), ("tcp_user_timeout", "8000"),
        ]
        let options = text.removingPercentEncoding ?? text
        settings = limits.filter { limit in !["-c ", "-c", "--"].contains { options.contains("\($0)\(limit.0)=") } }
            .map { "SET \($0.0) = '\($0.1)'" }.joined(separator: "; ")
        let standard = [
            ("application_name", "shanzhi"), ("connect_timeout", isLeader ? "3" : "2"), ("client_encoding", "UTF8"),
            ("target_session_attrs", isLeader ? "read-write" : "prefer-standby"), ("tcp_user_timeout", "8000"),
            ("keepalives_idle", "5"), ("keepalives_interval", "2"), ("keepalives_count", "3"),
        ]
        let missing = standard.filter { name, _ in
            !text.split(whereSeparator: { "?& ".contains($0) }).contains { $0.hasPrefix(name + "=") }
        }
        guard text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") else {
            conninfo = ([text] + missing.map { "\($0.0)='\($0.1)'" }).joined(separator: " ")
            return
        }
        let pairs = missing.map { "\($0.0)=\(Self.escaped($0.1))" }.joined(separator: "&")
        conninfo = pairs.isEmpty ? text : text + (text.contains("?") ? "&" : "?") + pairs
    }

    private static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(CharacterSet(charactersIn: "-_.")))
            ?? text
    }
}
