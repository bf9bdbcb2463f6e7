import Base
import Clocks

/// The words of what other bodies tell.
enum CounterpartWords {
    static let messages = Words("对方机构的来信", "Messages of other bodies")
    static let messagesLead = Words(
        "法院、仲裁委等机构的系统发来的。合得上记录的已经自动记下，合不上的等人核对。",
        "Sent by the systems of courts, arbitration and the like. What fits the record was written down at once; the rest waits for a look."
    )
    static let waiting = Words("来信待核对", "Messages to look at")
    static let waitingLead = Words(
        "这些来信和记录对不上，或者要人签收。先到的在前。",
        "These do not fit the record, or somebody must sign for them. The first to come stands first.")
    static let waitingNone = Words("没有等核对的来信。", "No message waits.")
    static let earlier = Words("已经处理的", "Dealt with")
    static let earlierNone = Words("还没有。", "None yet.")
    static let toMatter = Words("回到这件事", "Back to the matter")
    static let toDesk = Words("回到工作台", "Back to the desk")
    static let referral = Words("移送", "Referral")
    static let body = Words("机构", "Body")
    static let came = Words("收到", "Received")
    static let number = Words("来信编号", "Message number")
    static let reference = Words("对方文号", "Number at the other body")
    static let happened = Words("办理时间", "Happened there")
    static let words = Words("内容", "Words")
    static let wordsErased = Words("已依法删除", "Erased")
    static let extra = Words("延长", "Longer by")
    static let why = Words("为什么要等", "Why it waits")
    static let decided = Words("处理时间", "Dealt with on")
    static let take = Words("按来信记下", "Write it down as told")
    static let sign = Words("签收，本单位承办，期限从今天算", "Sign for it: our unit runs it, its time counts from today")
    static let setAside = Words("不采用", "Set aside")
    static let reason = Words("为什么不采用", "Why it does not hold")
    static let reasonHint = Words(
        "记在这件事里；对方机构只看到“不采用”。", "Kept with the matter; the other body reads only that it was set aside.")
    static let wrong = Words("没有办成", "It was not done")
    static let changedFirst = Words("刚才有人处理过了，请看现在的情况。", "Somebody dealt with it just now; see how it stands.")
    static let notYours = Words(
        "由承办程序或者负责这件事的单位来办", "The unit that runs the proceeding or answers for the matter does this")
    static let erased = Words("内容已经依法删除，不能再记下", "Its words were erased; it can no longer be written down")
    static let late = Words("对方机构来信告知", "Told by a message of the other body")
    static let toSign = Words("要人签收，期限从签收那天算", "Somebody must sign for it: its time counts from that day")
    static let noSuchStep = Words("这个程序没有这一步，或者不由贵机构告知", "The proceeding has no such step, or it is not yours to tell")
    static let noSuchReferral = Words("贵机构不能移送这种程序", "Your body does not refer to such a procedure")
    static let notThisKind = Words("这类事项不走这个程序", "A matter of this kind does not go this way")
    static let waitsAlready = Words("这件事已经有一份移送等签收", "A referral of this matter waits already")
    static let runnerTakes = Words(
        "由承办这个程序的单位记下或者签收", "The unit that runs the proceeding writes it down or signs for it")
    static let inTheRecord = Words("记录里已经有那一天的这一步", "The record has this step on that day already")
    static let noDay = Words("请写明办理的时间", "Please say when it happened")
    static let noProceeding = Words("没有这个程序", "There is no such proceeding")
    static let noSuchMatter = Words("没有这个编号的事项", "There is no matter of this number")
    static let future = Words("不能晚于现在", "It cannot be later than now")
    static let noReference = Words("请填对方的文号", "Please give the number at your body")
    static let noExtension = Words("法律没有规定可以这样延长", "The law provides for no such extension")
    static let reused = Words("这个编号用过，内容不一样", "This number was used for another message")
    static let reasonMissing = Words(
        "请写明原因，最多 \(CounterpartStore.reasonLimit) 个字",
        "Say why, in \(CounterpartStore.reasonLimit) characters at most")

    static let eventDay = Words("定的日子", "The day that it sets")
    static func more(_ count: Int) -> Words { Words("还有 \(count) 封没有列出来", "\(count) more are not listed") }

    static func saidBefore(_ number: String) -> Words {
        Words("和编号 \(number) 的来信说的一样", "The message \(number) told the same")
    }

    static func outOfOrder(_ last: Day) -> Words {
        let day = DayWords.full(last)
        return Words("早于这个程序的上一步（\(day.zh)）", "It is earlier than the step before it (\(day.en))")
    }

    static func state(_ state: CounterpartMessage.State) -> Words {
        switch state {
        case .taken: Words("已记下", "Written down")
        case .held: Words("等核对", "Waits")
        case .setAside: Words("没有采用", "Set aside")
        }
    }
}
