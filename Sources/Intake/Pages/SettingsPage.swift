import Base
import Markup
import Web

/// Whether the system may send matters on by itself, beside how right it has been.
struct SettingsPage {
    let settings: FilingSettings
    let maySet: Bool
    /// For each level of certainty how many proposals were judged, and how many were right.
    let counts: [(level: Int, judged: Int, right: Int)]
    let csrf: String
    let say: Voice

    var html: HTML {
        """
        \(HTML.crumbs(say(SettingsWords.here), [(say(SettingsWords.rules), "/rules/routing")], here: "\(say(SettingsWords.title))"))\
        <header class="open-head"><h1 class="title">\(say(SettingsWords.title))</h1><p class="lead">\(say(SettingsWords.lead))</p></header>\
        \(maySet ? form : now)\(table)
        """
    }

    private var now: HTML {
        "<p class=\"strong\">\(say(settings.alone.map(SettingsWords.from) ?? SettingsWords.off))</p>"
    }

    private var form: HTML {
        let choices =
            [Choice("off", say(SettingsWords.off))]
            + FilingSettings.choices.map { Choice(String($0), say(SettingsWords.from($0))) }
        let field = Field("alone", say(SettingsWords.field))
        return HTML.form(
            to: IntakePaths.settings, hidden: ["csrf": csrf],
            """
            \(HTML.radios(field, choices, chosen: settings.alone.map(String.init) ?? "off"))\
            \(HTML.buttons([.button(say(SettingsWords.save), .primary)]))
            """)
    }

    private var table: HTML {
        guard counts.contains(where: { $0.judged > 0 }) else {
            return "<p class=\"muted\">\(say(SettingsWords.none))</p>"
        }
        let rows: [[HTML]] = counts.map { count in
            let share = count.judged == 0 ? "—" : "\((count.right * 1_000 / count.judged + 5) / 10)%"
            return [
                "\(say(SettingsWords.from(count.level)))", "\(count.judged.grouped)", "\(count.right.grouped)",
                "\(share)",
            ]
        }
        let columns = [
            Column(say(SettingsWords.level)), Column(say(SettingsWords.judged), isNumber: true),
            Column(say(SettingsWords.right), isNumber: true), Column(say(SettingsWords.share), isNumber: true),
        ]
        return HTML.ruled(
            say(SettingsWords.table), id: "right", HTML.table(say(SettingsWords.table), columns, rows: rows))
    }
}
