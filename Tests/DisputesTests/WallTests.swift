import Accounts
import App
import Base
import Disputes
import Foundation
import Journal
import Matters
import Storage
import TestDistrict
import Testing
import Web

/// Walks every page and every operation as each post, as the filer and as a stranger, and looks for what must not be there: what was
/// said to the mediator alone, offers, minutes, and a sealed name.
@Suite struct WallTests {
    /// Words that stand nowhere else; each says who may read it.
    enum Secret: String, CaseIterable {
        case caucus = "私话暗号", offer = "报价暗号", minutes = "笔录暗号", sealedName = "密封暗号", party = "当事人暗号"

        func mayStand(_ reader: String, on path: String, _ status: Int) -> Bool {
            // What could not be done comes back on the table itself.
            let isTable = path.hasSuffix("/mediation") || status == 422
            switch self {
            case .sealedName: return false
            case .caucus, .offer: return reader == MediationWorld.conductor && isTable && !path.hasPrefix("/api")
            case .minutes:
                return [MediationWorld.conductor, MediationWorld.head].contains(reader) && isTable
                    && !path.hasPrefix("/api")
            // Those of the house that runs the mediation know who sits at the table.
            case .party:
                return path.contains("/mediation")
                    && [MediationWorld.clerk, "xuyushui", MediationWorld.conductor, MediationWorld.head].contains(
                        reader)
            }
        }
    }

    private static let readers = [
        "", MediationWorld.clerk, "xuyushui", MediationWorld.conductor, MediationWorld.head, "shaoqingming", "zhouguyu",
        "yaolixia", "zhangxiaoman", "zhongmangzhong", "shenxiaoshu", "jiangxiazhi", "zhengxiaoxue", "luxiaoshu",
        "yuyushui",
        "luqingming",
    ]

    private struct Place {
        let world: MediationWorld
        let receipt: Receipt
        let agreement: RecordID
        let party: RecordID
        let centre: RecordID
    }

    /// A confidential dispute in mediation with a note, an offer, minutes and an agreement that waits.
    private func place() async throws -> Place {
        let world = try await MediationWorld(filer: Secret.sealedName.rawValue, confidentiality: .confidential)
        let a = try await world.change(by: MediationWorld.clerk) { store, change in
            try store.addParty(
                PartyIdentity(name: Secret.party.rawValue, phone: "13900000001", facts: "女"), side: .a, role: .party,
                change)
        }
        let b = try await world.change(by: MediationWorld.clerk) { store, change in
            try store.addParty(PartyIdentity(name: "霜降建筑（示例）", phone: ""), side: .b, role: .party, change)
        }
        let mediator = world.mediator, tomorrow = world.day(1).day
        try await world.change(by: MediationWorld.clerk) { try $0.appoint(mediator, $1) }
        let sitting = try await world.change(by: MediationWorld.clerk) { store, change in
            try store.invite(
                SittingWish(
                    on: tomorrow, try #require(DayTimes(480, 500)), room: nil, place: "会议室", invited: [a, b],
                    by: .spoken), change)
        }
        try await world.change(after: 1) { store, change in
            try store.hold(
                sitting, attendance: [a: .present, b: .absent], minutes: Secret.minutes.rawValue,
                adjourned: .open(Secret.minutes.rawValue), change)
        }
        try await world.change { try $0.note("\(Secret.caucus.rawValue)：底线八千", of: .a, $1) }
        let pledge = Pledge(
            .act, from: .b, to: .a, due: world.day(9).day, text: Secret.offer.rawValue)
        let until = world.day(5).day
        try await world.change { try $0.offer([pledge], by: .b, until: until, $1) }
        let pledges = world.pledges()
        let agreement = try await world.change { try $0.draw(MediationWorld.draft, pledges, .written, $1) }
        while try await world.world.house.sequencer.sequenceOnce(at: world.day(1)) != nil {}
        return Place(
            world: world, receipt: world.receipt, agreement: agreement, party: a,
            centre: try await world.world.unit("centre").id)
    }

    /// The paths of all routes that are read, each filled with what belongs to the mediation.
    private func paths(_ place: Place, _ server: Server) -> [String] {
        let matter = place.world.matter.text
        return server.routes.routes.filter { $0.method == "GET" && $0.path != "/command/events" }.flatMap { route in
            let ids =
                route.path.contains("matters/{id}")
                ? [matter]
                : route.path.contains("centres/{id}")
                    ? [place.centre.text] : [place.centre.text, matter, place.world.id.text]
            guard route.path.contains("{") else { return [route.path] }
            return ids.map { id in
                [
                    "{id}": id, "{proceeding}": place.world.id.text, "{agreement}": place.agreement.text,
                    "{party}": place.party.text, "{number}": place.receipt.number, "{code}": "mediation",
                    "{file}": "1", "{ticket}": id, "{rule}": "R09",
                ].reduce(route.path) { $0.replacing($1.key, with: $1.value) }
            }
        }
    }

    /// A path that asks for a word in every way that a page or an operation may be asked.
    private static func asking(_ word: String, at path: String) -> String {
        let typed = word.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        return "\(path)?q=\(typed)&text=\(typed)&number=\(typed)&place=\(typed)&list=open"
    }

    /// One reader's walk.
    private struct Walker {
        let reader: String
        let client: TestClient
        let headers: [String: String]
        var answers = 0
        var seen: Set<Secret> = []

        mutating func ask(_ path: String) async throws -> (status: Int, text: String) {
            let answer = try await client.get(path, headers: path.hasPrefix("/api/") ? headers : [:])
            if answer.status == 200 { answers += 1 }
            return (answer.status, answer.text)
        }

        mutating func walk(_ path: String) async throws {
            let (status, text) = try await ask(path)
            for secret in Secret.allCases where text.contains(secret.rawValue) {
                seen.insert(secret)
                #expect(secret.mayStand(reader, on: path, status), "\(secret) at \(path) for \(reader)")
            }
            guard !path.contains("/matters/"), !path.contains("/sign/") else { return }
            // What was typed may stand in its field again, but no oftener than a word that nobody ever wrote.
            let control = "无人暗号"
            let usual = Self.count(control, in: try await ask(WallTests.asking(control, at: path)).text)
            for secret in [Secret.caucus, .sealedName] {
                let (_, text) = try await ask(WallTests.asking(secret.rawValue, at: path))
                #expect(Self.count(secret.rawValue, in: text) == usual, "\(secret) is found at \(path) by \(reader)")
            }
        }

        private static func count(_ word: String, in text: String) -> Int {
            text.components(separatedBy: word).count - 1
        }
    }

    @Test func `nothing said to the mediator alone and no sealed name stands where it must not`() async throws {
        let place = try await place(), server = try place.world.world.server()
        let paths = paths(place, server)
        #expect(paths.count > 150)
        var seen: Set<Secret> = [], answers = 0
        for reader in Self.readers {
            let client = TestClient(server)
            var headers: [String: String] = [:]
            if !reader.isEmpty {
                _ = try await client.signIn(reader)
                headers["authorization"] = "Bearer \(try await place.world.world.token(of: reader))"
            }
            var walker = Walker(reader: reader, client: client, headers: headers)
            for path in paths { try await walker.walk(path) }
            seen.formUnion(walker.seen)
            answers += walker.answers
        }
        #expect(answers > 2_000, "\(answers) pages were there to look at")
        #expect(seen == [.caucus, .offer, .minutes, .party], "those who may read them do: the walk is not blind")
    }

    @Test func `the filer, the exports and the record tell nothing of it either`() async throws {
        let place = try await place(), server = try place.world.world.server(), house = place.world.world.house
        let filer = TestClient(server)
        let tracked = try await filer.post("/track", [("number", place.receipt.number), ("code", place.receipt.code)])
        #expect(tracked.status == 200)
        var lines: [String] = [tracked.text]
        let written = Lines()
        _ = try await house.journal.export(from: house.database) { written.add($0) }
        lines += written.all
        let matters = house.matters
        try await house.database.read { reader in
            try matters.listTraces(in: reader) { written.add("\($0)") }
        }
        lines += written.all
        for secret in Secret.allCases {
            #expect(!lines.contains { $0.contains(secret.rawValue) }, "\(secret)")
        }
    }

    @Test func `the words are sealed in the database, and its search index has none of them`() async throws {
        let place = try await place()
        let tables = try await place.world.database.read { reader in
            try [
                "matter_search_rows", "notices", "journal_entries", "outbox", "agreements", "offers", "caucus_notes",
                "sittings",
            ]
            .map { table in
                try reader.rows(SQL(stringLiteral: "SELECT * FROM \(table)")).map { "\($0)" }.joined()
            }
        }
        for secret in Secret.allCases { #expect(!tables.contains { $0.contains(secret.rawValue) }, "\(secret)") }
    }

    @Test func `a stream tells that something happened, never what was said`() async throws {
        let place = try await place()
        let bodies = try await place.world.database.read { reader in
            try reader.rows("SELECT body FROM outbox").map { try $0.text("body") }
        }
        for secret in Secret.allCases { #expect(!bodies.contains { $0.contains(secret.rawValue) }) }
        #expect(!bodies.contains { $0.contains("mediation.caucus") }, "not even that there was a note")
    }
}

/// Lines from a closure that may run anywhere.
private final class Lines: @unchecked Sendable {
    private let lock = NSLock()
    private var lines: [String] = []
    var all: [String] { lock.withLock { lines } }
    func add(_ line: String) { lock.withLock { lines.append(line) } }
}
