import Base

/// What stands in columns of addresses and is none of the district's.
enum JunkTexts {
    private static let elsewhere = [
        "杭州市西湖区", "杭州市上城区", "杭州市拱墅区", "浙江省湖州市德清县", "浙江省嘉兴市海宁市", "上海市徐汇区", "江苏省南京市", "四川省成都市",
    ]
    private static let foreign = [
        "12 Example Road, London", "1-2-3 Sample-cho, Tokyo", "Musterweg 5, 10115 Berlin",
        "100 Test Avenue, Apt 4B, Boston",
    ]
    private static let nothing = ["", "", "", "无", "不详", "-", "NULL", "待补", "同户籍地址", "/", "xx", "测试"]

    static func draw(_ random: inout SplitMix64) -> String {
        switch random.below(10) {
        case 0...3: return random.pick(nothing) ?? ""
        case 4...5: return "000\(random.number(10_000_000...99_999_999))"
        case 6: return random.pick(foreign) ?? ""
        case 7:
            return "\(random.number(330_110_001...330_110_014))\(random.number(100...999))\(random.number(1...99_999))"
        default:
            let road = (random.pick(NameParts.heldBack) ?? "") + "路"
            return (random.pick(elsewhere) ?? "") + road + "\(random.number(1...400))号"
        }
    }
}
