import Accounts
public import Addresses
public import Base
public import Foundation
public import Matters
public import Storage
import Synchronization

/// What the system proposes while somebody tells what happened.
public struct Suggestion: Sendable {
    /// Topics, best first.
    public let topics: [TopicGuess]
    /// The model that proposed them; nil when keywords did.
    public let model: TextModel.Origin?
    /// Places, best first.
    public let places: [PlaceMatch]
    /// Matters that are likely about the same trouble, the likeliest first.
    public let known: [LikelySame]
    /// The unit proposed for the best topic and place.
    public let route: RouteDecision?

    /// The topics proposed, as they are kept to be judged.
    public var proposal: TopicProposal? {
        topics.first.map {
            TopicProposal(
                first: $0.code, second: topics.dropFirst().first?.code, score: $0.score, model: model?.version)
        }
    }
}

/// The one pipeline: text, topic, place, known matters, route; whatever the channel.
public struct IntakeStore: Sendable {
    /// The matters.
    public let matters: MatterStore
    /// The places.
    public let addresses: AddressStore
    /// What is known already.
    public let known: KnownMatters
    let models: TopicModels
    private let classifiers = ClassifierCache()
    let kindBook = KindBook()

    /// A pipeline over the matters of a district; its models lie in a folder.
    public init(matters: MatterStore, addresses: AddressStore, modelFolder: URL) {
        self.matters = matters
        self.addresses = addresses
        known = KnownMatters(matters)
        models = TopicModels(folder: modelFolder)
    }

    /// Proposes topic, place and unit. A chosen topic or place is kept; matters known already are looked for
    /// in a scope alone.
    public func suggest(
        kind: MatterKind, title: String, text: String, place said: String, chosenTopic: String? = nil,
        chosenPlace: RecordID? = nil, complained: RecordID? = nil, knownIn scope: MatterScope? = nil,
        at now: Instant, in reader: any Reader
    ) throws -> Suggestion {
        let day = now.day
        let rules = try matters.book.rules(on: day, in: reader)
        let (topics, model) = proposer(rules.topics, models.current()).guess(title: title, text: text)
        let places = try places(said: said, text: "\(title) \(text)", in: reader)
        let place = try chosenPlace.flatMap { try addresses.find($0, in: reader) } ?? Self.certain(places)?.place
        let topic = chosenTopic ?? topics.first?.code
        let route = try matters.route(
            kind: kind, topic: topic, place: place, complained: complained, said: "\(title) \(text)", on: day,
            in: reader
        )
        // Two matters of one town are not the same trouble.
        let near = place.flatMap { $0.type == .town ? nil : $0.id }
        let question = KnownMatters.Question(title: title, text: text, place: near)
        let known = try scope.map { try self.known.find(question, scope: $0, at: now, in: reader) } ?? []
        return Suggestion(topics: topics, model: model, places: places, known: known, route: route)
    }

    /// What proposes topics from a pack: a model, where there is one, beside the keywords.
    func proposer(_ pack: TopicPack, _ model: TextModel?) -> TopicProposer {
        TopicProposer(keywords: classifiers.classifier(for: pack), model: model)
    }

    /// The places said. Where that is a town at most, the text may name one inside it.
    private func places(said: String, text: String, in reader: any Reader) throws -> [PlaceMatch] {
        let named = try addresses.matches(in: said.isEmpty ? text : said, reader: reader)
        guard !said.isEmpty, named.allSatisfy({ $0.place.type == .town }) else { return named }
        let told = try addresses.matches(in: "\(said) \(text)", reader: reader)
        guard !named.isEmpty else { return told }
        let towns = Set(named.map(\.place.town))
        let inside = told.filter { towns.contains($0.place.town) }
        return inside.isEmpty ? named : inside
    }

    /// The best place, when no other is as good: a tie is left to a person.
    public static func certain(_ places: [PlaceMatch]) -> PlaceMatch? {
        guard let best = places.first else { return nil }
        return places.dropFirst().first.map { $0.score < best.score } ?? true ? best : nil
    }
}

/// One prepared classifier a topic pack.
private final class ClassifierCache: Sendable {
    private let kept = Mutex<(pin: String, classifier: KeywordClassifier)?>(nil)

    func classifier(for pack: TopicPack) -> KeywordClassifier {
        if let known = kept.withLock({ $0 }), known.pin == pack.pin { return known.classifier }
        let classifier = KeywordClassifier(pack)
        kept.withLock { $0 = (pack.pin, classifier) }
        return classifier
    }
}
