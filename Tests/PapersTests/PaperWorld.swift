import Accounts
import App
import Base
import Foundation
import Journal
import Letters
import Matters
import Papers
import Storage
import TestDistrict
import Testing

/// A quarrel in 仓前街道 whose mediation has failed: the notice of that waits to be written.
struct PaperWorld {
    let world: TestDistrict
    let matter: RecordID
    let number: String
    let proceeding: RecordID
    let store: PaperStore
    let now = TestDistrict.morning
    var database: any Database { world.database }

    static let code = "mediation-deadlock"
    static let texts = PaperTexts([
        "committee": "仓前街道人民调解委员会", "parties": "霜降师傅、立冬阿姨", "subject": "停车位使用", "accepted": "2019-11-26",
        "reason": "双方对赔偿数额分歧较大，不能达成协议", "routes": "依法申请仲裁\n向人民法院提起诉讼", "mediator": "处暑师傅", "day": "2019-11-26",
    ])

    init(_ confidentiality: Confidentiality = .named, fails: Bool = true) async throws {
        let district = try await TestDistrict()
        world = district
        store = world.house.papers()
        let unit = "town:330110004", clerk = try await world.actor("shenxiaoshu"), matters = world.house.matters
        let receipt = try await world.file(.dispute, title: "停车位", confidentiality: confidentiality, to: unit)
        (matter, number) = (receipt.matter, receipt.number)
        func revision() async throws -> Int {
            let found = try await district.database.read {
                try matters.getMatter(number: receipt.number, code: receipt.code, in: $0)
            }
            return found.revision
        }
        _ = try await matters.act(
            "accept", on: receipt.matter, revision: try await revision(), input: ActionInput(), by: clerk, at: now)
        var opening = ProceedingInput()
        opening.unit = try await world.unit(unit).id
        let opened = try await matters.openProceeding(
            "mediation", in: receipt.matter, revision: try await revision(), input: opening, by: clerk, at: now
        ).id
        proceeding = opened
        for code in fails ? ["acceptance", "failure"] : ["acceptance"] {
            var input = ProceedingInput()
            input.text = "双方分歧太大"
            _ = try await matters.step(
                code, of: opened, in: receipt.matter, revision: try await revision(), input: input, by: clerk, at: now)
        }
    }

    func desk(_ login: String = "shenxiaoshu") async throws -> PaperDesk {
        let actor = try await world.actor(login), store = store, (proceeding, matter) = (proceeding, matter)
        return try await database.read { try store.desk(of: proceeding, in: matter, for: actor, in: $0) }
    }

    func duties() async throws -> [PaperDuty] {
        let desk = try await desk(), store = store, now = now
        return try await database.read { try store.duties(on: desk, at: now, in: $0) }
    }

    func write(
        _ texts: PaperTexts = PaperWorld.texts, code: String = PaperWorld.code, insteadOf former: RecordID? = nil,
        isStrict: Bool = false, by login: String = "shenxiaoshu"
    ) async throws -> RecordID {
        let actor = try await world.actor(login), store = store, now = now
        let (proceeding, matter) = (proceeding, matter)
        return try await database.write {
            try store.write(
                code, texts, in: proceeding, of: matter, insteadOf: former, isStrict: isStrict, by: actor, at: now,
                in: $0)
        }
    }

    @discardableResult
    func issue(_ id: RecordID, revision: Int = 1, by login: String = "shenxiaoshu", at instant: Instant? = nil)
        async throws -> Paper
    {
        let actor = try await world.actor(login), store = store, now = instant ?? now
        return try await database.write {
            try store.issue(
                id, revision: revision, address: "https://example.invalid/papers/\(id)", by: actor, at: now, in: $0)
        }
    }

    func withdraw(_ id: RecordID, _ reason: String, revision: Int) async throws {
        let actor = try await world.actor("shenxiaoshu"), store = store, now = now
        try await database.write {
            try store.withdraw(id, because: reason, revision: revision, by: actor, at: now, in: $0)
        }
    }

    func serve(_ id: RecordID, _ input: ServiceInput) async throws {
        let actor = try await world.actor("shenxiaoshu"), store = store, now = now
        _ = try await database.write { try store.serve(id, input, by: actor, at: now, in: $0) }
    }

    func paper(_ id: RecordID) async throws -> Paper {
        let store = store
        return try #require(try await database.read { try store.find(id, in: $0) })
    }

    func file(_ id: RecordID, for login: String = "shenxiaoshu") async throws -> [UInt8]? {
        let paper = try await paper(id), desk = try await desk(login), store = store
        return try await database.read { try store.file(of: paper, on: desk, in: $0) }
    }

    func isSound() async throws -> Bool {
        try await world.house.journal.verify(in: database, heads: nil).isSound
    }

    /// What a field was refused with; nil when nothing was refused.
    func faults(_ work: () async throws -> Void) async throws -> [String: Words]? {
        do {
            try await work()
            return nil
        } catch PaperError.invalid(let faults) { return faults }
    }
}
