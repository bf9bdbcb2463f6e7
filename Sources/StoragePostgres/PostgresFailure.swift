import Storage

/// What PostgreSQL answered, in the words of the interface above it.
struct PostgresFailure: Error {
    /// Five characters (SQL:2016, appendix A of PostgreSQL's manual); empty when the connection itself broke.
    let state: String
    let message: String

    /// The closure may simply run again: another transaction came first, or another node changed a table.
    var isCollision: Bool { ["40001", "40P01"].contains(state) || isOutdated }

    /// A table has other columns than when the statement was prepared here: a newer node has brought the schema forward.
    var isOutdated: Bool { state == "0A000" && message.contains("cached plan") }

    /// The connection is of no use any more.
    var endsConnection: Bool {
        // Class 08: connection exceptions; 57P01 to 57P03: the server goes down, crashed, or is not up yet.
        state.isEmpty || state.hasPrefix("08") || ["57P01", "57P02", "57P03"].contains(state)
    }

    var error: any Error {
        switch state {
        case _ where state.hasPrefix("23"): StorageError.constraint(message)
        case "53100": StorageError.full
        case "25006": StorageError.readOnly
        // Too long in a queue: a lock (55P03), a statement (57014), a serialisation that failed again and again.
        case "55P03", "57014", "40001", "40P01": StorageError.busy
        case "53300", "57P03": StorageError.busy
        default: StorageError.engine(message)
        }
    }
}
