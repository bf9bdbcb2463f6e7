import Base

/// A routing rule said in words, from its conditions and its target.
struct RoutingPhrase {
    let rule: RoutingRule
    let terms: RoutingTerms

    /// Conditions and target in one sentence.
    var sentence: Words { RoutingWords.sentence(conditions, target) }

    /// What must fit.
    var conditions: Words {
        let when = rule.when
        let parts = [
            when?.kinds.map { Self.list($0.map(MatterWords.kind)) },
            when?.topics.map { Self.list($0.map { terms.topicName($0) ?? Words($0, $0) }) },
            when?.place.map(RoutingWords.place), when?.words.map(RoutingWords.says),
        ].compactMap(\.self)
        guard !parts.isEmpty else { return RoutingWords.anything }
        return Words(parts.map(\.zh).joined(separator: "；"), parts.map(\.en).joined(separator: "; "))
    }

    /// Where it goes, and who is asked to help.
    var target: Words {
        RoutingWords.goes(to: Self.name(of: rule.to, terms), helpers: (rule.to.with ?? []).map { office($0) })
    }

    static func name(of target: RoutingRule.Target, _ terms: RoutingTerms) -> Words {
        switch target.level {
        case "village": return RoutingWords.village
        case "grid": return RoutingWords.grid
        case "town":
            guard let code = target.platform else { return RoutingWords.town }
            return RoutingWords.platform(terms.platforms.first { $0.code == code }?.name ?? Words(code, code))
        case "department":
            guard let code = target.department, code != "topic" else { return RoutingWords.topicOffice }
            return terms.departments.first { $0.code == code }?.name ?? Words(code, code)
        default: return RoutingWords.centre
        }
    }

    private func office(_ code: String) -> Words {
        terms.departments.first { $0.code == code }?.name ?? Words(code, code)
    }

    private static func list(_ names: [Words]) -> Words {
        Words(names.map(\.zh).joined(separator: "、"), names.map(\.en).joined(separator: ", "))
    }
}
