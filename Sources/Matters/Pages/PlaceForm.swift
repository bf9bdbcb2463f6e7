import Addresses
import Base
import Markup

/// What somebody typed and chose to say where a matter is, as posted, with the places found for it.
struct PlaceTyped: Sendable {
    /// The name typed.
    var said: String?
    /// The place chosen, or `none`.
    var chosen: String?
    /// What was found for the name; nil before anything was looked up.
    var found: [Place]?
    /// What was wrong, by field.
    var errors: [String: Words] = [:]

    /// The choice that says that no place was found.
    static let none = "none"
    /// The most places proposed for a name.
    static let limit = 8
    /// The longest name taken, in characters.
    static let saidLimit = 80
}

/// The form that confirms or corrects the place: a name first, then one of the places found for it.
struct PlaceForm: Speaking {
    let view: MatterView
    let typed: PlaceTyped
    let language: Language
    let csrf: String

    var html: HTML {
        let said = typed.said ?? String((view.narrative?.place ?? "").prefix(PlaceTyped.saidLimit))
        let name = Field(
            "said", say(MatterWords.placeName), hint: say(MatterWords.placeNameHint),
            error: typed.errors["said"].map(say), id: "place-said"
        )
        // A name changed after the look-up is looked up anew: the choices belong to the name they were found for.
        let form = HTML.form(
            to: MatterPaths.place(of: view.matter.id),
            hidden: ["csrf": csrf, "revision": String(view.matter.revision), "asked": typed.said ?? ""],
            """
            \(HTML.input(name, value: said, maximum: PlaceTyped.saidLimit, completes: "/addresses/completions"))\(choices)\
            \(HTML.buttons([.button(say(typed.found == nil ? MatterWords.placeLook : MatterWords.placeSend))]))
            """
        )
        let label = view.matter.place == nil ? MatterWords.placeSet : MatterWords.placeChange
        return .more(say(label), form, isOpen: typed.found != nil || !typed.errors.isEmpty)
    }

    private var choices: HTML? {
        guard let found = typed.found else { return nil }
        let field = Field(
            "place", say(MatterWords.placeWhich), hint: found.isEmpty ? say(MatterWords.placeNoneNamed) : nil,
            error: typed.errors["place"].map(say), id: "place-choice"
        )
        let choices =
            found.map { PlaceName($0).choice(language) }
            + [Choice(PlaceTyped.none, say(MatterWords.placeNotFound), note: say(MatterWords.placeNotFoundNote))]
        return .radios(field, choices, chosen: typed.chosen)
    }
}
