import Accounts
import App
import Base
import Foundation
import Matters
import Storage
import TestDistrict
import Testing

@testable import Intake

/// The district learns topics from what people confirm, and only ever changes for the better.
@Suite struct TopicTrainingTests {
    // Words that no keyword of the pack knows, so that whoever gets them right has learned them.
    private static let sayings = [
        "neighbour.noise": ["楼板咚咚响个没完", "嘭嘭敲到天亮", "头顶上滚弹珠", "震得碗都在抖"],
        "labour.wage-arrears": ["辛苦钱还没见着影", "干完活就找不着人", "年底一直往后推", "手印按了不认账"],
    ]

    private static func said(_ topic: String, _ number: Int) -> String {
        let words = sayings[topic] ?? []
        return "\(words[number % 4])，\(words[(number / 4 + 1) % 4])，麻烦看看"
    }

    private func confirmed(_ count: Int, swapped: Bool = false) -> [TopicTraining.Confirmed] {
        let topics = Self.sayings.keys.sorted()
        return (0..<count).map { number in
            let topic = topics[number % 2], id = RecordID.make(at: TestDistrict.morning.adding(seconds: Int64(number)))
            return .init(
                id: id, title: "", text: Self.said(swapped ? topics[1 - number % 2] : topic, number), topic: topic)
        }
    }

    private func pack(_ world: TestDistrict) async throws -> TopicPack {
        try await world.database.read {
            try world.house.matters.book.rules(on: TestDistrict.morning.day, in: $0).topics
        }
    }

    private func suggest(_ text: String, in world: TestDistrict) async throws -> Suggestion {
        try await world.database.read {
            try world.house.intake.suggest(
                kind: .dispute, title: "", text: text, place: "", at: TestDistrict.morning, in: $0)
        }
    }

    @Test func `the topics of the sample are leaves of the pack, and its words no keywords`() async throws {
        let world = try await TestDistrict(), pack = try await pack(world)
        for topic in Self.sayings.keys {
            #expect(pack.leaf(topic) != nil, "\(topic)")
            let found = KeywordClassifier(pack).guess(title: "", text: Self.said(topic, 1))
            #expect(found.first?.code != topic)
        }
    }

    @Test func `a district with few confirmed matters is proposed topics by keywords`() async throws {
        let world = try await TestDistrict()
        let outcome = try await TopicTraining(world.house.intake).run(at: TestDistrict.morning)
        guard case .tooFew = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(try await suggest("楼上半夜装修噪音", in: world).model == nil)
    }

    @Test func `what staff confirmed teaches a model that then proposes, with its version and its reasons`()
        async throws
    {
        let world = try await TestDistrict(), store = world.house.matters
        let town = try await world.unit("town:330110004").id
        for number in 0..<60 {
            let topic = Self.sayings.keys.sorted()[number % 2]
            var filing = Filing(
                kind: .dispute, channel: .window,
                narrative: Narrative(title: "", text: Self.said(topic, number), place: ""), receiver: town,
                happenedAt: TestDistrict.morning)
            (filing.topic, filing.topicConfirmed) = (topic, true)
            _ = try await store.file(filing, by: .visitor, at: TestDistrict.morning)
        }
        var training = TopicTraining(world.house.intake)
        training.least = 50
        guard case .changed(let version, let now, let new, let held) = try await training.run(at: TestDistrict.morning)
        else {
            Issue.record("the model was not taken")
            return
        }
        #expect(now < new && new <= held)
        let guess = try await suggest(Self.said("labour.wage-arrears", 6), in: world)
        #expect(guess.topics.first?.code == "labour.wage-arrears")
        #expect(guess.model?.version == version)
        #expect(try #require(guess.topics.first).words.isEmpty == false)
        // The next night there is nothing better to be had.
        guard case .kept = try await training.run(at: TestDistrict.morning) else {
            Issue.record("an equal model was taken")
            return
        }
        #expect(try await suggest(Self.said("labour.wage-arrears", 6), in: world).model?.version == version)
    }

    @Test func `a worse model is not taken, and the old one goes on proposing`() async throws {
        let world = try await TestDistrict(), pack = try await pack(world)
        let training = TopicTraining(world.house.intake)
        let right = confirmed(80), first = try await training.train(right, pack: pack, version: "20191126-01")
        guard case .changed = first else {
            Issue.record("\(first)")
            return
        }
        // Somebody confirms the wrong way round for a month: what is learned from it fails on what is held out.
        let held = right.filter { TopicTraining.isHeldOut($0.id) }
        let wrong = confirmed(80, swapped: true).filter { !TopicTraining.isHeldOut($0.id) }
        let second = try await training.train(held + wrong, pack: pack, version: "20191127-01")
        guard case .kept(let now, let new, let of) = second else {
            Issue.record("\(second)")
            return
        }
        #expect(new < now && of == held.count)
        #expect(try await suggest(Self.said("neighbour.noise", 3), in: world).model?.version == "20191126-01")
    }

    @Test func `a file that cannot be read leaves topics to the keywords, and a removed one goes back`() async throws {
        let world = try await TestDistrict(), pack = try await pack(world)
        let folder = world.house.folder.appending(path: "models"), models = TopicModels(folder: folder)
        #expect(models.current() == nil && models.nextVersion("2019-11-26") == "20191126-01")
        let examples = confirmed(40).map { TextTrainer.Example(text: $0.text, label: $0.topic) }
        for number in 1...5 {
            let version = models.nextVersion("2019-11-26")
            #expect(version == "20191126-0\(number)")
            try models.keep(try await TextTrainer().train(examples, version: version))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 3)
        #expect(models.current()?.origin.version == "20191126-05")
        try Data("damaged".utf8).write(to: folder.appending(path: "topics-20191127-01.model"))
        let other = TopicModels(folder: folder)
        #expect(other.current() == nil)
        #expect(other.nextVersion("2019-11-27") == "20191127-02")
        let proposer = world.house.intake.proposer(pack, other.current())
        #expect(proposer.guess(title: "", text: "楼上半夜装修噪音").topics.isEmpty == false)
    }

    @Test func `a model that is not sure leaves it to the keywords`() async throws {
        let world = try await TestDistrict(), pack = try await pack(world)
        let examples = confirmed(40).map { TextTrainer.Example(text: $0.text, label: $0.topic) }
        let model = try await TextTrainer().train(examples)
        let proposer = world.house.intake.proposer(pack, model)
        let guess = proposer.guess(title: "", text: "噪音")
        #expect(guess.model == nil)
        #expect(guess.topics.first?.code.isEmpty == false)
    }

    @Test
    func `where the district allows it a model that is sure enough sends a resident's matter on, and that is kept`()
        async throws
    {
        let world = try await TestDistrict(), pack = try await pack(world), intake = world.house.intake
        _ = try await TopicTraining(intake).train(confirmed(200), pack: pack, version: "20191126-01")
        let head = try await world.actor("hanchunfen")
        var answers = Answers()
        (answers.kind, answers.text) = ("dispute", Self.said("labour.wage-arrears", 6))
        (answers.place, answers.confidentiality) = ("星桥街道汤家社区", "anonymous")
        let ready = answers, at = TestDistrict.morning
        let sure = try #require(try await suggest(ready.text, in: world).topics.first?.score)
        for (least, isAlone) in [(nil, false), (sure, true), (sure + 1, false)] as [(Int?, Bool)] {
            let filing = try await world.database.write { transaction in
                try intake.set(
                    FilingSettings(alone: least), by: head, at: at, journal: world.house.journal, in: transaction)
                return try intake.filing(from: ready, channel: .web, at: at, in: transaction)
            }
            #expect((filing.route != nil) == isAlone && filing.proposal?.isAlone == isAlone, "\(least ?? 0)")
            let receipt = try await world.house.matters.file(filing, by: .visitor, at: at)
            let alone = try await world.database.read {
                try $0.count("SELECT alone AS n FROM topic_proposals WHERE matter_id = \(receipt.matter)")
            }
            #expect(alone == (isAlone ? 1 : 0))
        }
        // At the window a person decides, however sure the model is.
        let window = try await world.database.read {
            try intake.filing(from: ready, channel: .window, at: at, in: $0)
        }
        #expect(window.proposal?.isAlone == false)
    }
}
