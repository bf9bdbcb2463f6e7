/// One line of what just happened: codes and numbers, no word that a person wrote.
public struct FeedItem: Sendable {
    /// The time of day, or the date of an earlier day.
    public var time: String
    /// The same in full, for machines.
    public var iso: String
    /// What happened.
    public var what: String
    /// The kind of matter.
    public var kind: String
    /// The number of the matter.
    public var number: String
    /// Where the matter stands.
    public var path: Path
    /// The town, empty when the place is not known.
    public var place: String

    /// Describes a line.
    public init(time: String, iso: String, what: String, kind: String, number: String, to path: Path, place: String) {
        self.time = time
        self.iso = iso
        self.what = what
        self.kind = kind
        self.number = number
        self.path = path
        self.place = place
    }

    fileprivate var html: HTML {
        """
        <li><time datetime="\(iso)">\(time)</time><span><strong>\(what)</strong> · \(kind) · \
        <a class="code" href="\(path)">\(number)</a></span><span class="small muted">\(place)</span></li>
        """
    }
}

extension HTML {
    /// What just happened, the newest first; the script adds to the list with that id.
    public static func feed(_ items: [FeedItem], id: String, empty: String) -> HTML {
        let none: HTML? = items.isEmpty ? "<p class=\"muted\" data-feed-empty=\"true\">\(empty)</p>" : nil
        return "<ul class=\"feed\" id=\"\(id)\" aria-live=\"off\">\(items.map(\.html))</ul>\(none)"
    }

    /// The button that holds the feed still; hidden until the script makes it work.
    public static func feedStop(_ stop: String, goOn: String) -> HTML {
        """
        <button class="button button-plain small" type="button" data-feed-stop="\(goOn)" hidden="hidden">\(stop)</button>
        """
    }

    /// The word that the feed is live; hidden until the script is connected.
    public static func pulse(_ word: String) -> HTML {
        "<span class=\"small muted pulse\" data-pulse=\"true\" hidden=\"hidden\">\(word)</span>"
    }
}
