/// The endings that people leave away from a division's name.
enum AddressWords {
    /// The endings of divisions, the longer before the shorter.
    static let divisionEndings = ["街道", "社区", "镇", "乡", "村", "区", "市", "县", "省"]
}

extension AddressKind {
    /// What stands behind a number in the official form, 3幢2单元5层501室 (Xihu District's rule); empty for what has a name.
    public var suffix: String {
        switch self {
        case .road, .estate, .landmark: ""
        case .number: "号"
        case .building: "幢"
        case .unit: "单元"
        case .floor: "层"
        case .room: "室"
        }
    }
}
