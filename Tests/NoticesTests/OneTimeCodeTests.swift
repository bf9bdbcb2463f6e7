import App
import Base
import Storage
import TestDistrict
import Testing

@testable import Notices

/// Six digits that open one thing once.
@Suite struct OneTimeCodeTests {
    private struct Desk {
        let world: TestDistrict
        let codes: OneTimeCodes

        init() async throws {
            world = try await TestDistrict()
            codes = OneTimeCodes(district: world.house.district.key, keys: world.house.keys)
        }

        func make(_ digits: String, for subject: String = "m1", purpose: String = "track", at now: Instant = start)
            async throws -> String?
        {
            try await world.database.write {
                try codes.make(
                    purpose: purpose, subject: subject, digits: digits, in: $0, at: now)
            }
        }

        func use(_ typed: String, for subject: String = "m1", purpose: String = "track", at now: Instant = start)
            async throws -> Bool
        {
            try await world.database.write { try codes.use(typed, purpose: purpose, subject: subject, in: $0, at: now) }
        }
    }

    @Test func `a code opens its own subject and purpose once, however it is typed`() async throws {
        let desk = try await Desk()
        #expect(try await desk.make("042917") == "042917")
        #expect(try await !desk.use("042917", for: "m2"))
        #expect(try await !desk.use("042917", purpose: "pay"))
        #expect(try await desk.use(" ０42 917"))
        #expect(try await !desk.use("042917"))
    }

    @Test func `only the newest code holds, and for ten minutes`() async throws {
        let desk = try await Desk()
        _ = try await desk.make("111111")
        _ = try await desk.make("222222", at: start.adding(seconds: 1))
        #expect(try await !desk.use("111111", at: start.adding(seconds: 2)))
        #expect(try await !desk.use("222222", at: start.adding(seconds: 601)))
        _ = try await desk.make("333333", at: start.adding(seconds: 700))
        #expect(try await desk.use("333333", at: start.adding(seconds: 1_299)))
    }

    @Test func `five wrong tries end a code, and an empty one opens nothing`() async throws {
        let desk = try await Desk()
        _ = try await desk.make("042917")
        for wrong in ["", "000000", "042918", "0429170", "none"] { #expect(try await !desk.use(wrong), "\(wrong)") }
        #expect(try await !desk.use("042917"))
        try await desk.world.database.write { try desk.codes.makeNone(purpose: "track", in: $0, at: start) }
        #expect(try await !desk.use("", for: "none"))
    }

    @Test func `three codes go out an hour, and none is kept in clear`() async throws {
        let desk = try await Desk()
        for digits in ["111111", "222222", "333333"] { #expect(try await desk.make(digits) != nil) }
        #expect(try await desk.make("444444", at: start.adding(seconds: 3_599)) == nil)
        #expect(try await desk.make("555555", at: start.adding(seconds: 3_600)) != nil)
        let digests = try await desk.world.database.read {
            try $0.rows("SELECT digest FROM one_time_codes").map { try $0.text("digest") }
        }
        #expect(digests.allSatisfy { $0.utf8.count == 64 } && Set(digests).count == 4)
    }

    @Test func `of two who type the same code at once one comes in`() async throws {
        let desk = try await Desk()
        _ = try await desk.make("042917")
        async let first = desk.use("042917")
        async let second = desk.use("042917")
        let both = try await [first, second]
        #expect(both.count { $0 } == 1)
    }

    @Test func `codes are six digits that differ`() {
        let made = (1...200).map { _ in OneTimeCodes.random() }
        #expect(made.allSatisfy { $0.utf8.count == 6 && $0.allSatisfy(\.isNumber) })
        #expect(Set(made).count > 190)
    }
}
