import Addresses
import Base

/// What a case is about in one sentence, with the names in it apart: what systems wrote is never translated.
struct CaseSentence: Hashable, Sendable {
    /// A part that stands for `{}` in the words.
    enum Part: Hashable, Sendable {
        case said(String), name(Words)
    }

    let words: Words
    let parts: [Part]

    /// The sentence of a case; `places` are those to choose from, `divisions` the names of towns and villages.
    init(_ one: AddressCase, places: [RecordID: Place], divisions: [RecordID: Words]) {
        let first = one.candidates.first.flatMap { places[$0] }
        switch one.kind {
        case .choose where first != nil:
            let names = one.candidates.prefix(9).compactMap { places[$0]?.name }
            let isOne = Set(names).count == 1
            words = isOne ? ReviewWords.namesakes(one.candidates.count) : ReviewWords.choose(one.candidates.count)
            parts = [.said(isOne ? names.first ?? one.sample : one.sample)]
        case .against:
            let named = (one.village ?? one.town).flatMap { divisions[$0] }
            if let first, let named {
                words = ReviewWords.against
                parts = [.name(named), .said(first.name), .name(first.area)]
            } else {
                words = ReviewWords.againstSomehow
                parts = [.said(first?.name ?? one.sample)]
            }
        case .name: (words, parts) = (ReviewWords.unknownName, [.said(one.said)])
        case .door: (words, parts) = (ReviewWords.unknownDoor, [.said(one.said)])
        case .choose, .other:
            (words, parts) = (one.part == nil ? ReviewWords.unclear : ReviewWords.leftOver, [.said(one.sample)])
        }
    }

    /// The sentence as a text.
    func text(_ language: Language) -> String {
        var text = "", parts = parts[...]
        for (index, piece) in words.text(language).split(separator: "{}", omittingEmptySubsequences: false).enumerated()
        {
            if index > 0 {
                switch parts.popFirst() {
                case .said(let said): text += said
                case .name(let name): text += name.text(language)
                case nil: break
                }
            }
            text += piece
        }
        return text
    }
}
