import Base
import Letters

/// How the number of a paper is made: the unit's mark, and the series of the template with year and serial.
enum PaperNumber {
    /// The series of a template that names none.
    static let standard = "文〔{year}〕{serial}号"

    /// Writes a number such as 余示调〔2019〕第21号.
    static func make(mark: String, series: String?, year: Int, serial: Int) -> String {
        mark
            + (series ?? standard).replacing("{year}", with: String(year))
            .replacing("{serial}", with: String(serial))
    }

    /// How it reads before it is issued.
    static func pending(mark: String, series: String?, year: Int) -> String {
        mark
            + (series ?? standard).replacing("{year}", with: String(year))
            .replacing("{serial}", with: "　")
    }

    /// The marks that a unit without one of its own could have, the shortest first: the district's first character and the
    /// beginning of the unit's name.
    static func marks(district: String, unit: String, code: String) -> [String] {
        let own = unit.trimmingPrefix(district).trimmingPrefix("区")
        let name = own.filter { !$0.isWhitespace }
        let head = String(district.prefix(1))
        let beginnings = name.count < 2 ? [] : (2...name.count).map { head + name.prefix($0) }
        return beginnings + [head + name + code.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }]
    }

    /// The most characters of a mark.
    static let limit = 12

    /// What is wrong with a mark: it is not made of characters, letters and digits.
    static func fault(inMark mark: String) -> Words? {
        guard (1...limit).contains(mark.count), mark.allSatisfy({ $0.isLetter || $0.isNumber }) else {
            return Words("1 到 \(limit) 个字，不用标点", "1 to \(limit) characters, no punctuation")
        }
        return nil
    }
}
