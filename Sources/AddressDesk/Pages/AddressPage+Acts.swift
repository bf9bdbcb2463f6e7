import Addresses
import Base
import Markup
import Web

// What people can do with an address; each is a form of its own.
extension AddressPage {
    var acts: HTML? {
        guard mayAct, file.record.validTo == nil else { return nil }
        let confirm: HTML? =
            file.record.state == .confirmed
            ? nil
            : form("confirm", HTML.button(say(AddressDeskWords.confirm), .primary))
        let named: HTML? =
            file.record.number == nil
            ? """
            \(HTML.more(say(AddressDeskWords.addName), form("name", field("name", AddressDeskWords.otherName), AddressDeskWords.addName), isOpen: isOpen("name")))\
            \(HTML.more(say(AddressDeskWords.rename), form("rename", field("rename", AddressDeskWords.newName), AddressDeskWords.rename), isOpen: isOpen("rename")))
            """ : nil
        let merge = HTML.more(
            say(AddressDeskWords.merge),
            form(
                "merge", field("merge", AddressDeskWords.mergeID, hint: AddressDeskWords.mergeNote),
                AddressDeskWords.merge), isOpen: isOpen("merge"))
        let retire = HTML.more(
            say(AddressDeskWords.retire),
            form("retire", "<p class=\"hint\">\(say(AddressDeskWords.retireNote))</p>", AddressDeskWords.retire),
            isOpen: isOpen("retire"))
        return HTML.section(say(AddressDeskWords.acts), id: "acts", "\(confirm)\(named)\(merge)\(retire)")
    }

    private func isOpen(_ act: String) -> Bool { typed["act"] == act && !errors.isEmpty }

    private func field(_ act: String, _ label: Words, hint: Words? = nil) -> HTML {
        HTML.input(
            Field(
                "value", say(label), hint: hint.map { say($0) },
                error: isOpen(act) ? errors["value"].map { say($0) } : nil,
                id: act + "-value"),
            value: isOpen(act) ? typed["value"] ?? "" : "", maximum: 60)
    }

    private func form(_ act: String, _ body: HTML, _ label: Words? = nil) -> HTML {
        let reason: HTML? = label.map { _ in
            HTML.input(
                Field(
                    "reason", say(AddressDeskWords.reason), error: isOpen(act) ? errors["reason"].map { say($0) } : nil,
                    id: act + "-reason"),
                value: isOpen(act) ? typed["reason"] ?? "" : "", maximum: 200)
        }
        let button: HTML? = label.map { HTML.buttons([HTML.button(say($0))]) }
        return HTML.form(
            to: AddressDeskPaths.acts(file.record.id), hidden: ["csrf": csrf, "act": act], "\(body)\(reason)\(button)")
    }
}
