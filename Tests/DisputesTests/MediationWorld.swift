import Accounts
import App
import Base
import Disputes
import Matters
import Storage
import TestDistrict
import Testing

/// A wage dispute of 谷雨 against 霜降建筑 in people's mediation at the district centre: 吕惊蛰 mediates, 程立春 keeps the file, 韩春分
/// heads the centre.
struct MediationWorld {
    let world: TestDistrict
    let matter: RecordID
    let id: RecordID
    let mediator: RecordID
    let other: RecordID
    var store: MediationStore { world.house.mediations }
    var database: any Database { world.database }
    static let clerk = "chenglichun", conductor = "lyujingzhe", head = "hanchunfen"

    let receipt: Receipt
    /// The first morning.
    let start: Instant

    /// A mediation of some procedure, taken as far as some steps go, on a morning.
    init(
        filer: String = "谷雨", confidentiality: Confidentiality = .named, procedure: String = "mediation",
        steps: [String] = ["acceptance"], complained: String? = nil, at start: Instant = TestDistrict.morning
    ) async throws {
        let world = try await TestDistrict()
        (self.world, self.start) = (world, start)
        let receipt = try await world.file(
            .dispute, title: "工资没发", text: "三个月工资一万二没有发。", name: filer,
            confidentiality: confidentiality, complained: complained, at: start)
        self.receipt = receipt
        matter = receipt.matter
        let centre = try await world.unit("centre").id, house = world.house
        let clerk = try await world.actor(Self.clerk), conductor = try await world.actor(Self.conductor)
        let matter = receipt.matter
        (id, mediator, other) = try await world.database.write { transaction in
            func revision() throws -> Int {
                try transaction.row("SELECT revision FROM matters WHERE id = \(matter)")?.int("revision") ?? 0
            }
            var input = ProceedingInput()
            (input.text, input.unit, input.hasConsent) = ("双方申请", centre, true)
            input.reference = "（2022）引调17号"
            let opened = try house.matters.openProceeding(
                procedure, in: matter, revision: revision(), input: input, by: clerk, at: start, in: transaction)
            for step in steps {
                _ = try house.matters.step(
                    step, of: opened.id, in: matter, revision: revision(), input: input, by: clerk, at: start,
                    in: transaction)
            }
            let mediators = MediatorStore(house.centres)
            let first = try mediators.add(
                "吕惊蛰", .people, knows: [.wages], account: MediationReader(conductor).account, at: centre,
                by: .system("test"), at: start, in: transaction)
            let second = try mediators.add(
                "汪清明", .retired, knows: [.neighbours], at: centre, by: .system("test"), at: start,
                in: transaction)
            return (opened.id, first, second)
        }
    }

    func day(_ days: Int) -> Instant { start.adding(seconds: Int64(days) * 86_400) }

    func read(as login: String = conductor, after days: Int = 0) async throws -> Mediation {
        let now = day(days)
        let reader = MediationReader(try await world.actor(login)), store = store, (id, matter) = (id, matter)
        return try await database.read { try store.get(id, of: matter, for: reader, at: now, in: $0) }
    }

    /// One change by somebody, some days after the first morning.
    @discardableResult
    func change<Result: Sendable>(
        by login: String = conductor, after days: Int = 0, revision: Int? = nil,
        _ work: @escaping @Sendable (MediationStore, MediationStore.Change) throws -> Result
    ) async throws -> Result {
        let reader = MediationReader(try await world.actor(login)), store = store, (id, matter) = (id, matter)
        let now = day(days)
        return try await database.write { transaction in
            let known = try transaction.row("SELECT revision FROM mediations WHERE id = \(id)")?.int("revision") ?? 0
            let change = try store.change(
                id, of: matter, revision: revision ?? known, by: reader, at: now, in: transaction)
            return try work(store, change)
        }
    }

    /// A step of the proceeding by hand, beside the table.
    @discardableResult
    func step(_ code: String, by login: String = clerk, after days: Int = 0) async throws -> Proceeding {
        let actor = try await world.actor(login), matters = world.house.matters, (id, matter) = (id, matter)
        let now = day(days)
        var input = ProceedingInput()
        (input.text, input.hasConsent) = ("按程序办理。", true)
        return try await database.write { [input] transaction in
            try matters.step(
                code, of: id, in: matter, revision: try matters.getFile(id: matter, in: transaction).matter.revision,
                input: input, by: actor, at: now, in: transaction)
        }
    }

    /// Both sides at the table, the mediator appointed. Answers 谷雨 and 霜降建筑.
    @discardableResult
    func seat() async throws -> (a: RecordID, b: RecordID) {
        let a = try await change(by: Self.clerk) { store, change in
            try store.addParty(
                PartyIdentity(name: "谷雨", phone: "13900000001", address: "示例小区1幢", facts: "女，41岁，工人"), side: .a,
                role: .party, change)
        }
        let b = try await change(by: Self.clerk) { store, change in
            try store.addParty(
                PartyIdentity(name: "霜降建筑（示例）有限公司", phone: "13900000002"), side: .b, role: .party, change)
        }
        let mediator = mediator
        try await change(by: Self.clerk) { store, change in try store.appoint(mediator, change) }
        return (a, b)
    }

    func pledges(_ fen: Int64 = 400_000) -> [Pledge] {
        [10, 20, 30].map { days in
            Pledge(.money, from: .b, to: .a, fen: fen, due: day(days).day, text: "银行转账")
        }
    }

    /// An agreement over the accepted offer, waiting for signatures. Answers it with the two parties.
    func drawn() async throws -> (agreement: RecordID, a: RecordID, b: RecordID) {
        let (a, b) = try await seat(), pledges = pledges(), until = day(7).day
        let offer = try await change { store, change in try store.offer(pledges, by: .b, until: until, change) }
        try await change { store, change in try store.answer(offer, as: .accepted, by: .a, change) }
        let agreement = try await change { store, change in
            try store.draw(Self.draft, change.mediation.accepted?.pledges ?? [], .written, change)
        }
        return (agreement, a, b)
    }

    static var draft: MediationStore.Draft {
        var draft = MediationStore.Draft()
        (draft.facts, draft.issues, draft.manner) = ("谷雨在霜降建筑做工三个月。", "工资一万二千元没有发。", "转到谷雨的工资卡")
        return draft
    }

    /// The same, signed by both and in effect.
    func concluded() async throws -> (agreement: RecordID, a: RecordID, b: RecordID) {
        let (agreement, a, b) = try await drawn()
        for party in [a, b] {
            try await change(by: Self.clerk) { store, change in
                try store.sign(agreement, party: party, way: .screen, scan: nil, change)
            }
        }
        try await change { store, change in try store.conclude(agreement, change) }
        return (agreement, a, b)
    }
}
