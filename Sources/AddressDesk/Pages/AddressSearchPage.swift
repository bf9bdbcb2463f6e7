import AddressMatch
import Addresses
import Base
import Markup
import Web

/// The search: what a text means in the library, and places whose name is like it.
struct AddressSearchPage {
    /// A place that was found.
    struct Found {
        let place: Place
        /// The band of the resolver; nil for a place of a similar name.
        var band: String?
        /// The other name that led to it.
        var other: String?
    }

    let said: String
    let meant: [Found]
    let similar: [Found]
    let count: Int
    let say: Voice
    let mayReview: Bool

    var html: HTML {
        """
        <header class="open-head"><h1 class="title">\(say(AddressDeskWords.title))</h1>\
        <p class="lead">\(say(AddressDeskWords.lead))</p></header>\(form)\(results)\
        <p class="hint">\(say(AddressDeskWords.places(count)))\(review) \(HTML.link(say(AddressDeskWords.coverage), to: AddressDeskPaths.coverage))</p>
        """
    }

    private var review: HTML? {
        mayReview
            ? """
             \(HTML.link(say(AddressDeskWords.review), to: AddressDeskPaths.review)) \
            \(HTML.link(say(ImportWords.link), to: ImportPaths.list))
            """ : nil
    }

    private var form: HTML {
        let field = Field("q", say(AddressDeskWords.search), hint: say(AddressDeskWords.searchHint), id: "address")
        return """
            <form method="get" action="\(AddressDeskPaths.search)" class="stack-8" role="search">\
            \(HTML.input(field, value: said, kind: .search, maximum: 200, completes: AddressDeskPaths.completions, goes: true))\
            \(HTML.buttons([.button(say(AddressDeskWords.look), .primary)]))</form>
            """
    }

    private var results: HTML {
        guard !said.isEmpty else { return .empty }
        guard !meant.isEmpty || !similar.isEmpty else {
            return HTML.emptyState(say(AddressDeskWords.nothing), note: say(AddressDeskWords.nothingNote))
        }
        return "\(list(AddressDeskWords.meant, "meant", meant))\(list(AddressDeskWords.similar, "similar", similar))"
    }

    private func list(_ heading: Words, _ id: String, _ found: [Found]) -> HTML? {
        guard !found.isEmpty else { return nil }
        let rows = found.map { found in
            var meta: [HTML] = ["\(say(found.place.area))", "\(say(AddressDeskWords.typeName(found.place.type)))"]
            if let other = found.other { meta.append(.said(other)) }
            let band = found.band.map { HTML.status(say(AddressDeskWords.band($0)), $0 == "C" ? .waiting : .done) }
            return ListRow(
                to: AddressDeskPaths.address(found.place.id), title: .said(found.place.name), clock: band, meta: meta)
        }
        return HTML.section(say(heading), id: id, HTML.rows(rows))
    }
}
