import AddressText

/// Finds the address that a text names: road and number, or estate and building, decide town, community and grid, also when the
/// text names none of them or a former one. Never invents a parent and never jumps to a neighbour: an unknown number is unknown.
public struct AddressResolver: Sendable {
    /// Longer texts are no addresses.
    public static let longest = 300

    private let shelf: RegisterShelf
    private var form = NormalAddress()

    /// A resolver over a register.
    public init(_ register: AddressRegister) { shelf = RegisterShelf(register) }

    /// What a text means.
    public mutating func resolve(_ text: String) -> AddressResolution {
        guard text.unicodeScalars.count <= Self.longest else { return .nothing(.tooLong) }
        form.read(text)
        guard !form.scalars.isEmpty else { return .nothing(.empty) }
        let reading = AddressReading(form, names: shelf.register.names)
        var search = AddressSearch(shelf, form, reading)
        search.run()
        if !search.hasComplete { search.runWithMistakes() }
        return search.decide()
    }
}

/// A register that is handed around without counting its many tables each time.
final class RegisterShelf: Sendable {
    let register: AddressRegister
    init(_ register: AddressRegister) { self.register = register }
}

extension AddressResolution {
    static func nothing(_ reason: Reason) -> AddressResolution {
        AddressResolution(band: .none, evidence: [Evidence(reason: reason, start: 0, end: 0)])
    }
}
