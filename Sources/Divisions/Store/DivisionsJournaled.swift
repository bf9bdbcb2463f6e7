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
            FamilyMember(
                "division_versions", owner: "division_id",
                columns: [
                    "number", "level", "code", "code_system", "name_zh", "name_en", "kind", "parent_id",
                    "longitude_e6", "latitude_e6", "valid_from", "valid_to", "held_from", "held_to",
                ]
            ),
            FamilyMember(
                "division_names", owner: "division_id", columns: ["name", "how", "valid_on", "number"]
            ),
            FamilyMember(
                "division_successors", owner: "from_id", columns: ["to_id", "valid_on", "number"]
            ),
            FamilyMember(
                "division_shape_versions", owner: "division_id",
                columns: ["number", "rings", "quality", "held_from", "held_to"]
            ),
        ]
    )
]
