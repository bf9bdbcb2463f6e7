/// The slip a resident keeps: what was filed, its number, the receipt code, and the digest of its journal entry.
public struct Slip: Sendable {
    /// What the slip is called.
    public var heading: String
    /// What was filed, as said.
    public var subject: String
    /// When, in words.
    public var when: String
    /// Label and number, which anybody may see.
    public var number: (label: String, text: String)
    /// Label and code in groups, which only the filer knows; nil when it is not shown again.
    public var code: (label: String, groups: [String])?
    /// The QR code and what it is for.
    public var scan: (code: HTML, hint: String)?
    /// Label, digest and what it is good for.
    public var digest: (label: String, text: String, hint: String)?
    /// Place, date and word on the postmark.
    public var postmark: (place: String, date: String, word: String)

    /// Describes a slip.
    public init(
        heading: String,
        subject: String,
        when: String,
        number: (label: String, text: String),
        postmark: (place: String, date: String, word: String)
    ) {
        self.heading = heading
        self.subject = subject
        self.when = when
        self.number = number
        self.postmark = postmark
    }

    /// The slip, which prints on half a sheet.
    public var html: HTML {
        """
        <section class="slip" data-receipt="true" aria-label="\(heading)"><div class="slip-part"><div class="slip-head"><div class="stack-4">\
        <p class="slip-label">\(heading)</p><p class="head" translate="no"\(attribute: "lang", HTML.language(of: subject))>\(subject)</p>\
        <p class="slip-label">\(when)</p></div>\(postmarkPicture)</div>\
        <div><p class="slip-label">\(number.label)</p><p class="slip-number" data-number="true">\(number.text)</p></div></div>\
        \(keptPart)</section>
        """
    }

    private var keptPart: HTML? {
        guard code != nil || scan != nil || digest != nil else { return nil }
        let codeLine: HTML? = code.map { code in
            """
            <div><p class="slip-label">\(code.label)</p>\
            <p class="slip-code" data-code="true">\(code.groups.map { HTML("<span>\($0)</span>") })</p></div>
            """
        }
        let scanLine: HTML? = scan.map { "<div class=\"slip-scan\">\($0.code)<p class=\"hint\">\($0.hint)</p></div>" }
        let digestLine: HTML? = digest.map {
            "<p class=\"hint\">\($0.label) <span class=\"code\">\($0.text)</span><br>\($0.hint)</p>"
        }
        return "<div class=\"slip-part\">\(codeLine)\(scanLine)\(digestLine)</div>"
    }

    private var postmarkPicture: HTML {
        """
        <svg class="postmark" viewBox="0 0 120 120" role="img" aria-label="\(postmark.word) \(postmark.place) \
        \(postmark.date)"><circle cx="60" cy="60" r="56" stroke-width="2.5"/><circle cx="60" cy="60" r="50" \
        stroke-width="1"/><line x1="13" y1="46" x2="107" y2="46" stroke-width="1.5"/><line x1="13" y1="74" x2="107" \
        y2="74" stroke-width="1.5"/><text x="60" y="36" font-size="17">\(postmark.place)</text>\
        <text x="60" y="66" font-size="17">\(postmark.date)</text>\
        <text x="60" y="95" font-size="16">\(postmark.word)</text></svg>
        """
    }
}
