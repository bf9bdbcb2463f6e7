import Base

/// What clerks and couriers add to an address: persons after solar terms, shops, notes; all made up.
enum RemarkParts {
    private static let persons = ["谷雨", "白露", "霜降", "立夏", "清明", "芒种", "小满", "惊蛰", "立秋", "处暑"]
    private static let manners = ["收", "（收）", "先生", "女士", "转交", "家", "户主", "租户"]
    private static let shops = ["便利店", "面馆", "理发店", "药房", "小吃", "水果店", "五金店", "早餐", "超市", "茶室", "快递点", "洗衣店"]
    private static let notes = [
        "送前电话00012345678", "请放门卫", "楼下有狗", "已搬走", "二次核实", "与户籍一致", "电话0001234567", "房东代填", "见备注", "同上",
        "租期一年", "对面是菜场",
    ]
    private static let brackets = [
        "（东门）", "（西门旁）", "(北区)", "（近公交站）", "（一期）", "(南门进)", "（原门牌）", "（沿街）", "(临时)", "（学校对面）",
    ]

    static func person(_ random: inout SplitMix64) -> String {
        (random.chance(0.5) ? " " : "") + (random.pick(persons) ?? "") + (random.pick(manners) ?? "")
    }

    static func shop(_ random: inout SplitMix64) -> String {
        (random.pick(NameParts.heldBack) ?? "") + (random.pick(shops) ?? "")
    }

    static func note(_ random: inout SplitMix64) -> String {
        (random.pick(["，", " ", "；"]) ?? "") + (random.pick(notes) ?? "")
    }

    static func bracket(_ random: inout SplitMix64) -> String { random.pick(brackets) ?? "" }
}
