import Accounts
import Addresses
import Base
import Intake
import Matters
import Storage

extension DemoActs {
    /// Takes a demo matter in by the same pipeline as the window.
    func file(
        _ tale: DemoTale, number: String, at: Instant, in transaction: any Transaction
    ) throws -> RecordID {
        let row = tale.row
        guard let centre = try house.units.list(levels: [.centre], in: transaction).first else {
            throw FactsError.unknown("centre")
        }
        let kind = MatterKind(rawValue: row["kind"] ?? "") ?? .help
        let narrative = Narrative(title: row["title"] ?? "", text: row["text"] ?? "", place: row["place"] ?? "")
        let channel = row["channel"].flatMap(Channel.init(rawValue:)) ?? Self.channel(of: number)
        var filing = Filing(kind: kind, channel: channel, narrative: narrative, receiver: centre.id, happenedAt: at)
        filing.complainedUnit = try Self.filled(row["complained"]).map { try unit($0, in: transaction) }
        let suggestion = try house.intake.suggest(
            kind: kind, title: narrative.title, text: narrative.text, place: narrative.place,
            chosenTopic: Self.filled(row["topic"]), complained: filing.complainedUnit, at: at, in: transaction
        )
        filing.topic = Self.filled(row["topic"])
        filing.topicConfirmed = channel != .web
        filing.proposal = suggestion.proposal
        filing.topicScore = suggestion.topics.first?.score
        filing.topicWords = suggestion.topics.first?.words ?? []
        if let match = IntakeStore.certain(suggestion.places) {
            filing.place = match.place
            filing.placeHow = channel == .web ? match.how.rawValue : "confirmed"
        }
        filing.route = channel == .web ? nil : try route(row, suggestion, transaction)
        identify(&filing, row, kind)
        let principal = try complete(&filing, Self.extras(of: row), at: at, in: transaction)
        return try house.matters.file(filing, number: number, by: principal, at: at, in: transaction).matter
    }

    private func identify(_ filing: inout Filing, _ row: [String: String], _ kind: MatterKind) {
        guard let name = Self.filled(row["name"]) else {
            filing.confidentiality = .anonymous
            return
        }
        filing.filer = Identity(name: name, phone: row["phone"] ?? "")
        filing.confidentiality =
            row["sealed"].flatMap(Confidentiality.init(rawValue:)) ?? (kind == .report ? .confidential : .named)
    }

    private func route(
        _ row: [String: String], _ suggestion: Suggestion, _ reader: any Reader
    ) throws -> RouteDecision? {
        guard let code = Self.filled(row["to"]) else { return suggestion.route }
        guard let chosen = try house.units.find(code: code, in: reader) else { throw FactsError.unknown(code) }
        return RouteDecision(chosen: chosen, instead: suggestion.route)
    }

    private static func channel(of number: String) -> Channel {
        let channels: [Channel] = [.web, .window, .hotline, .web, .letter, .window, .police, .grid]
        return channels[(Int(number.dropFirst(7).prefix(6)) ?? 0) % channels.count]
    }

    private static func filled(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }
}
