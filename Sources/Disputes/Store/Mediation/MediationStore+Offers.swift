public import Base
import Clocks
import Journal
import Matters
import Storage

// Offers and counter-offers. Only the mediator sees them: he carries them from side to side.
extension MediationStore {
    /// The offers of a mediation; on a day after their last an open one counts as expired.
    func offers(of id: RecordID, on today: Day?, in reader: any Reader) throws -> [Offer] {
        let rows = try reader.rows("SELECT * FROM offers WHERE mediation_id = \(id) ORDER BY number")
        let texts = try open(rows, "pledges_id", in: reader)
        return try rows.map { row in
            let until = try row.day("until_day")
            var state = OfferState(rawValue: try row.text("state")) ?? .open
            if state == .open, let today, until < today { state = .expired }
            return Offer(
                id: try row.id("id"), number: try row.int("number"),
                side: PartySide(rawValue: try row.text("side")) ?? .a, answers: try row.idOrNil("answers_id"),
                pledges: texts[try row.id("pledges_id")].flatMap { Self.decode([Pledge].self, $0) } ?? [],
                until: until, state: state, at: try row.instant("at"))
        }
    }

    /// Records what a side offers, perhaps as answer to an offer of the other, which it takes the place of. Throws `DisputeError`.
    @discardableResult
    public func offer(
        _ pledges: [Pledge], by side: PartySide, answering other: RecordID? = nil, until: Day, _ change: Change
    ) throws -> RecordID {
        try Self.checkOpen(change)
        try Self.checkMediates(change)
        try Self.check(pledges, change)
        guard until >= change.today, until.number - change.today.number <= 90 else {
            throw CentreStore.wrong("until", "有效到今天以后，最多 90 天", "It holds from today on, for 90 days at most")
        }
        if let other {
            let answered = try openOffer(other, change)
            guard answered.side != side else {
                throw CentreStore.wrong(
                    "side", "对自己的方案不能另提，请先撤回", "A side does not answer its own offer; withdraw it first")
            }
            try set(other, .countered, change)
        }
        let id = RecordID.make(at: change.now)
        let value = try seal(Self.encode(pledges), "offer", change)
        let number = (change.mediation.offers.last?.number ?? 0) + 1
        let row = MediationShapes.offers.row([
            id.value, district.value, change.id.value, number.value, side.rawValue.value, other.value, value.id.value,
            until.value, OfferState.open.rawValue.value, change.now.value,
        ])
        try change.transaction.insert(row, of: change.id)
        try record("mediation.offer", change, ["number": String(number)], ["pledges": value])
        return id
    }

    /// The other side accepts or declines, or the side itself withdraws. What has expired cannot be accepted. Throws `DisputeError`.
    public func answer(_ id: RecordID, as state: OfferState, by side: PartySide, _ change: Change) throws {
        try Self.checkOpen(change)
        try Self.checkMediates(change)
        let offer = try openOffer(id, change)
        switch state {
        case .withdrawn:
            guard offer.side == side else {
                throw CentreStore.wrong("side", "只有提方案的一方能撤回", "Only the side that made it withdraws it")
            }
        case .accepted, .declined:
            guard offer.side != side else {
                throw CentreStore.wrong("side", "由对方答复", "The other side answers")
            }
        default: throw DisputeError.notFound
        }
        try set(id, state, change)
        try record("mediation.offer-answered", change, ["number": String(offer.number), "state": state.rawValue])
    }

    private func openOffer(_ id: RecordID, _ change: Change) throws -> Offer {
        let found = try offers(of: change.id, on: change.today, in: change.transaction).first { $0.id == id }
        guard let found else { throw DisputeError.notFound }
        switch found.state {
        case .open: return found
        case .expired:
            let day = DayWords.plain(found.until)
            throw DisputeError.barred(
                Words("这个方案只到\(day.zh)有效，已经过期", "That offer held until \(day.en) only"))
        default:
            throw DisputeError.barred(Words("这个方案已经答复过了", "That offer has been answered"))
        }
    }

    private func set(_ id: RecordID, _ state: OfferState, _ change: Change) throws {
        try change.transaction.execute("UPDATE offers SET state = \(state.rawValue) WHERE id = \(id)")
        change.transaction.noteChange("offers", of: change.id, id: id)
    }

    /// Lines that are `known` were promised before: they are not refused because their day has come meanwhile.
    static func check(_ pledges: [Pledge], _ change: Change, known: [Pledge] = []) throws {
        guard (1...Pledge.most).contains(pledges.count) else {
            throw CentreStore.wrong("kind", "请写 1 到 40 条", "From 1 to 40 lines")
        }
        let sides = Set(change.mediation.here.map(\.side))
        for pledge in pledges {
            guard pledge.debtor != pledge.creditor, sides.contains(pledge.debtor), sides.contains(pledge.creditor)
            else {
                throw CentreStore.wrong("from", "请选谁欠谁", "Choose who owes it to whom")
            }
            let first = known.contains(pledge) ? change.mediation.opened.proceeding.openedAt.day : change.today
            guard let due = pledge.dueDay, due >= first, due.number - change.today.number <= 3_660
            else {
                throw CentreStore.wrong("due", "期限从今天起，最多十年", "Until when: from today on, ten years at most")
            }
            switch pledge.pledgeKind {
            case .money:
                guard let fen = pledge.fen, (1...Money.most).contains(fen) else {
                    throw CentreStore.wrong("yuan", "请填金额，如 3000 或 3000.50", "Write the sum, such as 3000 or 3000.50")
                }
            case .act:
                try checkText(pledge.text, field: "text", longest: 500)
            case .apology: break
            }
            guard pledge.text.count <= 500 else {
                throw CentreStore.wrong("text", "最多 500 个字", "At most 500 characters")
            }
        }
    }
}
