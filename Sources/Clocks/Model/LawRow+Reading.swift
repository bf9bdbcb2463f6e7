import Base

extension LawRow {
    /// Reads the row strictly.
    ///
    /// Throws the first fault, named by the row's id or else by its place.
    func rule(place: String, version: String) throws(LawFault) -> LawRule {
        guard let row = id, !row.isEmpty else { throw LawFault(row: place, field: "id", reason: "missing") }
        let (time, measure) = try readLimit(row)
        let (first, last) = try readForce(row)
        var rule = LawRule(
            id: row, version: version, duty: try required(duty, row, "duty"), applies: try readApplies(row),
            trigger: try readTrigger(row, isTimed: time != nil), event: event, limit: time, measure: measure,
            rolls: try readRoll(row, time), extra: try readExtension(row, time), pauses: pauses ?? [],
            consequence: consequence, article: try required(article, row, "article"),
            level: try choice(try required(level, row, "level"), row, "level"), from: first, to: last,
            endConfirmed: endConfirmed ?? false, checked: checked ?? "K",
            sentence: try required(sentence, row, "sentence"),
            note: note, isExample: example ?? false
        )
        rule.group = try readGroup(row)
        rule.refuses = refuses ?? false
        rule.channels = try readChannels(row)
        rule.isBefore = limit?.before ?? false
        rule.holder = try holder.map { text throws(LawFault) in try choice(text, row, "holder") } ?? .body
        rule.expiry = try readExpiry(row)
        rule.takesOpenTerms = try readTransition(row)
        rule.figures = try readFigures(row)
        return rule
    }

    private func readGroup(_ row: String) throws(LawFault) -> ClosedRange<Int>? {
        guard let group else { return nil }
        let least = group.least ?? 1, most = group.most ?? Int.max
        guard 1 <= least, least <= most else { throw LawFault(row: row, field: "group", reason: "holds for nobody") }
        return least...most
    }

    private func readChannels(_ row: String) throws(LawFault) -> Set<String>? {
        guard let channels else { return nil }
        guard !channels.isEmpty else { throw LawFault(row: row, field: "channels", reason: "names none") }
        return Set(channels)
    }

    private func readApplies(_ row: String) throws(LawFault) -> [String] {
        let codes = try required(applies, row, "applies")
        guard !codes.isEmpty else { throw LawFault(row: row, field: "applies", reason: "names no procedure") }
        return codes
    }

    private func readTrigger(_ row: String, isTimed: Bool) throws(LawFault) -> LawTrigger? {
        guard let trigger else {
            if isTimed { throw LawFault(row: row, field: "trigger", reason: "missing") }
            return nil
        }
        return LawTrigger(rawValue: trigger)
    }

    private func readLimit(_ row: String) throws(LawFault) -> (TermLimit?, LawMeasure?) {
        guard let limit else { return (nil, nil) }
        let amount = try required(limit.amount, row, "limit.amount")
        let unit = try required(limit.unit, row, "limit.unit")
        guard amount >= 1, amount <= Self.most(unit) else {
            throw LawFault(row: row, field: "limit.amount", reason: "\(amount) is not in 1...\(Self.most(unit))")
        }
        switch unit {
        case "people": return (nil, .people(amount))
        case "fen": return (nil, .money(amount))
        case "percent": return (nil, .percent(amount, of: try required(limit.of, row, "limit.of")))
        default: return (TermLimit(amount, try choice(unit, row, "limit.unit")), nil)
        }
    }

    private static func most(_ unit: String) -> Int { unit == "fen" ? 100_000_000_000 : TermLimit.longest }

    private func readExpiry(_ row: String) throws(LawFault) -> [LawExpiry] {
        var acts: [LawExpiry] = []
        for code in expiry ?? [] { acts.append(try choice(code, row, "expiry")) }
        return acts
    }

    private func readTransition(_ row: String) throws(LawFault) -> Bool {
        switch transition {
        case nil: return false
        case "open-terms"?: return true
        case let other?: throw LawFault(row: row, field: "transition", reason: "unknown: \(other)")
        }
    }

    private func readFigures(_ row: String) throws(LawFault) -> [String: LawFigure] {
        var read: [String: LawFigure] = [:]
        for (name, text) in figures ?? [:] {
            guard let figure = LawFigure(text) else {
                throw LawFault(row: row, field: "figures.\(name)", reason: "no number, share or range: \(text)")
            }
            read[name] = figure
        }
        return read
    }

    private func readRoll(_ row: String, _ time: TermLimit?) throws(LawFault) -> Bool {
        switch roll {
        case "next-working-day"?: return time?.unit != .working
        case "none"?: return false
        case nil: return time.map { $0.unit != .working } ?? false
        case let other?: throw LawFault(row: row, field: "roll", reason: "unknown: \(other)")
        }
    }

    private func readExtension(_ row: String, _ time: TermLimit?) throws(LawFault) -> LawExtension? {
        guard let extra else { return nil }
        guard let time else { throw LawFault(row: row, field: "extension", reason: "the row has no time limit") }
        if let amount = extra.amount, !(1...TermLimit.longest).contains(amount) {
            throw LawFault(row: row, field: "extension.amount", reason: "\(amount) is not in 1...\(TermLimit.longest)")
        }
        let approver = try required(extra.approver, row, "extension.approver")
        var unit = time.unit
        if let text = extra.unit { unit = try choice(text, row, "extension.unit") }
        var start = ExtensionStart.rawEnd
        if let text = extra.start { start = try choice(text, row, "extension.counted-from") }
        return LawExtension(ceiling: extra.amount, unit: unit, approver: approver, start: start)
    }

    private func readForce(_ row: String) throws(LawFault) -> (Day, Day?) {
        let first = try day(try required(from, row, "from"), row, "from")
        guard let to, !to.isEmpty else { return (first, nil) }
        let last = try day(to, row, "to")
        guard first <= last else { throw LawFault(row: row, field: "to", reason: "is before from") }
        return (first, last)
    }

    private func required<Content>(_ value: Content?, _ row: String, _ field: String) throws(LawFault) -> Content {
        guard let value else { throw LawFault(row: row, field: field, reason: "missing") }
        return value
    }

    private func day(_ text: String, _ row: String, _ field: String) throws(LawFault) -> Day {
        guard let day = Day(text) else { throw LawFault(row: row, field: field, reason: "not a day: \(text)") }
        return day
    }

    private func choice<Choice: RawRepresentable<String>>(
        _ text: String, _ row: String, _ field: String
    ) throws(LawFault) -> Choice {
        guard let choice = Choice(rawValue: text) else {
            throw LawFault(row: row, field: field, reason: "unknown: \(text)")
        }
        return choice
    }
}
