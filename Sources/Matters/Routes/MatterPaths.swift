public import Base
public import Markup

/// The addresses of the desk.
public enum MatterPaths {
    /// The work lists.
    public static let desk: Path = "/desk"
    /// Hot issues: matters about the same trouble.
    static let issues: Path = "/desk/issues"
    /// The centres with their windows, rooms and reception days.
    static let centres: Path = "/desk/centres"
    /// The search.
    public static let search: Path = "/desk/search"
    /// Several matters at once.
    static let bulk: Path = "/desk/bulk"
    /// The requests to open sealed identities.
    public static let seals: Path = "/desk/seals"

    /// A matter's page.
    public static func matter(_ id: RecordID) -> Path { "/desk/matters/\(id)" }

    /// The form of one action.
    public static func action(_ code: String, of id: RecordID) -> Path { "/desk/matters/\(id)/actions/\(code)" }

    static func check(_ code: String, of id: RecordID) -> Path { "/desk/matters/\(id)/actions/\(code)/check" }
    static func kind(of id: RecordID) -> Path { "/desk/matters/\(id)/kind" }
    static func topic(of id: RecordID) -> Path { "/desk/matters/\(id)/topic" }
    static func place(of id: RecordID) -> Path { "/desk/matters/\(id)/place" }
    static func attachments(of id: RecordID) -> Path { "/desk/matters/\(id)/attachments" }
    static func attachment(_ file: RecordID, of id: RecordID) -> Path { "/desk/matters/\(id)/attachments/\(file)" }
    static func view(of file: RecordID, of id: RecordID) -> Path { "/desk/matters/\(id)/attachments/\(file)/view" }
    /// The work list of what residents are to be told.
    public static let proxies: Path = "/desk/proxies"
    /// The calls that a desk is to make.
    public static let hotline: Path = "/hotline"
    static func proxy(of id: RecordID) -> Path { "/desk/matters/\(id)/proxy" }
    static func proxyTold(of id: RecordID) -> Path { "/desk/matters/\(id)/proxy/told" }
    static func proxyWithdrawal(of id: RecordID) -> Path { "/desk/matters/\(id)/proxy/withdrawal" }
    static func calls(of id: RecordID) -> Path { "/desk/matters/\(id)/calls" }
    static func call(_ id: RecordID) -> Path { "/hotline/\(id)" }
    static func callNumber(_ id: RecordID) -> Path { "/hotline/\(id)/number" }
    static func handover(of id: RecordID) -> Path { "/desk/matters/\(id)/handover" }
    static func handoverReturn(of id: RecordID) -> Path { "/desk/matters/\(id)/handover/return" }
    static func proceedings(of id: RecordID) -> Path { "/desk/matters/\(id)/proceedings" }
    /// The table of a mediation.
    static func mediation(_ id: RecordID, of matter: RecordID) -> Path {
        "/desk/matters/\(matter)/proceedings/\(id)/mediation"
    }
    /// The page of a proceeding inside a matter.
    public static func proceeding(_ id: RecordID, of matter: RecordID) -> Path {
        "/desk/matters/\(matter)/proceedings/\(id)"
    }
    static func proceedingOpening(_ code: String, in id: RecordID) -> Path {
        "/desk/matters/\(id)/proceedings/new/\(code)"
    }
    static func proceedingStep(_ code: String, of id: RecordID, in matter: RecordID) -> Path {
        "/desk/matters/\(matter)/proceedings/\(id)/steps/\(code)"
    }
    static func papers(of proceeding: RecordID, in matter: RecordID) -> Path {
        "/desk/matters/\(matter)/proceedings/\(proceeding)/papers"
    }
    /// What other bodies told of a matter's proceedings.
    static func messages(of id: RecordID) -> Path { "/desk/matters/\(id)/messages" }
    /// What they told and somebody must look at.
    static let messages: Path = "/desk/messages"
    static func known(_ id: RecordID) -> Path { "/desk/matters/\(id)/known" }
    static func knownPart(_ id: RecordID) -> Path { "/desk/matters/\(id)/known/part" }
    static func seen(_ id: RecordID) -> Path { "/desk/matters/\(id)/seen" }
    static func sealRequest(of id: RecordID) -> Path { "/desk/matters/\(id)/seal-request" }
    static func sealOpening(of id: RecordID) -> Path { "/desk/matters/\(id)/seal-open" }
    static func exclusion(from id: RecordID) -> Path { "/desk/matters/\(id)/exclusion" }
    static func lifting(from id: RecordID) -> Path { "/desk/matters/\(id)/exclusion/lift" }
    static func sealDecision(_ id: RecordID) -> Path { "/desk/seals/\(id)/decision" }

    /// A work list, perhaps narrowed, from a place on, with a matter open.
    public static func list(
        _ list: WorkList, _ filter: ListFilter = ListFilter(), offset: Int = 0, open: RecordID? = nil
    ) -> Path {
        filter.fields.reduce(desk.query("list", list.rawValue)) { $0.query($1.name, $1.value) }
            .query("offset", offset == 0 ? nil : offset).query("open", open?.text)
    }
}
