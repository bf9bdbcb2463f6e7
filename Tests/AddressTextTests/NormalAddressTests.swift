import AddressText
import Testing

@Suite struct NormalAddressTests {
    @Test(arguments: [
        ("文一西路９６９号", "文一西路969号"), ("良渚街道　莫干山路 １２ 号", "良渚街道莫干山路12号"), ("餘杭區臨平街道", "余杭区临平街道"),
        ("莫干山路一百二十三号", "莫干山路123号"), ("谷雨苑三幢二单元二〇三室", "谷雨苑3幢2单元203室"), ("白露苑十二号楼三楼", "白露苑12号楼3楼"),
        ("白露村五组", "白露村5组"), ("12－3—1001", "12-3-1001"), ("谷雨苑十幢", "谷雨苑10幢"), ("一千零五号", "1005号"),
    ])
    func `width, blanks, script and numbers come to one form`(said: String, form: String) {
        #expect(NormalAddress(said).text == form)
    }

    @Test(arguments: [
        "一号路12号", "二环路", "三墩镇", "五常大道", "四季青街道", "六号大街", "文三路", "十五奎巷", "七里塘村", "百家园路", "千岛湖镇", "八一南街", "五楼村",
        "一号支路",
    ])
    func `numbers in names stay as they are`(said: String) {
        #expect(NormalAddress(said).text == said)
    }

    @Test func `each scalar of the form knows where it was said`() {
        let form = NormalAddress("谷雨 苑 三十二幢")
        #expect(form.text == "谷雨苑32幢")
        #expect(form.starts == [0, 1, 3, 5, 5, 8])
        #expect(form.ends == [1, 2, 4, 8, 8, 9])
    }

    @Test func `nothing, blanks alone and marks that show nothing are nothing`() {
        for said in ["", "   ", "\u{3000}_\t", "\u{200B}\u{FEFF}"] { #expect(NormalAddress(said).text == "") }
    }
}
