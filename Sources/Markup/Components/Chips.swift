/// The state of a term, as its chip shows it.
public enum ClockState: String, CaseIterable, Sendable {
    case none = "clock clock-none"
    case normal = "clock"
    case soon = "clock clock-soon"
    case over = "clock clock-over"
    case paused = "clock clock-paused"
    case met = "clock clock-met"
}

/// The state of a matter, as its word shows it.
public enum StatusKind: String, CaseIterable, Sendable {
    case waiting = "status"
    case working = "status status-working"
    case done = "status status-done"
    case closed = "status status-closed"
}

/// What a banner is about.
public enum BannerKind: String, CaseIterable, Sendable {
    case note = "banner"
    case good = "banner banner-good"
    case soon = "banner banner-amber"
    case alarm = "banner banner-alarm"
}

extension HTML {
    /// How much time is left, in words, figure and shape; `tip` gives sum and article on hover and on focus.
    public static func clock(_ words: String, _ state: ClockState, tip: HTML? = nil) -> HTML {
        guard let tip else { return "<span class=\"\(state.rawValue)\">\(words)</span>" }
        return """
            <span class="\(state.rawValue)" tabindex="0">\(words)<span class="clock-tip" role="tooltip">\(tip)</span>\
            </span>
            """
    }

    /// Where a matter stands, in a word with a shape.
    public static func status(_ word: String, _ kind: StatusKind) -> HTML {
        "<span class=\"\(kind.rawValue)\">\(word)</span>"
    }

    /// A small label such as a topic.
    public static func tag(_ word: String) -> HTML {
        "<span class=\"tag\">\(word)</span>"
    }

    /// A person by name and office; names are never converted.
    public static func person(_ name: String, office: String) -> HTML {
        """
        <span class="person" translate="no"><span class="person-sign" aria-hidden="true">\(String(name.prefix(1)))</span>\
        <span><span\(attribute: "lang", language(of: name))>\(name)</span><small>\(office)</small></span></span>
        """
    }

    /// A name that is sealed: the word, and on the line below why, and who could open it.
    public static func sealedName(_ word: String, why: String) -> HTML {
        """
        <span class="sealed-name"><span class="sealed">\(Icon.sealed)\(word)</span>\
        <span class="sealed-why">\(why)</span></span>
        """
    }

    /// A message that stays on the page.
    public static func banner(_ word: String, _ text: HTML, _ kind: BannerKind = .note) -> HTML {
        """
        <div class="\(kind.rawValue)"\(attribute: "role", kind == .alarm ? "alert" : nil)>\
        <p class="banner-word">\(word)</p><div>\(text)</div></div>
        """
    }

    /// The message about what has just been done, perhaps with a way to undo it.
    public static func toast(_ text: String, undo: HTML? = nil) -> HTML {
        "<p class=\"toast\" role=\"status\"><span>\(text)</span>\(undo)</p>"
    }

    /// What is shown instead of nothing: that there is nothing, and the next step.
    public static func emptyState(_ heading: String, note: String? = nil, next: HTML? = nil) -> HTML {
        let noteLine: HTML? = note.map { "<p class=\"muted\">\($0)</p>" }
        return "<div class=\"empty\"><p class=\"head\">\(heading)</p>\(noteLine)\(next)</div>"
    }
}

/// The few pictures; each stands beside a word and says nothing alone.
public enum Icon {
    /// The mark of the program.
    public static let mark: HTML = """
        <svg viewBox="0 0 28 28" aria-hidden="true"><rect class="mark-box" x="2" y="2" width="24" height="24" rx="3"/>\
        <text class="mark-sign" x="14" y="20.5">善</text></svg>
        """
    /// An envelope with a wax seal.
    public static let sealed: HTML = """
        <svg viewBox="0 0 22 22" aria-hidden="true"><rect class="sealed-paper" x="2" y="5" width="18" height="12" rx="1"/>\
        <path class="sealed-paper" d="M2 6l9 6 9-6"/><circle class="sealed-wax" cx="11" cy="12" r="3.5"/></svg>
        """
}
