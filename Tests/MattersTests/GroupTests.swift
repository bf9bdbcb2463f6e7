import Accounts
import App
import Base
import Clocks
import Foundation
import Journal
import Markup
import Rulebook
import Storage
import TestDistrict
import Testing

@testable import Matters

/// Several people with one demand: who speaks for them, what the law says of that, and who may read their names.
@Suite struct GroupTests {
    private func group(
        _ kind: MatterKind = .petition, representatives: [String] = [], members: [String],
        confidentiality: Confidentiality = .named, by channel: Channel = .window, in world: TestDistrict,
        at now: Instant = TestDistrict.morning
    ) async throws -> Receipt {
        let centre = try await world.unit("centre")
        var filing = Filing(
            kind: kind, channel: channel,
            narrative: Narrative(title: "电梯三个月没修", text: "十几户一起来反映电梯。", place: "汤家家园"),
            receiver: centre.id, happenedAt: now)
        filing.filer = Identity(name: "谷雨", phone: "00012345678")
        filing.confidentiality = confidentiality
        filing.members =
            representatives.map { GroupMember(Identity(name: $0, phone: ""), isRepresentative: true) }
            + members.map { GroupMember(Identity(name: $0, phone: "00099990000")) }
        return try await world.house.matters.file(filing, by: try await world.actor("chenglichun").principal, at: now)
    }

    private func size(
        _ people: Int, _ representatives: Int, on day: String, _ kind: MatterKind = .petition,
        by channel: Channel = .window
    ) async throws -> GroupSize {
        let world = try await TestDistrict()
        let store = world.house.matters, day = try #require(Day(day))
        return try await world.database.read {
            try store.groupSize(
                people: people, representatives: representatives, kind: kind, channel: channel, on: day, in: $0)
        }
    }

    @Test(arguments: [
        (10, "2019-11-26", ["P8", "P12"], 3), (11, "2019-11-26", ["P8", "P12b"], 5),
        (2, "2019-11-26", ["P8", "P12"], 3),
        (40, "2010-03-01", ["P8"], 5), (40, "2023-03-01", ["P12b", "P19"], 5),
    ])
    func `how many may speak for a group comes from the rows in force that day`(
        people: Int, day: String, rows: [String], most: Int
    ) async throws {
        let size = try await size(people, 1, on: day)
        #expect(Set(size.rules.map(\.id)) == Set(rows))
        #expect(size.most == most)
        #expect(size.broken.isEmpty)
    }

    @Test func `a fourth who speaks for ten is told the article and nothing is refused`() async throws {
        let size = try await size(10, 4, on: "2019-11-26")
        #expect(size.broken.map(\.id) == ["P12"])
        #expect(size.refusing == nil)
        #expect(
            try await self.size(10, 4, on: "2019-11-26", .help).rules.isEmpty, "no text sets a number for that kind")
        #expect(try await self.size(1, 1, on: "2019-11-26").rules.isEmpty)
    }

    @Test(arguments: [Channel.web, .letter, .hotline])
    func `what the law says of groups that come in person is told to those who write and counted against none`(
        channel: Channel
    ) async throws {
        let size = try await size(10, 6, on: "2019-11-26", by: channel)
        #expect(Set(size.rules.map(\.id)) == ["P8", "P12"])
        #expect(size.most == nil && size.broken.isEmpty && size.refusing == nil)
        for language in Language.allCases {
            let html = GroupLaw(size: size, language: language).html?.text ?? ""
            #expect(html.contains("<details") && !html.contains("banner"))
        }
        let inPerson = try await self.size(10, 6, on: "2019-11-26", by: .window)
        #expect(Set(inPerson.broken.map(\.id)) == ["P8", "P12"])
    }

    @Test func `a row names channels that there are`() throws {
        let folder = TestDistrict.home.appending(path: "Rules")
        let seeds = try RuleSeed.read(folder: folder).filter { $0.pack == "law" }
        let law = try LawPack(seeds.map { (try RulePack.decode(LawFile.self, yaml: $0.body), $0.name) })
        let named = law.rules.compactMap(\.channels).flatMap(\.self)
        #expect(!named.isEmpty && named.allSatisfy { Channel(rawValue: $0) != nil })
    }

    @Test func `where a district's row refuses more than it says nothing is filed`() async throws {
        let world = try await TestDistrict()
        let rulebook = Rulebook(district: world.house.district.key)
        let body = """
            pack: law
            id: groups
            rules:
              - id: Q1
                duty: representatives
                applies: [dispute]
                channels: [window]
                limit: {amount: 2, unit: people}
                refuses: true
                article: {zh: 《试行办法》第一条, en: "Trial Rules, Art. 1"}
                level: local
                from: 2019-01-01
                sentence: {zh: 代表不超过两人, en: At most two speak for a group}
            """
        try await world.database.write { transaction in
            _ = try rulebook.publish(
                pack: "law", name: "groups", body: body, by: .system("test"), at: TestDistrict.morning, in: transaction)
        }
        await #expect(throws: MatterError.self) {
            try await group(.dispute, representatives: ["立春", "雨水"], members: ["惊蛰"], in: world)
        }
        #expect(try await world.database.read { try $0.count("SELECT COUNT(*) AS n FROM matters") } == 0)
        _ = try await group(.dispute, representatives: ["立春"], members: ["惊蛰"], in: world)
        _ = try await group(.dispute, representatives: ["立春", "雨水"], members: ["惊蛰"], by: .web, in: world)
    }

    @Test func `a row that holds for nobody is a fault of the pack`() throws {
        let row = """
            id: groups
            rules:
              - {id: Q1, duty: representatives, applies: [petition], limit: {amount: 3, unit: people},
                 group: {at-least: 9, at-most: 3}, channels: [], article: {zh: 一, en: a}, level: local, from: 2019-01-01,
                 sentence: {zh: 一, en: a}}
            """
        let file = try RulePack.decode(LawFile.self, yaml: row)
        #expect(throws: LawFaults.self) { _ = try LawPack([(file, "law/groups/1")]) }
    }

    @Test func `a group is one matter with so many people, each a party with a part`() async throws {
        let world = try await TestDistrict()
        let receipt = try await group(representatives: ["立春"], members: ["雨水", "惊蛰"], in: world)
        let store = world.house.matters, clerk = try await world.actor("chenglichun")
        let (file, views, counts) = try await world.database.read { reader in
            let scope = try store.scope(of: clerk, in: reader)
            let file = try store.getFile(try store.getMatter(receipt.matter, scope: scope, in: reader), in: reader)
            return (
                file, try store.identities(of: file.parties, for: clerk, at: TestDistrict.morning, in: reader),
                try store.channelCounts(scope: scope, in: reader)
            )
        }
        #expect(file.parties.map(\.part) == [.filer, .representative, .member, .member])
        #expect(file.peopleCount == 4)
        let names = views.map { if case .shown(let identity) = $0 { identity.name } else { "" } }
        #expect(names == ["谷雨", "立春", "雨水", "惊蛰"])
        #expect(counts == [ChannelCount(channel: .window, matters: 1, ended: 0, people: 4)])
        let report = try await world.house.journal.verify(in: world.database, heads: nil)
        #expect(report.isSound, "\(report.problems)")
    }

    @Test func `a sealed group's names are sealed as one side and opened as one`() async throws {
        let world = try await TestDistrict()
        let receipt = try await group(
            representatives: ["惊蛰"], members: ["雨水"], confidentiality: .confidential, in: world)
        let client = TestClient(try world.server())
        try await client.signIn("chenglichun")
        let page = try await client.get("/desk/matters/\(receipt.matter)").text
        for name in ["谷雨", "惊蛰", "雨水"] { #expect(!page.contains(name), "\(name)") }
        #expect(page.contains("3 人一起提出"))
        let store = world.house.matters
        let clerk = try await world.actor("chenglichun"), custodian = try await world.actor("yaolixia")
        try await store.requestSeal(matter: receipt.matter, reason: "要约代表见面", by: clerk, at: TestDistrict.morning)
        let request = try #require(
            try await world.database.read { try store.listSealRequests(for: custodian, in: $0) }.first)
        try await store.decideSeal(request.id, granted: true, by: custodian, at: TestDistrict.morning)
        try await store.openSeal(matter: receipt.matter, by: clerk, at: TestDistrict.morning)
        let opened = try await client.get("/desk/matters/\(receipt.matter)").text
        for name in ["谷雨", "立春", "雨水"] { #expect(opened.contains(name), "\(name)") }
    }

    @Test func `nobody finds a matter by the names of those who file it`() async throws {
        let world = try await TestDistrict()
        _ = try await group(members: ["麒麟白露"], in: world)
        let store = world.house.matters, clerk = try await world.actor("chenglichun")
        let found = try await world.database.read { reader in
            let scope = try store.scope(of: clerk, in: reader)
            return try (
                store.search("麒麟白露", scope: scope, before: nil, limit: 5, in: reader).count,
                store.search("电梯", scope: scope, before: nil, limit: 5, in: reader).count
            )
        }
        #expect(found == (0, 1))
    }

    @Test func `a group without any name, and one that is too long, are refused`() async throws {
        let world = try await TestDistrict()
        await #expect(throws: MatterError.self) {
            try await group(members: ["雨水"], confidentiality: .anonymous, in: world)
        }
        await #expect(throws: MatterError.self) {
            try await group(members: (0...GroupSize.limit).map { "人\($0)" }, in: world)
        }
    }
}
