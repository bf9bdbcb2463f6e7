import Accounts
import App
import Base
import Counterparts
import Journal
import Matters
import Storage
import TestDistrict
import Testing

/// 霜降's quarrel with a landlord in 星桥街道, for which a suit was brought at the District People's Court.
struct CounterpartWorld {
    let world: TestDistrict
    let matter: RecordID
    let number: String
    let suit: RecordID
    let store: CounterpartStore
    let now = TestDistrict.morning
    private let code: String

    /// The handler in 星桥街道, and who works at the court.
    static let (handler, court) = ("shenxiaoshu", "yuyushui")

    init(
        complained: String? = nil, opens procedure: String = "litigation", runBy unit: String? = nil
    ) async throws {
        let district = try await TestDistrict()
        (world, store) = (district, district.house.counterparts)
        let clerk = try await world.actor(Self.handler), matters = world.house.matters
        let receipt = try await world.file(
            .dispute, title: "押金不退", text: "退租以后房东不退押金。", name: "霜降", to: "town:330110004", complained: complained)
        (matter, number, code) = (receipt.matter, receipt.number, receipt.code)
        func revision() async throws -> Int {
            try await district.database.read {
                try matters.getMatter(number: receipt.number, code: receipt.code, in: $0).revision
            }
        }
        _ = try await matters.act(
            "accept", on: receipt.matter, revision: try await revision(), input: ActionInput(), by: clerk, at: now)
        var input = ProceedingInput()
        (input.text, input.unit, input.reference) = ("起诉", clerk.unit, "（演示）1号")
        if let unit { input.unit = try await world.unit(unit).id }
        suit = try await matters.openProceeding(
            procedure, in: receipt.matter, revision: try await revision(), input: input, by: clerk, at: now
        ).id
    }

    func later(_ days: Int) -> Instant { now.adding(seconds: Int64(days) * 86_400) }

    func told(_ text: String = "", reference: String? = nil) -> CounterpartMessage.Told {
        var told = CounterpartMessage.Told()
        (told.text, told.reference) = (text, reference)
        return told
    }

    /// The court tells of a step that it took `after` days and tells on the day `on`.
    @discardableResult
    func tell(
        _ step: String, _ number: String, after: Int = 0, on day: Int? = nil, told: CounterpartMessage.Told? = nil,
        of proceeding: RecordID? = nil, from code: String = "court", by login: String = CounterpartWorld.court
    ) async throws -> CounterpartMessage {
        var given = CounterpartAnswer(number, of: proceeding ?? suit, step: step, at: later(after))
        given.told = told ?? self.told("（演示）", reference: "（2019）浙0110民初\(number)号")
        return try await tell(given, from: code, by: login, at: later(day ?? after))
    }

    func tell(
        _ given: CounterpartAnswer, from code: String = "court", by login: String = CounterpartWorld.court,
        at instant: Instant
    ) async throws -> CounterpartMessage {
        let actor = try await world.actor(login), store = store
        return try await world.database.write {
            try store.receive(given, from: code, by: actor, at: instant, in: $0)
        }
    }

    func refer(
        _ number: String, to procedure: String = "diversion-before", matter: String? = nil,
        reference: String? = "（2019）浙0110诉前调1号"
    )
        async throws -> CounterpartMessage
    {
        var given = CounterpartReferral(number, of: matter ?? self.number, to: procedure, at: now)
        given.told = told("请先行调解", reference: reference)
        let actor = try await world.actor(Self.court), store = store, now = now, sent = given
        return try await world.database.write { try store.refer(sent, from: "court", by: actor, at: now, in: $0) }
    }

    func take(_ message: CounterpartMessage, on day: Int = 0, by login: String = CounterpartWorld.handler) async throws
    {
        let actor = try await world.actor(login), store = store, now = later(day)
        try await world.database.write { try store.take(message.id, by: actor, at: now, in: $0) }
    }

    func setAside(
        _ message: CounterpartMessage, _ reason: String, by login: String = CounterpartWorld.handler
    ) async throws {
        let actor = try await world.actor(login), store = store, now = now
        try await world.database.write {
            try store.setAside(message.id, because: reason, by: actor, at: now, in: $0)
        }
    }

    /// A step by hand, by whoever runs the proceeding.
    func step(
        _ code: String, after: Int = 0, on day: Int = 0, reference: String? = nil, revision: Int? = nil
    ) async throws {
        var input = ProceedingInput()
        (input.text, input.reference, input.happenedAt) = ("对方电话告知", reference, after == day ? nil : later(after))
        let actor = try await world.actor(Self.handler), current = try await file().matter.revision
        _ = try await world.house.matters.step(
            code, of: suit, in: matter, revision: revision ?? current, input: input, by: actor, at: later(day))
    }

    /// The night's look at what ran out.
    func clock(on day: Int) async throws {
        _ = try await OverdueTermsJob(world.house.matters).run(at: later(day))
    }

    func file() async throws -> MatterFile {
        let matters = world.house.matters, id = matter
        return try await world.database.read { try matters.getFile(id: id, in: $0) }
    }

    func proceedings() async throws -> [ProceedingFile] {
        let matters = world.house.matters, file = try await file()
        return try await world.database.read { try matters.listProceedings(of: file, in: $0) }
    }

    func opened(_ id: RecordID? = nil) async throws -> ProceedingFile {
        let wanted = id ?? suit
        return try #require(try await proceedings().first { $0.proceeding.id == wanted })
    }

    func messages() async throws -> [CounterpartMessage] {
        let store = store, id = matter
        return try await world.database.read { try store.list(of: id, in: $0) }
    }

    func message(_ number: String) async throws -> CounterpartMessage {
        try #require(try await messages().first { $0.number == number })
    }

    /// The steps of proceedings in the matter's record, oldest first.
    func steps() async throws -> [String] {
        let matters = world.house.matters, id = matter
        return try await world.database.read { reader in
            try matters.timeline(id, isForFiler: false, in: reader).reversed().compactMap { $0.parameters["action"] }
        }
    }

    func isSound() async throws -> Bool {
        try await world.house.journal.verify(in: world.database, heads: nil).isSound
    }

    /// The words of what was refused; nil when nothing was.
    func refusal(_ work: () async throws -> Void) async throws -> CounterpartError? {
        do {
            try await work()
            return nil
        } catch let error as CounterpartError { return error }
    }
}
