import Base

/// The words around matters that an office runs for a resident, Chinese and English side by side.
enum ProxyWords {
    static let reception = Words("接访当场转给代办单位，请跟进到底。", "Passed on at a reception day, to be followed to its end.")
    static let head = Words("替本人代办", "Run for the resident")
    static let none = Words("没有人代办，本人自己跟。", "Nobody runs it for the resident; they follow it themselves.")
    static let take = Words("记一份委托，替本人代办", "Record a mandate and run it for them")
    static let takeLead = Words(
        "记下谁委托、怎么委托的。以后每一步都列出来，由代办人告诉本人。",
        "Record who asked and how. From then on every step is listed until the resident has been told.")
    static let asker = Words("谁委托的", "Who asked")
    static let askerHint = Words(
        "写本人的姓名；家里人替他开口的，写“女儿代本人”这样。", "The resident's name; if family spoke for them, say so.")
    static let way = Words("怎么委托的", "How it was given")
    static let day = Words("哪天委托的", "On which day")
    static let scope = Words("委托办什么（不写就是全程）", "What it covers (the whole matter if left empty)")
    static let scan = Words("委托书的扫描件（书面委托要附）", "Scan of the mandate (needed when written)")
    static let scanSealed = Words(
        "本人要求保密，而附件经手的人都看得到：请先遮住姓名和号码。",
        "The name is sealed, and whoever deals with the matter sees the file: cover name and number first.")
    static let takeSend = Words("就由我们代办", "We run it")
    static let sealed = Words("谁委托的，已密封", "Who asked is sealed")
    static let sealedWhy = Words(
        "本人要求保密：委托人和委托的内容只给代办的单位看。", "At the person's wish, only the office that runs it sees who asked and for what.")
    static let wholeMatter = Words("全程代办", "The whole matter")
    static let proxy = Words("代办", "Run by")
    static let mandate = Words("委托", "Mandate")
    static let state = Words("现在", "Now")
    static let postOver = Words("原来的代办人已离岗，由单位负责", "That person has left the post; the office answers")
    static let untold = Words("还没告诉本人的", "Not told yet")
    static let allTold = Words("都告诉本人了。", "The resident has been told everything.")
    static let told = Words("已经告诉的", "Told")
    static let tell = Words("记下：告诉本人了", "Record that they were told")
    static let which = Words("告诉了哪几件", "What they were told of")
    static let toldDay = Words("哪天告诉的", "On which day")
    static let toldWay = Words("怎么告诉的", "How")
    static let note = Words("本人说了什么；早于今天的，写为什么今天才记", "What they said; for an earlier day, why it is recorded today")
    static let tellSend = Words("记下", "Record")
    static let withdraw = Words("本人收回委托", "The resident takes the mandate back")
    static let withdrawHint = Words(
        "收回以后由本人自己跟，没告诉的不再列。", "They then follow it themselves; what was not told is listed no more.")
    static let reason = Words("本人怎么说的", "What the resident said")
    static let withdrawSend = Words("收回委托", "Take it back")
    static let open = Words("代办记录", "Record of what was told")
    static let back = Words("回到这件事", "Back to the matter")
    static let listHead = Words("代办：还没告诉本人的", "To tell residents")
    static let listLead = Words(
        "您和同事替居民代办的事，有了新进展还没告诉本人。等得最久的在前。",
        "Matters you and your colleagues run for residents, with news they have not heard. Whoever waits longest comes first."
    )
    static let listNone = Words("没有要告诉居民的", "Nothing to tell")
    static let listNoneNote = Words("代办的事有新进展，会列在这里。", "News of matters you run for residents appears here.")
    static let listLink = Words("代办待告知", "To tell residents")
    static let mine = Words("我代办的", "Mine")
    static func count(_ count: Int) -> Words {
        Words("\(count) 步没告诉", count == 1 ? "1 step to tell" : "\(count) steps to tell")
    }
    static func since(_ when: Words) -> Words { Words("\(when.zh)起", "since \(when.en)") }
    static func by(_ name: Words, _ unit: Words) -> Words { Words("\(unit.zh)，\(name.zh)", "\(name.en), \(unit.en)") }
    static func line(_ way: MandateWay, _ day: Words) -> Words {
        let how = self.way(way)
        return Words("\(day.zh) \(how.zh)委托", "\(how.en), \(day.en)")
    }
    static func told(_ day: Words, _ way: TellingWay) -> Words {
        let how = self.way(way)
        return Words("\(day.zh) \(how.zh)告诉", "told on \(day.en), \(how.en)")
    }

    static func way(_ way: MandateWay) -> Words {
        switch way {
        case .person: Words("当面", "in person")
        case .phone: Words("电话", "by telephone")
        case .written: Words("书面", "in writing")
        }
    }

    static func way(_ way: TellingWay) -> Words {
        switch way {
        case .visit: Words("上门", "at their home")
        case .person: Words("当面", "in person")
        case .phone: Words("电话", "by telephone")
        case .message: Words("短信或微信", "by message")
        case .letter: Words("信", "by letter")
        }
    }

    static func state(_ state: ProxyState) -> Words {
        switch state {
        case .active: Words("在代办", "running")
        case .withdrawn: Words("本人已收回委托", "taken back by the resident")
        case .ended: Words("被反映的单位，代办已结束", "ended: the office is complained about")
        }
    }
}
