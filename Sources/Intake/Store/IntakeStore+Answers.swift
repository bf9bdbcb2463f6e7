import Accounts
import Addresses
import Base
import Clocks
import Matters
import Storage
import Text

/// What the law promises the filer, as a slip says it.
struct LegalPromise: Hashable, Sendable {
    /// By when, in words.
    let when: Words
    /// What the rule asks for.
    let sentence: Words
    /// The article that says so.
    let article: Words
    /// How the day was counted; nil for what has not begun.
    let why: Words?
}

/// Everything a slip shows.
struct SlipFacts: Sendable {
    let receipt: Receipt
    let matter: Matter
    let title: String
    let receiver: Words
    /// The promises that run already.
    let running: [LegalPromise]
    /// What begins when an office takes it over.
    let later: [LegalPromise]
    /// How long the matter may be reopened after its end.
    let afterwards: [LegalRight]
    /// How many file it, and what the law says of their representatives.
    let group: GroupSize
}

/// What helps with one page of the road.
struct FilingHelp: Sendable {
    var kinds: [Procedure] = []
    /// What the text seems to ask for, best first; looked for while no kind is chosen.
    var kindGuesses: [KindGuess] = []
    var places: [PlaceMatch] = []
    var offices: [Unit] = []
    /// The place and the office that were chosen, by name.
    var chosenPlace: Place?
    var chosenOffice: Unit?
    /// How many file together, and what the law says of those who speak for them.
    var group = GroupSize(people: 1, representatives: 1, channel: .web, rules: [])
}

extension IntakeStore {
    /// The order in which residents are asked what they want.
    static let kindOrder: [MatterKind] = [.help, .dispute, .petition, .report, .enquiry]

    /// What a page of the road needs to know: kinds, places and offices found.
    func help(with answers: Answers, on day: Day, in reader: any Reader) throws -> FilingHelp {
        let rules = try matters.book.rules(on: day, in: reader)
        var help = FilingHelp(kinds: Self.kindOrder.compactMap { rules.procedures[$0.rawValue] })
        if answers.matterKind == nil {
            help.kindGuesses = try kinds(title: answers.title, text: answers.text, on: day, in: reader)
        }
        let said = answers.place.isEmpty ? "\(answers.title) \(answers.text)" : answers.place
        help.places = try addresses.matches(in: said, limit: 8, reader: reader)
        help.offices = try offices(for: answers, on: day, in: reader)
        help.group = try groupSize(of: answers, channel: .web, on: day, in: reader)
        help.chosenPlace = try answers.chosenPlace.flatMap { try addresses.find($0, in: reader) }
        help.chosenOffice = try answers.complained.flatMap { try matters.units.find($0, in: reader) }
        return help
    }

    /// The group that a form names, and the rules in force for its size.
    func groupSize(
        of answers: Answers, channel: Channel, on day: Day, in reader: any Reader
    ) throws -> GroupSize {
        let members = answers.group.members
        return try matters.groupSize(
            people: members.count + 1, representatives: members.count { $0.isRepresentative } + 1,
            kind: answers.matterKind ?? .petition, channel: channel, on: day, in: reader)
    }

    /// The offices to choose from: those whose name holds the words, else the one that was chosen before.
    func offices(for answers: Answers, on day: Day, in reader: any Reader) throws -> [Unit] {
        guard answers.office.isEmpty else { return try offices(named: answers.office, on: day, in: reader) }
        return try answers.complained.flatMap { try matters.units.find($0, in: reader) }.map { [$0] } ?? []
    }

    /// The offices of some name that can be sent something: grids only where somebody works.
    func targets(named said: String, on day: Day, in reader: any Reader) throws -> [Unit] {
        let found = try offices(named: said, levels: UnitLevel.allCases, on: day, in: reader)
        let grids = found.filter { $0.level == .grid }.map(\.id)
        let staffed = try matters.units.staffed(grids, on: day, in: reader)
        return found.filter { $0.level != .grid || staffed.contains($0.id) }
    }

    /// The offices whose name holds some words, the widest first, eight at most.
    func offices(
        named said: String, levels: [UnitLevel] = [.centre, .department, .town, .platform, .village], on day: Day,
        in reader: any Reader
    ) throws -> [Unit] {
        let words = Folding.fold(String(said.prefix(40)))
        guard !words.isEmpty else { return [] }
        let found = try matters.units.list(levels: levels, in: reader).filter { unit in
            Folding.fold(unit.name.zh).contains(words) || Folding.fold(unit.name.en).contains(words)
        }
        let ranked = found.sorted {
            (levels.firstIndex(of: $0.level) ?? 9, $0.code) < (levels.firstIndex(of: $1.level) ?? 9, $1.code)
        }
        return Array(ranked.prefix(8))
    }

    /// What is wrong on a page, by field, with what only the store knows.
    func faults(of answers: Answers, on step: FilingStep, help: FilingHelp) -> [String: Words] {
        var faults = answers.faults(on: step)
        switch step {
        case .where:
            let isKnown = answers.address == "none" || help.places.contains { $0.place.id == answers.chosenPlace }
            let mustChoose = !answers.place.isEmpty && !help.places.isEmpty
            if faults.isEmpty, mustChoose, !answers.hasChosenPlace || !isKnown { faults["address"] = FaultWords.place }
        case .whom:
            let isNone = answers.unit == "none" || answers.office.isEmpty && answers.unit.isEmpty
            if isNone || help.offices.contains(where: { $0.id == answers.complained }) { break }
            faults["office"] = help.offices.isEmpty ? IntakeWords.officeUnknown : nil
            faults["unit"] = help.offices.isEmpty ? nil : FaultWords.unit
        default: break
        }
        return faults
    }

    /// Puts together what a resident files: the topic is the best guess, the place chosen or certain. A guess made
    /// before is taken as it is.
    func filing(
        from answers: Answers, channel: Channel, guess known: Suggestion? = nil, at now: Instant, in reader: any Reader
    ) throws -> Filing {
        guard let kind = answers.matterKind, let named = answers.howNamed else {
            throw MatterError.invalid(field: "kind", FaultWords.kind)
        }
        let complained = try answers.complained.flatMap { try matters.units.find($0, in: reader) }
        let title = answers.titleOrFirstSentence
        let guess =
            try known
            ?? suggest(
                kind: kind, title: title, text: answers.text, place: answers.place, chosenPlace: answers.chosenPlace,
                complained: complained?.id, at: now, in: reader
            )
        var filing = Filing(
            kind: kind, channel: channel, narrative: Narrative(title: title, text: answers.text, place: answers.place),
            receiver: try receiver(complained: complained, guess: guess, in: reader), happenedAt: now
        )
        if let topic = guess.topics.first {
            (filing.topic, filing.topicScore, filing.topicWords) = (topic.code, topic.score, topic.words)
        }
        filing.proposal = guess.proposal
        if channel == .web { try sendAlone(&filing, guess, in: reader) }
        try setPlace(of: &filing, answers, guess, in: reader)
        filing.filer = answers.filer
        filing.members = answers.group.members
        filing.confidentiality = named
        filing.respondent = answers.about
        filing.complainedUnit = complained?.id
        return filing
    }

    /// What a resident files goes along the rules by itself where the district allows it and the model is sure enough.
    private func sendAlone(_ filing: inout Filing, _ guess: Suggestion, in reader: any Reader) throws {
        guard let least = try settings(in: reader).alone, guess.model != nil, let route = guess.route,
            let score = guess.topics.first?.score, score >= least
        else { return }
        filing.route = route
        filing.proposal?.isAlone = true
    }

    func setPlace(of filing: inout Filing, _ answers: Answers, _ guess: Suggestion, in reader: any Reader) throws {
        if let chosen = try answers.chosenPlace.flatMap({ try addresses.find($0, in: reader) }) {
            (filing.place, filing.placeHow) = (chosen, "confirmed")
        } else if !(answers.address == "none" && answers.asked == answers.place), let match = Self.certain(guess.places)
        {
            (filing.place, filing.placeHow) = (match.place, match.how.rawValue)
        }
    }

    /// The centre takes in what comes by itself; what is said about the centre goes where the rules send it.
    private func receiver(complained: Unit?, guess: Suggestion, in reader: any Reader) throws -> RecordID {
        guard let centre = try matters.units.list(levels: [.centre], in: reader).first else {
            throw MatterError.notFound
        }
        return complained?.id == centre.id ? guess.route?.unit ?? centre.id : centre.id
    }

    /// Everything a slip shows, for a receipt just given or given again.
    func slip(of receipt: Receipt, on today: Day, in reader: any Reader) throws -> SlipFacts {
        let matter = try matters.getMatter(number: receipt.number, code: receipt.code, in: reader)
        let title = try matters.narrative(matter, in: reader)?.title ?? ""
        let file = try matters.getFile(matter, in: reader)
        let names = try matters.units.names(of: [file.answerable], in: reader)
        return SlipFacts(
            receipt: receipt, matter: matter, title: title, receiver: names[file.answerable] ?? Words("", ""),
            running: try promises(of: file, in: reader), later: try laterPromises(of: matter, on: today, in: reader),
            afterwards: try rights(of: matter, on: today, in: reader),
            group: try matters.groupSize(of: file, in: reader)
        )
    }

    /// What runs for the filer now, the nearest day first.
    func promises(of file: MatterFile, in reader: any Reader) throws -> [LegalPromise] {
        let helping = file.helpersShares
        let running = try matters.terms.listTerms(matter: file.matter.id, in: reader)
            .filter { $0.state == .running && $0.duty != "objection" && $0.drives }
            .filter { $0.assignment.map { !helping.contains($0) } ?? true }.sorted { $0.due < $1.due }
        return try matters.terms.accounts(of: running, in: reader).map { account in
            LegalPromise(
                when: IntakeWords.latest(DayWords.full(account.term.due)), sentence: account.rule.sentence,
                article: account.rule.citation, why: account.explanation.words
            )
        }
    }

    private func rights(of matter: Matter, on today: Day, in reader: any Reader) throws -> [LegalRight] {
        try matters.terms.rules.rules(on: today, asOf: today, in: reader).law.rules(
            duty: "reopening", procedure: matter.kind.rawValue, on: today, trigger: .ended
        ).map { LegalRight(sentence: $0.sentence, article: $0.citation, consequence: nil) }
    }

    private func laterPromises(of matter: Matter, on today: Day, in reader: any Reader) throws -> [LegalPromise] {
        guard matter.status == .received else { return [] }
        let rules = try matters.terms.rules.rules(on: today, asOf: today, in: reader)
        let completion = rules.law.rules(
            duty: "completion", procedure: matter.kind.rawValue, on: today, trigger: .accepted
        )
        return completion.compactMap { rule in
            rule.limit.map {
                LegalPromise(
                    when: IntakeWords.afterTaking($0.words), sentence: rule.sentence, article: rule.citation, why: nil
                )
            }
        }
    }
}
