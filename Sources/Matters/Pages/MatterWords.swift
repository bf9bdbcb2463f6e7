// The words of the desk, Chinese and English side by side.
import Base
import Foundation

enum MatterWords {
    // Lists
    static let lists = Words("工作清单", "Work lists")
    static let toMe = Words("交到我这里", "For me")
    static let ourUnit = Words("我们单位", "Our office")
    static let toDecide = Words("要我们定的", "To decide")
    static let contacts = Words("和外面联系", "With those outside")
    static let everything = Words("能看到的", "All I may see")
    static let soonestFirst = Words("先到期的在前", "Due first on top")
    static let newestFirst = Words("新来的在前", "Newest on top")
    static func newestFirst(days: Int) -> Words { Words("近 \(days) 天，新来的在前", "Last \(days) days, newest on top") }
    static let filters = Words("按种类看", "By kind")
    static let allKinds = Words("全部", "All")
    static let narrow = Words("再按主题、来源等筛选", "Filter by topic, channel and more")
    static func narrowed(_ names: [Words]) -> Words {
        Words("只看：" + names.map(\.zh).joined(separator: "、"), "Only: " + names.map(\.en).joined(separator: ", "))
    }
    static let narrowSend = Words("筛选", "Apply")
    static let clear = Words("清除筛选", "Clear filters")
    static let emptyNarrowed = Words("没有符合这些条件的事项。", "No matter in this list fits these filters.")
    static let allOfThem = Words("不限", "Any")
    static let cameBy = Words("来源", "Channel")
    static let stands = Words("办到哪里", "State")
    static let placeOpen = Words("地点还没定", "No place yet")
    static func villages(of town: Words) -> Words { Words("\(town.zh)的村社", "Villages of \(town.en)") }
    static let nextPage = Words("看后面的", "Show more")
    static let backToList = Words("回到清单", "Back to the list")
    static let nothingHere = Words("这个清单是空的", "Nothing in this list")
    static let nothingOpen = Words("从清单里选一件，在这里看", "Choose a matter from the list to read it here")
    static let nothingFound = Words("没有找到", "Nothing found")
    static let tryOther = Words(
        "换个说法试试：号码、小区名，或者说过的一两个词。", "Try other words: the number, an estate's name, or a word or two that were said."
    )
    static let seeOpen = Words("看看本单位在办的", "See what our office is working on")
    static let openAlone = Words("单独打开", "Open on its own page")
    static let erased = Words("内容已依法删除", "Erased at the person's request")

    static func list(_ list: WorkList) -> Words {
        switch list {
        case .mine: Words("我的", "Mine")
        case .offered: Words("待签收", "To accept")
        case .open: Words("全部在办", "All open")
        case .soon: Words("快到期", "Due soon")
        case .overdue: Words("已超期", "Overdue")
        case .attention: Words("要留意", "Needs a look")
        case .objections: Words("派单异议", "Objections")
        case .recent: Words("最近登记的", "Latest")
        }
    }

    static func empty(_ list: WorkList) -> Words {
        switch list {
        case .mine: Words("您手上没有事项。签收后的事项会列在这里。", "You hold no matter. What you accept appears here.")
        case .offered: Words("没有等本单位签收的事项。", "Nothing waits to be accepted.")
        case .open: Words("本单位没有在办的事项。", "Your office has no open matter.")
        case .soon: Words("两个工作日内没有到期的。", "Nothing is due within two working days.")
        case .overdue: Words("没有超期的。", "Nothing is overdue.")
        case .attention: Words("没有要留意的。", "Nothing needs a look.")
        case .objections: Words("没有待裁定的异议。", "No objection waits for a decision.")
        case .recent: Words("还没有事项。", "There is no matter yet.")
        }
    }

    static func count(_ count: Int, limit: Int = MatterStore.countLimit) -> Words {
        guard count >= limit else { return Words("\(count) 件", "\(count)") }
        let most = limit.formatted(.number.locale(Locale(identifier: "en_US")))
        return Words("\(most) 件以上", "\(most) or more")
    }

    static func found(_ count: Int) -> Words {
        let number = self.count(count, limit: MatterStore.hitLimit)
        return Words("找到 \(number.zh)", "\(number.en) found")
    }

    static func status(_ status: MatterStatus) -> Words {
        switch status {
        case .received: Words("待签收", "To be accepted")
        case .handling: Words("办理中", "In hand")
        case .ended: Words("已办结", "Ended")
        }
    }

    static func attention(_ kind: String) -> Words {
        switch kind {
        case "overdue": Words("超期上报", "Reported as overdue")
        case "due-soon": Words("快到期", "Due soon")
        case "low-rating": Words("评价低", "Low rating")
        case "reopened": Words("要求重办", "Reopened")
        case "returned": Words("异议成立退回", "Returned")
        case "addition": Words("有补充", "Something was added")
        case "proceeding": Words("有新程序", "A proceeding was opened")
        case "told": Words("对方机构有答复", "The other body answered")
        case "message-held": Words("对方机构来信要看", "A message of the other body waits")
        case "expired": Words("到期自动办理", "A time ran out")
        case "hardening": Words("纠纷可能激化", "A quarrel may harden")
        default: Words("请看一下", "Please look")
        }
    }

    // Several at once
    static let bulk = Words("一次办几件", "Several at once")
    static let bulkHint = Words(
        "在清单里勾选，再选怎么办。每一件分别办，办不了的会告诉您为什么。",
        "Tick matters in the list, then choose. Each is done by itself; you are told which could not be and why."
    )
    static let bulkResult = Words("办的结果", "What was done")
    static let bulkNothing = Words("没有勾选事项，什么都没有做。", "Nothing was ticked, so nothing was done.")
    static let acceptTicked = Words("签收勾选的", "Accept those ticked")
    static let transferTicked = Words("转办勾选的", "Transfer those ticked")
    static let done = Words("办好了", "Done")
    static let notDone = Words("没有办成", "Not done")
    static func tick(_ number: String) -> Words { Words("勾选 \(number)", "Tick \(number)") }

    // Who may not
    static let noMatters = Words("系统管理岗位不看事项", "Administrators do not see matters")
    static let noMattersWhy = Words(
        "居民说的话，只给办事的人看。账号、单位和规则用服务器上的 shanzhi 命令管，系统是不是正常看上面的“运行情况”。",
        "What residents say is shown only to those who deal with it. Accounts, units and rules are kept with the commands of "
            + "shanzhi on the server; whether all runs well stands under Operations above."
    )
    static let readOnly = Words("审计岗位只看不办", "Auditors read and change nothing")
    static let readOnlyWhy = Words(
        "可以看，不能改；办事由各单位来办。", "You may read everything here; acting is for the units in charge.")

    // Keys
    static let keysHead = Words("按键", "Keys")
    static let keysSwitch = Words("使用单键", "Use single keys")
    static let close = Words("关闭", "Close")
    static let keys: [(String, Words)] = [
        ("j", Words("下一件", "Next matter")), ("k", Words("上一件", "Previous matter")),
        ("a", Words("签收", "Accept")), ("t", Words("转办", "Transfer")), ("r", Words("答复", "Answer")),
        ("x", Words("提异议", "Object")), ("m", Words("记一笔", "Add a note")),
        ("l", Words("给来访人留言", "Message the resident")),
        ("o", Words("单独打开", "Open on its own page")), ("/", Words("搜索", "Search")), ("?", Words("这个帮助", "This help")),
    ]
}
