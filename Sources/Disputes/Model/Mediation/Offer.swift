public import Base
import Clocks

/// What one line of an offer promises.
public enum PledgeKind: String, CaseIterable, Sendable {
    case money, act, apology

    /// What people call it.
    public var words: Words {
        switch self {
        case .money: Words("付款", "Payment")
        case .act: Words("做一件事", "An act")
        case .apology: Words("道歉", "An apology")
        }
    }
}

/// One thing that one side promises another: money in fen, an act, an apology, until a day.
public struct Pledge: Hashable, Sendable, Codable {
    /// What it is.
    public var kind: String
    /// Who owes it.
    public var from: String
    /// To whom.
    public var to: String
    /// How much, in fen; nil but for money.
    public var fen: Int64?
    /// Until when, as ISO 8601.
    public var due: String
    /// What exactly, in words; how money is paid.
    public var text: String

    /// Puts it together.
    public init(_ kind: PledgeKind, from: PartySide, to: PartySide, fen: Int64? = nil, due: Day, text: String) {
        (self.kind, self.from, self.to) = (kind.rawValue, from.rawValue, to.rawValue)
        (self.fen, self.due, self.text) = (fen, due.description, text)
    }

    /// How many lines an offer or an agreement may have.
    static var most: Int { 40 }

    /// The kind.
    public var pledgeKind: PledgeKind { PledgeKind(rawValue: kind) ?? .act }
    /// Who owes it.
    public var debtor: PartySide { PartySide(rawValue: from) ?? .b }
    /// To whom.
    public var creditor: PartySide { PartySide(rawValue: to) ?? .a }
    /// Until when.
    public var dueDay: Day? { Day(due) }

    /// The pledge as a sentence of an agreement; the sentence in Chinese is the one that counts.
    public var sentence: Words { sentence(with: []) }

    /// The same where some of the side that owes it answer for it together; an apology is everybody's own.
    func sentence(with joint: [String]) -> Words {
        let who = debtor.words, whom = creditor.words
        let day = dueDay.map { DayWords.plain($0) } ?? Words(due, due)
        let more = text.isEmpty ? Words("", "") : Words("（\(text)）", " (\(text))")
        let names = joint.joined(separator: "、")
        let bond =
            joint.isEmpty
            ? Words("", "") : Words("，\(names)对此承担连带责任", "; \(names) answer for it jointly and severally")
        switch pledgeKind {
        case .money:
            let sum = Money.text(fen ?? 0)
            return Words(
                "\(who.zh)在\(day.zh)前（含当日）支付\(whom.zh)人民币 \(sum) 元\(more.zh)\(bond.zh)。",
                "\(who.en) pays \(whom.en) CNY \(sum) by \(day.en)\(more.en)\(bond.en).")
        case .act:
            return Words(
                "\(who.zh)在\(day.zh)前（含当日）完成：\(text)\(bond.zh)。", "\(who.en) does by \(day.en): \(text)\(bond.en).")
        case .apology:
            return Words(
                "\(who.zh)在\(day.zh)前（含当日）向\(whom.zh)道歉\(more.zh)。",
                "\(who.en) apologises to \(whom.en) by \(day.en)\(more.en).")
        }
    }
}

/// Money in fen.
public enum Money {
    /// The most that one line may promise: ten billion yuan.
    public static let most: Int64 = 1_000_000_000_000

    /// What to type.
    public static let hint = Words("请填金额，如 3000 或 3000.50", "Write the sum, such as 3000 or 3000.50")

    /// Such as `3000.00`.
    public static func text(_ fen: Int64) -> String {
        let rest = String(100 + fen % 100).dropFirst()
        return "\(fen / 100).\(rest)"
    }

    /// Reads yuan as people type them: `3000`, `3,000.5`, `３０００元`; nil for anything else.
    public static func read(_ typed: String) -> Int64? {
        var whole: Int64 = 0, cents: Int64 = 0, places = -1, digits = 0
        for character in typed where !character.isWhitespace && character != "," && character != "，" && character != "元"
        {
            if character == "." || character == "．" {
                guard places < 0 else { return nil }
                places = 0
            } else if let digit = character.wholeNumberValue, (0...9).contains(digit) {
                digits += 1
                if places < 0 {
                    whole = whole * 10 + Int64(digit)
                    guard whole <= most / 100 else { return nil }
                } else {
                    guard places < 2 else { return nil }
                    places += 1
                    cents = cents * 10 + Int64(digit)
                }
            } else {
                return nil
            }
        }
        guard digits > 0 else { return nil }
        let fen = whole * 100 + (places == 1 ? cents * 10 : cents)
        return fen > 0 ? fen : nil
    }
}

/// How far an offer has come.
public enum OfferState: String, CaseIterable, Sendable {
    case open, accepted, declined, countered, withdrawn, expired

    /// What people call it.
    public var words: Words {
        switch self {
        case .open: Words("等对方答复", "Waiting for an answer")
        case .accepted: Words("接受", "Accepted")
        case .declined: Words("不接受", "Declined")
        case .countered: Words("另提方案", "Answered by a counter-offer")
        case .withdrawn: Words("撤回", "Withdrawn")
        case .expired: Words("过期", "Expired")
        }
    }
}

/// What one side offers. Offers lie behind the wall: what was offered in vain may not be held against anybody later.
public struct Offer: Hashable, Sendable {
    /// The permanent id.
    public let id: RecordID
    /// The running number, from 1.
    public let number: Int
    /// Who offers.
    public let side: PartySide
    /// The offer it answers.
    public let answers: RecordID?
    /// What is promised, by whom to whom.
    public let pledges: [Pledge]
    /// The last day on which it can be accepted.
    public let until: Day
    /// How far it has come; past its last day an open one counts as expired.
    public let state: OfferState
    /// When it was made.
    public let at: Instant
}
