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

    private var html: HTML {
        """
        <li><time datetime="\(iso)">\(time)</time><span><strong>\(what)</strong> · \(kind) · \
        <a class="code" href="\(CommandPaths.matter(matter))">\(number)</a></span>\
        <span class="small muted">\(place)</span></li>
        """
    }

    /// The list that scripts add to.
    static func list(_ rows: [FeedRow], empty: String) -> HTML {
        let none: HTML? = rows.isEmpty ? "<p class=\"muted\" data-feed-empty=\"true\">\(empty)</p>" : nil
        return "<ul class=\"feed\" id=\"feed\" aria-live=\"off\">\(rows.map(\.html))</ul>\(none)"
    }
}
