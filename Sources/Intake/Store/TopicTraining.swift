public import Base
import Matters
import Storage

/// Learns topics at night from what people have confirmed, and changes the model only for a better one.
public struct TopicTraining: Sendable {
    /// What came of it.
    public enum Outcome: Hashable, Sendable {
        /// Too few matters with a confirmed topic.
        case tooFew(Int)
        /// What proposes now is as good, by how many of the matters held out.
        case kept(now: Int, new: Int, of: Int)
        /// The new model proposes from now on.
        case changed(version: String, now: Int, new: Int, of: Int)
    }

    /// A matter that somebody has confirmed the topic of.
    struct Confirmed: Sendable {
        var id: RecordID
        var title: String
        var text: String
        var topic: String
    }

    private let intake: IntakeStore
    /// From how many matters on a model is trained.
    var least = 250
    /// A topic with fewer is left to the keywords.
    var leastOfTopic = 4

    /// Training over the pipeline of a district.
    public init(_ intake: IntakeStore) { self.intake = intake }

    /// Trains and judges; a training that fails leaves the model in place.
    @discardableResult public func run(at now: Instant) async throws -> Outcome {
        let confirmed = try await confirmed()
        guard confirmed.count >= least else { return .tooFew(confirmed.count) }
        let pack = try await intake.matters.database.read { try intake.matters.book.rules(on: now.day, in: $0).topics }
        let known = confirmed.filter { pack.leaf($0.topic) != nil }
        return try await train(known, pack: pack, version: intake.models.nextVersion(now.day.description))
    }

    /// A fifth is held out by its ids, always the same matters: no model has ever learned from them.
    func train(_ confirmed: [Confirmed], pack: TopicPack, version: String) async throws -> Outcome {
        let held = confirmed.filter { Self.isHeldOut($0.id) }
        let counts = Dictionary(grouping: confirmed.filter { !Self.isHeldOut($0.id) }, by: \.topic)
        let examples = counts.filter { $0.value.count >= leastOfTopic }.sorted { $0.key < $1.key }
            .flatMap(\.value).map { TextTrainer.Example(text: "\($0.title) \($0.text)", label: $0.topic) }
        var trainer = TextTrainer()
        trainer.leastHolders = 3
        let model: TextModel
        do {
            model = try await trainer.train(examples, version: version)
        } catch is TextModelError {
            return .tooFew(examples.count)
        }
        let now = try right(held, intake.proposer(pack, intake.models.current()))
        let new = try right(held, intake.proposer(pack, model))
        guard new > now else { return .kept(now: now, new: new, of: held.count) }
        try intake.models.keep(model)
        return .changed(version: version, now: now, new: new, of: held.count)
    }

    private func right(_ held: [Confirmed], _ proposer: TopicProposer) throws -> Int {
        try held.count {
            try Task.checkCancellation()
            return proposer.guess(title: $0.title, text: $0.text).topics.first?.code == $0.topic
        }
    }

    // The random end of an id, the same on every node and in every year.
    static func isHeldOut(_ id: RecordID) -> Bool {
        let mixed = id.text.utf8.suffix(12).reduce(14_695_981_039_346_656_037) {
            ($0 ^ UInt64($1)) &* 1_099_511_628_211
        }
        return (mixed >> 20) % 5 == 0
    }

    /// The newest matters with a confirmed topic and words that were not erased.
    private func confirmed() async throws -> [Confirmed] {
        var found: [Confirmed] = [], before: RecordID?
        while found.count < Self.most {
            try Task.checkCancellation()
            let after = before
            let (page, last) = try await intake.matters.database.read { reader in
                let matters = try intake.matters.listConfirmed(before: after, limit: 200, in: reader)
                let said = try intake.matters.narratives(matters, in: reader)
                let page = matters.compactMap { matter -> Confirmed? in
                    guard let topic = matter.topic, let words = said[matter.id] else { return nil }
                    return Confirmed(id: matter.id, title: words.title, text: words.text, topic: topic)
                }
                return (page, matters.last?.id)
            }
            guard let last else { break }
            found += page
            before = last
        }
        return found
    }

    private static let most = 20_000
}
