public import Addresses
public import Base
public import Markup

/// A place as pages write it.
///
/// An English page names town and village in English; estates and roads have no English name and keep their own, as
/// their signs do.
public struct PlaceName: Hashable, Sendable {
    private let place: Place

    /// Names a place.
    public init(_ place: Place) {
        self.place = place
    }

    /// Town, village and name in one line, as they are written here.
    var text: String { place.fullName }

    /// Town, village and name in one line.
    public func html(_ language: Language) -> HTML {
        guard language == .english else { return .said(place.fullName) }
        let own: HTML? = place.type == .village || place.type == .town ? nil : ", \(HTML.chinese(place.name))"
        return "\(place.area.en)\(own)"
    }

    /// The place as one of several answers: its own name, and below it where it lies.
    public func choice(_ language: Language) -> Choice {
        guard language == .english else { return Choice(place.id.text, said: place.name, note: place.note) }
        return switch place.type {
        case .town: Choice(place.id.text, place.townName.en)
        case .village: Choice(place.id.text, place.villageName?.en ?? place.area.en, note: place.townName.en)
        default: Choice(place.id.text, said: place.name, note: place.area.en)
        }
    }
}
