public import Markup

/// What the switches of language and theme keep of a page, so that nothing typed is lost by pressing one.
public enum Keeping: Sendable {
    /// The page's own address with its query; for what was posted, the start.
    case address
    /// Another address, for a page that cannot be drawn again.
    case page(Path)
    /// Everything typed so far into the form with this id, sent to an address that draws it again.
    case form(String, to: Path)
    /// What the page was made from, sent to an address that draws it again.
    case values([(name: String, value: String)], to: Path)
    /// Nothing: the page has no switches, since only the browser's way back leads to what was typed.
    case nothing
}

extension Visit {
    /// What was sent, for the address that it was sent to; never a password, and no files.
    public var sent: Keeping {
        let fields = sentFields
        // Percent-encoded, a text from a form with files is three times as long.
        let length = fields.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count }
        return canRedraw && length * 3 <= Site.textLimit
            ? .values(fields, to: Path(stringLiteral: path)) : .address
    }

    /// The posted fields without those that every form carries, and without secrets: their names begin with `password`.
    public var sentFields: [(name: String, value: String)] {
        form.fields.filter { !["csrf", "language", "theme"].contains($0.name) && !$0.name.hasPrefix("password") }
    }

    func switches(_ keeping: Keeping) -> Switches? {
        let token = (name: "csrf", value: csrf)
        let home: Path = signedIn == nil ? "/" : "/desk"
        return switch keeping {
        case .address:
            .own(to: "/preferences", hidden: [token, ("back", method == "GET" ? here.text : home.text)])
        case .page(let path): .own(to: "/preferences", hidden: [token, ("back", path.text)])
        case .form(let id, let path): .within(form: id, to: path)
        case .values(let values, let path): .own(to: path, hidden: [token] + values)
        case .nothing: nil
        }
    }
}
