public import Base

// What depends on more than the action: the ground that is given, and the time that is left.
extension MatterPolicy {
    /// Why a unit may not refuse on a ground, nil when it may.
    public static func bar(
        _ ground: Procedure.Choice, on file: MatterFile, by actor: Actor
    ) -> Words? {
        guard let unit = actor.unit, let offer = file.offer(to: unit) else { return nil }
        let obstacles = ground.unless ?? []
        if obstacles.contains(.kept), offer.keptByDecision {
            return Words(
                "异议已经裁定由本单位办理，不能再以此为由", "An arbiter decided that your unit keeps it; this ground is not open")
        }
        if obstacles.contains(.sent), offer.offeredBy != unit {
            return Words(
                "是别的单位转来的，不该由本单位办的，在期限内提异议",
                "Another unit sent it; if it is not for your unit, object within the time")
        }
        return nil
    }

    /// Why it is too late to reopen a matter, nil when it is not.
    static func isOver(_ action: Procedure.Action, _ file: MatterFile, _ today: Day) -> Words? {
        guard let window = action.within, let ended = file.matter.endedAt else { return nil }
        if let amount = window.amount {
            guard ended.day.adding(days: amount) < today else { return nil }
            return Words("办结超过\(amount)天，请重新提交", "More than \(amount) days have passed; please file anew")
        }
        guard let rule = file.reopening, rule.until < today else { return nil }
        return Words(
            "要求重办的期限已过，依据：\(rule.article.zh)。请重新提交",
            "The time for reopening is over. Under: \(rule.article.en). Please file anew"
        )
    }
}
