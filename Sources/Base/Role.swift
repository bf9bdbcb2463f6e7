/// What a post is for. A person acts on one post at a time; permissions ask for the role and the post's unit.
public enum Role: String, CaseIterable, Sendable, Codable {
    /// Takes matters in at a window, by telephone or from paper (窗口受理).
    case clerk
    /// Works on matters of the unit (办理人).
    case handler
    /// Answers for the unit: approves extensions, sees low ratings (负责人).
    case head
    /// Decides objections to a dispatch (派单裁定).
    case arbiter
    /// One of the two who may open a sealed identity (密封保管人).
    case custodian
    /// Reads the record and the statistics, changes nothing (审计).
    case auditor
    /// Keeps accounts, units and rules (系统管理).
    case administrator

    /// What the post is called.
    public var words: Words {
        switch self {
        case .clerk: Words("窗口受理", "Window clerk")
        case .handler: Words("办理人", "Handler")
        case .head: Words("负责人", "Head")
        case .arbiter: Words("派单裁定", "Arbiter of dispatch")
        case .custodian: Words("密封保管人", "Custodian of seals")
        case .auditor: Words("审计", "Auditor")
        case .administrator: Words("系统管理", "Administrator")
        }
    }
}
