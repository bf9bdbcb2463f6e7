public import Base

/// A fault in a procedure, named so that whoever edits the file finds it.
public struct ProcedureFault: ExplainedError, Equatable, Sendable, CustomStringConvertible {
    /// The procedure's code.
    public let procedure: String
    /// What is wrong.
    public let fault: String

    /// Names a fault.
    public init(procedure: String, fault: String) {
        (self.procedure, self.fault) = (procedure, fault)
    }

    public var description: String { "procedure \(procedure): \(fault)" }

    /// The fault in a sentence.
    public var explanation: String { "The procedure \(procedure) has a fault: \(fault)." }
}

extension Procedure {
    /// Checks that every stage can be reached, every open stage has a way out, every term that starts can stop, a refusal
    /// has grounds, and every text exists in both languages. Throws `ProcedureFault`.
    public func check() throws {
        let codes = Set(stages.map(\.code))
        let actions = actions ?? []
        try require(codes.contains(filing.stage), "filing begins in an unknown stage \(filing.stage)")
        if let fault = filing.fault { throw ProcedureFault(procedure: code, fault: fault) }
        for action in actions {
            for stage in action.from + [action.to].compactMap({ $0 }) {
                try require(codes.contains(stage), "action \(action.code) names an unknown stage \(stage)")
            }
            try require(!action.by.isEmpty, "nobody may do action \(action.code)")
            try checkExpiry(action)
        }
        let unknown = Set((letters ?? [:]).keys).subtracting(actions.map(\.code))
        try require(unknown.isEmpty, "letters go with unknown actions \(unknown.sorted())")
        try require((kind == nil) == (road != nil), "it is neither how a kind is handled nor somewhere on the road")
        let refuses = actions.contains { $0.effect == .refuse }
        try require(!refuses || refusalGrounds?.isEmpty == false, "a refusal has no ground to rest on")
        try checkReach(actions)
        let stopped = Set(actions.flatMap { ($0.stops ?? []) + [$0.onExpiry].compactMap(\.self) })
        // Registration (P1, P13) is done by the entry itself: no shipped procedure starts a term for it, and nothing stops
        // one that a district's own procedure starts. Such a pack was let through before and still is.
        for duty in Set(filing.starts + actions.flatMap { $0.starts ?? [] })
        where duty != "registration" && !(rights ?? []).contains(duty) {
            try require(stopped.contains(duty), "the term \(duty) starts but never stops")
        }
        let choices = ends + routes + (pauseGrounds ?? []) + (refusalGrounds ?? [])
        let words =
            stages.flatMap { [Words($0.zh, $0.en), $0.plain] } + actions.map(\.name) + choices.map(\.name)
            + choices.compactMap(\.plain) + [name]
        let texts: [String] = words.flatMap { [$0.zh, $0.en] }
        try require(texts.allSatisfy { !$0.isEmpty }, "a text is missing in one language")
        for ground in refusalGrounds ?? [] {
            let unknown = Set(ground.routes ?? []).subtracting(routes.map(\.code))
            try require(unknown.isEmpty, "ground \(ground.code) names unknown routes \(unknown.sorted())")
            try require(ground.refers != true || !routes(of: ground).isEmpty, "ground \(ground.code) refers nowhere")
        }
        for action in actions {
            guard let window = action.within else { continue }
            try require(window.duty != nil || window.amount != nil, "action \(action.code) names no window")
            let known = Set(["reopening"] + filing.starts + actions.flatMap { $0.starts ?? [] })
            try require(known.contains(window.duty ?? "reopening"), "action \(action.code) names an unknown window")
        }
        for end in ends where kind != nil {
            guard let known = MatterEnd(rawValue: end.code) else {
                throw ProcedureFault(procedure: code, fault: "unknown end \(end.code)")
            }
            try require(end.solved == known.isSolved, "end \(end.code) is counted wrongly")
        }
    }

    /// What the clock does needs a time that is over, and what needs such a time is the clock's to do.
    private func checkExpiry(_ action: Action) throws {
        let isClock = action.by.contains(.clock)
        try require(isClock == (action.onExpiry != nil), "action \(action.code): the clock acts when a time is over")
        let known = ends.map(\.code)
        try require(action.end.map(known.contains) ?? true, "action \(action.code) leads to an unknown end")
        let asks = action.needs?.contains(.end) == true || ![.step, .pause, .resume, .extend].contains(action.effect)
        let closes = action.to.flatMap(stage)?.open == false
        try require(!closes || asks || action.end != nil, "action \(action.code) closes it without an end")
    }

    private func checkReach(_ actions: [Action]) throws {
        var reached: Set<String> = [filing.stage]
        while true {
            let next = actions.filter { !reached.isDisjoint(with: $0.from) }.compactMap(\.to)
            if reached.isSuperset(of: next) { break }
            reached.formUnion(next)
        }
        for stage in stages {
            try require(reached.contains(stage.code), "stage \(stage.code) cannot be reached")
            let leaves = actions.contains { action in
                action.from.contains(stage.code) && action.to.map { $0 != stage.code } ?? false
            }
            try require(!stage.open || leaves, "stage \(stage.code) has no way out")
        }
    }

    private func require(_ condition: Bool, _ fault: String) throws {
        if !condition { throw ProcedureFault(procedure: code, fault: fault) }
    }
}
