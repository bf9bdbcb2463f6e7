import Addresses
import Base
import Divisions
import Storage

/// What is done to several cases, each in a transaction of its own: one that is refused keeps no other back.
struct ReviewActs: Sendable {
    /// What became of a case.
    struct Outcome: Sendable {
        let id: RecordID
        /// The rows that were settled; nil where nothing was.
        var rows: Int?
        /// Why it was refused; nil with no rows: nothing is proposed for it.
        var why: Words?
        var isUnknown = false
    }

    let review: ReviewStore
    let database: any Database

    /// Accepts what is proposed for cases.
    func accept(_ cases: some Sequence<RecordID>, by principal: Principal, at now: Instant) async throws -> [Outcome] {
        try await each(cases) { id, transaction in
            let one = try review.find(id, in: transaction)
            guard one.state == .open else { throw CaseError.decided }
            guard let proposal = one.proposal else { return nil }
            return try review.decide(id, proposal, by: principal, at: now, in: transaction)
        }
    }

    /// Decides about cases.
    func decide(
        _ decisions: [(id: RecordID, decision: CaseDecision)], by principal: Principal, at now: Instant
    ) async throws -> [Outcome] {
        var outcomes: [Outcome] = []
        for (id, decision) in decisions {
            outcomes += try await each([id]) { id, transaction in
                try review.decide(id, decision, by: principal, at: now, in: transaction)
            }
        }
        return outcomes
    }

    /// Takes decisions back, the last one first.
    func undo(_ cases: some Sequence<RecordID>, by principal: Principal, at now: Instant) async throws -> [Outcome] {
        try await each(cases.reversed()) { id, transaction in
            try review.reopen(id, by: principal, at: now, in: transaction)
            return 0
        }
    }

    private func each(
        _ cases: some Sequence<RecordID>, _ body: @escaping @Sendable (RecordID, any Transaction) throws -> Int?
    ) async throws -> [Outcome] {
        var outcomes: [Outcome] = [], seen = Set<RecordID>()
        for id in cases where seen.insert(id).inserted {
            do {
                outcomes.append(Outcome(id: id, rows: try await database.write { try body(id, $0) }))
            } catch {
                guard let why = ReviewWords.refusal(error) else { throw error }
                outcomes.append(Outcome(id: id, why: why, isUnknown: error as? CaseError == .unknown))
            }
        }
        return outcomes
    }
}

// The lines of the list.
extension ReviewStore {
    func lines(_ ask: ReviewAsk, on day: Day, in reader: any Reader) throws -> [ReviewListPage.Line] {
        let cases = try list(ask.filter, skipping: ask.offset, limit: ReviewAsk.page, in: reader)
        let names = try divisionNames(on: day, in: reader).names
        let places = try addresses.find(ids: Array(Set(cases.flatMap { $0.candidates.prefix(9) })), in: reader)
        let titles = Dictionary(try AddressLinks(addresses).sources(in: reader).map { ($0.name, $0.title) }) { $1 }
        return cases.map { one in
            ReviewListPage.Line(
                one: one, sentence: CaseSentence(one, places: places, divisions: names),
                systems: one.sources.map { titles[$0] ?? $0 }, town: one.town.flatMap { names[$0] })
        }
    }

    /// The sentence of one case.
    func sentence(_ one: AddressCase, on day: Day, in reader: any Reader) throws -> CaseSentence {
        CaseSentence(
            one, places: try addresses.find(ids: Array(one.candidates.prefix(9)), in: reader),
            divisions: try divisionNames(on: day, in: reader).names)
    }

    /// The towns with open cases, by code, and the cases that name none.
    func towns(on day: Day, in reader: any Reader) throws -> [(id: RecordID?, name: Words, count: Int)] {
        let counts = try countByTown(in: reader)
        let named = try divisions.list(.town, on: day, in: reader).compactMap { town in
            counts[town.id].map { (id: Optional(town.id), name: town.name, count: $0) }
        }
        return named + (counts[nil].map { [(id: nil, name: ReviewWords.noTown, count: $0)] } ?? [])
    }
}
