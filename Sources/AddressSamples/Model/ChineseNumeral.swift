/// Numbers in Chinese, for texts that write them so.
enum ChineseNumeral {
    private static let digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"]

    /// As spoken, 1 to 9,999: 十二, 一百零五, 一千零二十.
    static func spoken(_ number: Int) -> String {
        guard (1...9_999).contains(number) else { return digitwise("\(number)", zero: "零") }
        if number < 20, number >= 10 { return "十" + (number == 10 ? "" : digits[number - 10]) }
        var text = "", isGap = false
        for (size, unit) in [(1_000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let digit = number / size % 10
            if digit == 0 {
                isGap = !text.isEmpty
            } else {
                text += (isGap ? "零" : "") + digits[digit] + unit
                isGap = false
            }
        }
        return text
    }

    /// Digit after digit, as rooms are read: 五〇一. What is no digit stays.
    static func digitwise(_ text: String, zero: String) -> String {
        text.map { character in
            guard let digit = character.wholeNumberValue, character.isASCII else { return String(character) }
            return digit == 0 ? zero : digits[digit]
        }.joined()
    }
}
