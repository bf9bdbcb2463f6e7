/// One way in which a system writes an address otherwise than the registry does.
///
/// Its mark is its key in a noise file and stands in truth.tsv; the raw value only counts the kinds.
public enum NoiseKind: Int, CaseIterable, Sendable {
    // What is left out
    /// Neither province nor city nor district.
    case noDivision
    case noProvince
    case noCity
    case noTown
    case noVillage
    /// An estate without its road and number.
    case noRoad
    /// Road and number without the estate.
    case noEstate
    /// The text, as it is left, fits places in two towns.
    case ambiguous

    // What is called otherwise
    case renamedTown
    case renamedDistrict
    case villageForm
    case alias

    // How numbers are written
    case dashChain
    case buildingWord
    case unitBare
    case numberBare
    case roomBare
    case roomWord
    case floorWord
    case floorWritten
    case chineseNumerals
    case fullWidth
    case blanks

    // What is too much
    case redundantBrackets
    case redundantRepeat
    case redundantPerson
    case redundantShop
    case redundantNote

    // What is wrong
    case typingWrong
    case typingSwapped
    case typingDoubled
    case typingMissing
    case typingDigit

    /// The key in a noise file and the mark in truth.tsv.
    public var mark: String {
        switch self {
        case .noDivision: "no_division"
        case .noProvince: "no_province"
        case .noCity: "no_city"
        case .noTown: "no_town"
        case .noVillage: "no_village"
        case .noRoad: "no_road"
        case .noEstate: "no_estate"
        case .ambiguous: "ambiguous"
        case .renamedTown: "renamed_town"
        case .renamedDistrict: "renamed_district"
        case .villageForm: "village_form"
        case .alias: "alias"
        case .dashChain: "dash_chain"
        case .buildingWord: "building_word"
        case .unitBare: "unit_bare"
        case .numberBare: "number_bare"
        case .roomBare: "room_bare"
        case .roomWord: "room_word"
        case .floorWord: "floor_word"
        case .floorWritten: "floor_written"
        case .chineseNumerals: "chinese_numerals"
        case .fullWidth: "full_width"
        case .blanks: "blanks"
        case .redundantBrackets: "redundant_brackets"
        case .redundantRepeat: "redundant_repeat"
        case .redundantPerson: "redundant_person"
        case .redundantShop: "redundant_shop"
        case .redundantNote: "redundant_note"
        case .typingWrong: "typing_wrong"
        case .typingSwapped: "typing_swapped"
        case .typingDoubled: "typing_doubled"
        case .typingMissing: "typing_missing"
        case .typingDigit: "typing_digit"
        }
    }
}

/// The noises that a text was written with.
struct NoiseMarks: Sendable, Equatable {
    private var bits: UInt64 = 0

    mutating func insert(_ kind: NoiseKind) { bits |= 1 << UInt64(kind.rawValue) }

    mutating func remove(_ kind: NoiseKind) { bits &= ~(1 << UInt64(kind.rawValue)) }

    func contains(_ kind: NoiseKind) -> Bool { bits & (1 << UInt64(kind.rawValue)) != 0 }

    /// The marks with `;` between, in the order of the kinds.
    func write(into line: inout String) {
        var isFirst = true
        for kind in NoiseKind.allCases where contains(kind) {
            if !isFirst { line += ";" }
            line += kind.mark
            isFirst = false
        }
    }
}
