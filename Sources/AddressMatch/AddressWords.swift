/// What stands behind a number in a written address, and the endings that people leave away from a division's name.
enum AddressWords {
    /// The suffix of a number; empty for what has a name.
    static func suffix(_ kind: AddressKind) -> String {
        switch kind {
        case .road, .estate, .landmark: ""
        case .number: "号"
        case .building: "幢"
        case .unit: "单元"
        case .floor: "层"
        case .room: "室"
        }
    }

    /// The endings of divisions, the longer before the shorter.
    static let divisionEndings = ["街道", "社区", "镇", "乡", "村", "区", "市", "县", "省"]
}
