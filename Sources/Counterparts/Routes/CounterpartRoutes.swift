import Accounts
import Base
import Markup
import Matters
import Storage
import Web

/// The desk's side: what waits, and what becomes of it.
struct CounterpartRoutes: Sendable {
    let store: CounterpartStore
    let faces: Faces
    private static let longestList = 200

    func add(to table: inout RouteTable) {
        table.get("/desk/messages", .staff, "Messages of other bodies that somebody must look at") {
            try await waiting($0)
        }
        table.get("/desk/matters/{id}/messages", .staff, "What other bodies told of a matter's proceedings") {
            try await list($0)
        }
        table.post("/desk/matters/{id}/messages/{message}/taking", .staff, "Writes a message down that waited") {
            visit in
            try await decide(visit) { id, actor, transaction in
                try store.take(id, by: actor, at: visit.now, in: transaction)
            }
        }
        table.post(
            "/desk/matters/{id}/messages/{message}/setting-aside", .staff, "Sets a message aside, with the reason"
        ) { visit in
            let reason = visit.form.text("reason")
            return try await decide(visit) { id, actor, transaction in
                try store.setAside(id, because: reason, by: actor, at: visit.now, in: transaction)
            }
        }
    }

    private func waiting(_ visit: Visit) async throws -> Reply {
        let actor = Actor(try visit.staff())
        let page = try await store.database.read { reader in
            let held = try store.held(for: actor, limit: Self.longestList, in: reader)
            let count = try store.countHeld(for: actor, in: reader)
            let lines = try held.map {
                (line: try line($0.message, CounterpartStore.Rights(), in: reader), number: $0.number)
            }
            return WaitingPage(lines: lines, count: count, today: visit.now.day, language: visit.language)
        }
        return faces.desk(
            visit, title: visit.say(CounterpartWords.waiting), page.html, keeping: .page(CounterpartPaths.waiting))
    }

    private func list(
        _ visit: Visit, fault: (message: RecordID, field: String?, words: Words)? = nil, status: Int = 200
    ) async throws -> Reply {
        let id = try visit.id("id"), actor = Actor(try visit.staff())
        let page = try await store.database.read { reader in
            let scope = try store.matters.scope(of: actor, in: reader)
            let file = try store.matters.getFile(
                try store.matters.getMatter(id, scope: scope, in: reader), in: reader)
            let lines = try store.list(of: id, in: reader).map { message in
                try line(message, store.rights(message, file, actor, in: reader), in: reader)
            }
            return MessagesPage(
                matter: file.matter, lines: lines, today: visit.now.day, language: visit.language, csrf: visit.csrf,
                typed: fault == nil ? Form() : visit.form, fault: fault)
        }
        return faces.desk(
            visit, title: page.title, page.html, keeping: .page(CounterpartPaths.messages(of: id)), status: status)
    }

    private func line(
        _ message: CounterpartMessage, _ rights: CounterpartStore.Rights, in reader: any Reader
    ) throws -> MessageLine {
        let day = message.receivedAt.day
        let body = try store.bodies(on: day, in: reader).find(message.counterpart)?.name
        let opened = try store.opened(of: message, in: reader)
        let procedure = try opened?.procedure ?? store.referred(by: message, in: reader)
        let step = message.step.map { procedure?.action($0)?.name ?? Words($0, $0) } ?? CounterpartWords.referral
        return MessageLine(
            message: message, body: body ?? Words(message.counterpart, message.counterpart),
            procedure: procedure?.name ?? Words(message.procedure, message.procedure),
            step: step, unit: MatterPolicy.extensionUnit(of: opened?.clocks ?? []), rights: rights)
    }

    private func decide(
        _ visit: Visit, _ work: @escaping @Sendable (RecordID, Actor, any Transaction) throws -> Void
    ) async throws -> Reply {
        let (id, message) = (try visit.id("id"), try visit.id("message")), actor = Actor(try visit.staff())
        do {
            try await store.database.write { transaction in
                // The address names both: a message of another matter is not there.
                guard try store.open(message, for: actor, in: transaction).message.matter == id else {
                    throw CounterpartError.notFound
                }
                try work(message, actor, transaction)
            }
            return .redirect(CounterpartPaths.messages(of: id))
        } catch CounterpartError.invalid(let field, let words) {
            return try await list(visit, fault: (message, field, words), status: 422)
        } catch CounterpartError.barred(let why) {
            return try await list(visit, fault: (message, nil, why), status: 409)
        } catch CounterpartError.changedMeanwhile {
            return try await list(visit, fault: (message, nil, CounterpartWords.changedFirst), status: 409)
        }
    }
}
