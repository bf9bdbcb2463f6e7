import Addresses
import Base
import Divisions
import Markup
import Web

/// One address: what it is, what lies in it, who writes it how, and everything that ever changed.
struct AddressPage {
    let file: AddressFile
    let csrf: String
    let mayAct: Bool
    let mayLook: Bool
    let say: Voice
    var typed: [String: String] = [:]
    var errors: [String: Words] = [:]
    var notice: HTML?

    var html: HTML {
        """
        \(crumbs)\(notice)<header class="open-head"><h1 class="title" translate="no">\(HTML.said(file.place.name))</h1>\
        <p class="lead">\(state)</p></header>\(relations)\(facts)\(map)\(inside)\(systems)\(hanging)\(acts)\(history)
        """
    }

    private var crumbs: HTML {
        let above = file.above.map { ($0.name, AddressDeskPaths.address($0.id)) }
        return HTML.crumbs(
            say(AddressDeskWords.way), [(say(AddressDeskWords.title), AddressDeskPaths.search)] + above,
            here: .said(file.place.name))
    }

    private var state: HTML {
        let record = file.record
        let kind: StatusKind =
            record.validTo != nil ? .closed : record.state == .confirmed ? .done : .waiting
        return """
            \(HTML.status(say(AddressDeskWords.stateName(record.state, ended: record.validTo)), kind)) \
            \(say(file.place.area))
            """
    }

    private var relations: HTML? {
        func list(_ words: Words, _ places: [Place]) -> HTML? {
            guard !places.isEmpty else { return nil }
            let links: [HTML] = places.map { "<li>\(HTML.link($0.fullName, to: AddressDeskPaths.address($0.id)))</li>" }
            return HTML.banner(say(words), "<ul>\(links)</ul>")
        }
        let parts = [
            list(AddressDeskWords.tookOver, file.successors), list(AddressDeskWords.tookPlaceOf, file.predecessors),
        ].compactMap(\.self)
        return parts.isEmpty ? nil : HTML.joined(parts, separator: "")
    }

    private var facts: HTML {
        let record = file.record
        let others = record.names.filter { !$0.hasPrefix("exact ") }.map { name -> HTML in
            let parts = name.split(separator: " ", maxSplits: 1).map(String.init)
            let how = AddressDeskWords.usedNames[parts.first ?? ""].map { say($0) } ?? ""
            return "\(HTML.said(parts.last ?? "")) <span class=\"muted\">\(how)</span>"
        }
        let point = record.position.map { position in
            "\(position.point.longitudeE6.degrees), \(position.point.latitudeE6.degrees) (WGS-84)"
                + (position.system.map { say(AddressDeskWords.given(in: $0)) } ?? "")
                + (position.quality.map { say(AddressDeskWords.quality($0)) } ?? "")
        }
        let note = say(AddressDeskWords.codeNote)
        let known: HTML? = file.code.map {
            "<span class=\"code\">\($0)</span><br><span class=\"small muted\">\(note)</span>"
        }
        let code: HTML = known ?? "\(say(AddressDeskWords.noCode))"
        let grid = file.grid.map { say($0.name) } ?? say(AddressDeskWords.none)
        let names: HTML = others.isEmpty ? "\(say(AddressDeskWords.none))" : HTML.joined(others, separator: ", ")
        let position = point ?? say(AddressDeskWords.noPosition)
        let facts: [(String, HTML)] = [
            (say(AddressDeskWords.type), "\(say(AddressDeskWords.typeName(record.type)))"),
            (say(AddressDeskWords.area), "\(say(file.place.area))"),
            (say(AddressDeskWords.grid), "\(grid)"),
            (say(AddressDeskWords.code), code),
            (say(AddressDeskWords.id), "<span class=\"code\">\(record.id.text)</span>"),
            (say(AddressDeskWords.names), names),
            (say(AddressDeskWords.position), "\(position)"),
            (say(AddressDeskWords.since), "\(record.validFrom.description)"),
        ]
        return HTML.facts(facts)
    }

    private var map: HTML? {
        AddressMap(outline: file.outline, point: file.record.point, label: say(AddressDeskWords.map))?.html
    }

    private var inside: HTML? {
        guard !file.below.isEmpty else { return nil }
        let all = file.counts.reduce(0) { $0 + $1.count }
        let counts = file.counts.map { say(AddressDeskWords.counted($0.type, $0.count)) }
        let links: [HTML] = file.below.map { place in
            let short =
                place.name.hasPrefix(file.place.name) ? String(place.name.dropFirst(file.place.name.count)) : place.name
            return HTML.link(short, to: AddressDeskPaths.address(place.id))
        }
        let rest: HTML? =
            all > file.below.count ? "<p class=\"hint\">\(say(AddressDeskWords.more(all - file.below.count)))</p>" : nil
        return HTML.section(
            say(AddressDeskWords.inside), id: "inside",
            """
            <p class="muted">\(counts.joined(separator: say.language == .english ? ", " : "、"))</p>\
            <p class="foot-links">\(links)</p>\(rest)
            """)
    }

    private var systems: HTML {
        guard !file.links.isEmpty else {
            return HTML.section(
                say(AddressDeskWords.systems), id: "systems",
                "<p class=\"muted\">\(say(AddressDeskWords.noSystems))</p>")
        }
        let rows: [[HTML]] = file.links.prefix(60).map { link in
            [
                "\(link.source)", HTML.said(link.text),
                HTML.status(
                    say(AddressDeskWords.band(link.band)), link.band == "A" || link.band == "R" ? .done : .working),
            ]
        }
        let table = HTML.table(
            say(AddressDeskWords.systems),
            [
                Column(say(AddressDeskWords.source)), Column(say(AddressDeskWords.said)),
                Column(say(AddressDeskWords.match)),
            ], rows: rows)
        return HTML.section(
            say(AddressDeskWords.systems), id: "systems",
            "<p class=\"muted\">\(say(AddressDeskWords.agreeing(file.agreeing)))</p>\(table)")
    }

    private var history: HTML? {
        guard !file.history.isEmpty else { return nil }
        let steps = file.history.reversed().map { change, left, mayUndo -> TimelineStep in
            let name: HTML? = left.map { "<p class=\"small\">\(HTML.said($0.name))</p>" }
            let why: HTML? = change.reason.isEmpty ? nil : "<p class=\"small muted\">\(HTML.said(change.reason))</p>"
            let undo: HTML? =
                mayAct && mayUndo
                ? HTML.form(
                    to: AddressDeskPaths.acts(file.record.id),
                    hidden: ["csrf": csrf, "act": "undo", "change": change.act.text],
                    HTML.button(say(AddressDeskWords.undo), .plain)) : nil
            return TimelineStep(
                when: say(AddressDeskWords.number(change.number, change.validOn)),
                title: "\(say(AddressDeskWords.change(change.what)))", detail: "\(name)\(why)\(undo)")
        }
        return HTML.section(say(AddressDeskWords.history), id: "history", HTML.timeline(steps, isDense: true))
    }
}

extension Int {
    /// Millionths of a degree as degrees.
    fileprivate var degrees: String {
        let digits = String(abs(self) % 1_000_000)
        return
            "\(self < 0 ? "-" : "")\(abs(self) / 1_000_000).\(String(repeating: "0", count: 6 - digits.count))\(digits)"
    }
}
