import Testing
import Text

@Suite struct FoldingTests {
    @Test func `width, case and script are folded`() {
        #expect(Folding.fold("ＡＢＣ１２３，Shanzhi") == "abc123,shanzhi")
        #expect(Folding.fold("調解協議書　臺灣") == "调解协议书 台湾")
        #expect(Folding.fold("①ﬁﾊﾞ…") == "1fiバ...")
        #expect(Folding.fold("") == "")
    }

    @Test func `a part of a text folds to a part of the folded text`() {
        let text = "乾隆年間後宮裏的麵條"
        for scalar in text.unicodeScalars {
            #expect(Folding.fold(text).contains(Folding.fold(String(scalar))))
        }
        #expect(Folding.fold(text) == "干隆年间后宫里的面条")
    }

    @Test func `what cannot be seen does not part a word`() {
        #expect(Folding.fold("调\u{200B}解\u{FEFF}\u{FE0F}") == "调解")
        #expect(Folding.fold("调\u{0}解\u{7}") == "调 解 ")
    }

    @Test func `of a run of marks no more are looked at than any language writes`() {
        let marks = String(repeating: "\u{301}\u{323}", count: 200_000)
        #expect(Folding.fold("e" + marks + "灯").unicodeScalars.count <= 32)
        #expect(Folding.fold("e\u{301}\u{323}") == Folding.fold("ẹ́"))
    }

    @Test func `every character folds once and for all`() {
        var wrong: [String] = []
        for value in UInt32(0)..<0x32400 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let once = Folding.fold(String(scalar))
            if Folding.fold(once) != once { wrong.append(String(value, radix: 16)) }
        }
        #expect(wrong == [])
    }

    @Test func `the quick way and the thorough way agree`() {
        let text = "電話０００-0000，請於11月29日（星期五）前《答覆》：“打樁”—A棟"
        // A ligature forces the thorough way for the whole text.
        #expect(Folding.fold(text) + "fi" == Folding.fold(text + "ﬁ"))
    }

    @Test func `lone marks, emoji and hostile text come through`() {
        #expect(Folding.fold("\u{301}") == "\u{301}")
        #expect(Folding.fold("E\u{301}") == "é")
        #expect(Folding.fold("👩‍👩‍👧") == "👩👩👧")
        #expect(Folding.fold("' OR 1=1 --").hasPrefix("' or"))
        #expect(Folding.fold(String(repeating: "\u{301}", count: 30)).unicodeScalars.count == 30)
    }

    @Test func `ten thousand characters are folded`() {
        let text = String(repeating: "調解A，", count: 2_500)
        #expect(Folding.fold(text) == String(repeating: "调解a,", count: 2_500))
    }

    @Test(arguments: [
        ("调解协议书", Script.simplified), ("調解協議書", .traditional), ("人民", .han), ("people", .latin), ("🙂 12", .none),
        ("привет", .other), ("", .none), ("在GitHub上", .han),
    ])
    func `the script is found`(text: String, script: Script) {
        #expect(Script.detect(text) == script)
    }

    @Test func `texts sort by pinyin`() {
        #expect(Pinyin.key("调解") == "diao jie")
        #expect(
            ["张谷雨", "Ann", "李白露", "陈夏至"].sorted { Pinyin.key($0) < Pinyin.key($1) } == ["Ann", "陈夏至", "李白露", "张谷雨"]
        )
        #expect(Pinyin.key("") == "")
    }
}
