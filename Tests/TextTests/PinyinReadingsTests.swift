import Testing
import Text

@Suite struct PinyinReadingsTests {
    private func readings(_ text: String) -> [[String]] {
        Pinyin.readings(of: text.unicodeScalars.map(\.value))
    }

    @Test func `a character has its usual reading first and then its others`() {
        #expect(readings("文西") == [["wen"], ["xi"]])
        #expect(Set(readings("重").flatMap(\.self)) == ["zhong", "chong"])
        #expect(Set(readings("长").flatMap(\.self)) == ["zhang", "chang"])
        #expect(Set(readings("行").flatMap(\.self)).isSuperset(of: ["xing", "hang"]))
    }

    @Test func `ü is written as it is typed, and as u`() {
        #expect(readings("绿女吕") == [["lv", "lu"], ["nv", "nu"], ["lv", "lu"]])
    }

    @Test func `what is not Chinese has no readings`() {
        #expect(readings("a1，🙂") == [[], [], [], []])
        #expect(readings("") == [])
        #expect(Pinyin.readings(of: [0xFFFF_FFFF, 0x6587]) == [[], ["wen"]])
    }

    @Test func `every common character has a syllable of Latin letters`() {
        let common = (0x4E00..<0x9FA6).map { UInt32($0) }
        let readings = Pinyin.readings(of: common)
        #expect(readings.count == common.count)
        #expect(readings.filter(\.isEmpty).count < 40)
        #expect(
            readings.allSatisfy { $0.allSatisfy { $0.count <= 6 && $0.allSatisfy { $0.isASCII && $0.isLowercase } } })
    }
}
