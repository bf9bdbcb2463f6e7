import Accounts
import Base
import Matters
import Storage
import Web

/// The side of the other bodies: what was handed over to them, and what they tell of it. See Documentation/counterparts.md.
struct CounterpartAPI: Sendable {
    let store: CounterpartStore

    private static let path = "/api/v1/counterparts/{counterpart}"
    private static let body = APIOperation.Parameter.path("counterpart", .code, "The code of the body, such as court.")
    private static let number = APIOperation.Parameter.path(
        "number", .code, "The number that the body gave the message.")
    /// How often a message is tried again when somebody works on the same matter just then.
    private static let attempts = 5

    func add(to table: inout RouteTable) {
        table.api(
            "GET", Self.path + "/handovers", .staff, scope: .counterpartsRead,
            "The proceedings that were handed over to a body or came from it",
            .reading(
                "listCounterpartHandovers", tag: "counterparts",
                [
                    Self.body,
                    .query(
                        "state", .choice(["open", "all"]), "Only those that have not ended, unless `all` is asked for."),
                ], answers: .page("CounterpartHandovers", CounterpartShapes.handover.schema),
                note:
                    "For the program of the body alone: the post of its token must be in the body's unit. No words and no names of a matter are told."
            )
        ) { try await list($0) }
        table.api(
            "GET", Self.path + "/messages/{number}", .staff, scope: .counterpartsRead,
            "What became of a message or a referral",
            .reading(
                "getCounterpartMessage", tag: "counterparts", [Self.body, Self.number],
                answers: .json(CounterpartShapes.message.schema))
        ) { call in
            let (code, number) = (try call.path("counterpart"), try call.path("number"))
            let actor = Actor(try call.visit.staff())
            return .json(
                CounterpartShapes.message.json(
                    try await store.database.read { reader in
                        _ = try store.body(code, for: actor, on: call.now.day, in: reader)
                        guard let found = try store.known(number, from: code, for: actor, in: reader) else {
                            throw CounterpartError.notFound
                        }
                        return found
                    }))
        }
        addMessages(to: &table)
    }

    private func addMessages(to table: inout RouteTable) {
        table.api(
            "POST", Self.path + "/messages", .staff, scope: .counterpartsWrite,
            "Tells a step of a proceeding that was handed over",
            .acting(
                "tellHandover", tag: "counterparts", [Self.body],
                takes: .body("HandoverMessage", CounterpartShapes.answer),
                answers: CounterpartShapes.message.schema, refusals: [409],
                note:
                    "What fits the record is written down at once: `taken`. What does not waits for a person: `held`, with the reason. A known number with the same contents is answered with where that message stands; with other contents it is refused."
            )
        ) { call in
            let given = try CounterpartAnswer(call)
            return try await receive(call) { code, actor, transaction in
                try store.receive(given, from: code, by: actor, at: call.now, in: transaction)
            }
        }
        table.api(
            "POST", Self.path + "/referrals", .staff, scope: .counterpartsWrite,
            "Sends a matter here, such as a case for mediation",
            .acting(
                "referMatter", tag: "counterparts", [Self.body],
                takes: .body("Referral", CounterpartShapes.referral),
                answers: CounterpartShapes.message.schema, refusals: [409],
                note: "A referral is always `held` until somebody signs for it: its time counts from that day."
            )
        ) { call in
            let given = try CounterpartReferral(call)
            return try await receive(call) { code, actor, transaction in
                try store.refer(given, from: code, by: actor, at: call.now, in: transaction)
            }
        }
    }

    private func list(_ call: APICall) async throws -> APIAnswer {
        let code = try call.path("counterpart"), actor = Actor(try call.visit.staff())
        let isOpen = call.query("state") != "all"
        let after = try call.position(of: 1).map { parts in
            guard let id = RecordID(parts[0]) else { throw call.brokenCursor }
            return id
        }
        let found = try await store.database.read { reader in
            try store.handovers(
                code, isOpen: isOpen, after: after, limit: call.limit + 1, for: actor, on: call.now.day, in: reader)
        }
        let shown = found.prefix(call.limit)
        let next = found.count > shown.count ? shown.last.map { [$0.proceeding.id.text] } : nil
        return call.page(
            shown.map {
                CounterpartShapes.handover.json(CounterpartShapes.Handover(opened: $0, actor: actor, now: call.now))
            },
            next: next)
    }

    /// The number is what makes a message once; the key of the request keeps a network's repetition cheap. Where somebody works
    /// on the same matter just then, it is tried again: the body knows no revision.
    private func receive(
        _ call: APICall,
        _ work: @escaping @Sendable (String, Actor, any Transaction) throws -> CounterpartMessage
    ) async throws -> APIAnswer {
        let code = try call.path("counterpart"), actor = Actor(try call.visit.staff())
        for attempt in 1...Self.attempts {
            do {
                let kept = try await store.matters.once(call, by: actor) { transaction in
                    CounterpartShapes.message.json(try work(code, actor, transaction))
                }
                return .json(kept)
            } catch CounterpartError.invalid(let field, let words) {
                throw Problem.faulty(field, words)
            } catch CounterpartError.reused {
                throw Problem.faulty("number", CounterpartWords.reused)
            } catch CounterpartError.changedMeanwhile where attempt < Self.attempts {
                continue
            }
        }
        throw CounterpartError.changedMeanwhile
    }
}
