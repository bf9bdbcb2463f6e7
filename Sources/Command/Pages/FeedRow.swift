import Base
import Markup

/// One line of what just happened: codes and numbers only.
///
/// The same values go to pages and to live streams.
struct FeedRow: Hashable, Sendable, Encodable {
    /// The time of day, such as 10:31, or the date of an earlier day.
    var time: String
    /// The same in full, for machines.
    var iso: String
    /// What happened.
    var what: String
    /// The kind of matter.
    var kind: String
    /// The number of the matter.
    var number: String
    /// The town, empty when the place is not known.
    var place: String
    /// Where the matter stands.
    var href: String
    private var matter: RecordID

    /// Puts a line into words; `action` names the step, `place` the town.
    init(_ line: FeedLine, action: Words?, place: Words?, today: Day, language: Language) {
        time = CommandWords.moment(line.at, today: today).text(language)
        iso = line.at.iso
        what = (action ?? line.end.map(CommandWords.endName) ?? CommandWords.cameIn).text(language)
        kind = CommandWords.kindName(line.kind).text(language)
        number = line.number
        self.place = place?.text(language) ?? ""
        href = CommandPaths.matter(line.matter).text
        matter = line.matter
    }

    private enum CodingKeys: String, CodingKey { case time, iso, what, kind, number, place, href }

    /// The line as the page shows it.
    var item: FeedItem {
        FeedItem(
            time: time, iso: iso, what: what, kind: kind, number: number, to: CommandPaths.matter(matter), place: place
        )
    }
}
