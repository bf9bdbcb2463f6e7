public import Journal

/// The tables of divisions whose rows the journal answers for.
public let divisionsJournaledFamilies = [
    JournaledFamily(
        "division_rows",
        [
            FamilyMember(
                "divisions",
                columns: [
                    "level", "code", "code_system", "name_zh", "name_en", "kind", "parent_id", "longitude_e6",
                    "latitude_e6", "valid_from", "valid_to",
                ]
            ),
            FamilyMember(
                "division_shapes", owner: "division_id", id: "division_id", columns: ["rings", "quality"]
            ),
        ]
    )
]
