import Accounts
import Addresses
import Base
import Clocks
import Matters
import Storage

/// A message with its kind, topic, place and unit, ready to be written.
struct ImportDraft: Sendable {
    let message: ImportMessage
    let filing: Filing
    /// The code of the unit it is offered to.
    let unit: String
    private let end: MatterEnd

    /// Decides what people left open: the kind by words, the topic by keywords, the place when only one fits.
    init(
        _ message: ImportMessage, intake: IntakeStore, desk: MessageImport.Desk, options: MessageImport.Options,
        at now: Instant, in reader: any Reader
    ) throws {
        let words = message.narrative
        let kind = message.kind ?? options.kind ?? desk.kinds.kind(title: words.title, text: words.text)
        let rules = try intake.matters.book.rules(on: desk.day, in: reader)
        let known = rules.topics.leaf(message.topic)?.leaf.code
        let suggestion = try intake.suggest(
            kind: kind, title: words.title, text: words.text, place: words.place, chosenTopic: known, at: now,
            in: reader
        )
        var filing = Filing(
            kind: kind, channel: options.channel, narrative: words, receiver: desk.centre, happenedAt: message.at
        )
        filing.topic = known ?? suggestion.topics.first?.code
        filing.topicConfirmed = known != nil
        filing.proposal = suggestion.proposal
        if known == nil, let guess = suggestion.topics.first {
            filing.topicScore = guess.score
            filing.topicWords = guess.words
        }
        if let match = IntakeStore.certain(suggestion.places) {
            filing.place = match.place
            filing.placeHow = match.how.rawValue
        }
        filing.filer = message.filer
        filing.confidentiality = message.filer == nil ? .anonymous : kind == .report ? .confidential : .named
        filing.route = suggestion.route
        // What was answered elsewhere needs no help any more.
        if message.reply != nil { filing.route?.helpers = [] }
        filing.recordedAt = max(now, message.at)
        filing.backDateReason = Self.reason
        filing.importKey = message.key
        self.message = message
        self.filing = filing
        unit = try intake.matters.units.find(filing.route?.unit ?? desk.centre, in: reader)?.code ?? "centre"
        let ends = try intake.matters.book.rules(on: message.at.day, in: reader).procedures[kind.rawValue]?.ends ?? []
        // What was answered elsewhere is not known to be solved.
        end = ends.contains { $0.code == MatterEnd.answered.rawValue } ? .answered : .closed
    }

    /// Files the matter and, when the message was answered, takes it through to its end at the times of the source.
    func write(
        number: String, into store: MatterStore, by principal: Principal, at now: Instant,
        in transaction: any Transaction
    ) throws {
        let receipt = try store.file(filing, number: number, by: principal, at: message.at, in: transaction)
        guard let reply = message.reply else { return }
        // The source does not say when it was accepted: nobody is found to have met or missed that time.
        try store.terms.stop(.matter(receipt.matter), on: message.at.day, at: message.at, in: transaction)
        let actor = Actor(principal: principal, unit: filing.route?.unit ?? filing.receiver, role: .handler)
        var input = ActionInput()
        input.recordedAt = max(now, reply.at)
        input.backDateReason = Self.reason
        let matter = try store.act(
            "accept", on: receipt.matter, revision: 1, input: input, by: actor, at: message.at, in: transaction
        )
        input.text = reply.text
        input.end = end.rawValue
        _ = try store.act(
            "answer", on: matter.id, revision: matter.revision, input: input, by: actor, at: reply.at, in: transaction
        )
    }

    private static let reason = "导入往期来件 / import of past messages"
}
