public import Base

/// A body to which proceedings are handed over, such as the court; see Rules/topics/counterparts.yaml.
public struct Counterpart: Hashable, Sendable, Codable {
    /// The code in addresses of the API.
    public let code: String
    /// The unit whose posts hold the token of its program.
    public let unit: String
    /// The procedures that go to it.
    public let procedures: [String]
    /// The procedures that it may send here: each begins when somebody signs for it.
    public let refers: [String]?
    private let zh: String
    private let en: String

    /// The name in both languages.
    public var name: Words { Words(zh, en) }

    /// Whether a procedure goes to it or comes from it.
    func knows(_ procedure: String) -> Bool { procedures.contains(procedure) || refers?.contains(procedure) == true }
}

/// The bodies of a district.
public struct CounterpartPack: Sendable, Codable {
    public let counterparts: [Counterpart]

    /// The body of a code, or nil.
    func find(_ code: String?) -> Counterpart? { counterparts.first { $0.code == code } }
}
