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
                    "number", "code", "state", "successor_id", "longitude_e6", "latitude_e6", "serial",
                    "position_system", "position_quality",
                ],
                earlier: [
                    ["type", "name", "village_id", "town_id", "grid_id", "origin", "valid_from", "valid_to"],
                    [
                        "type", "name", "village_id", "town_id", "grid_id", "origin", "valid_from", "valid_to",
                        "parent_id", "number", "code", "state", "successor_id", "longitude_e6", "latitude_e6",
                    ],
                    [
                        "type", "name", "village_id", "town_id", "grid_id", "origin", "valid_from", "valid_to",
                        "parent_id", "number", "code", "state", "successor_id", "longitude_e6", "latitude_e6", "serial",
                    ],
                ]
            ),
            FamilyMember(
                "address_names", owner: "address_id", id: "folded", isLocal: true,
                columns: ["head", "address_id", "how", "since"], earlier: [["head", "address_id", "how"]]
            ),
            FamilyMember(
                "address_versions", owner: "address_id",
                columns: [
                    "change_number", "address_id", "type", "name", "village_id", "town_id", "grid_id", "origin",
                    "valid_from", "valid_to", "parent_id", "number", "code", "state", "successor_id", "longitude_e6",
                    "latitude_e6", "serial", "position_system", "position_quality",
                ],
                earlier: [
                    [
                        "change_number", "address_id", "type", "name", "village_id", "town_id", "grid_id", "origin",
                        "valid_from", "valid_to", "parent_id", "number", "code", "state", "successor_id",
                        "longitude_e6", "latitude_e6", "serial",
                    ]
                ]
            ),
            FamilyMember(
                "address_name_spells", owner: "address_id", columns: ["address_id", "folded", "how", "since", "until"]
            ),
            FamilyMember(
                "address_successors", owner: "address_id", columns: ["address_id", "successor_id", "number"]
            ),
        ]
    )
]
