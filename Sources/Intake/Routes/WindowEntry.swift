import Base
import Matters
import Web

/// What a clerk has entered at the window so far.
struct WindowEntry: Hashable, Sendable {
    /// What every filing says.
    var answers: Answers
    /// How it came in.
    var channel: String
    /// The day it came in, ISO text; empty for today.
    var happened: String
    /// Why it is dated back.
    var reason: String
    /// The topic chosen from the guesses; `none` for no topic; nil before guesses were shown.
    var topic: String?
    /// A topic chosen from all; empty for none.
    var otherTopic: String
    /// `rule`, `own` or the id of a unit; nil before a route was shown.
    var target: String?
    /// Words to look another unit up by.
    var targetName: String
    /// The known matter that it is the same trouble as; nil for none.
    var same: String?
    /// The unit that was proposed when the clerk looked.
    var proposed: String
    /// What belongs to the channel, a mandate and a call.
    var channelEntry = ChannelEntry()

    /// An empty form with a fresh key.
    init(key: String) {
        answers = Answers()
        answers.key = key
        answers.confidentiality = Confidentiality.named.rawValue
        channel = Channel.window.rawValue
        (happened, reason, otherTopic, targetName, proposed) = ("", "", "", "", "")
    }

    /// Reads a posted form.
    init(_ form: Form) {
        answers = Answers(form)
        // The button beside a proposed kind: taking it is the clerk's own step.
        if let taken = form.filled("kind-taken"), MatterKind(rawValue: taken) != nil { answers.kind = taken }
        channel = form.text("channel")
        happened = form.text("happened")
        reason = form.text("reason")
        topic = form.filled("topic")
        otherTopic = form.text("other-topic")
        target = form.filled("target")
        targetName = form.text("target-name")
        proposed = form.text("proposed")
        same = form.filled("same")
        channelEntry = ChannelEntry(form)
    }

    /// The channel, if it is one a clerk may choose.
    var source: Channel? { WindowWords.channels.first { $0.0.rawValue == channel }?.0 }

    /// The topic decided on; nil for none.
    var chosenTopic: String? {
        if !otherTopic.isEmpty { return otherTopic }
        return topic == "none" ? nil : topic
    }

    /// When it happened: now for today, noon of an earlier day.
    func happenedAt(_ now: Instant) -> Instant {
        guard let day = Day(happened), day < now.day else { return now }
        return Instant(day, hour: 12)
    }

    /// The reason of a back-date, if it is one: a letter or a court's referral lies in the post, which says it all.
    func backDateReason(_ now: Instant) -> String? {
        guard happenedAt(now) < now && happenedAt(now).day < now.day else { return nil }
        return reason.isEmpty && isPaper ? WindowWords.onPaper : reason
    }

    /// Whether it came on paper.
    var isPaper: Bool { source == .letter || source == .court }

    /// What is wrong, by field.
    func faults(today: Day) -> [String: Words] {
        var faults: [String: Words] = [:]
        for step in FilingStep.allCases { faults.merge(answers.faults(on: step)) { first, _ in first } }
        if source == nil { faults["channel"] = FaultWords.channel }
        guard !happened.isEmpty else { return faults }
        guard let day = Day(happened) else {
            faults["happened"] = FaultWords.day
            return faults
        }
        if day > today { faults["happened"] = FaultWords.future }
        if day < today, reason.isEmpty, !isPaper { faults["reason"] = FaultWords.backDate }
        if reason.count > Answers.placeLimit { faults["reason"] = FaultWords.long(Answers.placeLimit) }
        return faults
    }
}
