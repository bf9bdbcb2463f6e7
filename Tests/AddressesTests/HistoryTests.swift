import Addresses
public import Base
import Divisions
import Storage
import TestSupport
import Testing

/// A place has a past: every change keeps what stood, can be undone, and is told to those who follow.
@Suite struct HistoryTests {
    /// 立夏镇 with 芒种村, and in it 谷雨苑 with 3幢 (501 and 502) and 谷雨小区 with 3幢 (502) and 5幢.
    private struct Library {
        let test: TestDatabase
        let store = AddressStore(district: "d")
        let morning = Instant(milliseconds: 1_600_000_000_000)

        init() async throws {
            test = try await TestDatabase(divisionsMigrations + addressesMigrations)
            let (store, morning) = (store, morning)
            try await test.database.write { transaction in
                let divisions = DivisionStore(district: "d")
                for (id, level, parent) in [
                    ("立夏镇", DivisionLevel.town, RecordID?.none), ("芒种村", .village, RecordID(trusted: "立夏镇")),
                ] {
                    try divisions.add(
                        Division(
                            id: RecordID(trusted: id), level: level, code: id, codeSystem: "test", name: Words(id, id),
                            kind: level.rawValue, parent: parent, point: nil, validFrom: Day(number: 0), validTo: nil),
                        at: morning, in: transaction)
                }
                func add(_ id: String, _ name: String) throws {
                    try store.add(
                        place(id, name, .estate), aliases: [], origin: "test", from: Day(number: 0), at: morning,
                        in: transaction)
                }
                try add("雨", "谷雨苑")
                try add("区", "谷雨小区")
            }
            for (id, name, type, parent) in [
                ("雨3", "谷雨苑3幢", PlaceType.building, "雨"), ("雨3-501", "谷雨苑3幢501室", .room, "雨3"),
                ("雨3-502", "谷雨苑3幢502室", .room, "雨3"), ("区3", "谷雨小区3幢", .building, "区"),
                ("区3-502", "谷雨小区3幢502室", .room, "区3"), ("区5", "谷雨小区5幢", .building, "区"),
            ] {
                try await test.database.write { transaction in
                    try store.addBelow(
                        RecordID(trusted: parent), place(id, name, type),
                        number: String(name.split { !$0.isNumber }.last ?? ""), origin: "test", from: Day(number: 0),
                        at: morning, in: transaction)
                }
            }
        }

        func extract() async throws -> [RecordID: AddressSnapshot] {
            try await test.database.read { [store] reader in
                try Self.extract(at: try store.feed.last(in: reader), store, reader)
            }
        }

        static func extract(
            at number: Int64, _ store: AddressStore, _ reader: any Reader
        ) throws -> [RecordID: AddressSnapshot] {
            var all: [RecordID: AddressSnapshot] = [:], after: RecordID?
            repeat {
                let (records, next) = try store.extract(at: number, after: after, limit: 3, in: reader)
                for record in records { all[record.id] = record }
                after = next
            } while after != nil
            return all
        }

        @discardableResult
        func act(
            _ reason: String = "test",
            _ body: @escaping @Sendable (AddressStore, AddressAct, any Transaction) throws -> Void
        ) async throws -> RecordID {
            let act = AddressAct(on: morning.day, reason: reason, at: morning)
            try await test.database.write { [store] in try body(store, act, $0) }
            return act.id
        }
    }

    @Test func `a client that follows the feed stays equal to a fresh extract at every number`() async throws {
        let library = try await Library()
        let (store, start) = (library.store, try await library.extract())
        #expect(start.count == 8)
        let begin = try await library.test.database.read { try store.feed.last(in: $0) }
        try await library.act { try $0.rename("雨", to: "谷雨新苑", by: $1, in: $2) }
        let merged = try await library.act { try $0.merge("区", into: "雨", by: $1, in: $2) }
        try await library.act { try $0.addName("雨花小区", of: "雨", by: $1, in: $2) }
        try await library.act { try $0.removeName("雨花小区", of: "雨", by: $1, in: $2) }
        try await library.act { try $0.retire("雨3-501", by: $1, in: $2) }
        try await library.act { try $0.retire("区5", by: $1, in: $2) }
        await #expect(throws: AddressError.changedSince, "building 5 has ended since") {
            try await library.act { try $0.undo(merged, by: $1, in: $2) }
        }
        try await library.test.database.read { reader in
            let last = try store.feed.last(in: reader)
            var client = try Library.extract(at: begin, store, reader)
            #expect(client == start)
            for number in (begin + 1)...last {
                for (change, left) in try store.changes(after: number - 1, to: number, limit: 10, in: reader) {
                    #expect(change.number == number)
                    client[change.place] = left
                }
                #expect(client == (try Library.extract(at: number, store, reader)), "at \(number)")
            }
        }
    }

    @Test func `two records of one estate become one, with each room once, and both ids lead to what stands`()
        async throws
    {
        let library = try await Library()
        let before = try await library.extract()
        let merged = try await library.act { try $0.merge("区", into: "雨", by: $1, in: $2) }
        let after = try await library.extract()
        #expect(
            after["区"]?.successor == "雨" && after["区3"]?.successor == "雨3" && after["区3-502"]?.successor == "雨3-502")
        #expect(after["区5"]?.parent == "雨" && after["区5"]?.name == "谷雨苑5幢" && after["区5"]?.validTo == nil)
        try await library.act { try $0.undo(merged, by: $1, in: $2) }
        #expect(try await library.extract() == before)
        await #expect(throws: AddressError.changedSince) {
            try await library.act { try $0.undo(merged, by: $1, in: $2) }
        }
    }

    @Test func `a renamed estate is found under both names, and what lies below it is written anew`() async throws {
        let library = try await Library()
        let before = try await library.extract()
        let renamed = try await library.act { try $0.rename("雨", to: "清明苑", by: $1, in: $2) }
        let after = try await library.extract()
        #expect(after["雨3-501"]?.name == "清明苑3幢501室" && after["雨"]?.names == ["exact 清明苑", "former 谷雨苑"])
        let found = try await library.test.database.read { [store = library.store] in
            try store.matches(in: "谷雨苑3幢", reader: $0).map(\.place.id)
        }
        #expect(found == ["雨"])
        try await library.act { try $0.undo(renamed, by: $1, in: $2) }
        #expect(try await library.extract() == before)
    }

    @Test func `what cannot be is refused, and nothing of it is kept`() async throws {
        let library = try await Library()
        let before = try await library.extract()
        let refused: [(AddressError, @Sendable (AddressStore, AddressAct, any Transaction) throws -> Void)] = [
            (.circular, { try $0.merge("雨", into: "雨", by: $1, in: $2) }),
            (.circular, { try $0.merge("雨", into: "雨3-501", by: $1, in: $2) }),
            (.circular, { try $0.merge("雨3", into: "雨", by: $1, in: $2) }),
            (.unknown, { try $0.merge("雨", into: "无", by: $1, in: $2) }),
            (.unlike, { try $0.merge("雨3", into: "区", by: $1, in: $2) }),
            (.unknown, { try $0.retire("无", by: $1, in: $2) }),
            (.circular, { try $0.split("雨", into: ["区"], by: $1, in: $2) }),
            (.circular, { try $0.split("雨", into: ["区", "雨"], by: $1, in: $2) }),
            (.unknown, { try $0.split("雨", into: ["区", "无"], by: $1, in: $2) }),
            (.badName, { try $0.rename("雨", to: "苑", by: $1, in: $2) }),
            (.badName, { try $0.rename("雨", to: "谷雨苑", by: $1, in: $2) }),
            (.badName, { try $0.addName("谷雨苑", of: "雨", by: $1, in: $2) }),
            (.badName, { try $0.removeName("清明苑", of: "雨", by: $1, in: $2) }),
            (.unknown, { try $0.undo("无", by: $1, in: $2) }),
        ]
        for (error, body) in refused { await #expect(throws: error) { try await library.act("test", body) } }
        #expect(try await library.extract() == before)
        try await library.act { try $0.retire("雨", by: $1, in: $2) }
        await #expect(throws: AddressError.ended) { try await library.act { try $0.retire("雨", by: $1, in: $2) } }
        await #expect(throws: AddressError.ended, "what has ended takes nobody's place") {
            try await library.act { try $0.merge("区", into: "雨", by: $1, in: $2) }
        }
    }

    @Test func `a place takes a name that people call it already, and its former one again`() async throws {
        let library = try await Library()
        try await library.act { try $0.addName("清明苑", of: "雨", by: $1, in: $2) }
        try await library.act { try $0.rename("雨", to: "清明苑", by: $1, in: $2) }
        #expect(try await library.extract()["雨"]?.names == ["exact 清明苑", "former 谷雨苑"])
        try await library.act { try $0.rename("雨", to: "谷雨苑", by: $1, in: $2) }
        #expect(try await library.extract()["雨"]?.names == ["exact 谷雨苑", "former 清明苑"])
    }

    @Test func `an addition is not undone while something that came since lies in it`() async throws {
        let library = try await Library(), morning = library.morning
        let added = try await library.act { store, act, transaction in
            try store.addBelow(
                "雨", place("雨9", "谷雨苑9幢", .building), number: "9", origin: "test", from: act.day, act: act.id,
                at: act.now, in: transaction)
        }
        try await library.test.database.write { [store = library.store] transaction in
            try store.addBelow(
                "雨9", place("雨9-901", "谷雨苑9幢901室", .room), number: "901", origin: "water", from: morning.day,
                at: morning, in: transaction)
        }
        await #expect(throws: AddressError.changedSince) {
            try await library.act { try $0.undo(added, by: $1, in: $2) }
        }
        try await library.act { try $0.retire("雨9-901", by: $1, in: $2) }
        try await library.act { try $0.undo(added, by: $1, in: $2) }
        #expect(try await library.extract()["雨9"]?.validTo != nil)
    }

    @Test func `numbers of the feed follow each other when two write at once, and a write that fails leaves no gap`()
        async throws
    {
        let library = try await Library()
        let begin = try await library.test.database.read { [store = library.store] in try store.feed.last(in: $0) }
        await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<20 {
                group.addTask {
                    try await library.act { store, act, transaction in
                        try store.addName("别名\(number)", of: number % 2 == 0 ? "雨" : "区", by: act, in: transaction)
                        if number % 5 == 0 { throw AddressError.taken }
                    }
                }
            }
            while let result = await group.nextResult() {
                if case .failure(let error) = result { #expect(error as? AddressError == .taken) }
            }
        }
        let numbers = try await library.test.database.read { [store = library.store] reader in
            try store.feed.changes(after: 0, to: .max, limit: 100, in: reader).map(\.number)
        }
        #expect(numbers == Array(1...begin + 16))
    }
}

private func place(_ id: String, _ name: String, _ type: PlaceType) -> Place {
    Place(
        id: RecordID(trusted: id), type: type, name: name, village: "芒种村", town: "立夏镇",
        villageName: Words("芒种村", "芒种村"), townName: Words("立夏镇", "立夏镇"))
}

extension RecordID: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) { self.init(trusted: text) }
}
