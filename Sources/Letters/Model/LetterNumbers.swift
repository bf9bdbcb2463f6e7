/// The numbers of clauses: 一、 then （一） then 1. then （1） (GB/T 9704-2012, 7.3.3).
enum LetterNumbers {
    private static let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]

    /// A number from 1 to 99 in Chinese: 十一, 二十, 二十一; larger ones in Arabic digits.
    static func chinese(_ number: Int) -> String {
        guard (1...99).contains(number) else { return String(number) }
        let tens = number / 10, ones = number % 10
        let head = tens == 0 ? "" : (tens == 1 ? "十" : digits[tens] + "十")
        return head + digits[ones]
    }

    /// What stands before a clause on a level, from 0.
    static func label(_ number: Int, level: Int, isChinese: Bool) -> String {
        switch (level, isChinese) {
        case (0, true): chinese(number) + "、"
        case (1, true): "（\(chinese(number))）"
        case (2, true): "\(number)．"
        case (_, true): "（\(number)）"
        case (0, false): "\(number). "
        default: "(\(number)) "
        }
    }
}
