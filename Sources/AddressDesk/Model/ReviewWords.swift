import Addresses
import Base

/// The words of the review queue, Chinese and English side by side.
enum ReviewWords {
    static let title = Words("待核地址", "Addresses to review")
    static let library = Words("地址库", "Address library")
    static let way = Words("您在这里", "You are here")

    /// What stands above the list.
    static func count(_ cases: Int, _ rows: Int, decided: Bool) -> Words {
        decided
            ? Words(
                "已定 \(cases.grouped) 条，合各系统 \(rows.grouped) 行",
                "\(cases.grouped) decided, \(rows.grouped) rows of the systems in them")
            : Words(
                "有 \(cases.grouped) 条等人定，合各系统 \(rows.grouped) 行。一条里的行写法相同，定一次就都定了。",
                "\(cases.grouped) wait for a decision, \(rows.grouped) rows of the systems in them. The rows of one are alike: "
                    + "one decision settles all of them.")
    }

    static let open = Words("待定", "Open")
    static let decided = Words("已定", "Decided")
    static let states = Words("待定或已定", "Open or decided")
    static let kinds = Words("按要定的事", "By what is to be decided")
    static let allKinds = Words("全部", "All")
    static let town = Words("镇街", "Town")
    static let allTowns = Words("全部镇街", "All towns")
    static let noTown = Words("没写镇街", "No town named")
    static let narrow = Words("只看这些", "Show these")
    static func townCount(_ name: Words, _ count: Int) -> Words {
        Words("\(name.zh)（\(count.grouped)）", "\(name.text(.english)) (\(count.grouped))")
    }

    static func kind(_ kind: CasePattern.Kind) -> Words {
        switch kind {
        case .choose: Words("选一处", "Choose one")
        case .against: Words("说法不合", "Says otherwise")
        case .name: Words("生名称", "Unknown name")
        case .door: Words("生门牌", "Unknown number")
        case .other: Words("其他", "Other")
        }
    }

    // What a case is about; {} stands for a name.
    static func namesakes(_ count: Int) -> Words {
        Words("“{}”有 \(count) 处，说的是哪一处？", "There are \(count) places called {}: which one is meant?")
    }
    static func choose(_ count: Int) -> Words {
        Words("“{}”说的是 \(count) 处里的哪一处？", "Which of \(count) places does this mean: {}")
    }
    static let against = Words("文字写的是{}，“{}”却在{}", "The text says {}; {} lies in {}")
    static let againstSomehow = Words("文字里有别的说法与“{}”不合", "Something in the text speaks against {}")
    static let unknownName = Words("地址库里没有“{}”这个名称", "The library has nothing called {}")
    static let unknownDoor = Words("“{}”没有这个门牌号", "{} has no such number in the library")
    static let unclear = Words("读不准：“{}”", "Not clear what this means: {}")
    static let leftOver = Words("上一个决定没带走的：“{}”", "Left over by another decision: {}")

    static func rows(_ count: Int) -> Words {
        Words("\(count.grouped) 行", count == 1 ? "1 row" : "\(count.grouped) rows")
    }
    static let proposed = Words("可以直接采用", "Can be accepted")
    static func tick(_ number: Int) -> Words { Words("选第 \(number) 条", "Choose number \(number)") }
    static let empty = Words("这里没有等人定的地址", "No address waits here")
    static let emptyNote = Words("各系统并进来以后，读不准的会排到这里。", "What an import is not sure about comes here.")
    static let emptyDecided = Words("还没有定过", "Nothing has been decided yet")
    static let next = Words("下一页", "Next page")
    static let clear = Words("看全部", "Show all")

    // Several at once.
    static let bulkHead = Words("一次采用多条", "Accept several at once")
    static let bulkHint = Words(
        "只采用标着“可以直接采用”的：只有一处可选的，就是那一处；两个以上系统在同一个村社区都这么叫的，添成小区。别的留着。",
        "Only those marked “Can be accepted” are: where one place is in question, it is that place; a name that two systems or "
            + "more have in one village becomes an estate there. All others stay.")
    static let acceptTicked = Words("采用选中的", "Accept those ticked")
    static let acceptShown = Words("采用本页全部", "Accept all shown")
    static func accepted(_ cases: Int, _ rows: Int) -> Words {
        cases == 0
            ? Words("一条也没有采用", "None was accepted")
            : Words(
                "采用了 \(cases) 条，合 \(rows.grouped) 行",
                "\(cases) accepted, \(rows.grouped) \(rows == 1 ? "row" : "rows") in all")
    }
    static let stayed = Words("没有采用的", "Not accepted")
    static let nothingProposed = Words("没有可以直接采用的做法，请打开来定", "Nothing is proposed for it: open it and decide")
    static let nothingTicked = Words("请先选几条", "Tick some first")

    // One case.
    static let saidHead = Words("各系统怎么写", "What the systems write")
    static func more(_ count: Int) -> Words { Words("还有 \(count.grouped) 行", "\(count.grouped) more rows") }
    static let placesHead = Words("说的是哪一处", "Which place it is")
    static let noPlaces = Words("地址库里没有相近的，请查找或新添。", "The library has nothing near it: search, or add the place.")
    static let findHead = Words("查找别的地方", "Search for another place")
    static let find = Words("地方的名称", "Name of the place")
    static let findAliasHint = Words(
        "选中的地方会多一个名称，以后各系统这么写就认得。", "The place gets this as another name and is found by it from then on.")
    static let findSend = Words("查找", "Search")
    static let noneFound = Words("没有叫这个的地方", "There is no place of that name")
    static let alias = Words("就是它，另有名称“{}”", "This is it, also called {}")
    static let toFind = Words("到查找框", "To the search")
    static let newHead = Words("新添一处", "Add a place")
    static let newName = Words("名称", "Name")
    static let newKind = Words("是什么", "What it is")
    static let newVillage = Words("村社区", "Village")
    static let newVillageNone = Words("请选择", "Choose one")
    static let newSend = Words("添加，这些行都归它", "Add it and put these rows there")
    static func placeKind(_ kind: CaseDecision.PlaceKind) -> Words {
        switch kind {
        case .estate: Words("小区", "Estate")
        case .landmark: Words("地物", "Landmark")
        case .road: Words("道路", "Road")
        }
    }
    static let nothing = Words("这些不是本区地址", "These are no addresses of the district")
    static let nextCase = Words("下一条", "Next")
    static let previousCase = Words("上一条", "Previous")
    static let undoLast = Words("撤销我刚才定的", "Undo my last decision")
    static let undo = Words("撤销", "Undo")
    static let look = Words("您的岗位只能看，不能定。", "Your post may look at this, not decide.")
    static let place = Words("地方", "Place")

    static func below(_ type: PlaceType, _ count: Int) -> Words {
        let many = count == 1 ? "" : "s"
        return switch type {
        case .number: Words("\(count.grouped) 个门牌", "\(count.grouped) number\(many)")
        case .building: Words("\(count.grouped) 幢", "\(count.grouped) building\(many)")
        case .unit: Words("\(count.grouped) 个单元", "\(count.grouped) unit\(many)")
        case .floor: Words("\(count.grouped) 层", "\(count.grouped) floor\(many)")
        default: Words("\(count.grouped) 室", "\(count.grouped) room\(many)")
        }
    }
    static let nothingBelow = Words("下面还没有地址", "nothing lies in it yet")
    static let comma = Words("、", ", ")

    // Rows that do not belong together.
    static let partHead = Words("不是一回事？把几行分出去", "Not the same? Take some rows out")
    static let partHint = Words("选上的行另成一条，单独定。", "The ticked rows become a case of their own.")
    static let partSend = Words("分出去", "Take them out")
    static let joinHead = Words("这一条是分出来的", "This was taken out of another case")
    static let joinSend = Words("并回去", "Put it back")
    static let joined = Words("已并回原来那一条", "It was put back")
    static let parted = Words("分出来了，请单独定这一条", "Taken out: decide about it by itself")

    // What was done.
    static func linked(_ rows: Int, left: Int) -> Words {
        let rest = left == 0 ? Words("", "") : leftNote(left)
        return Words(
            "\(rows.grouped) 行归到了“{}”" + rest.zh,
            "\(rows == 1 ? "1 row was" : "\(rows.grouped) rows were") linked to {}" + rest.en)
    }
    static func added(_ rows: Int, left: Int) -> Words {
        let rest = left == 0 ? Words("", "") : leftNote(left)
        return Words(
            "添了“{}”，\(rows.grouped) 行归到那里" + rest.zh,
            "{} was added, \(rows == 1 ? "1 row" : "\(rows.grouped) rows") linked to it" + rest.en)
    }
    private static func leftNote(_ left: Int) -> Words {
        Words("；\(left.grouped) 行写的是别处，另排一条", "; \(left.grouped) lead elsewhere and wait by themselves")
    }
    static func refused(_ rows: Int) -> Words {
        Words(
            "\(rows.grouped) 行定为不是本区地址",
            "\(rows == 1 ? "1 row is" : "\(rows.grouped) rows are") no address of the district")
    }
    static let undone = Words("已撤销，这一条又在等人定", "Undone: it waits again")
    static func undoneAll(_ count: Int) -> Words { Words("撤销了 \(count) 条", "\(count) undone") }
    static let nothingToUndo = Words("没有可撤销的：您没有定过，或已撤销", "There is nothing of yours to undo")
    static let allDone = Words("都定完了", "All are decided")
    static func by(_ when: Words) -> Words { Words("{}在\(when.zh)定的", "Decided by {}, \(when.en)") }
    static let program = Words("程序", "a program")
    static let somebody = Words("已经有人定了", "Somebody has decided it already")
    static let nothingChosen = Words("请选一处，或新添一处", "Choose a place, or add one")
    static let lateNote = Words("您的没有记。下面是已经定的。", "Yours was not recorded. Below is what was decided.")
    static let wrong = Words("没有定成", "Not decided")

    // Keys.
    static let keysHead = Words("按键", "Keys")
    static let keysSwitch = Words("使用单键", "Use single keys")
    static let close = Words("关闭", "Close")
    static let keys: [(String, Words)] = [
        ("1–9", Words("就是那一处", "It is that place")), ("n", Words("新添一处", "Add a place")),
        ("a", Words("查找别的地方", "Search for another place")), ("x", Words("不是本区地址", "No address of the district")),
        ("j", Words("下一条", "Next")), ("k", Words("上一条", "Previous")), ("u", Words("撤销", "Undo")),
        ("?", Words("这个帮助", "This help")),
    ]

    /// A point in time with its weekday: 2019年11月26日 星期二 9:05.
    static func when(_ instant: Instant) -> Words {
        let (year, month, day) = instant.day.parts, (hour, minute) = instant.timeOfDay
        let time = "\(hour):\(minute < 10 ? "0" : "")\(minute)", weekday = instant.day.weekday - 1
        let zh = ["一", "二", "三", "四", "五", "六", "日"], en = ["Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun"]
        let months = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November",
            "December",
        ]
        guard zh.indices.contains(weekday), months.indices.contains(month - 1) else { return Words(time, time) }
        return Words(
            "\(year)年\(month)月\(day)日 星期\(zh[weekday]) \(time)",
            "on \(en[weekday])day \(day) \(months[month - 1]) \(year) at \(time)")
    }

    /// Why a decision is refused; nil for what is no refusal.
    static func refusal(_ error: any Error) -> Words? {
        switch error {
        case CaseError.unknown: Words("没有这一条", "There is no such case")
        case CaseError.decided: somebody
        case CaseError.open: Words("这一条还没有定，没有可撤销的", "It is not decided: there is nothing to undo")
        case CaseError.noPlace: Words("没有这个地方或村社区，或者已经注销", "There is no such place or village, or it has ended")
        case CaseError.noPart: Words("请选一部分行，不要全选", "Tick some of the rows, not all of them")
        case AddressError.badName:
            Words(
                "名称要 2 到 60 个字，而且那个地方还没有这个名称", "A name has 2 to 60 characters, and the place has it not yet")
        case AddressError.taken: Words("那里已经有一个同名的", "There is one of that name already")
        case AddressError.changedSince:
            Words(
                "定了以后那个地方又改过，请先撤销后来的改动", "Something about the place has changed since: undo that first")
        case AddressError.ended, AddressError.unknown, AddressError.circular:
            Words(
                "那个地方已经注销", "The place has ended")
        default: nil
        }
    }

    // Faults of the form for a new place.
    static let nameFault = Words("请写 2 到 60 个字的名称", "Write a name of 2 to 60 characters")
    static let villageFault = Words("请选它在哪个村社区", "Choose the village it lies in")
    static let kindFault = Words("请选它是什么", "Choose what it is")
    static let mend = Words("请先改好这几处", "Please mend this first")
}
