import Base
import Foundation
import Markup

/// What somebody typed into the form of a rule.
struct RuleTyped: Sendable {
    var zh = ""
    var en = ""
    var kinds: Set<String> = []
    var topics: Set<String> = []
    var place = ""
    var words = ""
    var target = ""
    var helpers: Set<String> = []
    var below: String?

    init() {}

    /// A rule as the form shows it.
    init(_ rule: RoutingRule) {
        (zh, en) = (rule.zh, rule.en)
        kinds = Set((rule.when?.kinds ?? []).map(\.rawValue))
        topics = Set(rule.when?.topics ?? [])
        place = rule.when?.place?.rawValue ?? ""
        words = (rule.when?.words ?? []).joined(separator: "，")
        target = Self.code(of: rule.to)
        helpers = Set(rule.to.with ?? [])
    }

    static func code(of target: RoutingRule.Target) -> String {
        [target.level, target.platform ?? target.department].compactMap(\.self).joined(separator: ":")
    }

    /// The rule under a number. Throws `MatterError.invalid` with the field.
    ///
    /// Lists that hold the same as in the rule before keep its order.
    func rule(_ id: String, instead old: RoutingRule? = nil, terms: RoutingTerms) throws -> RoutingRule {
        let kinds = Self.kept(MatterKind.allCases.filter { self.kinds.contains($0.rawValue) }, old?.when?.kinds)
        let known = terms.topics.topics.flatMap { [$0.code] + $0.leaves.map(\.code) }
        // A group says all of its topics.
        let chosen = known.filter { code in
            self.topics.contains(code) && !self.topics.contains { code.hasPrefix($0 + ".") }
        }
        let topics = Self.kept(chosen, old?.when?.topics)
        guard self.topics.isSubset(of: known) else { throw MatterError.invalid(field: "topic", RoutingWords.unknown) }
        let place = RoutingRule.PlaceKnown(rawValue: self.place)
        guard place != nil || self.place.isEmpty else {
            throw MatterError.invalid(field: "place", RoutingWords.unknown)
        }
        let words = try readWords()
        let when = RoutingRule.When(
            kinds: kinds.isEmpty ? nil : kinds, topics: topics.isEmpty ? nil : topics, place: place,
            words: words.isEmpty ? nil : words)
        var rule = RoutingRule(id: id, zh: zh, en: en, when: when, to: try readTarget(terms, old?.to.with))
        for (field, text) in [("zh", zh), ("en", en)] where text.count > 200 {
            throw MatterError.invalid(field: field, RoutingWords.tooLong)
        }
        let phrase = RoutingPhrase(rule: rule, terms: terms).sentence
        if zh.isEmpty { rule.zh = phrase.zh.cut(to: 200) }
        if en.isEmpty { rule.en = phrase.en.cut(to: 200) }
        return rule
    }

    private func readWords() throws -> [String] {
        let words = self.words.split { "，,、;；\n\r".contains($0) }
            .map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.filter { !$0.isEmpty }
        guard words.count <= 30, words.allSatisfy({ $0.count <= 30 }) else {
            throw MatterError.invalid(field: "words", RoutingWords.tooManyWords)
        }
        var seen: Set<String> = []
        return words.filter { seen.insert($0).inserted }
    }

    private static func kept<Item: Hashable>(_ items: [Item], _ old: [Item]?) -> [Item] {
        old.map { Set($0) == Set(items) ? $0 : items } ?? items
    }

    private func readTarget(_ terms: RoutingTerms, _ old: [String]?) throws -> RoutingRule.Target {
        let parts = target.split(separator: ":", maxSplits: 1).map(String.init)
        guard let level = parts.first else { throw MatterError.invalid(field: "target", RoutingWords.noTarget) }
        let code = parts.count > 1 ? parts[1] : nil
        var target = RoutingRule.Target(level: level)
        switch (level, code) {
        case ("village", nil), ("grid", nil), ("town", nil), ("centre", nil): break
        case ("town", let code?) where terms.platforms.contains { $0.code == code }: target.platform = code
        case ("department", let code?) where code == "topic" || terms.departments.contains { $0.code == code }:
            target.department = code
        default: throw MatterError.invalid(field: "target", RoutingWords.unknown)
        }
        let helpers = Self.kept(
            terms.departments.map(\.code).filter { self.helpers.contains($0) && $0 != target.department }, old)
        guard self.helpers.isSubset(of: Set(terms.departments.map(\.code))) else {
            throw MatterError.invalid(field: "with", RoutingWords.unknown)
        }
        target.with = helpers.isEmpty ? nil : helpers
        return target
    }
}

/// The form of one rule, new or known.
struct RoutingRuleForm: Speaking {
    static let formID = "rule"
    /// Nil for a new one.
    let id: String?
    let path: Path
    let pack: RoutingPack
    let terms: RoutingTerms
    let revision: Int
    let language: Language
    let csrf: String
    var typed: RuleTyped
    var errors: [String: Words] = [:]
    var notice: HTML = .empty

    var title: String { say(id.map(RoutingWords.editing) ?? RoutingWords.add) }

    var html: HTML {
        let buttons = HTML.buttons([
            .button(say(RoutingWords.save), .primary),
            .linkButton(say(RoutingWords.cancel), to: RoutingPaths.draft.fragment(id ?? "rules"), .plain),
        ])
        let form = HTML.form(
            to: path, id: Self.formID, hidden: ["csrf": csrf, "revision": String(revision)],
            "\(parts.map(\.html))\(buttons)")
        return """
            <header class="open-head">\(HTML.back(say(RoutingWords.draft), to: RoutingPaths.draft))\
            <h1 class="title">\(title)</h1></header>\(notice)\
            \(HTML.errorSummary(say(RoutingWords.wrong), parts.map(\.field)))\(form)
            """
    }

    private func field(_ name: String, _ label: Words, _ hint: Words? = nil, id: String? = nil) -> Field {
        Field(name, say(label), hint: hint.map(say), error: errors[name].map(say), id: id)
    }

    private var parts: [(field: Field, html: HTML)] {
        let kind = field("kind", RoutingWords.kinds, RoutingWords.kindsHint)
        let kinds = MatterKind.allCases.map { Choice($0.rawValue, say(MatterWords.kind($0))) }
        let words = field("words", RoutingWords.words, RoutingWords.wordsHint)
        let zh = field("zh", RoutingWords.zh, RoutingWords.sentenceHint)
        let en = field("en", RoutingWords.en, RoutingWords.sentenceHint)
        var parts: [(field: Field, html: HTML)] = [
            (kind, .checks(kind, kinds, chosen: typed.kinds)), topicPart, placePart,
            (words, .input(words, value: typed.words, maximum: 1_000)), targetPart, helperPart,
            (zh, .input(zh, value: typed.zh, maximum: 200)), (en, .input(en, value: typed.en, maximum: 200)),
        ]
        if id == nil { parts.append(belowPart) }
        return parts
    }

    private var topicPart: (field: Field, html: HTML) {
        let whole = field("topic", RoutingWords.topics, RoutingWords.topicsHint)
        let groups: [HTML] = terms.topics.topics.map { topic in
            let choices =
                [Choice(topic.code, say(RoutingWords.wholeGroup(topic.name)))]
                + topic.leaves.map { Choice($0.code, say($0.name)) }
            let count = choices.count { typed.topics.contains($0.value) }
            let checks = HTML.checks(
                Field("topic", say(topic.name), id: "topic-\(topic.code)"), choices, chosen: typed.topics)
            return .more(say(RoutingWords.group(topic.name, count)), checks, isOpen: count > 0)
        }
        let error: HTML? = whole.error.map { "<p class=\"error\">\($0)</p>" }
        return (
            whole,
            """
            <div class="stack-8" id="topic"><p class="label">\(whole.label)</p><p class="hint">\(whole.hint)</p>\(error)\(groups)</div>
            """
        )
    }

    private var placePart: (field: Field, html: HTML) {
        let place = field("place", RoutingWords.whichPlace)
        let choices = [RoutingRule.PlaceKnown.town, .village, .none].map {
            Choice($0.rawValue, say(RoutingWords.place($0)))
        }
        return (place, .select(place, choices, chosen: typed.place, none: say(RoutingWords.anyPlace)))
    }

    private var targetPart: (field: Field, html: HTML) {
        let target = field("target", RoutingWords.to)
        let near: [(String, Words)] = [
            ("village", RoutingWords.village), ("grid", RoutingWords.grid), ("town", RoutingWords.town),
        ]
        let platforms = terms.platforms.map { ("town:" + $0.code, RoutingWords.platform($0.name)) }
        let departments =
            [("department:topic", RoutingWords.topicOffice)]
            + terms.departments.map { ("department:" + $0.code, $0.name) } + [("centre", RoutingWords.centre)]
        let groups = [
            (RoutingWords.near, near), (RoutingWords.platforms, platforms), (RoutingWords.departments, departments),
        ]
        let options: [HTML] = groups.map { heading, lines in
            let lines: [HTML] = lines.map { value, name in
                "<option value=\"\(value)\"\(flag: "selected", value == typed.target)>\(say(name))</option>"
            }
            return "<optgroup label=\"\(say(heading))\">\(lines)</optgroup>"
        }
        return (target, GroupedSelect.html(target, none: say(RoutingWords.choose), HTML.joined(options)))
    }

    private var helperPart: (field: Field, html: HTML) {
        let helpers = field("with", RoutingWords.helpers)
        let choices = terms.departments.map { Choice($0.code, say($0.name)) }
        let checks = HTML.checks(helpers, choices, chosen: typed.helpers)
        return (
            helpers,
            .more(
                say(RoutingWords.group(RoutingWords.helpers, typed.helpers.count)), checks,
                isOpen: !typed.helpers.isEmpty)
        )
    }

    private var belowPart: (field: Field, html: HTML) {
        let below = field("below", RoutingWords.below)
        let choices = pack.rules.map { Choice($0.id, "\($0.id) \(say($0.sentence))") }
        // Below the last rule, which takes everything, a new one would never decide.
        let usual = pack.rules.dropLast().last?.id ?? ""
        return (below, .select(below, choices, chosen: typed.below ?? usual, none: say(RoutingWords.top)))
    }
}
