import Base
import Matters

/// What programs that file matters are told.
enum APIWords {
    static let unit = Words(
        "没有这个代码的单位。代码像 town:330110012、dept:urban-management 这样",
        "No unit has this code; codes look like town:330110012 or dept:urban-management"
    )
    static let place = Words("没有这个地址", "There is no such address record")
    static let matter = Words("没有这件事，或者它不归您看", "There is no such matter, or it is not yours to see")
    static func otherChannel(_ channel: Channel) -> Words {
        Words("只有来源是 \(channel.rawValue) 时才填", "Only for the channel \(channel.rawValue)")
    }
    static let levels = Words("应当是 80、85、90、95 或者 null", "It must be 80, 85, 90, 95 or null")
    static let topic = Words("没有这个主题", "There is no such topic")
}
