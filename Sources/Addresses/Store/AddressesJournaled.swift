public import Journal

/// The tables of places whose rows the journal answers for.
public let addressesJournaledFamilies = [
    JournaledFamily(
        "address_rows",
        [
            FamilyMember(
                "addresses",
                columns: [
                    "type", "name", "village_id", "town_id", "grid_id", "origin", "valid_from", "valid_to", "parent_id",
                    "number", "code", "state", "successor_id", "longitude_e6", "latitude_e6",
                ],
                earlier: [["type", "name", "village_id", "town_id", "grid_id", "origin", "valid_from", "valid_to"]]
            ),
            FamilyMember(
                "address_names", owner: "address_id", id: "folded", isLocal: true,
                columns: ["head", "address_id", "how"]
            ),
        ]
    )
]
