public import Base

/// The holiday notices of one year, in the form of the packs in Rules/calendar.
public struct HolidayYear: Hashable, Sendable, Decodable {
    /// The year the notices are for; they may name days of the year before.
    public let year: Int
    /// All notices of the year, those replaced too.
    public let notices: [HolidayNotice]

    /// Puts the notices of a year together.
    public init(year: Int, notices: [HolidayNotice]) {
        self.year = year
        self.notices = notices
    }

    /// What is wrong with the notices, each named by its id; empty when they can be published.
    public var faults: [String] {
        var faults = Dictionary(grouping: notices, by: \.id).filter { $0.value.count > 1 }.keys.sorted()
            .map { "\($0): the id stands twice" }
        for notice in notices {
            let near = notice.within(year)
            let far = Set(notice.off + notice.work).subtracting(near.off + near.work)
            faults += far.sorted().map { "\(notice.id): \($0) is far from \(year)" }
            faults += Set(notice.off).intersection(notice.work).sorted().map { "\(notice.id): \($0) is off and worked" }
        }
        return faults
    }

    /// The notice that counts on a day: the newest published until then, or the newest of all without a day.
    func notice(asOf day: Day?) -> HolidayNotice? {
        let published = notices.filter { notice in day.map { notice.publishedOn <= $0 } ?? true }
        let replaced = Set(published.compactMap(\.supersedes))
        return published.filter { !replaced.contains($0.id) }.max { $0.order < $1.order }
    }
}

/// One notice of the State Council about public holidays and make-up working days; it lists the whole year.
public struct HolidayNotice: Hashable, Sendable, Decodable {
    /// The id that terms pin, such as `2019-2`.
    public let id: String
    /// The day of publication.
    public let publishedOn: Day
    /// The notice that this one replaces.
    public let supersedes: String?
    /// The notice's title.
    public let title: Words
    /// Days off: weekdays, and weekend days that belong to a holiday.
    public let off: [Day]
    /// Weekend days that are worked.
    public let work: [Day]
    /// Names of holidays, where the notice gives them.
    public let names: [HolidayName]?

    /// Makes a notice.
    public init(
        id: String, publishedOn: Day, supersedes: String? = nil, title: Words, off: [Day], work: [Day],
        names: [HolidayName]? = nil
    ) {
        self.id = id
        self.publishedOn = publishedOn
        self.supersedes = supersedes
        self.title = title
        self.off = off
        self.work = work
        self.names = names
    }

    fileprivate var order: (Day, String) { (publishedOn, id) }

    /// The notice without days that are more than a year away from its own year.
    func within(_ year: Int) -> HolidayNotice {
        let year = min(max(year, 1), 9999)
        func near(_ day: Day) -> Bool { abs(day.parts.year - year) <= 1 }
        return HolidayNotice(
            id: id, publishedOn: publishedOn, supersedes: supersedes, title: title, off: off.filter(near),
            work: work.filter(near), names: names
        )
    }

    private enum CodingKeys: String, CodingKey {
        case id, supersedes, title, off, work, names
        case publishedOn = "published_on"
    }
}

/// The name of the holiday that a day off belongs to.
public struct HolidayName: Hashable, Sendable, Decodable {
    /// A day of the holiday.
    public let day: Day
    /// Simplified Chinese.
    public let zh: String
    /// English.
    public let en: String

    /// Names the holiday of a day.
    public init(day: Day, zh: String, en: String) {
        self.day = day
        self.zh = zh
        self.en = en
    }
}
