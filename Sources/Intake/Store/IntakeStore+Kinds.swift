public import Base
import Matters
import Rulebook
public import Storage
import Synchronization

extension IntakeStore {
    /// What a text seems to ask for, best first, with the words that decided; a person chooses.
    public func kinds(title: String, text: String, on day: Day, in reader: any Reader) throws -> [KindGuess] {
        // Whoever sends more than a page takes is told so; nobody waits for what it might ask.
        try kindClassifier(on: day, in: reader).guess(
            title: String(title.prefix(Answers.titleLimit)), text: String(text.prefix(Answers.textLimit)))
    }

    /// The words in force on a day, prepared once a version.
    func kindClassifier(on day: Day, in reader: any Reader) throws -> KindClassifier {
        let rulebook = Rulebook(district: matters.district)
        return try kindBook.classifier(
            for: rulebook.findCurrent(pack: "topics", name: "kinds", on: day, in: reader))
    }
}

/// One prepared classifier of kinds.
final class KindBook: Sendable {
    private let kept = Mutex<(pin: String, classifier: KindClassifier)?>(nil)

    func classifier(for pack: RulePack?) throws -> KindClassifier {
        guard let pack else { return KindClassifier(nil) }
        if let known = kept.withLock({ $0 }), known.pin == pack.pin { return known.classifier }
        let classifier = KindClassifier(try pack.decode(KindPack.self))
        kept.withLock { $0 = (pack.pin, classifier) }
        return classifier
    }
}
