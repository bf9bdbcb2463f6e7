public import Accounts
public import Base
public import Storage

// What the filer's face asks for, beside the timeline.
extension MatterStore {
    /// The files that the filer sent, oldest first: files of offices are not theirs to open.
    public func listFilersAttachments(_ matter: RecordID, in reader: any Reader) throws -> [Attachment] {
        let own = try reader.rows(
            """
            SELECT id FROM attachments
            WHERE matter_id = \(matter) AND (author = 'visitor' OR author = \(Principal.filer(matter: matter).key))
            """
        ).map { try $0.id("id") }
        return try listAttachments(matter, in: reader).filter { own.contains($0.id) }
    }
}

extension RouteDecision {
    /// A unit that a person chose, beside what the rules proposed.
    public init(chosen unit: Unit, instead proposed: RouteDecision?) {
        self.init(
            unit: unit.id, unitName: unit.name, rule: Self.chosen, version: proposed?.version ?? "",
            sentence: Words("由登记人选定", "Chosen by the person who registered it"), because: []
        )
        overruled = proposed.map { Overruled(unit: $0.unit, rule: $0.rule) }
    }
}
