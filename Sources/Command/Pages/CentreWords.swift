import Base
import Clocks
import Matters

/// The words of the page of a centre's figures.
enum CentreWords {
    static let windows = Words("窗口、功能室和接访日", "Windows, rooms and reception days")
    static let title = Words("中心统计", "The centre's figures")
    static func lead(_ from: Day, _ to: Day) -> Words {
        Words(
            "\(DayWords.plain(from).zh)至\(DayWords.plain(to).zh)登记的事项。每个数都从事项数出来，一件只算一次。",
            "Matters filed from \(DayWords.plain(from).en) to \(DayWords.plain(to).en). Every figure is counted from matters, each once."
        )
    }
    static let from = Words("从", "From")
    static let to = Words("到", "To")
    static let look = Words("看", "Look")
    static let none = Words("这段时间没有登记事项。", "Nothing was filed in this time.")
    static let petitions = Words("信访办理", "Petitions")
    static let services = Words("服务", "Services")
    static let proxies = Words("三级代办", "Run by an office for the resident")
    static let all = Words("登记事项", "Matters")
    static let level = Words("哪一级在答复", "Who answers")
    static let levelOfProxy = Words("哪一级代办", "Whose staff")
    static func level(_ level: ProxyLevel) -> Words {
        switch level {
        case .district: Words("区级", "District")
        case .town: Words("镇街", "Towns")
        case .village: Words("村社", "Villages")
        }
    }
    static let sum = Words("合计", "Together")
    static let filed = Words("登记", "Filed")
    static let answered = Words("办结有答复", "Answered")
    static let otherwise = Words("其他结束", "Ended otherwise")
    static let open = Words("在办", "Open")
    static let overdue = Words("其中超期", "Overdue")
    static let service = Words("服务", "Service")
    static func service(_ service: Service) -> Words {
        switch service {
        case .consultation: Words("咨询", "Consultation")
        case .help: Words("求助", "Help")
        case .report: Words("举报", "Report")
        case .mediation: Words("调解", "Mediation")
        case .notarisation: Words("转公证", "Referred to a notary")
        case .appraisal: Words("转司法鉴定", "Referred to an appraisal")
        case .arbitration: Words("转仲裁", "Referred to arbitration")
        case .litigation: Words("转诉讼", "Referred to court")
        case .elsewhere: Words("转其他法定途径", "Referred elsewhere")
        }
    }
    static let ended = Words("办结", "Ended")
    static let solved = Words("其中解决、答复或达成协议", "Solved, answered or agreed")
    static func adding(_ petitions: Int, _ services: Int, _ all: Int) -> Words {
        Words(
            "信访 \(petitions.grouped) 件在上一张表，服务 \(services.grouped) 件在这张表，合起来就是登记的 \(all.grouped) 件，一件只算一次。转出去的算在转去的那一行。",
            "\(petitions.grouped) petitions in the table above and \(services.grouped) services here are the \(all.grouped) matters filed, each counted once. What was referred on stands in the row it went to."
        )
    }
    static let untold = Words("还有没告诉本人的", "Something not yet told")
    static let channels = Words("从哪里来", "How they came")
    static let channel = Words("渠道", "Channel")
    static let people = Words("人", "People")
    static let proposals = Words("主题建议被采用", "Proposed topics taken")
    static let by = Words("谁提出", "Proposed by")
    static let keywords = Words("关键词", "Keywords")
    static func model(_ version: String) -> Words { Words("模型 \(version)", "Model \(version)") }
    static let judged = Words("有人定过的", "Judged")
    static let first = Words("采用第一个", "First taken")
    static let second = Words("采用第二个", "Second taken")
    static let share = Words("第一个占", "Share of first")
    static let export = Words("导出 CSV", "Export CSV")
}
