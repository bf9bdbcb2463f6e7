// What the law behind the running clocks allows: asked by the pages beforehand and by the write once more.
public import Base
public import Clocks

extension MatterPolicy {
    /// Whether the clocks of a matter may stand still from a day on one of some grounds.
    static func judgePause(_ file: MatterFile, on grounds: [String], from day: Day) -> Judgement {
        if file.isPaused { return .barred(Words("时限已经暂停", "The clock already stands still")) }
        let running = file.clocks.filter { $0.term.state == .running }
        guard running.contains(where: { !$0.isRightToObject }) else { return .barred(noTerm) }
        var reason: Words?
        for ground in grounds {
            let known = running.filter { $0.rule.mayPause(for: ground) }
            let fault = known.lazy.compactMap { clock in
                clock.pauseFault(for: ground, from: day).map { words($0, for: clock) }
            }.first
            if !known.isEmpty, fault == nil { return .allowed }
            reason = reason ?? fault
        }
        return .barred(reason ?? noPause(running, isOneGround: grounds.count == 1))
    }

    /// The grounds of a procedure on which the clocks of a matter may stand still from a day.
    static func pauseGrounds(of procedure: Procedure, on file: MatterFile, from day: Day) -> [Procedure.Choice] {
        (procedure.pauseGrounds ?? []).filter { judgePause(file, on: [$0.code], from: day).isAllowed }
    }

    /// Whether time may be added on a day by somebody of a role.
    ///
    /// Several rules may run side by side, each under its own text: it is enough that one of them allows it.
    static func judgeExtension(_ file: MatterFile, by role: Role?, on day: Day) -> Judgement {
        let clocks = file.clocks.filter { $0.term.duty == completion }
        guard !clocks.isEmpty else { return .barred(noTerm) }
        let known = clocks.filter { $0.rule.extra != nil }
        guard !known.isEmpty else { return .barred(noExtension(clocks)) }
        guard extendable(file, by: role, on: day).isEmpty else { return .allowed }
        // Rules of two levels can each have a reason of their own.
        var faults: [Words] = []
        for clock in known.sorted(by: { $0.term.ruleID < $1.term.ruleID }) {
            guard let fault = clock.extensionFault(by: 1, approver: role?.rawValue, on: day) else { continue }
            let words = words(fault, for: clock)
            if !faults.contains(words) { faults.append(words) }
        }
        return .barred(
            Words(faults.map(\.zh).joined(separator: "；"), faults.map(\.en).joined(separator: "; ")))
    }

    /// The clocks to which somebody of a role may add time on a day.
    static func extendable(_ file: MatterFile, by role: Role?, on day: Day) -> [TermStanding] {
        file.clocks.filter {
            $0.term.duty == completion && $0.extensionFault(by: 1, approver: role?.rawValue, on: day) == nil
        }
    }

    /// The most that may still be added under any rule; nil where none allows an extension.
    static func longestExtension(_ file: MatterFile, by role: Role?, on day: Day) -> TermLimit? {
        extendable(file, by: role, on: day).compactMap(\.left).max { $0.amount < $1.amount }
    }

    /// What the law counts an extension of some clocks in; days where it allows none.
    public static func extensionUnit(of clocks: [TermStanding]) -> TermUnit {
        clocks.lazy.compactMap(\.rule.extra?.unit).first ?? .calendar
    }

    /// The most that may still be added, in words.
    static func atMost(_ left: TermLimit) -> Words {
        Words("最多还能延长 \(left.words.zh)。", "At most \(left.words.en) more.")
    }

    /// Why what a step does to the clocks of a proceeding cannot be done on a day with what it is given; nil when it can.
    public static func effectFault(
        _ action: Procedure.Action, on opened: ProceedingFile, _ input: ProceedingInput, by actor: Actor, on day: Day
    ) -> Words? {
        switch action.effect {
        case .extend:
            let unit = extensionUnit(of: opened.clocks)
            for clock in opened.clocks where clock.rule.extra?.unit == unit {
                guard let extra = clock.rule.extra, let left = clock.left else { continue }
                let days = input.days ?? 0
                if days > left.amount { return atMost(left) }
                let role = extra.approver == "head" ? actor.role?.rawValue : extra.approver
                if let fault = clock.extensionFault(by: days, approver: role, on: day) {
                    return words(fault, for: clock)
                }
            }
            return nil
        case .pause:
            let running = opened.clocks.filter { $0.term.state == .running }
            let isPossible = running.contains { $0.pauseFault(for: input.ground ?? "", from: day) == nil }
            return isPossible ? nil : noPause(running, isOneGround: true)
        default: return nil
        }
    }

    private static let completion = "completion"
    private static let noTerm = Words("没有正在走的时限", "No time limit is running")

    private static func words(_ fault: TermError, for clock: TermStanding) -> Words {
        switch fault {
        case .over(let due):
            let day = DayWords.full(due)
            return Words("时限 \(day.zh) 已经到期，不能再改", "The time was over on \(day.en); it cannot be changed any more")
        case .beyondCeiling:
            let most = TermLimit(clock.added, clock.left?.unit ?? .calendar).words
            let source = clock.rule.citation
            return Words(
                "已经延长 \(most.zh)，到了\(source.zh)允许的上限",
                "Extended by \(most.en) already, the most that \(source.en) allows")
        case .approverMissing(let role):
            let name = Role(rawValue: role)?.words ?? Words("别的人", "somebody else")
            let source = clock.rule.citation
            return Words("按\(source.zh)，由\(name.zh)批准", "By \(source.en), this is approved by: \(name.en)")
        default: return Words("时限现在不能这样改", "The time limit cannot be changed like this now")
        }
    }

    private static func noPause(_ clocks: [TermStanding], isOneGround: Bool) -> Words {
        let sources = sources(clocks)
        return isOneGround
            ? Words("\(sources.zh)没有规定可以因此暂停", "\(sources.en): no pause on that ground")
            : Words("\(sources.zh)没有规定可以暂停", "\(sources.en): no pause is provided for")
    }

    private static func noExtension(_ clocks: [TermStanding]) -> Words {
        let sources = sources(clocks)
        return Words("\(sources.zh)没有规定可以延长", "\(sources.en): no extension is provided for")
    }

    /// The articles behind some clocks, each once; the right to object is another matter.
    private static func sources(_ clocks: [TermStanding]) -> Words {
        var sources: [Words] = []
        for clock in clocks where !clock.isRightToObject && !sources.contains(clock.rule.citation) {
            sources.append(clock.rule.citation)
        }
        return Words(sources.map(\.zh).joined(separator: "、"), sources.map(\.en).joined(separator: "; "))
    }
}

extension TermStanding {
    fileprivate var isRightToObject: Bool { term.duty == "objection" }
}

extension TermLimit {
    /// Under what an entry keeps how much was added: days of either sort, months or years.
    static func entryKey(_ unit: TermUnit) -> String {
        switch unit {
        case .working, .calendar: "days"
        case .month: "months"
        case .year: "years"
        }
    }

    /// What an entry says was added; nil where it says nothing.
    init?(added entry: [String: String]) {
        for unit in [TermUnit.calendar, .month, .year] {
            guard let amount = entry[Self.entryKey(unit)].flatMap(Int.init) else { continue }
            self.init(amount, unit)
            return
        }
        return nil
    }
}
