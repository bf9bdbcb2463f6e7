import Base
import Clocks
import Markup

/// What other rules would have done with past matters.
struct DryRunPage: Speaking {
    let run: DryRun
    let rules: [RoutingRule]
    /// The number of the version that is tried; nil for the draft.
    let version: Int?
    let size: Int
    let language: Language
    /// The most matters that are listed.
    private static let longest = 200

    var title: String { say(RoutingWords.tryTitle) }

    var html: HTML {
        let tried = version.map(RoutingWords.version) ?? RoutingWords.draftName
        let back =
            version.map { HTML.back(say(RoutingWords.version($0)), to: RoutingPaths.version($0)) }
            ?? HTML.back(say(RoutingWords.draft), to: RoutingPaths.draft)
        return """
            <header class="open-head">\(back)<h1 class="title">\(title)</h1><p class="lead">\(say(RoutingWords.tryLead))</p>\
            <p class="strong">\(say(RoutingWords.trying(tried)))</p></header>\(sizes)\(body)
            """
    }

    private var sizes: HTML {
        .filters(
            say(RoutingWords.size),
            RoutingStore.dryRunSizes.map { size in
                ListLink(
                    say(RoutingWords.last(size)),
                    to: RoutingPaths.dryRun.query("version", version).query("last", size), isCurrent: size == self.size)
            })
    }

    private var body: HTML {
        guard run.count > 0 else {
            return .emptyState(say(RoutingWords.nothingSeen), note: say(RoutingWords.nothingSeenNote))
        }
        let result: HTML =
            run.elsewhere.isEmpty
            ? "<p class=\"strong\">\(say(RoutingWords.allTheSame(run.count)))</p>"
            : """
            \(HTML.section(say(RoutingWords.moves), id: "moves", moves))\
            \(HTML.section(say(RoutingWords.other), id: "matters", list))
            """
        return "\(figures)\(result)\(HTML.more(say(RoutingWords.byRule), byRule))"
    }

    private var figures: HTML {
        let unit = say(RoutingWords.unit)
        return .figures(
            title,
            [
                .figure(
                    say(RoutingWords.looked), run.count.grouped, unit: unit,
                    note: run.oldest.map { say(RoutingWords.since($0)) } ?? ""),
                .figure(
                    say(RoutingWords.other), run.elsewhere.count.grouped, unit: unit,
                    note: say(RoutingWords.share(run.elsewhere.count, of: run.count))),
                .figure(say(RoutingWords.help), run.otherHelp.grouped, unit: unit),
                .figure(
                    say(RoutingWords.byHand), run.chosen.grouped, unit: unit,
                    note: run.chosen == 0 ? "" : say(RoutingWords.alike(run.likeBefore, run.likeAfter))),
            ])
    }

    private var moves: HTML {
        .table(
            say(RoutingWords.moves),
            [
                Column(say(RoutingWords.fromUnit)), Column(say(RoutingWords.toUnit)),
                Column(say(RoutingWords.count), isNumber: true),
            ],
            rows: run.moves.prefix(20).map { ["\(name($0.from))", "\(name($0.to))", "\($0.count.grouped)"] })
    }

    private var list: HTML {
        let columns = [RoutingWords.matter, RoutingWords.fromUnit, RoutingWords.toUnit, RoutingWords.person].map {
            Column(say($0))
        }
        let rows: [[HTML]] = run.elsewhere.prefix(Self.longest).map { line in
            let title: HTML = line.title.map { .said($0) } ?? "<span class=\"muted\">\(say(MatterWords.erased))</span>"
            return [
                """
                <a href="\(MatterPaths.matter(line.matter.id))">\(title)</a><br>\
                <span class="small muted"><span class="code">\(line.matter.number)</span> \(say(MatterWords.kind(line.matter.kind)))</span>
                """,
                goes(line.before), goes(line.after),
                line.chosen.flatMap { run.names[$0] }.map { "\(say($0))" } ?? .empty,
            ]
        }
        let note: HTML? =
            run.elsewhere.count > Self.longest
            ? "<p class=\"small muted\">\(say(RoutingWords.firstOnes(Self.longest)))</p>" : nil
        return "\(note)\(HTML.table(say(RoutingWords.other), columns, rows: rows))"
    }

    private func goes(_ decision: RouteDecision?) -> HTML {
        guard let decision else { return "<span class=\"muted\">\(say(RoutingWords.noUnit))</span>" }
        return
            "\(say(decision.unitName))<br><span class=\"small muted\">\(say(RoutingWords.rule(decision.rule)))</span>"
    }

    private func name(_ unit: Words?) -> String { say(unit ?? RoutingWords.noUnit) }

    private var byRule: HTML {
        let known = Set(rules.map(\.id))
        let gone = run.decides.keys.filter { !known.contains($0) }.sorted().map { ($0, "") }
        let lines = rules.map { ($0.id, say($0.sentence)) } + gone
        return .table(
            say(RoutingWords.byRule),
            [
                Column(say(RoutingWords.ruleColumn)), Column(say(RoutingWords.fromUnit), isNumber: true),
                Column(say(RoutingWords.toUnit), isNumber: true),
            ],
            rows: lines.map { id, sentence in
                let counts = run.decides[id] ?? (0, 0)
                let mark: HTML =
                    counts.before == counts.after
                    ? "\(counts.after.grouped)" : "<strong>\(counts.after.grouped)</strong>"
                return ["<span class=\"code\">\(id)</span> \(sentence)", "\(counts.before.grouped)", mark]
            },
            isDense: true)
    }
}
