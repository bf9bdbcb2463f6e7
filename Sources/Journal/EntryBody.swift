import Base

/// The text of an entry as a value. Version 1 of the format; a later one gets another `v`.
struct EntryBody: Equatable {
    var id: RecordID
    var district: String
    var subject: Subject
    var number: Int64
    var previous: [UInt8]
    var code: String
    var parameters: [String: String]
    var personal: [String: PersonalValueRef]
    var principal: String
    var happenedAt: Instant
    var recordedAt: Instant
    var reason: PersonalValueRef?
    var states: [RecordedState]
    var batch: BatchSummary?

    /// The exact text that is hashed and stored.
    var text: String {
        var members: [String: CanonicalJSON] = [
            "v": .integer(1), "id": .text(id.text), "district": .text(district), "kind": .text(subject.kind),
            "subject": .text(subject.id), "number": .integer(number), "previous": .text(HexText.encode(previous)),
            "code": .text(code), "by": .text(principal), "happened_at": .integer(happenedAt.milliseconds),
            "recorded_at": .integer(recordedAt.milliseconds),
            "parameters": .object(parameters.mapValues { .text($0) }),
        ]
        if !personal.isEmpty { members["personal"] = .object(personal.mapValues(\.json)) }
        if let reason { members["reason"] = reason.json }
        if !states.isEmpty { members["states"] = .list(states.map(\.json)) }
        if let batch { members["batch"] = batch.json }
        return CanonicalJSON.object(members).encoded
    }

    /// Reads a stored text; nil when the journal could not have written it.
    init?(_ text: String) {
        guard let members = CanonicalJSON(text)?.object, members["v"] == .integer(1),
            let id = members["id"]?.text, let district = members["district"]?.text,
            let kind = members["kind"]?.text, let subject = members["subject"]?.text,
            let number = members["number"]?.integer,
            let previous = (members["previous"]?.text).flatMap(HexText.decode),
            let code = members["code"]?.text, let principal = members["by"]?.text,
            let happened = members["happened_at"]?.integer, let recorded = members["recorded_at"]?.integer,
            let parameters = members["parameters"]?.object
        else { return nil }
        self.init(
            id: RecordID(trusted: id), district: district, subject: Subject(kind: kind, id: subject), number: number,
            previous: previous, code: code, parameters: parameters.compactMapValues(\.text),
            personal: (members["personal"]?.object ?? [:]).compactMapValues(PersonalValueRef.init(json:)),
            principal: principal, happenedAt: Instant(milliseconds: happened),
            recordedAt: Instant(milliseconds: recorded),
            reason: members["reason"].flatMap(PersonalValueRef.init(json:)),
            states: (members["states"]?.list ?? []).compactMap(RecordedState.init(json:)),
            batch: members["batch"].flatMap(BatchSummary.init(json:))
        )
    }

    init(
        id: RecordID, district: String, subject: Subject, number: Int64, previous: [UInt8], code: String,
        parameters: [String: String], personal: [String: PersonalValueRef], principal: String, happenedAt: Instant,
        recordedAt: Instant, reason: PersonalValueRef?, states: [RecordedState], batch: BatchSummary?
    ) {
        self.id = id
        self.district = district
        self.subject = subject
        self.number = number
        self.previous = previous
        self.code = code
        self.parameters = parameters
        self.personal = personal
        self.principal = principal
        self.happenedAt = happenedAt
        self.recordedAt = recordedAt
        self.reason = reason
        self.states = states
        self.batch = batch
    }
}

/// A state digest as an entry holds it, without the salt; no digest means that the row was removed.
struct RecordedState: Equatable {
    let table: String
    let row: String
    let digest: [UInt8]

    var json: CanonicalJSON {
        .object(["table": .text(table), "row": .text(row), "digest": .text(HexText.encode(digest))])
    }

    init(_ state: StateDigest) {
        (table, row, digest) = (state.table, state.row, state.digest)
    }

    init?(json: CanonicalJSON) {
        guard let members = json.object, let table = members["table"]?.text, let row = members["row"]?.text,
            let digest = (members["digest"]?.text).flatMap(HexText.decode)
        else { return nil }
        (self.table, self.row, self.digest) = (table, row, digest)
    }
}

/// What a batch entry says about its rows.
struct BatchSummary: Equatable {
    let count: Int64
    let root: [UInt8]

    var json: CanonicalJSON { .object(["count": .integer(count), "root": .text(HexText.encode(root))]) }

    init(count: Int64, root: [UInt8]) {
        (self.count, self.root) = (count, root)
    }

    init?(json: CanonicalJSON) {
        guard let members = json.object, let count = members["count"]?.integer,
            let root = (members["root"]?.text).flatMap(HexText.decode)
        else { return nil }
        self.init(count: count, root: root)
    }
}
