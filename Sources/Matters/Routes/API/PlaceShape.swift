public import Addresses
import Base
public import Web

/// How a place is told to programs.
public enum PlaceShape {
    /// An address record.
    public static let shape = Shape<Place>(
        "Place",
        [
            .text("id", .id) { $0.id.text }, .text("type", .choice(PlaceType.self)) { $0.type.rawValue },
            .text("name") { $0.name }, .text("full_name") { $0.fullName }, .words("town") { $0.townName },
            .maybeWords("village") { $0.villageName }, .text("town_id", .id) { $0.town.text },
            .maybe("village_id", .id) { $0.village?.text }, .maybe("grid_id", .id) { $0.grid?.text },
        ])
}
