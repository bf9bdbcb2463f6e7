import Matters

/// Proposes topics for a message: by the district's model where it is sure enough, else by keywords.
struct TopicProposer {
    let keywords: KeywordClassifier
    let model: TextModel?

    /// A model that is less sure than this leaves it to the keywords: rare topics are not in it.
    static let sure = 0.4

    /// The best topics, and the model that proposed them; nil when keywords did.
    func guess(title: String, text: String) -> (topics: [TopicGuess], model: TextModel.Origin?) {
        let byKeywords = { (topics: keywords.guess(title: title, text: text, limit: 2), model: TextModel.Origin?.none) }
        guard let model else { return byKeywords() }
        var reader = TextModel.Reader(model)
        let whole = "\(title) \(text)", guesses = reader.guess(whole).filter { keywords.knows($0.label) }
        guard let best = guesses.first, best.confidence >= Self.sure else {
            let words = byKeywords()
            if !words.topics.isEmpty || guesses.isEmpty { return words }
            return (guesses.map { topic($0, whole, &reader) }, model.origin)
        }
        return (guesses.map { topic($0, whole, &reader) }, model.origin)
    }

    private func topic(_ guess: TextModel.Guess, _ text: String, _ reader: inout TextModel.Reader) -> TopicGuess {
        // Kept beside the matter with blanks between them.
        let reasons = reader.reasons(for: guess.label, in: text, limit: 20).map(\.gram).filter {
            $0.count > 1 && $0.allSatisfy { $0.isLetter || $0.isNumber }
        }
        return TopicGuess(
            code: guess.label, score: Int((guess.confidence * 100).rounded()), words: Array(reasons.prefix(4)))
    }
}
