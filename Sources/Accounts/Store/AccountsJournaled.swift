public import Journal

/// The tables of units, posts and people whose rows the journal answers for.
public let accountsJournaledFamilies = [
    JournaledFamily(
        "unit_rows",
        [
            FamilyMember(
                "units", columns: ["code", "level", "name_zh", "name_en", "parent_id", "division_id", "opens_on"]
            ),
            FamilyMember(
                "unit_ancestors", owner: "unit_id", id: "ancestor_id", isLocal: true, hasDistrict: false,
                columns: ["unit_id", "distance"]
            ),
            FamilyMember(
                "windows", owner: "unit_id", columns: ["unit_id", "number", "name_zh", "name_en", "department_id"]
            ),
            FamilyMember("rooms", owner: "unit_id", columns: ["unit_id", "code", "name_zh", "name_en", "floor"]),
        ]
    ),
    JournaledFamily(
        "account_rows",
        [
            FamilyMember(
                "accounts", columns: ["login", "name", "name_en", "password_hash", "disabled_at", "created_at"]),
            FamilyMember("post_spells", owner: "account_id", columns: ["post_id", "account_id", "from_day", "to_day"]),
            // The last day of use changes without a decision.
            FamilyMember(
                "api_tokens", owner: "account_id",
                columns: [
                    "account_id", "post_id", "name", "scopes", "prefix", "token_hash", "created_at", "expires_at",
                    "revoked_at",
                ]
            ),
            // The last step and the use of a recovery code change with every sign-in.
            FamilyMember(
                "second_factors", owner: "account_id", columns: ["account_id", "secret", "key_version", "confirmed_at"]),
        ]
    ),
    JournaledFamily(
        "account_rules",
        [FamilyMember("account_rules", owner: "district", columns: ["second_factor_roles"])]
    ),
    JournaledFamily("posts", columns: ["unit_id", "role"]),
]
