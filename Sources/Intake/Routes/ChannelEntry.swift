import Base
import Matters
import Web

/// What a clerk has entered at the window of the way in, a mandate and a call.
struct ChannelEntry: Hashable, Sendable {
    private var values: [String: String] = [:]

    static let fields = [
        "letter-way", "letter-number", "letter-day", "court", "case-number", "court-way", "court-day", "incident",
        "police-class", "call-number", "call-day", "call-time", "call-reason", "mandate", "asker", "mandate-way",
        "mandate-day", "scope",
    ]

    /// Nothing entered.
    init() {}

    /// Reads a posted form.
    init(_ form: Form) {
        for field in Self.fields { values[field] = form.text(field) }
        due = Result { try form.callTime() }.mapError { error in
            if case MatterError.invalid(let field, let words) = error { return CallFault(field: field, words: words) }
            return CallFault(field: "call-day", words: FaultWords.day)
        }
    }

    /// The fields of a form and where a program says them, which never lies in two places.
    static let places: [(field: String, object: String, name: String)] = [
        ("letter-way", "letter", "way"), ("letter-number", "letter", "number"), ("letter-day", "letter", "day"),
        ("court", "court", "name"), ("case-number", "court", "case_number"), ("court-way", "court", "way"),
        ("court-day", "court", "day"), ("incident", "police", "incident"), ("police-class", "police", "class"),
        ("call-number", "call_back", "number"), ("call-day", "call_back", "day"), ("call-time", "call_back", "time"),
        ("call-reason", "call_back", "reason"), ("asker", "mandate", "asker"), ("mandate-way", "mandate", "way"),
        ("mandate-day", "mandate", "day"), ("scope", "mandate", "scope"),
    ]

    /// The object of a body that belongs to one channel alone.
    static let owners: [(object: String, channel: Channel)] = [
        ("letter", .letter), ("court", .court), ("police", .police), ("call_back", .hotline),
    ]

    /// Reads what a program said, as if a clerk had entered it.
    init(_ call: APICall) {
        var fields = Self.places.map { (name: $0.field, value: call.text($0.object, $0.name) ?? "") }
        if call.isThere("mandate") { fields.append((name: "mandate", value: "yes")) }
        self.init(Form(fields: fields))
    }

    private struct CallFault: Error, Hashable {
        let field: String
        let words: Words
    }

    private var due: Result<Instant?, CallFault> = .success(nil)

    func value(_ field: String) -> String { values[field] ?? "" }

    /// Whether a mandate is recorded.
    var hasMandate: Bool { value("mandate") == "yes" }
    /// Whether a call was agreed.
    var wantsCall: Bool { ["call-day", "call-time", "call-reason"].contains { !value($0).isEmpty } }

    /// What is wrong, by field; `hasFiles` tells whether a scan came along, `classes` are those of the hand-over pack.
    func faults(channel: Channel?, hasFiles: Bool, classes: [String], at now: Instant) -> [String: Words] {
        var faults: [String: Words] = [:]
        switch channel {
        case .letter:
            if LetterWay(rawValue: value("letter-way")) == nil { faults["letter-way"] = FaultWords.choose }
            if !hasFiles { faults["files"] = FaultWords.scan }
            if isDayWrong("letter-day", now) { faults["letter-day"] = FaultWords.day }
        case .court:
            if CourtReferral(rawValue: value("court-way")) == nil { faults["court-way"] = FaultWords.choose }
            if value("court").isEmpty { faults["court"] = FaultWords.court }
            if value("case-number").isEmpty { faults["case-number"] = FaultWords.caseNumber }
            if Day(value("court-day")) == nil || isDayWrong("court-day", now) { faults["court-day"] = FaultWords.day }
        case .police:
            if !classes.isEmpty, !classes.contains(value("police-class")) { faults["police-class"] = FaultWords.choose }
        case .hotline:
            if case .failure(let fault) = due { faults[fault.field] = fault.words }
            if wantsCall, case .success(let due) = due, due.map({ $0 <= now }) ?? true {
                faults["call-day"] = FaultWords.callTime
            }
        default: break
        }
        for field in ["letter-number", "court", "case-number", "incident"] where value(field).count > 80 {
            faults[field] = FaultWords.long(80)
        }
        if hasMandate { faults.merge(mandateFaults(hasFiles: hasFiles, now)) { first, _ in first } }
        return faults
    }

    private func mandateFaults(hasFiles: Bool, _ now: Instant) -> [String: Words] {
        var faults: [String: Words] = [:]
        if value("asker").isEmpty { faults["asker"] = FaultWords.asker }
        if value("asker").count > Mandate.askerLimit { faults["asker"] = FaultWords.long(Mandate.askerLimit) }
        let way = MandateWay(rawValue: value("mandate-way"))
        if way == nil { faults["mandate-way"] = FaultWords.choose }
        if way == .written, !hasFiles { faults["files"] = FaultWords.scan }
        if !value("mandate-day").isEmpty, isDayWrong("mandate-day", now) { faults["mandate-day"] = FaultWords.day }
        if value("scope").count > Mandate.scopeLimit { faults["scope"] = FaultWords.long(Mandate.scopeLimit) }
        return faults
    }

    /// Whether a day that was given cannot be: not a day, or one that lies ahead.
    private func isDayWrong(_ field: String, _ now: Instant) -> Bool {
        !value(field).isEmpty && (Day(value(field)).map { $0 > now.day } ?? true)
    }

    /// Adds what was entered to a filing of a channel.
    func complete(_ filing: inout Filing, at now: Instant) {
        switch filing.channel {
        case .letter:
            filing.arrival = Arrival(
                way: value("letter-way"), day: Day(value("letter-day")), number: value("letter-number"))
        case .court:
            filing.arrival = Arrival(
                way: value("court-way"), day: Day(value("court-day")), number: value("case-number"),
                sender: value("court"))
        case .police where !value("police-class").isEmpty:
            filing.arrival = Arrival(way: value("police-class"), number: value("incident"))
        case .hotline:
            if wantsCall, case .success(let due?) = due {
                filing.callBack = CallBackWish(number: value("call-number"), due: due, reason: value("call-reason"))
            }
        default: break
        }
        if hasMandate, let way = MandateWay(rawValue: value("mandate-way")) {
            filing.mandate = Mandate(
                asker: value("asker"), way: way, day: Day(value("mandate-day")) ?? now.day, scope: value("scope"))
        }
    }
}
