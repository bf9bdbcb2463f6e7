import Accounts
import Addresses
import Base
import Matters
import Storage

/// What stands beside the window form.
struct WindowHelp: Sendable {
    let kinds: [Procedure]
    let topics: [Topic]
    let guess: Suggestion?
    /// What the text seems to ask for, best first.
    let kindGuesses: [KindGuess]
    /// Offices found for the one complained about.
    let offices: [Unit]
    /// Offices found for the one it should go to.
    let targets: [Unit]
    /// The classes of calls between the hotline and the police.
    let handover: HandoverPack?
    /// How many file together, and what the law says of those who speak for them.
    let group: GroupSize

    /// The name of a topic.
    func topicName(_ code: String) -> Words? {
        topics.lazy.compactMap { topic in
            topic.leaves.first { $0.code == code }.map {
                Words("\(topic.zh) › \($0.zh)", "\(topic.en) › \($0.en)")
            }
        }.first
    }
}

extension IntakeStore {
    /// What to show beside the form for what has been entered; known matters are looked for only when they are shown.
    func help(
        with entry: WindowEntry, for actor: Actor, showing isShown: Bool = true, at now: Instant, in reader: any Reader
    ) throws -> WindowHelp {
        let day = now.day
        let rules = try matters.book.rules(on: day, in: reader)
        let answers = entry.answers
        let kindGuesses =
            try isShown || answers.matterKind == nil
            ? kinds(title: answers.title, text: answers.text, on: day, in: reader) : []
        let guess: Suggestion? =
            try answers.text.isEmpty
            ? nil
            : suggest(
                kind: answers.matterKind ?? kindGuesses.first?.kind ?? .help, title: answers.title, text: answers.text,
                place: answers.place,
                chosenTopic: entry.chosenTopic, chosenPlace: answers.chosenPlace, complained: answers.complained,
                knownIn: isShown ? matters.scope(of: actor, in: reader) : nil, at: now, in: reader
            )
        return WindowHelp(
            kinds: Self.kindOrder.compactMap { rules.procedures[$0.rawValue] }, topics: rules.topics.topics,
            guess: guess, kindGuesses: kindGuesses,
            offices: try offices(for: answers, on: day, in: reader),
            targets: try targets(named: entry.targetName, on: day, in: reader),
            handover: try matters.handoverPack(on: day, in: reader),
            group: try groupSize(
                of: answers, channel: entry.source ?? .window, on: Day(entry.happened) ?? day, in: reader)
        )
    }

    /// Puts together what a clerk files. The clerk has seen topic, place and route, so they are confirmed.
    func filing(
        from entry: WindowEntry, help: WindowHelp, by actor: Actor, at now: Instant, in reader: any Reader
    ) throws -> Filing {
        guard let guess = help.guess, let channel = entry.source, let staff = actor.unit else {
            throw MatterError.invalid(field: "channel", FaultWords.channel)
        }
        var filing = try self.filing(from: entry.answers, channel: channel, guess: guess, at: now, in: reader)
        for unit in actor.units { try checkMayTake(unit, complained: filing.complainedUnit, in: reader) }
        filing.receiver = staff
        filing.happenedAt = entry.happenedAt(now)
        filing.backDateReason = entry.backDateReason(now)
        entry.channelEntry.complete(&filing, at: now)
        let topic = entry.chosenTopic.flatMap { help.topicName($0) == nil ? nil : $0 }
        let score = guess.topics.first { $0.code == topic }
        (filing.topic, filing.topicConfirmed) = (topic, topic != nil)
        (filing.topicScore, filing.topicWords) = (score?.score, score?.words ?? [])
        filing.route = try route(entry.target, own: staff, guess: guess, in: reader)
        return filing
    }

    private func route(
        _ target: String?, own: RecordID, guess: Suggestion, in reader: any Reader
    ) throws -> RouteDecision? {
        if target == nil || target == "rule" { return guess.route }
        let id = target == "own" ? own : target.flatMap(RecordID.init)
        guard let id, let unit = try matters.units.find(id, in: reader) else {
            throw MatterError.invalid(field: "target", FaultWords.unit)
        }
        // Whoever names the unit that the rule proposes follows the rule.
        return unit.id == guess.route?.unit ? guess.route : RouteDecision(chosen: unit, instead: guess.route)
    }

    /// Refused when a unit of the clerk is the one complained about, or lies below it.
    private func checkMayTake(_ unit: RecordID, complained: RecordID?, in reader: any Reader) throws {
        guard let complained else { return }
        // The slip carries the receipt code, and whoever prints it could read everything: another window must.
        let isCentre = try matters.units.find(complained, in: reader)?.level == .centre
        let isShut =
            isCentre ? unit == complained : try matters.units.ancestors(of: unit, in: reader).contains(complained)
        guard !isShut else {
            throw MatterError.barred(
                Words(
                    "本单位被反映，请来访人到别的窗口或上网反映",
                    "Your unit is complained about: the resident files at another window or online")
            )
        }
    }
}
