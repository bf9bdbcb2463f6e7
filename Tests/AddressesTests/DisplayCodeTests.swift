import Addresses
import Testing

/// The code on the plate: made by a rule that anybody can follow, and wrong when one digit is.
@Suite struct DisplayCodeTests {
    private func code(_ place: Int = 12, inside: Int = 34) -> String? {
        DisplayCode.make(village: "330110004001", grid: "330110004001-002", place: place, inside: inside)
    }

    @Test func `village, grid, place and what lies in it stand in their places, and a digit checks them`() throws {
        let whole = try #require(code())
        #expect(whole.hasPrefix("33011000400100200012000034") && whole.count == 27 && DisplayCode.isSound(whole))
        let none = try #require(DisplayCode.make(village: "330110004001", grid: nil, place: 1, inside: 0))
        #expect(none.hasPrefix("33011000400100000001000000"))
    }

    @Test func `one wrong digit is always found`() throws {
        let whole = Array(try #require(code()).utf8)
        for index in whole.indices {
            for digit in UInt8(48)...57 where digit != whole[index] {
                var wrong = whole
                wrong[index] = digit
                #expect(!DisplayCode.isSound(String(decoding: wrong, as: UTF8.self)), "\(index) \(digit)")
            }
        }
    }

    @Test(arguments: ["", "33011000400", "33011000400x", "３３０１１０００４００１"])
    func `what is no village code has no code`(village: String) {
        #expect(DisplayCode.make(village: village, grid: nil, place: 1, inside: 0) == nil)
    }

    @Test(arguments: [(0, 0), (100_000, 0), (1, -1), (1, 1_000_000)])
    func `a serial that does not fit has no code`(place: Int, inside: Int) {
        #expect(code(place, inside: inside) == nil)
    }
}
