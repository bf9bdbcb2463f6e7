import Base
import Rulebook
import Web

/// How routing rules and their versions are told.
enum RoutingShapes {
    /// What an act left behind.
    struct Mark: Sendable {
        let draft: Int?
        let newest: Int
    }

    struct Whole: Sendable {
        let version: RoutingStore.Version
        let rules: [RoutingRule]
    }

    struct Draft: Sendable {
        let draft: RuleDraft
        let pack: RoutingPack
        let terms: RoutingTerms
    }

    private struct Fault: Sendable {
        let rule: String?
        let fault: RoutingFault
    }

    static let mark = Shape<Mark>(
        "RoutingMark",
        [
            .maybeInteger("draft", .count, "The draft's revision; null where there is none.") { $0.draft },
            .integer("newest", .count, "The number of the newest version.") { $0.newest },
        ])

    private static func codes(_ codes: [String]?) -> JSONValue { codes.map { .array($0.map { .string($0) }) } ?? .null }

    private static let rule = Shape<RoutingRule>(
        "RoutingRule",
        [
            .text("id") { $0.id }, .words("sentence") { $0.sentence },
            .field("kinds", .nullable(.list(.choice(MatterKind.self))), "Null fits all.") {
                codes($0.when?.kinds?.map(\.rawValue))
            },
            .field("topics", .nullable(.list(.code)), "Null fits all.") { codes($0.when?.topics) },
            .maybe("place", .choice(RoutingRule.PlaceKnown.self), "Null fits all.") { $0.when?.place?.rawValue },
            .field("words", .nullable(.list(.anyText)), "One of these must have been said; null for any.") {
                codes($0.when?.words)
            },
            .text("level") { $0.to.level }, .maybe("platform") { $0.to.platform },
            .maybe("department") { $0.to.department },
            .field("with", .list(.anyText), "Departments that are asked to help.") { codes($0.to.with ?? []) },
        ])

    private static let head: [Shape<RoutingStore.Version>.Field] = [
        .integer("number") { $0.number }, .text("from", .day, "0001-01-01 for always.") { $0.pack.from.description },
        .text("hash", .anyText, "Of its text.") { $0.pack.hash },
        .text("published_at", .instant) { $0.pack.publishedAt.iso },
        .maybeWords("publisher", "Null for those that came with the program.") { $0.publisher },
        .maybeWords("unit") { $0.unit }, .maybe("reason") { $0.reason },
        .maybeInteger("base", .count, "The version that it began from.") { $0.base },
        .maybeInteger("repeats", .count, "The version whose text it repeats.") { $0.repeats },
        .maybe("withdrawn_at", .instant) { $0.withdrawnAt?.iso },
    ]

    private static let version = Shape<RoutingStore.Version>("RoutingVersion", head)

    static let whole = Shape<Whole>(
        "WholeRoutingVersion",
        [
            .one("version", version) { $0.version }, .many("rules", rule, "The first that fits decides.") { $0.rules },
            .text("yaml") { $0.version.pack.body },
        ])

    static let state = Shape<RoutingStore.State>(
        "Routing",
        [
            .maybeOne("current", version, "Null in a district without rules.") { $0.current },
            .many("versions", version, "The newest first.") { $0.versions },
            .maybeInteger("draft", .count, "The draft's revision; null where there is none.") { $0.draft?.revision },
            .maybeWords("draft_by", "Who changed the draft last.") { $0.draftBy },
            .bool("may_change", "Whether the reader may change rules.") { $0.mayChange },
        ])

    private static let fault = Shape<Fault>(
        "RoutingFault",
        [
            .maybe("rule", .anyText, "Null for all rules together.") { $0.rule },
            .words("words") { RoutingWords.fault($0.fault) },
            .bool("grave", "Whether the draft may not be published with it.") { $0.fault.isGrave },
        ])

    static let draft = Shape<Draft>(
        "RoutingDraft",
        [
            .integer("revision", .count, "Send it with the next change.") { $0.draft.revision },
            .text("base", .anyText, "The pin of the version that it began from.") { $0.draft.base },
            .text("changed_at", .instant) { $0.draft.changedAt.iso }, .many("rules", rule) { $0.pack.rules },
            .many("faults", fault) { told in
                let rules = told.pack.rules
                return RoutingCheck(told.pack, terms: told.terms).faults.sorted { $0.key < $1.key }
                    .flatMap { place, faults in
                        faults.map { Fault(rule: place < rules.count ? rules[place].id : nil, fault: $0) }
                    }
            },
            .text("yaml") { $0.draft.body },
        ])
}

/// How a dry run is told: numbers of matters, never what was said in them.
enum DryRunShapes {
    private struct Decided: Sendable {
        let rule: String
        let before: Int
        let after: Int
    }

    private static let line = Shape<DryRun.Line>(
        "MovedMatter",
        [
            .text("id", .id) { $0.matter.id.text }, .text("number", .text(.number, 8...30)) { $0.matter.number },
            .maybe("before", .id, "The unit that the rules in force propose.") { $0.before?.unit.text },
            .maybe("before_rule") { $0.before?.rule },
            .maybe("after", .id, "The unit that the others propose.") { $0.after?.unit.text },
            .maybe("after_rule") { $0.after?.rule },
            .maybe("chosen", .id, "Where a person sent it instead of following a rule.") { $0.chosen?.text },
        ])

    private static let decided = Shape<Decided>(
        "RuleDecides", [.text("rule") { $0.rule }, .integer("before") { $0.before }, .integer("after") { $0.after }])

    static let run = Shape<DryRun>(
        "DryRun",
        [
            .integer("count", .count, "How many matters were judged.") { $0.count },
            .maybe("oldest", .day) { $0.oldest?.description },
            .many("elsewhere", line, "Those that would have gone elsewhere, the newest first.") { $0.elsewhere },
            .integer("other_help", .count, "To the same unit, with others asked to help.") { $0.otherHelp },
            .integer("chosen", .count, "Sent by choice of a person.") { $0.chosen },
            .integer("like_before", .count, "Of these, as the rules in force.") { $0.likeBefore },
            .integer("like_after", .count, "Of these, as the others.") { $0.likeAfter },
            .many("decides", decided) { run in
                run.decides.sorted { $0.key < $1.key }
                    .map { Decided(rule: $0.key, before: $0.value.before, after: $0.value.after) }
            },
        ])
}
