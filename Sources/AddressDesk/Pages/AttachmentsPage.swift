import Addresses
import Base
import Markup
import Web

/// What hangs on an address, after somebody has said what for.
struct AttachmentsPage {
    let place: Place
    let items: [AddressAttachment]
    let purpose: String
    let csrf: String
    let say: Voice

    var html: HTML {
        """
        \(HTML.crumbs(say(AddressDeskWords.way), [(say(AddressDeskWords.title), AddressDeskPaths.search), (place.name, AddressDeskPaths.address(place.id))], here: "\(say(AddressDeskWords.hanging))"))\
        <header class="open-head"><h1 class="title">\(say(AddressDeskWords.hanging))</h1>\
        <p class="lead">\(HTML.said(place.fullName))</p></header>\
        \(HTML.banner(say(AddressDeskWords.recorded), "<p>\(HTML.said(purpose))</p>"))\(list)\(form)
        """
    }

    private var list: HTML {
        guard !items.isEmpty else { return HTML.emptyState(say(AddressDeskWords.nothingHangs)) }
        let rows: [[HTML]] = items.map { item in
            let end = HTML.form(
                to: AddressDeskPaths.attachments(place.id, "ending"),
                hidden: ["csrf": csrf, "attachment": item.id.text],
                HTML.button(say(AddressDeskWords.end), .plain))
            return [
                "\(say(AddressDeskWords.kind(item.kind)))",
                item.label.map { HTML.said($0) } ?? "\(say(AddressDeskWords.none))",
                "\(item.source)", "<span class=\"code\">\(item.externalID)</span>", "\(item.validFrom.description)",
                end,
            ]
        }
        return HTML.table(
            say(AddressDeskWords.hanging),
            [
                Column(say(AddressDeskWords.type)), Column(say(AddressDeskWords.label)),
                Column(say(AddressDeskWords.source)), Column(say(AddressDeskWords.externalID)),
                Column(say(AddressDeskWords.since)), Column(say(AddressDeskWords.end)),
            ], rows: rows)
    }

    private var form: HTML {
        let kinds = AddressAttachment.Kind.allCases.map { Choice($0.rawValue, say(AddressDeskWords.kind($0))) }
        return HTML.more(
            say(AddressDeskWords.attach),
            HTML.form(
                to: AddressDeskPaths.attachments(place.id), hidden: ["csrf": csrf],
                """
                \(HTML.select(Field("kind", say(AddressDeskWords.type)), kinds))\
                \(HTML.input(Field("label", say(AddressDeskWords.label)), maximum: 200))\
                \(HTML.input(Field("source", say(AddressDeskWords.source)), isRequired: true, maximum: 100))\
                \(HTML.input(Field("external", say(AddressDeskWords.externalID)), isRequired: true, maximum: 100))\
                \(HTML.buttons([HTML.button(say(AddressDeskWords.attach), .primary)]))
                """))
    }
}

// The way there: nobody looks without saying what for.
extension AddressPage {
    var hanging: HTML? {
        guard mayLook else { return nil }
        return HTML.section(
            say(AddressDeskWords.hanging), id: "hanging",
            HTML.form(
                to: AddressDeskPaths.attachments(file.record.id, "showing"), hidden: ["csrf": csrf],
                """
                \(HTML.input(Field("purpose", say(AddressDeskWords.purpose), hint: say(AddressDeskWords.purposeHint)), isRequired: true, maximum: 200))\
                \(HTML.buttons([HTML.button(say(AddressDeskWords.showHanging))]))
                """))
    }
}
