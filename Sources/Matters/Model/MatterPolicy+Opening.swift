// What stands against opening a proceeding inside a matter, and which earlier one it rests on.
import Base
import Clocks

extension MatterPolicy {
    /// Whether an actor may open a proceeding of a procedure inside a matter; `known` gives the names of what must go before.
    static func judgeOpening(
        _ procedure: Procedure, inside file: MatterFile, beside others: [ProceedingFile],
        knowing known: [String: Procedure] = [:], by actor: Actor, on day: Day
    ) -> Judgement {
        if actor.isShutOut(of: file) {
            return .barred(Words("本单位被反映，不能经手", "Your unit is complained about and may not touch it"))
        }
        guard suits(procedure, file) else {
            return .barred(Words("这类事项不走这个程序", "A matter of this kind does not go this way"))
        }
        guard (procedure.filing.by ?? []).contains(where: { stands(actor, in: $0, to: file) }) else {
            return .barred(Words("由负责这件事的单位来办", "The unit that answers for the matter does this"))
        }
        if others.contains(where: { $0.proceeding.procedure == procedure.code && $0.proceeding.isOpen }) {
            return .barred(Words("这个程序正在进行", "This proceeding is under way"))
        }
        let wanted = procedure.filing.preceding
        if wanted.isEmpty || base(of: procedure, among: others, on: day) != nil { return .allowed }
        return .barred(late(wanted, others, day) ?? notYet(wanted, known))
    }

    /// The proceeding on which one that is opened now rests, the newest that will do, with the duty whose time it uses.
    static func base(
        of procedure: Procedure, among others: [ProceedingFile], on day: Day
    ) -> (former: ProceedingFile, duty: String?)? {
        for former in others.reversed() {
            for after in procedure.filing.preceding where after.isMet(by: former) {
                guard let duty = after.within else { return (former, nil) }
                if lapsed(former.clocks(of: duty), on: day) == nil { return (former, duty) }
            }
        }
        return nil
    }

    /// Why what went before does not do any more; nil where nothing did. The newest that has a time speaks for all.
    private static func late(_ wanted: [Procedure.Preceding], _ others: [ProceedingFile], _ day: Day) -> Words? {
        let times = others.reversed().flatMap { former in
            wanted.filter { $0.isMet(by: former) }.compactMap(\.within).map { former.clocks(of: $0) }
        }
        let over = others.reversed().flatMap { former in
            wanted.filter { $0.isMet(by: former) }.flatMap { after in former.missed.filter { $0.duty == after.within } }
        }.first
        if let over, times.allSatisfy(\.isEmpty) {
            let due = DayWords.full(over.due)
            return Words("期限到 \(due.zh) 为止，已经过了", "Its time ended on \(due.en)")
        }
        return (times.first { !$0.isEmpty } ?? times.first).flatMap { lapsed($0, on: day) }
    }

    private static func notYet(_ wanted: [Procedure.Preceding], _ known: [String: Procedure]) -> Words {
        let formers = wanted.compactMap { after in known[after.procedure].map { (after, $0) } }
        guard let (after, former) = formers.first else {
            return Words("先要有前一个程序的结果", "What must go before has not ended so")
        }
        if wanted.count == 1 {
            let ends = after.endings(of: former) ?? Words("", "")
            return Words("先要有\(former.zh)的结果：\(ends.zh)", "\(former.en) must have ended first: \(ends.en)")
        }
        let names = formers.map { after, former in
            after.endings(of: former).map { Words("\(former.zh)（\($0.zh)）", "\(former.en) (\($0.en))") } ?? former.name
        }
        let zh = names.map(\.zh).joined(separator: "；"), en = names.map(\.en).joined(separator: ", ")
        return Words("先要有这些程序中一个的结果：\(zh)", "One of these must have ended first: \(en)")
    }
}

extension Procedure.Preceding {
    /// Whether a proceeding is one of its procedure that ended as it must, or stands anywhere where no end is named.
    func isMet(by former: ProceedingFile) -> Bool {
        guard former.proceeding.procedure == procedure else { return false }
        return ends.map { former.proceeding.end.map($0.contains) ?? false } ?? true
    }

    /// The ends that will do, in words; nil where any will.
    fileprivate func endings(of former: Procedure) -> Words? {
        guard let ends else { return nil }
        let names = former.ends.filter { ends.contains($0.code) }.map(\.name)
        return Words(names.map(\.zh).joined(separator: "、"), names.map(\.en).joined(separator: "; "))
    }
}
