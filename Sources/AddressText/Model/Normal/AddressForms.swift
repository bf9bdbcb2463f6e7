/// Parts in the one form that they are compared by: 3幢, 3栋, 3号楼, 三座 and a bare 3 are the same building.
public enum AddressForms {
    /// The form of a part's text, by its label; normal text without blanks for labels that have no numbers.
    public static func comparable(_ text: String, _ label: AddressLabel) -> String {
        let normal = NormalAddress(text).text
        guard let (suffixes, one) = suffixes[label] else { return normal }
        for suffix in suffixes where normal.hasSuffix(suffix) {
            return String(normal.dropLast(suffix.count)).uppercased() + one
        }
        let isBare = !normal.isEmpty && normal.unicodeScalars.allSatisfy { $0.isASCII }
        return isBare ? normal.uppercased() + one : normal
    }

    // The longer suffix first: 号楼 before 楼.
    private static let suffixes: [AddressLabel: ([String], String)] = [
        .roadno: (["号院", "号"], "号"), .subroadno: (["号院", "号"], "号"),
        .houseno: (["号楼", "幢", "栋", "座", "楼", "号"], "幢"), .cellno: (["单元", "号"], "单元"),
        .floorno: (["楼", "层", "F", "f"], "楼"), .roomno: (["号室", "室", "号", "房"], "室"),
    ]
}
