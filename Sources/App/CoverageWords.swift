import Base

/// The words of the coverage map and of what programs ask about points.
enum CoverageWords {
    static let noTown = Words("没有这个镇街", "There is no such town")
    static let title = Words("地址覆盖", "Coverage of addresses")
    static let lead = Words(
        "每个镇街、村社和网格有多少条标准地址，其中多少条有坐标。道路和村社本身不算地址。",
        "How many addresses each town, village and grid has, and how many of them have a position. Roads and villages "
            + "themselves are no addresses.")
    static let way = Words("怎么到这里", "The way here")
    static let figures = Words("合计", "In all")
    static let addresses = Words("地址", "Addresses")
    static let addressUnit = Words("条", "addresses")
    static let located = Words("有坐标", "With a position")
    static let share = Words("占比", "Share")
    static let unlocated = Words("没有坐标", "Without a position")
    static let empty = Words("没有地址的网格", "Grids without an address")
    static let gridUnit = Words("个网格", "grids")
    static let towns = Words("镇街", "Towns")
    static let places = Words("村社和网格", "Villages and grids")
    static let place = Words("地方", "Place")
    static let noGrid = Words("网格不明", "Grid not known")
    static let onlyTown = Words("只知道镇街", "Only the town is known")
    static let otherPlace = Words("不在今天的区划里", "In no division of today")
    static let townMap = Words("各镇街有坐标的地址占比", "Share of addresses with a position by town")
    static let gridMap = Words("各网格有坐标的地址占比", "Share of addresses with a position by grid")
    static let villageMap = Words("各村社有坐标的地址占比", "Share of addresses with a position by village")
    static let schematic = Words("边界为示意。", "Boundaries are schematic.")
    static let noMap = Words("还没有地图：没有一个地方有位置。", "No map yet: no place has a position.")
    static let nearer = Words("放大", "Nearer")
    static let farther = Words("缩小", "Farther")
    /// What the five steps of colour stand for.
    static let steps = [
        Words("没有地址", "no address"), Words("不到一半", "less than half"), Words("一半以上", "half or more"),
        Words("八成以上", "80 % or more"), Words("九成五以上", "95 % or more"),
    ]
    static func area(_ name: Words, _ addresses: Int, _ located: Int) -> Words {
        Words(
            "\(name.zh)：\(addresses) 条地址，\(located) 条有坐标",
            "\(name.text(.english)): \(addresses) addresses, \(located) with a position")
    }
    static let degrees = Words("应当是经纬度（度），如 120.21 和 30.41", "It must be degrees such as 120.21 and 30.41")
}
