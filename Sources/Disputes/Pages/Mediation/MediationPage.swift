import Accounts
import Base
import Clocks
import Markup
import Matters

/// The mediation table: everything about one mediation that its reader may see.
struct MediationPage {
    let mediation: Mediation
    let proposals: [Mediator]
    let register: [Mediator]
    let centres: [Centre]
    let court: String
    let voice: DisputeVoice

    var matter: Matter { mediation.opened.file.matter }
    private var stage: Words {
        mediation.opened.procedure.stage(mediation.opened.proceeding.stage).map { Words($0.zh, $0.en) }
            ?? MediationWords.none
    }
    var isOpen: Bool { mediation.opened.proceeding.isOpen }
    var rights: MediationRights { mediation.rights }
    func say(_ words: Words) -> String { voice.say(words) }
    func path(_ act: String) -> Path { DisputePaths.mediation(mediation.id, of: matter.id, act) }
    var choose: String { say(MediationWords.choose) }

    var html: HTML {
        let lead = "\(say(mediation.opened.procedure.name)) · \(matter.number) · \(say(stage))"
        return """
            \(voice.head(say(MediationWords.title), lead, back: (MediationWords.back, DisputePaths.proceeding(mediation.id, of: matter.id))))\
            \(sealed)<div class="stack-40">\(people)\(mediator)\(sittings)\(wall)\(agreement)\(fulfilment)\(endings)</div>
            """
    }

    private var sealed: HTML? {
        matter.confidentiality == .confidential ? "<p class=\"hint\">\(say(MediationWords.sealedNote))</p>" : nil
    }

    /// A form of this page: its name is the act; the revision makes two who change at once meet.
    func form(_ act: String, id: String? = nil, hasFiles: Bool = false, _ body: HTML) -> HTML {
        let name = id ?? act
        return .form(
            to: path(act), id: "\(name)-form",
            hidden: ["csrf": voice.csrf, "form": name, "revision": String(mediation.revision)], hasFiles: hasFiles, body
        )
    }

    func more(_ act: String, _ words: Words, id: String? = nil, hasFiles: Bool = false, _ body: HTML) -> HTML {
        .more(say(words), form(act, id: id, hasFiles: hasFiles, body), isOpen: voice.sent == (id ?? act))
    }

    func submit(_ words: Words = MediationWords.send, _ kind: ButtonKind = .primary) -> HTML {
        .buttons([.button(say(words), kind)])
    }

    func name(_ id: RecordID) -> String { mediation.parties.first { $0.id == id }?.name ?? "—" }

    var sideChoices: [Choice] { PartySide.allCases.map { Choice($0.rawValue, say($0.words)) } }

    // MARK: - People

    private var people: HTML {
        let rows: [[HTML]] = mediation.parties.map { party in
            let gone: HTML? = party.hasLeft ? HTML.tag(say(MediationWords.left)) : nil
            let joint: HTML? = party.isJoint ? HTML.tag(say(MediationWords.jointTag)) : nil
            let acts: HTML? = party.actsFor.map {
                " <span class=\"small muted\">\(say(MediationWords.actsFor)) \(HTML.said(name($0)))</span>"
            }
            let more: HTML? = party.identity.map { identity in
                let parts = [identity.facts, identity.address, identity.mandate].filter { !$0.isEmpty }
                return "<span class=\"small muted\">\(HTML.said(parts.joined(separator: "，")))</span>"
            }
            let leave: HTML? =
                rights.mayArrange && isOpen && !party.hasLeft
                ? form(
                    "party-left", id: "left-\(party.id)",
                    "\(HTML.hidden("party", party.id.text))\(HTML.button(say(MediationWords.leave), .plain))") : nil
            return [
                "\(say(party.side.words))", "\(say(party.role.words))\(acts)",
                "<span class=\"stack-4\"><span>\(HTML.said(party.name)) \(joint)\(gone)</span>\(more)</span>",
                "\(HTML.said(party.identity?.phone ?? ""))", "\(leave)",
            ]
        }
        let columns =
            [
                MediationWords.side, MediationWords.role, MediationWords.name, MediationWords.phone,
            ].map { Column(say($0)) } + [Column("")]
        let list: HTML =
            rows.isEmpty
            ? "<p class=\"muted\">\(say(MediationWords.none))</p>"
            : .table(say(MediationWords.people), columns, rows: rows)
        return .section(
            say(MediationWords.people), id: "people",
            "\(list)\(rights.mayArrange && isOpen ? more("party", MediationWords.addParty, partyForm) : nil)")
    }

    private var partyForm: HTML {
        let roles = PartyRole.allCases.map { Choice($0.rawValue, say($0.words)) }
        let whom = mediation.here.filter { $0.role == .party }.map { party in
            Choice(party.id.text, said: "\(say(party.side.words)) \(party.name)")
        }
        func input(_ name: String, _ words: Words, _ maximum: Int, _ kind: InputKind = .text) -> HTML {
            .input(voice.field("party", name, words), value: voice.value("party", name), kind: kind, maximum: maximum)
        }
        return """
            \(HTML.segments(voice.field("party", "side", MediationWords.side), sideChoices, chosen: voice.value("party", "side", mediation.parties.isEmpty ? "a" : "b")))\
            \(HTML.segments(voice.field("party", "role", MediationWords.role), roles, chosen: voice.value("party", "role", "party")))\
            <div class="fields-2">\(input("name", MediationWords.name, 50))\(input("phone", MediationWords.phone, 30, .tel))</div>\
            <div class="fields-2">\(input("facts", MediationWords.facts, 200))\(input("address", MediationWords.address, 200))</div>\
            \(whom.isEmpty ? nil : HTML.select(voice.field("party", "acts-for", MediationWords.actsFor), whom, chosen: voice.value("party", "acts-for"), none: say(MediationWords.none)))\
            \(input("mandate", MediationWords.mandate, 500))\
            \(HTML.check(voice.field("party", "joint", MediationWords.joint), isOn: voice.value("party", "joint") == "yes"))\
            \(submit())
            """
    }

    // MARK: - Mediator

    private var mediator: HTML {
        let now: HTML =
            mediation.mediator.map { HTML.person($0.name, office: say($0.kind.words)) }
            ?? "<p class=\"muted\">\(say(MediationWords.none))</p>"
        let chosen: [HTML] = mediation.choices.sorted { $0.key < $1.key }.map { side, id in
            let name = register.first { $0.id == id }?.name ?? "—"
            return "<p class=\"small\">\(say(MediationWords.chose(side.words, name)))</p>"
        }
        return .section(
            say(MediationWords.mediator), id: "mediator",
            "<div class=\"stack-8\">\(now)\(chosen)\(rights.mayArrange && isOpen ? mediatorForms : nil)</div>")
    }

    private var mediatorForms: HTML {
        let choices = proposals.map { mediator in
            let skills = mediator.skills.sorted { $0.rawValue < $1.rawValue }.map { say($0.words) }.joined(
                separator: "、")
            return Choice(
                mediator.id.text, said: "\(mediator.name) · \(say(mediator.kind.words))",
                note: "\(say(MediationWords.load)) \(mediator.load)/\(mediator.most) · \(skills)")
        }
        if mediation.mediator != nil {
            let grounds = RecusalGround.allCases.map { Choice($0.rawValue, say($0.words)) }
            return more(
                "recuse", MediationWords.recuse,
                """
                <p class="small muted">\(say(MediationWords.recuseLead))</p>\
                \(HTML.select(voice.field("recuse", "ground", MediationWords.ground), grounds, chosen: voice.value("recuse", "ground"), none: choose))\
                \(HTML.input(voice.field("recuse", "text", MediationWords.why), value: voice.value("recuse", "text"), maximum: 500))\
                \(submit(MediationWords.recuse, .alarm))
                """)
        }
        guard !choices.isEmpty else { return "<p>\(say(MediationWords.noFree))</p>" }
        func pick(_ form: String) -> HTML {
            .radios(
                voice.field(form, "mediator", MediationWords.proposed), choices, chosen: voice.value(form, "mediator"))
        }
        return """
            \(more("appoint", MediationWords.appoint, "\(pick("appoint"))\(submit(MediationWords.appoint))"))\
            \(more("choose", MediationWords.sideChooses, """
                <p class="small muted">\(say(MediationWords.sideChoosesHint))</p>\
                \(HTML.segments(voice.field("choose", "side", MediationWords.side), sideChoices, chosen: voice.value("choose", "side", "a")))\
                \(pick("choose"))\(submit())
                """))
            """
    }

    // MARK: - The end

    /// A step that the procedure has, where the proceeding stands; nil for every other.
    private func now(_ action: Procedure.Action?) -> Procedure.Action? {
        action.flatMap { mediation.isTime(for: $0) ? $0 : nil }
    }

    private var endings: HTML? {
        let isFailed = mediation.opened.proceeding.end == "failed"
        if isFailed {
            let link = HTML.linkButton(say(MediationWords.deadlock), to: path("deadlock"))
            return .section(say(MediationWords.endings), id: "endings", .buttons([link]))
        }
        guard rights.mayArrange, isOpen else { return nil }
        func area(_ act: String, _ name: String, _ words: Words, _ hint: Words? = nil) -> HTML {
            .textarea(voice.field(act, name, words, hint: hint), value: voice.value(act, name), rows: 3, maximum: 2_000)
        }
        let fail: HTML? = now(mediation.steps.failing).map { action in
            more(
                "fail", action.name,
                "\(area("fail", "reason", MediationWords.reason))\(submit(action.name, .alarm))")
        }
        let harden: HTML? = now(mediation.steps.hardening).map { _ in
            more(
                "hardening", MediationWords.harden,
                """
                \(area("hardening", "text", MediationWords.why, MediationWords.hardenHint))\(submit(MediationWords.harden, .alarm))
                """)
        }
        guard fail != nil || harden != nil else { return nil }
        return .section(say(MediationWords.endings), id: "endings", "\(fail)\(harden)")
    }
}
