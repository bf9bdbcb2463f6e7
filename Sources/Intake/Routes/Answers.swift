import Base
import Foundation
import Matters
import Notices
import Web

/// What somebody has answered so far, on the road of filing or at the window: nothing is kept on the server meanwhile.
struct Answers: Hashable, Sendable {
    /// The key that makes a repeated sending give the same slip.
    var key = ""
    /// The code of the kind.
    var kind = ""
    /// One line; empty when it is to be made from the text.
    var title = ""
    /// The whole story.
    var text = ""
    /// The place in the filer's words.
    var place = ""
    /// The id of the place chosen from those found, or `none`.
    var address = ""
    /// The words for which places were shown: a choice counts only while they stand.
    var asked = ""
    /// Who or what is complained about, in words.
    var about = ""
    /// Words to look an office up by.
    var office = ""
    /// The id of the office complained about, or `none`.
    var unit = ""
    /// Named, confidential or anonymous.
    var confidentiality = ""
    /// The filer's name.
    var name = ""
    /// The filer's telephone number.
    var phone = ""
    /// The filer's e-mail address.
    var email = ""
    /// `yes` when the filer wants to be told by these ways.
    var notify = ""
    /// The language in which the filer is told; the page's own.
    var language: Language?
    /// Others who speak for a group, one a line.
    var representatives = ""
    /// Everybody else of a group, one a line.
    var members = ""

    static let titleLimit = 80
    static let textLeast = 5
    static let textLimit = 5_000
    static let placeLimit = 200
    static let nameLimit = 50
    static let phoneLimit = 30
    static let emailLimit = 200
    static let groupLimit = 20_000

    /// Nothing yet.
    init() {}

    /// Reads a posted form.
    init(_ form: Form) {
        for field in Self.fields { self[keyPath: field.path] = Self.line(form.text(field.name)) }
        text = Self.lines(form.text("text"))
        representatives = Self.lines(form.text("representatives"))
        members = Self.lines(form.text("members"))
    }

    private static func lines(_ text: String) -> String { text.replacingOccurrences(of: "\r\n", with: "\n") }

    private static let fields: [(name: String, path: any WritableKeyPath<Answers, String> & Sendable)] = [
        ("key", \.key), ("kind", \.kind), ("title", \.title), ("text", \.text), ("place", \.place),
        ("address", \.address), ("asked", \.asked), ("about", \.about), ("office", \.office), ("unit", \.unit),
        ("confidentiality", \.confidentiality), ("name", \.name), ("phone", \.phone),
        ("email", \.email), ("notify", \.notify),
        ("representatives", \.representatives), ("members", \.members),
    ]

    /// The fields each page asks; all others go along hidden.
    static func asked(on step: FilingStep) -> Set<String> {
        switch step {
        case .tell: ["kind", "title", "text"]
        case .where: ["place", "address", "asked"]
        case .whom: ["about", "office", "unit"]
        case .you: ["confidentiality", "name", "phone", "email", "notify", "representatives", "members"]
        case .check: []
        }
    }

    /// Names and values of the answers that a page does not ask for itself, empty ones left out.
    func hidden(on step: FilingStep) -> [(name: String, value: String)] {
        let asked = Self.asked(on: step)
        return Self.fields.filter { !asked.contains($0.name) }
            .map { ($0.name, self[keyPath: $0.path]) }.filter { !$0.1.isEmpty }
    }

    // A field of one line that came with line breaks or control characters did not come from our page.
    private static func line(_ text: String) -> String {
        String(
            text.map {
                $0.isNewline || $0.unicodeScalars.allSatisfy { $0.properties.generalCategory == .control } ? " " : $0
            })
    }
}

extension Answers {
    /// The kind, once it is a known one.
    var matterKind: MatterKind? { MatterKind(rawValue: kind) }

    /// Named, confidential or anonymous, once it is a known one.
    var howNamed: Confidentiality? { Confidentiality(rawValue: confidentiality) }

    /// The place chosen from those found; nil for none of them.
    var chosenPlace: RecordID? { asked == place ? RecordID(address) : nil }

    /// Whether the filer has looked at the places found for the words that now stand there.
    var hasChosenPlace: Bool { asked == place && !address.isEmpty }

    /// The unit complained about.
    var complained: RecordID? { RecordID(unit) }

    /// The title given, or one made from the first sentence.
    var titleOrFirstSentence: String {
        if !title.isEmpty { return title }
        let first =
            text.split { "。！？!?\n；;".contains($0) }.map { $0.trimmingCharacters(in: .whitespaces) }
            .first { !$0.isEmpty } ?? text
        return first.count <= 40 ? first : String(first.prefix(39)) + "…"
    }

    /// Name and number as far as they are to be kept.
    var filer: Identity? {
        guard howNamed != .anonymous, !name.isEmpty else { return nil }
        return Identity(
            name: name, phone: phone, email: email.isEmpty ? nil : email, wantsNotices: wantsNotices ? true : nil,
            language: wantsNotices ? language : nil)
    }

    /// Whether the filer agreed to be told.
    var wantsNotices: Bool { notify == "yes" && howNamed != .anonymous }

    /// The group that files, beside the filer.
    ///
    /// What is longer than a page may be is not read: the page says so.
    var group: GroupEntry {
        func known(_ list: String) -> String { list.exceeds(Self.groupLimit) ? "" : list }
        return GroupEntry(filer: filer, representatives: known(representatives), others: known(members))
    }

    /// What is wrong on one page, by field.
    func faults(on step: FilingStep) -> [String: Words] {
        switch step {
        case .tell: tellFaults
        case .where: place.exceeds(Self.placeLimit) ? ["place": FaultWords.long(Self.placeLimit)] : [:]
        case .whom: about.exceeds(Self.placeLimit) ? ["about": FaultWords.long(Self.placeLimit)] : [:]
        case .you: youFaults
        case .check: key.exceeds(100) || key.isEmpty ? ["key": FaultWords.key] : [:]
        }
    }

    private var tellFaults: [String: Words] {
        var faults: [String: Words] = [:]
        if matterKind == nil { faults["kind"] = FaultWords.kind }
        if text.isEmpty {
            faults["text"] = FaultWords.text
        } else if text.count < Self.textLeast {
            faults["text"] = FaultWords.short
        } else if text.exceeds(Self.textLimit) {
            faults["text"] = FaultWords.long(Self.textLimit)
        }
        if title.exceeds(Self.titleLimit) { faults["title"] = FaultWords.long(Self.titleLimit) }
        return faults
    }

    private var youFaults: [String: Words] {
        guard let howNamed else { return ["confidentiality": FaultWords.confidentiality] }
        for (field, list) in [("representatives", representatives), ("members", members)]
        where list.exceeds(Self.groupLimit) { return [field: FaultWords.long(Self.groupLimit)] }
        var faults = group.faults(isNamed: howNamed != .anonymous)
        guard howNamed != .anonymous else { return faults }
        if name.isEmpty { faults["name"] = FaultWords.name }
        if name.exceeds(Self.nameLimit) { faults["name"] = FaultWords.long(Self.nameLimit) }
        if !phone.isEmpty, !Self.isPhone(phone) { faults["phone"] = FaultWords.phone }
        if !email.isEmpty, MailAddress(email) == nil { faults["email"] = FaultWords.email }
        if wantsNotices, email.isEmpty, faults["phone"] == nil, PhoneNumber(phone) == nil {
            faults["phone"] = phone.isEmpty ? FaultWords.noWay : FaultWords.noMessages
        }
        return faults
    }

    private static func isPhone(_ text: String) -> Bool {
        let digits = text.filter { $0.wholeNumberValue != nil }.count
        return text.count <= phoneLimit && (3...20).contains(digits)
            && text.allSatisfy { $0.wholeNumberValue != nil || " -+()（）转#".contains($0) }
    }
}
