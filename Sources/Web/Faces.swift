public import Base
public import Markup
import Text

/// What every page says about the installation.
public struct SiteWords: Sendable {
    /// The district's name.
    public var place: Words
    /// The note at the foot of every page, such as that the data are made up; empty for a real district.
    public var note: Words
    /// Names the installation.
    public init(place: Words, note: Words) {
        self.place = place
        self.note = note
    }
}

/// Puts pages into the frame of a face, in the visitor's language and theme.
public struct Faces: Sendable {
    private let words: SiteWords
    private let hasAsset: @Sendable (String) -> Bool

    /// Faces of an installation; `hasAsset` tells whether a file stands in the folder of assets: pages leave out a
    /// script that was not fetched, and are whole without it.
    public init(words: SiteWords, hasAsset: @escaping @Sendable (String) -> Bool = { _ in false }) {
        self.words = words
        self.hasAsset = hasAsset
    }

    /// The district's name, for a slip's postmark.
    public var place: Words { words.place }

    /// A page of the resident's face, with the scripts of our own that it uses.
    public func resident(
        _ visit: Visit, title: String, scripts: [String] = [], _ body: HTML, keeping: Keeping = .address,
        status: Int = 200
    ) -> Reply {
        var shell = shell(.resident, visit, title, body)
        shell.switches = visit.switches(keeping)
        add([], scripts, to: &shell)
        let links: HTML = """
            <p class="foot-links">\(HTML.link(visit.say(FaceWords.home), to: "/"))\
            \(HTML.link(visit.say(FaceWords.track), to: "/track"))\
            \(HTML.link(visit.say(FaceWords.signIn), to: "/sign-in"))</p>
            """
        shell.foot = "<p>\(visit.say(FaceWords.offline))</p>\(links)\(note(visit))"
        return finish(shell, visit, status)
    }

    /// A page of the desk in one column; the search field and the person are added.
    public func desk(
        _ visit: Visit, title: String, _ body: HTML, isTitleSaid: Bool = false, libraries: [WebLibrary] = [],
        keeping: Keeping = .address, status: Int = 200
    ) -> Reply {
        var shell = deskShell(.desk, visit, title, body, isTitleSaid)
        shell.switches = visit.switches(keeping)
        add(libraries, ["complete.js"], to: &shell)
        return finish(shell, visit, status)
    }

    /// The desk with rail, list and open matter; `body` is what `HTML.panes` gives.
    public func panes(
        _ visit: Visit, title: String, _ body: HTML, isTitleSaid: Bool = false, libraries: [WebLibrary] = [],
        keeping: Keeping = .address
    ) -> Reply {
        var shell = deskShell(.deskPanes, visit, title, body, isTitleSaid)
        shell.switches = visit.switches(keeping)
        add(libraries, ["complete.js"], to: &shell)
        return finish(shell, visit, 200)
    }

    /// A page of the command face, with the libraries and the scripts of our own that it uses.
    public func command(
        _ visit: Visit, title: String, libraries: [WebLibrary] = [], scripts: [String] = [], _ body: HTML
    ) -> Reply {
        var shell = deskShell(.command, visit, title, body, false)
        add(libraries, scripts, to: &shell)
        return finish(shell, visit, 200)
    }

    /// What is there of them; a library's own stylesheet comes first, so that ours has the last word.
    private func add(_ libraries: [WebLibrary], _ scripts: [String], to shell: inout PageShell) {
        let fetched = libraries.filter { hasAsset($0.script) && $0.style.map(hasAsset) ?? true }
        shell.metas += fetched.compactMap(\.meta)
        shell.styles = fetched.compactMap(\.style).map(Self.asset) + shell.styles
        shell.scripts += (fetched.flatMap { [$0.script, $0.companion] } + scripts.filter(hasAsset))
            .map(Self.asset)
    }

    private static func asset(_ name: String) -> Path {
        Path(components: ["assets"] + name.split(separator: "/").map(String.init))
    }

    private func deskShell(_ face: Face, _ visit: Visit, _ title: String, _ body: HTML, _ isTitleSaid: Bool)
        -> PageShell
    {
        var shell = shell(face, visit, title, body)
        shell.isTitleSaid = isTitleSaid
        shell.home = "/desk"
        guard let person = visit.signedIn else { return shell }
        if face != .command, person.role != .administrator, person.role != .custodian {
            shell.search = HTML.search(
                visit.say(FaceWords.search), placeholder: visit.say(FaceWords.searchHint),
                to: "/desk/search", value: visit.path == "/desk/search" ? visit.query.text("q") : ""
            )
        }
        let signOut = HTML.form(
            to: "/sign-out", hidden: ["csrf": visit.csrf],
            HTML.button(visit.say(FaceWords.signOut), .plain)
        )
        let intake: HTML =
            [.clerk, .handler, .head].contains(person.role)
            ? HTML.linkButton(visit.say(FaceWords.newMatter), to: "/desk/intake", key: "n") : .empty
        let overview: HTML =
            person.role == .administrator || person.role == .custodian
            ? .empty : HTML.link(visit.say(FaceWords.overview), to: "/command")
        let operations: HTML =
            person.role == .administrator || person.role == .auditor
            ? HTML.link(visit.say(FaceWords.operations), to: "/operations") : .empty
        let addresses: HTML =
            person.role == .custodian ? .empty : HTML.link(visit.say(FaceWords.addresses), to: "/addresses")
        let name = person.name(in: visit.language)
        let chip: HTML = """
            <a class="person-link" href="/account"\(attribute: "aria-label", visit.say(FaceWords.account) + " " + name)>\(HTML.person(name, office: visit.say(person.unitName)))</a>
            """
        shell.header = "\(intake)\(overview)\(addresses)\(operations)\(chip)\(signOut)"
        shell.foot = note(visit)
        return shell
    }

    private func shell(_ face: Face, _ visit: Visit, _ title: String, _ body: HTML) -> PageShell {
        var shell = PageShell(
            face, title: title, language: visit.language, theme: visit.theme,
            words: ShellWords(place: words.place.text(visit.language), language: visit.language), body: body
        )
        shell.switches = visit.switches(.address)
        return shell
    }

    private func note(_ visit: Visit) -> HTML {
        let text = visit.say(words.note)
        return text.isEmpty ? .empty : .demoNote(text)
    }

    /// A part of a page, such as suggestions that change while somebody types.
    public func part(_ visit: Visit, _ html: HTML) -> Reply { finish(html, visit, 200) }

    private func finish(_ shell: PageShell, _ visit: Visit, _ status: Int) -> Reply {
        finish(shell.html, visit, status)
    }

    private func finish(_ html: HTML, _ visit: Visit, _ status: Int) -> Reply {
        switch visit.language {
        case .simplified: .page(html, status: status)
        case .traditional: .page(HTML(trusted: Traditional.convert(html: html.text)), status: status)
        case .english: .page(HTML(trusted: ChineseMarks.add(to: html.text)), status: status)
        }
    }
}
