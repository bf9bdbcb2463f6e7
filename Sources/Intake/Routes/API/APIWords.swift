import Base

/// What programs that file matters are told.
enum APIWords {
    static let unit = Words(
        "没有这个代码的单位。代码像 town:330110012、dept:urban-management 这样",
        "No unit has this code; codes look like town:330110012 or dept:urban-management"
    )
    static let place = Words("没有这个地址", "There is no such address record")
    static let topic = Words("没有这个主题", "There is no such topic")
}
