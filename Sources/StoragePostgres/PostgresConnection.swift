import CLibpq
import Foundation
import Storage

/// One connection, used by one thread at a time: prepared statements, bound and read in PostgreSQL's binary form.
///
/// Statements go out in a pipeline (libpq's, from PostgreSQL 14 on): what nobody asks an answer of, such as an insertion, waits in
/// libpq's buffer for the next question and is answered with it, in one turn over the network instead of one for each.
final class PostgresConnection {
    /// More different statements than the program has.
    private static let preparedLimit = 1_000

    /// So many may go out unanswered: their answers fit into the buffers in between, so that neither side waits for the other.
    private static let mostUnanswered = 100

    private let address: PostgresAddress
    private let handle: OpaquePointer
    private var isGivenUp = false
    private var prepared: [String: Statement] = [:]
    private var nextName = 0
    /// Statements that were sent and not answered, with the text of each that is new to the server.
    private var unanswered: [String?] = []
    /// The end of a reading transaction was sent, and its answer not awaited.
    private var isEnding = false
    /// Something was answered since the transaction began: the server was there.
    private(set) var hasAnswered = false

    private struct Statement {
        let name: String
        var columns: RowColumns?
    }

    /// Connects. Throws `PostgresFailure`.
    init(_ address: PostgresAddress) throws {
        guard let handle = PQconnectdb(address.conninfo) else {
            throw PostgresFailure(state: "", message: "out of memory")
        }
        guard PQstatus(handle) == CONNECTION_OK else {
            let message = Self.message(of: handle)
            PQfinish(handle)
            throw PostgresFailure(state: "", message: message)
        }
        (self.address, self.handle) = (address, handle)
        // Notices are for the server's own log.
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        try control(address.settings)
    }

    deinit { PQfinish(handle) }

    /// Connects anew, to whichever of the hosts takes writes now. Throws `PostgresFailure`.
    func reconnect() throws {
        forget()
        PQreset(handle)
        isGivenUp = false
        if isBroken { throw PostgresFailure(state: "", message: Self.message(of: handle)) }
        try control(address.settings)
    }

    /// Whoever has it uses it no more: it leads to a server that is not the one that is wanted now.
    func giveUp() { isGivenUp = true }

    var isBroken: Bool { isGivenUp || PQstatus(handle) != CONNECTION_OK }
    /// False while the end of a reading transaction is under way: whoever uses the connection next comes after it.
    var isInTransaction: Bool { !isEnding && PQtransactionStatus(handle) != PQTRANS_IDLE }
    /// Reached by whoever waits for notifications.
    var socket: Int32 { PQsocket(handle) }

    private func forget() {
        prepared.removeAll()
        unanswered.removeAll()
        isEnding = false
    }

    // MARK: - Transactions

    /// Begins a transaction with the first statement of it. Throws `PostgresFailure` when the connection broke before.
    func begin(_ text: String) throws {
        try rest()
        hasAnswered = false
        try send(SQL(text: text, values: []))
    }

    /// Ends a transaction that only read, without waiting: nothing depends on the answer.
    func endReading() throws {
        try send(SQL(text: "COMMIT", values: []))
        guard PQpipelineSync(handle) == 1 else { throw failure(nil) }
        isEnding = true
    }

    /// Sends what waits, and the COMMIT with it. Throws the failure of any of them; `StorageError.unknownOutcome` when the
    /// connection broke once the COMMIT was on its way.
    func commit() throws {
        // A connection that broke while nobody used it shows here, before anything could have been committed over it.
        if !hasAnswered { PQclear(try settle()) }
        do {
            try send(SQL(text: "COMMIT", values: []))
            PQclear(try settle())
        } catch let failure as PostgresFailure where failure.endsConnection {
            throw StorageError.unknownOutcome
        }
    }

    /// Gives a transaction up, whatever stands unanswered. A server that is given up is not asked: it would be waited for once more.
    func rollBack() {
        if isBroken { return }
        PQclear((try? settle()) ?? nil)
        if isInTransaction { _ = try? rows(SQL(text: "ROLLBACK", values: [])) }
    }

    // MARK: - Statements

    /// Runs one or more statements without parameters, outside any pipeline.
    func control(_ text: String) throws {
        try leavePipeline()
        let result = try answer(PQsendQuery(handle, text))
        defer { PQclear(result) }
        try check(result)
    }

    /// Runs what may take as long as it takes, such as the steps of a schema; afterwards the limits hold again.
    func withoutLimits<Result>(_ body: () throws -> Result) throws -> Result {
        try control("SET lock_timeout = 0; SET statement_timeout = 0")
        // To what the server knows of an operator's own options, then to what this program adds.
        defer { try? control("RESET lock_timeout; RESET statement_timeout; \(address.settings)") }
        return try body()
    }

    /// Runs statements however long the server says nothing.
    func patiently(_ text: String) throws {
        try leavePipeline()
        let result = PQexec(handle, text)
        defer { PQclear(result) }
        try check(result)
    }

    // The last result of what was sent, or the first that is an error, as PQexec gives it, but not for ever.
    private func answer(_ isSent: Int32) throws -> OpaquePointer? {
        guard isSent == 1 else { throw failure(nil) }
        var kept: OpaquePointer?
        do {
            while let result = try next() {
                let status = PQresultStatus(result)
                let isRefused = kept.map { PQresultStatus($0) == PGRES_FATAL_ERROR } ?? false
                PQclear(isRefused ? result : kept)
                if !isRefused { kept = result }
                if status == PGRES_COPY_IN { break }
            }
        } catch {
            PQclear(kept)
            throw error
        }
        return kept
    }

    private func next() throws -> OpaquePointer? {
        let end = ContinuousClock.now + address.longestSilence
        while PQisBusy(handle) == 1 {
            let left = ContinuousClock.now.duration(to: end)
            guard left > .zero else {
                isGivenUp = true
                throw PostgresFailure(state: "", message: "the server says nothing")
            }
            // In short slices, and asked for whatever the socket says: over TLS a part may have been read and not yet handed on.
            var place = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
            _ = poll(&place, 1, 50)
            if PQconsumeInput(handle) == 0 { break }
        }
        return PQgetResult(handle)
    }

    /// The rows of a query.
    func rows(_ sql: SQL) throws -> [Row] {
        try send(sql)
        let result = try settle()
        defer { PQclear(result) }
        let answer = AnsweredRows(result)
        let columns = prepared[sql.text]?.columns ?? RowColumns(answer.names)
        prepared[sql.text]?.columns = columns
        return try (0..<answer.count).map { Row(columns: columns, values: try answer.values($0)) }
    }

    /// Hands the rows of a query to a closure one after the other.
    func each(_ sql: SQL, _ body: (borrowing PassingRow) throws -> Void) throws {
        try send(sql)
        let result = try settle()
        defer { PQclear(result) }
        let answer = AnsweredRows(result)
        var passing = PassingRow()
        for row in 0..<answer.count {
            try answer.pass(row, into: &passing)
            try body(passing)
        }
    }

    /// Runs a statement and answers how many rows it changed.
    func change(_ sql: SQL) throws -> Int {
        try send(sql)
        let result = try settle()
        defer { PQclear(result) }
        guard let count = PQcmdTuples(result) else { return 0 }
        // A query changes nothing, though PostgreSQL counts the rows it gave.
        return PQntuples(result) > 0 && PQnfields(result) > 0 && isQuery(result) ? 0 : Int(String(cString: count)) ?? 0
    }

    /// Runs a statement some time before the next answer is given: its failure comes out there.
    func execute(_ sql: SQL) throws {
        try send(sql)
        if unanswered.count >= Self.mostUnanswered { PQclear(try settle()) }
    }

    /// Hands over many rows at once. Throws `PostgresFailure`, `StorageError.constraint`.
    func copy(_ rows: [[Value]], as shape: RowShape) throws {
        if rows.isEmpty { return }
        var text = CopyText()
        for row in rows { try text.append(row) }
        try leavePipeline()
        let begun = try answer(
            PQsendQuery(handle, "COPY \(shape.table) (\(shape.columns.joined(separator: ", "))) FROM STDIN"))
        defer { PQclear(begun) }
        guard PQresultStatus(begun) == PGRES_COPY_IN else { throw failure(begun) }
        let isSent = text.bytes.withUnsafeBytes { bytes in
            stride(from: 0, to: bytes.count, by: 1 << 20).allSatisfy { start in
                let slice = UnsafeRawBufferPointer(rebasing: bytes[start..<min(start + (1 << 20), bytes.count)])
                let letters = slice.baseAddress?.assumingMemoryBound(to: CChar.self)
                return PQputCopyData(handle, letters, Int32(slice.count)) == 1
            }
        }
        guard isSent, PQputCopyEnd(handle, nil) == 1 else { throw failure(nil) }
        var refused: PostgresFailure?
        while let result = try next() {
            if PQresultStatus(result) != PGRES_COMMAND_OK, refused == nil { refused = failure(result) }
            PQclear(result)
        }
        if let refused { throw refused }
    }

    /// What was told since, and nothing more than that the connection broke: nil.
    func notifications() -> [String]? {
        guard PQconsumeInput(handle) == 1 else { return nil }
        var texts: [String] = []
        while let told = PQnotifies(handle) {
            texts.append(String(cString: told.pointee.extra))
            PQfreemem(told)
        }
        return texts
    }

    private func isQuery(_ result: OpaquePointer?) -> Bool {
        PQcmdStatus(result).map { String(cString: $0).hasPrefix("SELECT") } ?? false
    }

    // MARK: - The pipeline

    private func send(_ sql: SQL) throws {
        if isEnding { try rest() }
        let parameters = try Parameters(sql.values)
        if PQpipelineStatus(handle) == PQ_PIPELINE_OFF, PQenterPipelineMode(handle) == 0 { throw failure(nil) }
        let count = Int32(sql.values.count), name = try name(of: sql.text)
        let isSent = parameters.with { values, lengths, formats in
            PQsendQueryPrepared(handle, name, count, values, lengths, formats, 1)
        }
        guard isSent == 1 else { throw failure(nil) }
        unanswered.append(nil)
    }

    private func name(of text: String) throws -> String {
        if let known = prepared[text] { return known.name }
        if prepared.count >= Self.preparedLimit {
            try control("DEALLOCATE ALL")
            prepared.removeAll()
            PQenterPipelineMode(handle)
        }
        let name = "s\(nextName)"
        nextName += 1
        // The types of the parameters are left to the server, which knows the columns they are compared with.
        guard PQsendPrepare(handle, name, text, 0, nil) == 1 else { throw failure(nil) }
        prepared[text] = Statement(name: name)
        unanswered.append(text)
        return name
    }

    /// Waits for every answer; the last is given, to be cleared by the caller. Throws the first failure: what was sent after it
    /// was not run.
    private func settle() throws -> OpaquePointer? {
        if unanswered.isEmpty { return nil }
        guard PQpipelineSync(handle) == 1 else { throw failure(nil) }
        return try collect()
    }

    private func collect() throws -> OpaquePointer? {
        let sent = unanswered
        unanswered.removeAll(keepingCapacity: true)
        var last: OpaquePointer?
        var refused: PostgresFailure?
        do {
            for text in sent {
                PQclear(last)
                last = try answer(1)
                if [PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY].contains(PQresultStatus(last)) { continue }
                // Whether the server knows it now does not matter: its name is not used again.
                if let text { prepared[text] = nil }
                if refused == nil { refused = failure(last) }
            }
            try awaitSync()
        } catch {
            PQclear(last)
            throw refused ?? error
        }
        hasAnswered = true
        guard let refused else { return last }
        PQclear(last)
        throw refused
    }

    private func awaitSync() throws {
        while !isBroken, let result = try next() {
            defer { PQclear(result) }
            if PQresultStatus(result) == PGRES_PIPELINE_SYNC { return }
        }
        throw failure(nil)
    }

    /// Nothing is under way any more. Throws `PostgresFailure` when the connection broke.
    private func rest() throws {
        if isEnding {
            isEnding = false
            PQclear(try collect())
        }
        PQclear(try settle())
        if isBroken { throw PostgresFailure(state: "", message: Self.message(of: handle)) }
    }

    private func leavePipeline() throws {
        try rest()
        if PQpipelineStatus(handle) != PQ_PIPELINE_OFF, PQexitPipelineMode(handle) == 0 { throw failure(nil) }
    }

    private func check(_ result: OpaquePointer?) throws {
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return
        default: throw failure(result)
        }
    }

    private func failure(_ result: OpaquePointer?) -> PostgresFailure {
        // PG_DIAG_SQLSTATE and PG_DIAG_MESSAGE_PRIMARY are the letters C and M.
        let state = PQresultErrorField(result, 67).map { String(cString: $0) } ?? ""
        let message = PQresultErrorField(result, 77).map { String(cString: $0) } ?? Self.message(of: handle)
        let failure = PostgresFailure(state: isBroken ? "" : state, message: message)
        // A server that goes down says so, and the socket shows it only later. What was prepared for other columns goes with
        // the connection.
        if failure.endsConnection || failure.isOutdated { isGivenUp = true }
        return failure
    }

    private static func message(of handle: OpaquePointer) -> String {
        let text = PQerrorMessage(handle).map { String(cString: $0) } ?? ""
        return text.split(separator: "\n").first.map(String.init) ?? "no answer"
    }
}
