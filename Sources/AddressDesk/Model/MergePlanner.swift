import AddressMatch
import Base

/// What becomes of one row of a source.
enum RowFate: Sendable {
    /// It means a place that stands.
    case linked(RecordID, MatchBand)
    /// It means a place below one that stands, which is added as proposed.
    case grows(within: RecordID, [AddressResolution.Missing])
    /// A person decides; rows of one pattern are decided together.
    case waits(CasePattern)
    /// It is no address of the district.
    case rejected(SourceText.Fault)
}

/// Tells which name and road a text has that the library does not know.
public typealias NameFinder = (String) -> (name: String?, road: String?)

/// Decides about rows by what the library knows: equal and safe matches are linked, a new number below a place that is sure is
/// proposed, everything else is left to a person.
struct MergePlanner {
    private let register: AddressRegister
    private var resolver: AddressResolver
    private let nameIn: NameFinder

    /// `nameIn` tells which place and which road a text names that the library does not know; see `AddressLevels`.
    init(_ register: AddressRegister, nameIn: @escaping NameFinder) {
        (self.register, resolver, self.nameIn) = (register, AddressResolver(register), nameIn)
    }

    /// What becomes of a text, and the evidence in short: reason, beginning and end of each part.
    mutating func fate(of text: String) -> (RowFate, evidence: String) {
        let found = resolver.resolve(text)
        let evidence = found.evidence.map { "\($0.reason.rawValue) \($0.start)-\($0.end)" }.joined(separator: ";")
        return (fate(of: text, found), evidence)
    }

    private func fate(of text: String, _ found: AddressResolution) -> RowFate {
        func has(_ reason: AddressResolution.Reason) -> Bool { found.evidence.contains { $0.reason == reason } }
        switch found.band {
        case .a, .b:
            guard let place = found.current.flatMap(id) else { return waits(text, found) }
            return .linked(place, found.band)
        case .c: return waits(text, found)
        case .none:
            if has(.elsewhere) { return .rejected(.elsewhere) }
            if has(.empty) { return .rejected(.empty) }
            if has(.tooLong) { return .rejected(.tooLong) }
            guard let within = found.within, let place = id(register.current(within)) else { return waits(text, found) }
            let isImplied = register.id(within) == nil
            guard isImplied && found.namesWithin || !found.missing.isEmpty && register.kind(within) != .road else {
                return waits(text, found)
            }
            return .grows(within: place, found.missing)
        }
    }

    /// The division of a level that a text names, where it names one only.
    private func only(_ level: AddressRegister.Division.Level, in found: AddressResolution) -> RecordID? {
        let named = found.divisions.filter { register.divisions[$0].level == level }
        return named.count == 1 ? register.divisions[named[0]].id.map { RecordID(trusted: $0) } : nil
    }

    private func id(_ place: Int) -> RecordID? { register.record(place).map { RecordID(trusted: $0) } }

    private func waits(_ text: String, _ found: AddressResolution) -> RowFate {
        let (town, village) = (only(.town, in: found), only(.village, in: found))
        var pattern = CasePattern(kind: .other, said: "", town: town, village: village)
        let against = found.evidence.contains { $0.reason == .disagrees }
        if !found.candidates.isEmpty {
            pattern.kind = against ? .against : .choose
            var seen = Set<Int>()
            pattern.candidates = found.candidates.map(register.named).filter { seen.insert($0).inserted }.compactMap(id)
            pattern.said = pattern.candidates.isEmpty ? text : ""
            return .waits(pattern)
        }
        let (name, road) = nameIn(text)
        if let within = found.within, register.kind(within) == .road, name == nil, let road {
            (pattern.kind, pattern.said) = (.door, road)
        } else if let said = name ?? road {
            (pattern.kind, pattern.said) = (.name, said)
        } else {
            pattern.said = text
        }
        return .waits(pattern)
    }
}
