import Base
public import Storage

extension Journal {
    /// Recomputes the whole journal and every current row on one snapshot, in pages, and names what differs.
    /// `heads` is DIR/journal.heads, which finds a log that was cut off; `known` are hashes from slips, which find an
    /// entry that was cut off before it was sequenced. The snapshot is held until the end.
    public func verify(
        in database: any Database, heads: HeadsFile?, known: [[UInt8]] = [],
        progress: @escaping @Sendable (VerificationProgress) -> Void = { _ in }
    ) async throws -> VerificationReport {
        // The file is read before the snapshot begins: it is never ahead of the database, so none may lie beyond it.
        let fileHeads = try heads?.list(district: district) ?? []
        return try await database.readAtLength { reader in
            var run = VerificationRun(journal: self, reader: reader, known: Set(known), progress: progress)
            try run.checkLog(against: fileHeads)
            if heads != nil, fileHeads.isEmpty, run.report.sequenced > 0 {
                run.report.add(.headsMissing, "journal.heads")
            }
            try run.checkEntries()
            try run.checkBatches()
            for table in tables { try run.checkRows(of: table) }
            for family in families { try run.checkRows(of: family) }
            try run.nameLostRows()
            try run.checkValues()
            return run.finish()
        }
    }
}

/// What verification remembers between its passes: 32 bytes for each row and value, whatever their size.
struct VerificationRun {
    let journal: Journal
    let reader: any Reader
    var known: Set<[UInt8]>
    let progress: @Sendable (VerificationProgress) -> Void
    var report = VerificationReport()
    var newestStates: [UInt64: NewestDigest] = [:]
    var newestValues: [UInt64: NewestDigest] = [:]
    var batches: [String: BatchCheck] = [:]
    var erasures: Set<UInt64> = []

    init(
        journal: Journal, reader: any Reader, known: Set<[UInt8]>,
        progress: @escaping @Sendable (VerificationProgress) -> Void
    ) {
        (self.journal, self.reader, self.known, self.progress) = (journal, reader, known, progress)
    }

    var district: String { journal.district }

    func tell(_ stage: VerificationProgress.Stage, _ done: Int64) {
        progress(VerificationProgress(stage: stage, done: done))
    }

    static func key(_ first: String, _ second: String = "") -> UInt64 {
        var hasher = Hasher()
        hasher.combine(first)
        hasher.combine(second)
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }

    static func key(_ owner: Subject, erasedAt instant: Instant) -> UInt64 {
        key("\(owner.kind)/\(owner.id)", "\(instant.milliseconds)")
    }

    mutating func finish() -> VerificationReport {
        for hash in known { report.add(.slipUnknown, HexText.encode(hash)) }
        return report
    }
}

/// The newest digest that the entries give for a row or a value: its first 16 bytes, and the entry's arrival.
struct NewestDigest: Equatable {
    let arrival: Int64
    private let high: UInt64
    private let low: UInt64
    let isRemoved: Bool

    init(_ digest: [UInt8], arrival: Int64) {
        self.arrival = arrival
        isRemoved = digest.isEmpty
        high = digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        low = digest.dropFirst(8).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    func fits(_ digest: [UInt8]) -> Bool { self == NewestDigest(digest, arrival: arrival) }
}

/// The rows of one batch as they pass by.
struct BatchCheck {
    let arrival: Int64
    let summary: BatchSummary
    var frontier = MerkleFrontier()
}

extension [UInt64: NewestDigest] {
    mutating func note(_ key: UInt64, _ digest: [UInt8], arrival: Int64) {
        if let known = self[key], known.arrival > arrival { return }
        self[key] = NewestDigest(digest, arrival: arrival)
    }
}
