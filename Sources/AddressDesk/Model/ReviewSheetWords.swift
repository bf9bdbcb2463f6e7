import Base

/// The words of the spreadsheet that goes to a town and comes back.
enum ReviewSheetWords {
    static let head = Words("用表格定", "Decide in a spreadsheet")
    static let hint = Words(
        "导出来发给镇街，在“决定”一列填好，再传回来。传回来先看一遍，确认以后才定。",
        "Send it to the town, have the column “decision” filled in and bring it back. What it would do is shown first; nothing is "
            + "decided before you say so.")
    static let workbook = Words("导出 XLSX", "Export XLSX")
    static let text = Words("导出 CSV", "Export CSV")
    static let file = Words("填好的表格", "The spreadsheet, filled in")
    static let fileHint = Words("XLSX、CSV 或 TSV，最大 20 MB。", "XLSX, CSV or TSV, 20 MB at most.")
    static let send = Words("传上来看一遍", "Bring it in and look")
    static let noFile = Words("请先选文件", "Choose a file first")
    static let title = Words("传回来的表格", "The spreadsheet that came back")
    static let unreadable = Words("读不了这个表格", "This spreadsheet cannot be read")
    static func planned(_ count: Int, faults: Int, blank: Int) -> Words {
        Words(
            "可以定的有 \(count.grouped) 条，有问题的 \(faults.grouped) 行，没填决定的 \(blank.grouped) 行。现在还什么都没有定。",
            "\(count.grouped) can be decided, \(faults.grouped) rows have faults, \(blank.grouped) say nothing. So far nothing is decided."
        )
    }
    static let apply = Words("照此定下", "Decide all of these")
    static let plannedHead = Words("会这样定", "What would be decided")
    static func shown(_ count: Int) -> Words { Words("只列出前 \(count) 条", "Only the first \(count) are shown") }
    static let faultsHead = Words("有问题的行", "Rows with faults")
    static let line = Words("行", "Row")
    static let reason = Words("问题", "What is wrong")
    static let about = Words("哪一条", "About")
    static let decides = Words("怎么定", "Decision")
    static let none = Words("没有可以定的", "There is nothing to decide")
    static let back = Words("回到待核地址", "Back to the queue")
    static let badPlan = Words("确认的内容不完整，请重新传表格", "What was confirmed is not whole: bring the spreadsheet in again")
    static let tooMuch = Words("一次定得太多，请把表格分成几份", "Too much at once: divide the spreadsheet")

    static func place(_ isAlias: Bool) -> Words {
        isAlias ? Words("“{}”的另一个名称", "another name of {}") : Words("就是“{}”", "it is {}")
    }
    static let new = Words("新添“{}”", "{} is added")
    static let nothing = Words("不是本区地址", "no address of the district")

    /// The columns in their order.
    static let id = Words("编号", "case")
    static let kind = Words("要定的事", "about")
    static let said = Words("文字里的名称", "name in the texts")
    static let sample = Words("例子", "example")
    static let rows = Words("行数", "rows")
    static let systems = Words("系统", "systems")
    static func place(number: Int) -> Words { Words("地方\(number)", "place \(number)") }
    static let decision = Words("决定", "decision")
    static let name = Words("名称", "name")
    static let village = Words("村社区代码", "village code")
    static let aliasOf = Words("是哪里的别名", "alias of")
    static let note = Words("备注", "note")
    static let sheet = Words("待核地址", "Review")

    /// What may stand in the column of decisions beside 1 to 5.
    static let decisions: [(word: ReviewSheetWord, words: Words)] = [
        (.new(.estate), Words("新增", "new")), (.new(.road), Words("新增道路", "new road")),
        (.new(.landmark), Words("新增地物", "new landmark")), (.alias, Words("别名", "alias")),
        (.nothing, Words("不是地址", "none")),
    ]

    // What is wrong with a row.
    static func noColumn(_ name: Words) -> Words {
        Words("表格里没有“\(name.zh)”这一列", "The spreadsheet has no column “\(name.en)”")
    }
    static let noID = Words("编号不对", "That is no case")
    static let twice = Words("同一个编号出现两次", "The same case stands twice")
    static let noWord = Words(
        "“决定”只能填 1 到 5、新增、新增道路、新增地物、别名、不是地址", "A decision is 1 to 5, new, new road, new landmark, alias or none")
    static func noPlace(_ number: Int) -> Words { Words("没有地方\(number)", "There is no place \(number)") }
    static func moved(_ number: Int) -> Words {
        Words("地方\(number)和现在的不一样了，请重新导出", "Place \(number) is another one by now: export it again")
    }
    static let noName = Words("名称要 2 到 60 个字", "A name has 2 to 60 characters")
    static let noVillage = Words("没有这个村社区代码", "There is no village of that code")
    static let noAlias = Words("没有这个编号或代码的地方", "There is no place of that id or code")
    static func tooMany(_ count: Int) -> Words {
        Words("超过 \(count) 行，后面的没有读", "More than \(count) rows; the rest was not read")
    }
}

/// What stands in the column of decisions.
enum ReviewSheetWord: Hashable, Sendable {
    case place(Int)
    case new(CaseDecision.PlaceKind)
    case alias, nothing

    /// Reads a cell in either language; nil for anything else.
    init?(_ cell: String) {
        if let number = Int(cell), (1...5).contains(number) {
            self = .place(number)
            return
        }
        let said = cell.lowercased()
        guard let known = ReviewSheetWords.decisions.first(where: { $0.words.zh == cell || $0.words.en == said }) else {
            return nil
        }
        self = known.word
    }
}
