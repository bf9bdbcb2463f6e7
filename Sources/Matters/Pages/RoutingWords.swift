import Base
import Clocks

/// The words of the pages of routing rules.
enum RoutingWords {
    static let title = Words("派单规则", "Routing rules")
    static let rail = Words("规则", "Rules")
    static let lead = Words(
        "新来的事项从上往下对，第一条对得上的说了算。分类只是建议，窗口可以不按规则派。",
        "A new matter is held against these from the top; the first that fits decides. The clerk may still choose otherwise."
    )
    static func inForce(_ number: Int, since day: Day) -> Words {
        let day = DayWords.plain(day)
        return Words("第 \(number) 版，\(day.zh)起在用", "Version \(number), in force since \(day.en)")
    }
    static func always(_ number: Int) -> Words { Words("第 \(number) 版，在用", "Version \(number), in force") }
    static func comes(_ number: Int, on day: Day) -> Words {
        let day = DayWords.full(day)
        return Words("第 \(number) 版 \(day.zh) 起用", "Version \(number) comes into force on \(day.en)")
    }
    static let withdrawn = Words("用之前就撤回了", "Withdrawn before it came into force")
    static let replaced = Words("用过，已换成后来的版本", "Was in force, replaced since")
    static let never = Words("没有用上，已被别的版本取代", "Never in force: another version took its place")
    static let none = Words("还没有派单规则。", "There are no routing rules yet.")
    static func version(_ number: Int) -> Words { Words("第 \(number) 版", "Version \(number)") }
    static func byProgram(_ when: Words) -> Words { Words("随程序装入，\(when.zh)", "Came with the program, \(when.en)") }
    static func by(_ name: Words, _ unit: Words, _ when: Words) -> Words {
        Words("\(name.zh)（\(unit.zh)）\(when.zh)发布", "Published by \(name.en) (\(unit.en)), \(when.en)")
    }
    static func because(_ reason: String) -> Words { Words("为什么：\(reason)", "Why: \(reason)") }
    static func basedOn(_ number: Int) -> Words { Words("由第 \(number) 版改成", "Changed from version \(number)") }
    static func repeats(_ number: Int) -> Words {
        Words("重新用第 \(number) 版的内容", "Repeats the text of version \(number)")
    }

    // Ways on
    static let edit = Words("改规则", "Change the rules")
    static let toDraft = Words("看草稿", "Open the draft")
    static let versions = Words("历次版本", "Versions")
    static let export = Words("导出 YAML", "Export YAML")
    static let back = Words("派单规则", "Routing rules")
    static let toDesk = Words("工作台", "Desk")
    static let onlyHeads = Words(
        "只有区矛调中心的负责人和管理员可以改。", "Heads and administrators of the district centre may change them.")
    static func draftOf(_ name: Words, _ when: Words) -> Words {
        Words(
            "有一份没发布的草稿，\(name.zh) \(when.zh)改过。",
            "There is a draft that is not published; \(name.en) changed it last, \(when.en).")
    }
    static let someone = Words("有人", "somebody")

    // The draft
    static let draft = Words("派单规则草稿", "Draft of the routing rules")
    static let draftLead = Words(
        "在这里改不影响现在派单；发布以后，从选定的那天起才用。", "Nothing changes for matters until this is published, from the day you choose.")
    static func draftBase(_ number: Int) -> Words { Words("从第 \(number) 版改起", "Began from version \(number)") }
    static func moved(_ number: Int) -> Words {
        Words(
            "开始改以后，第 \(number) 版用上了。发布草稿会盖过它；要在它的基础上改，请放弃草稿重新开始。",
            "Version \(number) came into force after this draft was begun, and publishing would replace it. To build on it, give the draft up and begin anew."
        )
    }
    static func later(_ number: Int, on day: Day) -> Words {
        let day = DayWords.plain(day)
        return Words(
            "第 \(number) 版已定在\(day.zh)起用，到那天会取代更早开始的版本。",
            "Version \(number) is set for \(day.en) and will then replace what began before.")
    }
    static let add = Words("加一条", "Add a rule")
    static let change = Words("改", "Change")
    static let up = Words("上移", "Up")
    static let down = Words("下移", "Down")
    static let remove = Words("删去", "Remove")
    static let dryRun = Words("拿过去的事项试一试", "Try it on past matters")
    static let discard = Words("放弃草稿", "Give the draft up")
    static let noDraft = Words("现在没有草稿", "There is no draft")
    static let noDraftNote = Words(
        "可以从在用的版本改起，也可以导入一个 YAML 文件。", "Begin from the version in force, or import a YAML file.")
    static let begin = Words("从在用的版本改起", "Begin from the version in force")
    static let importHead = Words("导入 YAML 文件", "Import a YAML file")
    static let importHint = Words(
        "用导出的格式。文件里的规则会换掉草稿里的，检查以后才能发布。",
        "In the format of the export. Its rules replace those of the draft and are checked like them.")
    static let file = Words("文件", "File")
    static let importSend = Words("导入到草稿", "Import into the draft")
    static let chooseFile = Words("请选一个 YAML 文件", "Please choose a YAML file")
    static let notText = Words("这个文件不是 UTF-8 文本", "This file is not text in UTF-8")
    static let changes = Words("改了什么", "What changes")
    static let noChanges = Words("和原来的版本一样。", "It says the same as the version it began from.")
    static let fine = Words("检查过了，没有发现问题。", "Checked: nothing is wrong.")
    static func grave(_ count: Int) -> Words {
        Words("有 \(count) 处要先改好才能发布，已在规则旁写明", "\(count) to mend before it can be published, each named at its rule")
    }
    static func minor(_ count: Int) -> Words {
        Words("有 \(count) 条规则用不到，可以照样发布", "\(count) rules never decide; it can be published like this")
    }
    static let check = Words("检查", "Check")

    // Publishing
    static let publish = Words("发布", "Publish")
    static let publishHint = Words(
        "发布后不能改，只能再发布新的版本；可以随时恢复早先的版本。",
        "A published version never changes; an earlier one can be published again at any time.")
    static let reason = Words("为什么改", "Why it changes")
    static let reasonHint = Words("写给以后看的人，一两句就够。", "A sentence or two for whoever reads it later.")
    static let from = Words("哪天起用", "In force from")
    static let fromHint = Words("今天或以后。已经登记的事项不受影响。", "Today or later. Matters already filed are not touched.")
    static let again = Words("把这一版再用起来", "Put this version in force again")
    static let againHint = Words("内容原样再发布一次，成为新的一版。", "Its text is published once more, as a new version.")
    static let againSend = Words("再发布一次", "Publish it again")
    static let withdraw = Words("撤回，不用它", "Withdraw it")
    static let read = Words("看这一版", "Read it")
    static func compare(_ number: Int) -> Words { Words("和第 \(number) 版比", "Compare with version \(number)") }
    static func against(_ number: Int) -> Words { Words("和第 \(number) 版相比", "Compared with version \(number)") }
    static let same = Words("两版的规则一样。", "Both have the same rules.")
    static let wrong = Words("请改正", "Please mend this")
    static let changedHead = Words("有人先改了草稿", "Somebody changed the draft first")
    static let changedText = Words(
        "下面是现在的样子，您刚才的改动没有存进去，请再看一眼。", "This is how it stands now; your change was not saved. Please look again.")
    static let cannot = Words("现在不能这样", "Not possible now")
}
