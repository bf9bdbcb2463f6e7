import Testing

@testable import Matters

@Suite struct MatterNumberTests {
    @Test func `a number is read back however people type it`() {
        let number = MatterNumber.make(prefix: "YH", year: 2019, serial: 41_826)
        #expect(number.hasPrefix("YH2019-041826-"))
        let bare = number.filter { $0 != "-" }
        let wide = String(
            String.UnicodeScalarView(number.unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) }))
        for typed in [number, number.lowercased(), bare, number.replacing("-", with: " "), wide, " \(number)\n"] {
            #expect(MatterNumber.read(typed) == number, "\(typed)")
        }
    }

    @Test func `any single wrong character is found`() {
        let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        let number = Array(MatterNumber.make(prefix: "YH", year: 2019, serial: 7))
        for place in number.indices where number[place] != "-" {
            for other in alphabet where other != number[place] {
                var wrong = number
                wrong[place] = other
                let read = MatterNumber.read(String(wrong))
                #expect(read == nil || read != String(number), "\(String(wrong))")
                if place != number.count - 1, number[place].isNumber == other.isNumber { #expect(read == nil) }
            }
        }
    }

    @Test func `two neighbours that changed places are found`() {
        for serial in [12_345, 41_826, 999_998, 100_203] {
            let number = Array(MatterNumber.make(prefix: "YH", year: 2019, serial: serial))
            for place in number.indices.dropLast()
            where number[place].isNumber && number[place + 1].isNumber && number[place] != number[place + 1] {
                var wrong = number
                wrong.swapAt(place, place + 1)
                #expect(MatterNumber.read(String(wrong)) == nil, "\(String(wrong))")
            }
        }
    }

    @Test func `a serial longer than six digits still fits`() {
        let number = MatterNumber.make(prefix: "HZ", year: 2026, serial: 12_345_678)
        #expect(number.contains("-12345678-"))
        #expect(MatterNumber.read(number) == number)
    }

    @Test(arguments: [
        "", "-", "YH", "YH2019", "油烟", "YH2019-0418260-", String(repeating: "9", count: 10_000),
        "'; DROP TABLE matters",
    ])
    func `what is not a number is nil`(typed: String) {
        #expect(MatterNumber.read(typed) == nil)
    }

    @Test func `a receipt code has four groups of four and forgives what hands confuse`() {
        let code = ReceiptCode.make(hmac: Array(0..<32).map { UInt8($0) * 7 })
        #expect(code.split(separator: " ").map(\.count) == [4, 4, 4, 4])
        #expect(!code.contains { "ILOU".contains($0) })
        for typed in [code, code.lowercased(), code.filter { $0 != " " }, code.replacing(" ", with: "-")] {
            #expect(ReceiptCode.matches(typed, code))
        }
        #expect(ReceiptCode.matches(code.replacing("0", with: "O").replacing("1", with: "l"), code))
        #expect(!ReceiptCode.matches(String(code.dropLast()), code))
        #expect(!ReceiptCode.matches("", code))
    }
}
