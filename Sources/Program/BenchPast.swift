import Accounts
import Addresses
import Base
import Matters

/// Makes the past matters of a district in the order of their filing.
struct BenchPast {
    /// The first and the last moment of filing.
    let from: Instant
    let to: Instant
    let count: Int
    /// Whether none has ended.
    let areOpen: Bool
    let prefix: String
    let texts: BenchTexts
    let offices: BenchOffices
    var random: SplitMix64
    private(set) var serials: [Int: Int] = [:]
    private var made = 0
    private let places: Zipf<(place: Place, village: BenchOffice, town: BenchOffice)>
    private let departments: Zipf<BenchOffice>
    private static let hour: Int64 = 3_600
    private static let channels: [Channel] = [
        .web, .hotline, .window, .hotline, .web, .window, .letter, .police, .grid,
    ]

    init(
        from: Instant, to: Instant, count: Int, areOpen: Bool, prefix: String, texts: BenchTexts, offices: BenchOffices,
        seed: UInt64
    ) {
        (self.from, self.to, self.count, self.areOpen, self.prefix) = (from, to, count, areOpen, prefix)
        (self.texts, self.offices) = (texts, offices)
        random = SplitMix64(seed: seed)
        places = Zipf(offices.places.shuffled(using: &random))
        departments = Zipf(offices.departments)
    }

    /// The next matters, at most so many; empty at the end.
    mutating func next(_ most: Int) -> [PastMatter] {
        var batch: [PastMatter] = []
        while batch.count < most, made < count {
            guard let matter = one() else { break }
            batch.append(matter)
            made += 1
        }
        return batch
    }

    private mutating func one() -> PastMatter? {
        guard let spot = places.draw(&random), let clerk = offices.clerks.randomElement(using: &random) else {
            return nil
        }
        let filedAt = Instant(
            milliseconds: from.milliseconds + (to.milliseconds - from.milliseconds) * Int64(made) / Int64(max(1, count))
        )
        let channel = Self.channels.randomElement(using: &random) ?? .web
        let receiver = [clerk, clerk, clerk, spot.town, spot.village].randomElement(using: &random) ?? clerk
        let isOpen = spot.village.unit.isOpen(on: filedAt.day)
        var target = isOpen ? spot.village : spot.town
        switch Int.random(in: 0..<20, using: &random) {
        case 0..<3: target = departments.draw(&random) ?? target
        case 3..<8: target = spot.town
        default: break
        }
        let filing = filing(spot.place, channel, from: receiver, to: target, at: filedAt)
        let acceptedAt = later(filedAt, hours: 1...20)
        let answeredAt = later(acceptedAt, hours: 20...280)
        let isLong = Int.random(in: 0..<100, using: &random) == 0
        let isEnded = answeredAt < to && !isLong && !areOpen
        return PastMatter(
            filing: filing, number: number(filedAt), principal: channel == .web ? .visitor : receiver.actor.principal,
            filedAt: filedAt, handler: target.actor, acceptedAt: acceptedAt,
            remark: (texts.clauses.draw(&random) ?? "已经看过") + "，已经到现场处理，并当面说明。",
            end: isEnded ? BenchTexts.end(of: filing.kind) : nil,
            remarkedAt: isEnded ? answeredAt : later(acceptedAt, hours: 0...1)
        )
    }

    private mutating func filing(
        _ place: Place, _ channel: Channel, from receiver: BenchOffice, to target: BenchOffice, at filedAt: Instant
    ) -> Filing {
        let (narrative, kind, topic) = texts.narrative(place: place.fullName, &random)
        var filing = Filing(
            kind: kind, channel: channel, narrative: narrative, receiver: receiver.unit.id, happenedAt: filedAt
        )
        (filing.topic, filing.topicConfirmed, filing.topicScore) = (topic, channel != .web, 60)
        filing.topicWords = [String(narrative.title.prefix(2))]
        (filing.place, filing.placeHow) = (place, channel == .web ? "exact" : "confirmed")
        filing.filer = BenchTexts.identity(&random)
        if kind == .report { filing.confidentiality = .confidential }
        filing.route = RouteDecision(
            unit: target.unit.id, unitName: target.unit.name, rule: "chosen", version: "2019.1",
            sentence: Words("", ""),
            because: []
        )
        return filing
    }

    private mutating func number(_ filedAt: Instant) -> String {
        let year = filedAt.day.parts.year
        serials[year, default: 0] += 1
        return MatterNumber.make(prefix: prefix, year: year, serial: serials[year] ?? 1)
    }

    private mutating func later(_ instant: Instant, hours: ClosedRange<Int64>) -> Instant {
        instant.adding(
            seconds: Int64.random(in: hours, using: &random) * Self.hour + Int64.random(in: 60..<3_000, using: &random))
    }
}
