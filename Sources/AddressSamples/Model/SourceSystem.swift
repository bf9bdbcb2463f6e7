/// One of the 29 systems that wrote addresses down, each in its own way.
struct SourceSystem: Sendable {
    /// How its addresses lie in columns.
    enum Layout: Sendable {
        case one, divisionsApart, streetApart, everyPart

        var columns: [(name: String, parts: ClosedRange<AddressPart>)] {
            switch self {
            case .one: [("address", .head ... .tail)]
            case .divisionsApart: [("area", .head ... .village), ("address", .road ... .tail)]
            case .streetApart:
                [
                    ("area", .head ... .town), ("village", .village ... .village), ("street", .road ... .name),
                    ("door", .building ... .tail),
                ]
            case .everyPart:
                [
                    ("district", .head ... .district), ("town", .town ... .town), ("village", .village ... .village),
                    ("road", .road ... .road), ("number", .number ... .number), ("place", .estate ... .name),
                    ("building", .building ... .building), ("unit", .unit ... .unit), ("room", .floor ... .room),
                    ("remark", .tail ... .tail),
                ]
            }
        }
    }

    /// How fine the places are that it keeps.
    enum Detail: Sendable { case rooms, buildings, sites }

    let key: String
    let zh: String
    let en: String
    /// Its part of all rows, against the others'.
    let weight: Int
    var layout = Layout.one
    var detail = Detail.rooms
    var isGB18030 = false
    /// How often its clerks slip or add something, against the average of 1.
    var haste = 1.0
    /// The word it likes for a building; the others occur too.
    var word: String?

    static let all: [SourceSystem] = [
        .init(key: "police", zh: "公安人口", en: "Police, residents", weight: 12, layout: .streetApart, haste: 0.5),
        .init(key: "grid", zh: "网格走访", en: "Grid rounds", weight: 9, haste: 1.3),
        .init(key: "civil-affairs", zh: "民政救助", en: "Civil affairs, aid", weight: 3),
        .init(key: "housing", zh: "住房登记", en: "Housing register", weight: 8, layout: .everyPart, haste: 0.4),
        .init(key: "rentals", zh: "出租房管理", en: "Rented homes", weight: 5, haste: 1.4, word: "栋"),
        .init(key: "taxes", zh: "税务登记", en: "Taxes", weight: 4, isGB18030: true),
        .init(key: "market", zh: "市场主体", en: "Market registration", weight: 5, haste: 0.8, word: "幢"),
        .init(key: "social-security", zh: "社会保险", en: "Social security", weight: 6),
        .init(key: "health-insurance", zh: "医疗保险", en: "Health insurance", weight: 6, haste: 1.1),
        .init(key: "health", zh: "居民健康档案", en: "Health records", weight: 5, haste: 1.2, word: "号楼"),
        .init(key: "education", zh: "学籍", en: "School enrolment", weight: 3, layout: .divisionsApart),
        .init(key: "electricity", zh: "供电用户", en: "Electricity", weight: 7, haste: 0.8, word: "栋"),
        .init(key: "water", zh: "供水用户", en: "Water", weight: 5, isGB18030: true, word: "幢"),
        .init(key: "gas", zh: "燃气用户", en: "Gas", weight: 4, layout: .divisionsApart, word: "号楼"),
        .init(key: "television", zh: "有线电视", en: "Cable television", weight: 3, isGB18030: true, haste: 1.3),
        .init(key: "telecoms", zh: "通信宽带", en: "Telecoms", weight: 5, haste: 1.3, word: "栋"),
        .init(key: "post", zh: "邮政投递", en: "Post", weight: 8, haste: 1.7),
        .init(key: "planning", zh: "规划资源", en: "Planning and land", weight: 2, detail: .buildings, haste: 0.5),
        .init(key: "construction", zh: "建设工地", en: "Construction", weight: 1, detail: .sites),
        .init(key: "fire", zh: "消防检查", en: "Fire inspection", weight: 2, detail: .buildings, word: "座"),
        .init(key: "urban-management", zh: "城市管理", en: "Urban management", weight: 3, detail: .sites, haste: 1.4),
        .init(key: "hotline", zh: "政务热线", en: "Hotline", weight: 4, haste: 1.8),
        .init(key: "courts", zh: "法院送达", en: "Court service", weight: 2, haste: 0.7),
        .init(key: "justice", zh: "司法矫正", en: "Justice", weight: 1, layout: .streetApart),
        .init(key: "veterans", zh: "退役军人", en: "Veterans", weight: 1, isGB18030: true),
        .init(key: "disability", zh: "残疾人服务", en: "Disability services", weight: 1),
        .init(key: "agriculture", zh: "农业农村", en: "Agriculture", weight: 2, detail: .sites),
        .init(key: "emergency", zh: "应急管理", en: "Emergency management", weight: 1, detail: .buildings, haste: 1.1),
        .init(key: "elevators", zh: "电梯设备", en: "Lifts", weight: 1, layout: .everyPart, detail: .buildings),
    ]

    static func number(_ place: Int) -> String { place < 9 ? "0\(place + 1)" : "\(place + 1)" }
}
