import Accounts
import Base
import Markup

/// The units with their marks and seals.
struct OfficeListPage {
    let lines: [(unit: Accounts.Unit, office: PaperOffice)]
    let voice: PaperVoice

    private func say(_ words: Words) -> String { voice.say(words) }

    var html: HTML {
        let rows: [[HTML]] = lines.map { line in
            [
                .link(say(line.unit.name), to: PaperPaths.office(line.unit.id)),
                line.office.revision == 0
                    ? "<span class=\"muted\">\(say(PaperProofWords.first))</span>" : .chinese(line.office.mark),
                "\(say(line.office.bytes.isEmpty ? PaperProofWords.drawn : PaperProofWords.picture))",
            ]
        }
        let heads = [PaperWords.unit, PaperProofWords.mark, PaperWords.seal]
        return """
            <h1 class="title">\(say(PaperProofWords.offices))</h1><div class="stack-24"><p>\(say(PaperProofWords.officesLead))</p>\
            \(HTML.table(say(PaperProofWords.offices), heads.map { Column(say($0)) }, rows: rows))</div>
            """
    }
}

/// The mark and the seal of one unit.
struct OfficePage {
    let unit: Unit
    let office: PaperOffice
    let voice: PaperVoice

    private func say(_ words: Words) -> String { voice.say(words) }
    private var hasPicture: Bool { !office.bytes.isEmpty }

    var html: HTML {
        let revision = HTML.hidden("revision", String(office.revision))
        let mark: HTML = """
            \(revision)\(HTML.input(voice.field("mark", say(PaperProofWords.mark), hint: PaperProofWords.markHint, in: "mark"), value: voice.value("mark", in: "mark", office.mark), isShort: true, maximum: PaperNumber.limit))\
            \(HTML.buttons([.button(say(PaperProofWords.setMark), .primary)]))
            """
        let picture: HTML = """
            \(revision)\(HTML.file(voice.field("seal", say(PaperProofWords.sealPicture), hint: PaperProofWords.sealHint, in: "seal"), accept: ["image/png", "image/jpeg"], takesSeveral: false))\
            \(HTML.buttons([.button(say(PaperProofWords.setSeal), .primary)]))
            """
        let shown: HTML? =
            hasPicture
            ? "<p><img src=\"\(PaperPaths.sealPicture(of: unit.id))\" alt=\"\(say(PaperProofWords.sealPicture))\" width=\"160\"></p>"
            : nil
        let taking: HTML? =
            hasPicture
            ? voice.form(
                to: PaperPaths.seal(of: unit.id), "no-seal",
                "\(revision)\(HTML.hidden("none", "yes"))\(HTML.buttons([.button(say(PaperProofWords.takeSeal))]))")
            : nil
        return """
            \(voice.head(say(unit.name), "\(say(PaperProofWords.offices))", back: (PaperProofWords.toOffices, PaperPaths.offices)))\
            <div class="stack-40">\(voice.form(to: PaperPaths.mark(of: unit.id), "mark", mark))\
            <div class="stack-24">\(shown)\(voice.form(to: PaperPaths.seal(of: unit.id), "seal", hasFiles: true, picture))\(taking)</div></div>
            """
    }
}
