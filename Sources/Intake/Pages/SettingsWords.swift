import Base

/// The words of the page about filing without a person.
enum SettingsWords {
    static let title = Words("自动派件", "Filing without a person")
    static let lead = Words(
        "居民自己在网上反映的，平时由中心的人看过再派。也可以让系统在很有把握时直接按派单规则派出去：只在本区模型提出主题、把握达到这里定的数，并且有规则可派时才派。派错了照常退回或改派。",
        "What residents file online is looked at by the centre before it goes to an office. A district can let it go along the "
            + "routing rules by itself when it is sure: only where the district's model proposes the topic, is at least as "
            + "sure as is set here, and a rule fits. A wrong one is refused or passed on as any other.")
    static let field = Words("从多大把握起直接派", "Send it from how sure on")
    static let off = Words("不直接派（建议先看下面的对错）", "Never (look at the table first)")
    static func from(_ percent: Int) -> Words { Words("把握 \(percent)% 起", "From \(percent)% on") }
    static let save = Words("定下来", "Decide")
    static let saved = Words("已定", "Decided")
    static let table = Words("本区模型到现在的对错", "How right the district's model has been")
    static let level = Words("把握", "How sure")
    static let judged = Words("有人定过主题的", "Judged by a person")
    static let right = Words("第一个就对", "First one right")
    static let share = Words("占", "Share")
    static let none = Words(
        "还没有模型提出的主题被人定过，现在打开没有依据。", "No topic that a model proposed has been judged yet: there is nothing to go by.")
    static let notYours = Words("由区中心负责人或系统管理员来定", "The head of the district centre or an administrator decides this")
    static let here = Words("您在这里", "You are here")
    static let rules = Words("派单规则", "Routing rules")
}
