import Addresses
public import Base
public import Matters
public import Storage
import Synchronization

/// A matter that is likely about the same trouble, and why.
public struct LikelySame: Sendable {
    /// The matter.
    public let matter: Matter
    /// Its title.
    public let title: String
    /// How alike, from 0 to 1.
    public let likeness: Float
    /// Whether it is at the same place.
    public let isSamePlace: Bool
    /// What both say, the rarest first; at most three pieces.
    public let shared: [String]
}

/// Finds matters about the same trouble: by the rarest words of a text in the search index, and by the place; the few found
/// so are compared word by word.
///
/// Nothing is kept but how rare words are, so that what is erased is gone here too.
public final class KnownMatters: Sendable {
    private let matters: MatterStore
    private struct Learned {
        var measure: SimilarMeasure, since: Instant
        var isOld = false
    }
    private let kept = Mutex<Learned?>(nil)

    /// A finder over the matters of a district.
    init(_ matters: MatterStore) { self.matters = matters }

    /// Who is looked for.
    public struct Question: Sendable {
        /// The words.
        public var title: String, text: String
        /// Where it is, if it is known more closely than the town.
        public var place: RecordID?
        /// The matter itself, which is not like itself.
        public var itself: RecordID?

        /// Puts a question together.
        public init(title: String, text: String, place: RecordID?, itself: RecordID? = nil) {
            (self.title, self.text, self.place, self.itself) = (title, text, place, itself)
        }

        var message: SimilarText { SimilarText(title: title, text: "\(title) \(text)", place: place) }
    }

    /// The matters of the last year in a scope that are likeliest about the same, the likeliest first.
    public func find(
        _ question: Question, atLeast least: Float = KnownMatters.shown, limit: Int = 5, scope: MatterScope,
        at now: Instant, in reader: any Reader
    ) throws -> [LikelySame] {
        let measure = try measure(at: now, in: reader), message = question.message
        let asked = measure.ready(message)
        let candidates = try candidates(message, question.place, measure, scope: scope, at: now, in: reader)
        // A parent holds nobody's words.
        let parents = try matters.parents(among: candidates.map(\.id), in: reader)
        let found = candidates.filter { $0.id != question.itself && !parents.contains($0.id) }
        let said = try matters.narratives(found, in: reader)
        let ranked = found.compactMap { matter -> (matter: Matter, other: SimilarText, likeness: Float)? in
            guard let words = said[matter.id] else { return nil }
            let other = SimilarText(
                title: words.title, text: "\(words.title) \(words.text)", place: matter.closePlace)
            return (matter, other, measure.likeness(asked, measure.ready(other)))
        }.filter { $0.likeness >= least }.sorted { ($0.likeness, $0.matter.id) > ($1.likeness, $1.matter.id) }
        return ranked.prefix(limit).map { matter, other, likeness in
            LikelySame(
                matter: matter, title: other.title, likeness: min(1, likeness),
                isSamePlace: question.place != nil && matter.closePlace == question.place,
                shared: measure.shared(message, other))
        }
    }

    /// Two messages that are less alike are not shown to a person.
    public static let shown: Float = 0.2

    private func candidates(
        _ message: SimilarText, _ place: RecordID?, _ measure: SimilarMeasure, scope: MatterScope, at now: Instant,
        in reader: any Reader
    ) throws -> [Matter] {
        let words = measure.rarest(message, most: Self.mostWords)
        let rows = try matters.rows(holding: words.map(\.word), scope: scope, newest: Self.rowsAWord, in: reader)
        let first = MatterStore.firstSearchRow(at: now.adding(seconds: -Self.year))
        var weights: [Int: Float] = [:]
        for (word, rows) in zip(words, rows) {
            for row in rows where row >= first { weights[row, default: 0] += word.weight }
        }
        let best = weights.sorted { ($0.value, $0.key) > ($1.value, $1.key) }.prefix(Self.compared).map(\.key)
        var found = try matters.matters(ofRows: best, scope: scope, in: reader)
        guard let place else { return found }
        let known = Set(found.map(\.id))
        found += try matters.matters(
            at: place, since: now.adding(seconds: -Self.year), scope: scope, limit: Self.atPlace, in: reader
        ).filter { !known.contains($0.id) }
        return found
    }

    private static let mostWords = 24
    private static let rowsAWord = 300
    private static let compared = 100
    private static let atPlace = 30
    private static let year: Int64 = 366 * 86_400

    /// How rare words are, learned anew from the newest matters when it is older than some hours.
    func measure(at now: Instant, in reader: any Reader) throws -> SimilarMeasure {
        let known: SimilarMeasure? = kept.withLock { kept in
            guard let old = kept else { return nil }
            if old.isOld || abs(now.milliseconds - old.since.milliseconds) < Self.fresh * 1_000 { return old.measure }
            // One learns anew; the others go on with the old one meanwhile.
            kept?.isOld = true
            return nil
        }
        if let known { return known }
        defer { kept.withLock { $0?.isOld = false } }
        var sample: [SimilarText] = [], before: RecordID?
        while sample.count < Self.sample {
            let page = try matters.listNewest(
                before: before, since: Instant(milliseconds: 0), limit: 1_000, in: reader)
            guard let last = page.last else { break }
            before = last.id
            let said = try matters.narratives(page, in: reader)
            sample += page.compactMap { said[$0.id] }.map {
                SimilarText(title: $0.title, text: "\($0.title) \($0.text)", areas: [])
            }
        }
        let measure = SimilarMeasure(sample)
        // A district that grows from nothing is looked at anew soon.
        if sample.count >= Self.enough { kept.withLock { $0 = Learned(measure: measure, since: now) } }
        return measure
    }

    private static let fresh: Int64 = 6 * 3_600
    private static let sample = 5_000
    private static let enough = 500
}

extension Matter {
    /// Its place, unless that is a town: two matters of one town are not at the same place.
    var closePlace: RecordID? { village == nil ? nil : place }
}
