/// Reads a page of ours and names what the rules of the faces forbid.
public enum HTMLLint {
    /// The problems of a page, each in a sentence; none for a page that may be shown.
    public static func problems(in page: String) -> [String] {
        var check = HTMLCheck()
        var tokens = HTMLTokenizer(page)
        while let token = tokens.next() {
            check.read(token)
            if case .opening(let name, _, _) = token, ["script", "style", "textarea"].contains(name) {
                check.readRaw(tokens.rawText(until: name), in: name)
            }
        }
        return check.finished()
    }
}

/// What has been seen of a page so far.
struct HTMLCheck {
    private typealias Attribute = HTMLToken.Attribute
    private static let voidElements: Set<String> = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    ]
    private static let addresses: Set<String> = ["href", "src", "action", "formaction", "srcset", "data"]

    private var problems: [String] = []
    private var open: [String] = []
    private var ids: Set<String> = []
    private var wantedIDs: [(id: String, by: String)] = []
    private var labelled: Set<String> = []
    private var unlabelled: [(id: String, name: String)] = []
    private var isDataScript = false

    mutating func read(_ token: HTMLToken) {
        switch token {
        case .opening(let name, let attributes, let isSelfClosed):
            checkAttributes(attributes, of: name)
            checkElement(name, attributes)
            if !isSelfClosed, !Self.voidElements.contains(name) { open.append(name) }
        case .closing(let name):
            if open.last == name {
                open.removeLast()
            } else {
                problems.append("</\(name)> closes <\(open.last ?? "nothing")>")
                if let place = open.lastIndex(of: name) { open.removeSubrange(place...) }
            }
        case .text: break
        case .torn(let text): problems.append("torn markup near \(text.prefix(40))")
        }
    }

    mutating func readRaw(_ text: String, in name: String) {
        let isEmpty = text.utf8.allSatisfy { $0 <= 0x20 }
        if name == "script", !isDataScript, !isEmpty { problems.append("a script stands in the page") }
    }

    mutating func finished() -> [String] {
        for name in open { problems.append("<\(name)> is not closed") }
        for control in unlabelled where !labelled.contains(control.id) {
            problems.append("<\(control.name)> \(control.id) has no label")
        }
        for wanted in wantedIDs where !ids.contains(wanted.id) {
            problems.append("\(wanted.by) names \(wanted.id), which is not on the page")
        }
        return problems
    }

    private mutating func checkAttributes(_ attributes: [Attribute], of name: String) {
        var seen: Set<String> = []
        for attribute in attributes {
            if !seen.insert(attribute.name).inserted { problems.append("\(attribute.name) stands twice in <\(name)>") }
            if !attribute.isQuoted { problems.append("\(attribute.name) of <\(name)> is not in double quotes") }
            if attribute.name == "style" { problems.append("<\(name)> has a style attribute") }
            if attribute.name.hasPrefix("on") { problems.append("<\(name)> has \(attribute.name)") }
            if Self.addresses.contains(attribute.name) { checkAddress(attribute, of: name) }
            noteIDs(attribute)
        }
    }

    private mutating func checkAddress(_ attribute: Attribute, of name: String) {
        let value = attribute.value
        let isOurs = value.hasPrefix("/") && !value.hasPrefix("//") || value.hasPrefix("?")
        let isPlace = value.hasPrefix("#") && value.utf8.count > 1
        if isPlace, attribute.name == "href" { wantedIDs.append((String(value.dropFirst()), "a link")) }
        if !isOurs, !isPlace, !value.hasPrefix("https://"), !value.hasPrefix("tel:") {
            problems.append("\(attribute.name) of <\(name)> leads to \"\(value.prefix(60))\"")
        }
    }

    private mutating func noteIDs(_ attribute: Attribute) {
        switch attribute.name {
        case "id":
            if !ids.insert(attribute.value).inserted { problems.append("id \(attribute.value) stands twice") }
        case "for":
            labelled.formUnion(attribute.value.split(separator: " ").map(String.init))
            wantedIDs.append((attribute.value, "a label"))
        case "aria-describedby", "aria-labelledby", "aria-controls", "list", "form":
            for id in attribute.value.split(separator: " ") { wantedIDs.append((String(id), attribute.name)) }
        default: break
        }
    }

    private mutating func checkElement(_ name: String, _ attributes: [Attribute]) {
        let values = Dictionary(attributes.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        let isNamed = values["aria-label"] != nil || values["aria-labelledby"] != nil
        switch name {
        case "input", "select", "textarea":
            guard !["hidden", "submit", "button"].contains(values["type"] ?? ""), !isNamed, !open.contains("label")
            else { return }
            unlabelled.append((values["id"] ?? values["name"] ?? "without a name", name))
        case "img": if values["alt"] == nil { problems.append("<img> has no alt") }
        case "svg":
            if values["aria-hidden"] != "true", values["role"] == nil || !isNamed {
                problems.append("<svg> is neither hidden nor named")
            }
        // A file that somebody sent is framed from an address of its own, whose answer carries a sandbox.
        case "iframe" where values["class"] == "file-frame" && values["src"]?.hasPrefix("/") == true: break
        case "style", "iframe", "object", "base": problems.append("<\(name)> stands in the page")
        case "script": isDataScript = values["type"] == "application/json"
        case "html": if values["lang"] == nil { problems.append("<html> has no lang") }
        case "form": if values["method"] == "post", values["action"] == nil { problems.append("a form posts nowhere") }
        default: break
        }
    }
}
