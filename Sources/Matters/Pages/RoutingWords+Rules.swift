import Base
import Clocks

extension RoutingWords {
    // A rule in words
    static let anything = Words("不论什么事", "Anything")
    static func place(_ place: RoutingRule.PlaceKnown) -> Words {
        switch place {
        case .village: Words("知道在哪个村社", "the village is known")
        case .town: Words("至少知道在哪个镇街", "at least the town is known")
        case .none: Words("不知道地点", "no place is known")
        }
    }
    static let anyPlace = Words("不管地点知不知道", "Whether a place is known or not")
    static func says(_ words: [String]) -> Words {
        Words(
            "说到" + words.map { "“\($0)”" }.joined(separator: "或"),
            "the words " + words.map { "“\($0)”" }.joined(separator: " or "))
    }
    static func goes(to unit: Words, helpers: [Words]) -> Words {
        let zh = helpers.map(\.zh).joined(separator: "、"), en = helpers.map(\.en).joined(separator: ", ")
        return helpers.isEmpty
            ? Words("交给\(unit.zh)", "goes to \(unit.en)")
            : Words("交给\(unit.zh)，请\(zh)协办", "goes to \(unit.en), with help from \(en)")
    }
    static func sentence(_ when: Words, _ to: Words) -> Words { Words("\(when.zh)：\(to.zh)", "\(when.en): \(to.en)") }
    static let village = Words("地点所在的村社", "the village of the place")
    static let grid = Words("地点所在的网格", "the grid of the place")
    static let town = Words("地点所在的镇街", "the town of the place")
    static func platform(_ name: Words) -> Words { Words("镇街的\(name.zh)", "the town's \(name.en)") }
    static let topicOffice = Words("主题的主管部门", "the department in charge of the topic")
    static let centre = Words("区矛调中心", "the district centre")

    // The form
    static func editing(_ id: String) -> Words { Words("改规则 \(id)", "Change rule \(id)") }
    static let kinds = Words("哪几种事", "Which kinds")
    static let kindsHint = Words("一种都不选，就是都算。", "None chosen means all.")
    static let topics = Words("哪些主题", "Which topics")
    static let topicsHint = Words(
        "一个都不选，就是不论主题。点开一组，可以选整组或其中几个。", "None chosen means any. Open a group to choose all of it or some.")
    static func wholeGroup(_ name: Words) -> Words { Words("\(name.zh)，整组", "\(name.en), all of it") }
    static func group(_ name: Words, _ count: Int) -> Words {
        count == 0 ? name : Words("\(name.zh)（选了 \(count)）", "\(name.en) (\(count) chosen)")
    }
    static let whichPlace = Words("地点", "Place")
    static let words = Words("说到哪些词", "Which words")
    static let wordsHint = Words(
        "用逗号分开，说到其中一个就算。空着就不看词。", "Separated by commas; one of them is enough. Empty: words do not matter.")
    static let to = Words("交给谁", "Goes to")
    static let choose = Words("请选", "Please choose")
    static let near = Words("按地点", "By place")
    static let platforms = Words("镇街的平台", "Platforms of the town")
    static let departments = Words("部门", "Departments")
    static let helpers = Words("请谁协办", "Who is asked to help")
    static let zh = Words("一句话写明（中文）", "The rule in a sentence (Chinese)")
    static let en = Words("一句话写明（英文）", "The rule in a sentence (English)")
    static let sentenceHint = Words("空着就按上面选的写。", "Left empty, it is written from what is chosen above.")
    static let below = Words("放在哪条下面", "Below which rule")
    static let top = Words("最上面", "At the top")
    static let save = Words("存进草稿", "Save in the draft")
    static let cancel = Words("不改了", "Leave it")
    static let noTarget = Words("请选交给谁", "Please choose where it goes")
    static let tooManyWords = Words("最多 30 个词，每个不超过 30 字", "At most 30 words, each up to 30 characters")
    static let tooLong = Words("最多 200 字", "At most 200 characters")
    static let unknown = Words("请从列出的里面选", "Please choose from the list")

    // Faults
    static func fault(_ fault: RoutingFault) -> Words {
        switch fault {
        case .shadowed(let above):
            Words(
                "用不到：对得上它的，都先对上了 \(above.joined(separator: "、"))",
                "Never decides: whatever fits it fits \(above.joined(separator: ", ")) first")
        case .unknownTopic(let code): Words("没有“\(code)”这个主题", "There is no topic “\(code)”")
        case .unknownDepartment(let code): Words("没有“\(code)”这个部门", "There is no department “\(code)”")
        case .unknownPlatform(let code): Words("镇街没有“\(code)”这个平台", "Towns have no platform “\(code)”")
        case .unknownLevel(let code): Words("不认识“\(code)”这个去向", "“\(code)” is nowhere to go")
        case .noOffice: Words("没有写明是哪个部门", "No department is named")
        case .sameNumber: Words("前面已有同号的规则", "A rule above has the same number")
        case .badNumber: Words("编号只能用字母、数字和短横", "Numbers are made of letters, digits and hyphens")
        case .noSentence: Words("中英文各要一句话", "A sentence is needed in both languages")
        case .fitsNothing: Words("条件是空的，什么也对不上", "An empty condition fits nothing")
        case .noRule(let kind, let topic): gap(kind, topic)
        }
    }

    private static func gap(_ kind: MatterKind, _ topic: Words?) -> Words {
        let kind = MatterWords.kind(kind)
        let (zh, en) = (topic?.zh ?? "没有主题", topic?.en ?? "no topic")
        return Words(
            "最后少一条兜底的规则：例如“\(kind.zh)，\(zh)”没有去处。请加一条什么都不限的，放在最下面。",
            "A last rule is missing: “\(kind.en), \(en)”, for one, goes nowhere. Add one without conditions at the bottom."
        )
    }

    // Differences
    static func added(_ id: String) -> Words { Words("加了 \(id)", "\(id) added") }
    static func removed(_ id: String) -> Words { Words("删了 \(id)", "\(id) removed") }
    static func changed(_ id: String) -> Words { Words("改了 \(id)", "\(id) changed") }
    static func placed(_ id: String, _ from: Int, _ to: Int) -> Words {
        Words("\(id) 从第 \(from) 条移到第 \(to) 条", "\(id) moved from place \(from) to \(to)")
    }
    static let before = Words("原来", "Before")
    static let after = Words("现在", "Now")
    static let wording = Words("只改了说明的文字", "Only its wording")
}

extension RoutingWords {
    // The dry run
    static let tryTitle = Words("拿过去的事项试规则", "Rules tried on past matters")
    static let tryLead = Words(
        "用登记时的事实，按在用的规则和试的规则各派一次，只看您能看到的事项；什么都不会改动。",
        "Each matter is sent once by the rules in force and once by those tried, with the facts as it was filed. Only matters you may see are used; nothing is changed."
    )
    static func trying(_ name: Words) -> Words { Words("试的是：\(name.zh)", "Tried: \(name.en)") }
    static let draftName = Words("草稿", "the draft")
    static let size = Words("看多少件", "How many")
    static func last(_ count: Int) -> Words { Words("最近 \(count.grouped) 件", "Last \(count.grouped)") }
    static let nothingSeen = Words("没有您能看到的事项", "There is no matter that you may see")
    static let nothingSeenNote = Words(
        "管理员看不到事项。请区矛调中心的负责人打开这一页试。",
        "Administrators see no matters. Ask a head of the district centre to open this page.")
    static let looked = Words("看了", "Looked at")
    static let other = Words("会去别处", "Would go elsewhere")
    static let help = Words("只是协办不同", "Only others help")
    static let byHand = Words("当时由人另选", "Chosen by a person")
    static let unit = Words("件", "matters")
    static func since(_ day: Day) -> Words {
        let day = DayWords.plain(day)
        return Words("\(day.zh)以来", "since \(day.en)")
    }
    static func share(_ part: Int, of all: Int) -> Words {
        let tenths = all == 0 ? 0 : (part * 1_000 + all / 2) / all
        return Words("占 \(tenths / 10).\(tenths % 10)%", "\(tenths / 10).\(tenths % 10)%")
    }
    static func alike(_ before: Int, _ after: Int) -> Words {
        Words("规则与人选的一致：现在 \(before)，试的 \(after)", "Rules agree with the person: now \(before), tried \(after)")
    }
    static let moves = Words("从哪里到哪里", "From where to where")
    static let fromUnit = Words("现在", "Now")
    static let toUnit = Words("试的规则", "Tried")
    static let count = Words("件数", "Matters")
    static let matter = Words("事项", "Matter")
    static let person = Words("人当时选的", "A person chose")
    static let noUnit = Words("没有规则对得上", "No rule fits")
    static func rule(_ id: String) -> Words { Words("规则 \(id)", "rule \(id)") }
    static func allTheSame(_ count: Int) -> Words {
        Words("这 \(count) 件都去原来的地方。", "All \(count) would go where they go now.")
    }
    static func firstOnes(_ count: Int) -> Words { Words("列出最近的 \(count) 件。", "The newest \(count) are listed.") }
    static let byRule = Words("每条规则管几件", "What each rule decides")
    static let ruleColumn = Words("规则", "Rule")
}
