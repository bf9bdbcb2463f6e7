import AddressText

/// Words that call a division which neither the library nor the table of the country knows: 某某县大寒路88号.
enum Strangers {
    /// 省市县区
    private static let endings: [UInt32] = [0x7701, 0x5E02, 0x53BF, 0x533A]
    /// What stands before 市 in the word for a market or a shop: 超城门夜菜集上楼
    private static let markets: [UInt32] = [0x8D85, 0x57CE, 0x95E8, 0x591C, 0x83DC, 0x96C6, 0x4E0A, 0x697C]
    /// What stands before 区 in the word for a part of something: 小园厂校社东西南北中片库景山新期
    private static let parts: [UInt32] = [
        0x5C0F, 0x56ED, 0x5382, 0x6821, 0x793E, 0x4E1C, 0x897F, 0x5357, 0x5317, 0x4E2D, 0x7247, 0x5E93, 0x666F, 0x5C71,
        0x65B0, 0x671F,
    ]
    private static let lengths = 3...5

    /// Whether a piece of a text calls a division that is none of the library's, and no name of it with a mistake.
    static func isDivision(_ form: NormalAddress, _ range: Range<Int>, _ register: AddressRegister) -> Bool {
        let said = form.scalars[range]
        guard lengths.contains(range.count), said.allSatisfy({ $0 >= 0x4E00 && $0 < 0xA000 }), endsAsDivision(said),
            let last = said.last
        else { return false }
        let before = said[said.endIndex - 2]
        if last == endings[1], markets.contains(before) { return false }
        if last == endings[3], parts.contains(before) { return false }
        return register.names.near(said).isEmpty
    }

    /// Whether characters end with the word for a division.
    static func endsAsDivision(_ said: ArraySlice<UInt32>) -> Bool { said.last.map(endings.contains) ?? false }
}
