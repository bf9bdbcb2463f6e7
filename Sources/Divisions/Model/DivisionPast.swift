public import Base

/// What changes in a division on a day; nil leaves a thing as it is.
public struct DivisionPatch: Hashable, Sendable {
    /// The code from the day on, in the same code system.
    public var code: String?
    /// The official name from the day on.
    public var name: Words?
    /// The kind from the day on.
    public var kind: String?
    /// The division above from the day on.
    public var parent: RecordID?
    /// Whether the division goes on although that day was foreseen as its end.
    public var goesOn: Bool

    /// Puts a patch together.
    public init(
        code: String? = nil, name: Words? = nil, kind: String? = nil, parent: RecordID? = nil, goesOn: Bool = false
    ) {
        (self.code, self.name, self.kind, self.parent) = (code, name, kind, parent)
        self.goesOn = goesOn
    }
}

extension Division {
    /// The same division with what a patch changes.
    public func changed(by patch: DivisionPatch) -> Division {
        Division(
            id: id, level: level, code: patch.code ?? code, codeSystem: codeSystem, name: patch.name ?? name,
            kind: patch.kind ?? kind, parent: patch.parent ?? parent, point: point, validFrom: validFrom,
            validTo: patch.goesOn ? nil : validTo
        )
    }

    /// The same division, ended on a day: the first day on which it is no longer in force.
    public func ended(on day: Day) -> Division {
        Division(
            id: id, level: level, code: code, codeSystem: codeSystem, name: name, kind: kind, parent: parent,
            point: point, validFrom: validFrom, validTo: day
        )
    }
}

/// A division as it stood for a time.
public struct DivisionVersion: Hashable, Sendable {
    /// The division as it stood.
    public let division: Division
    /// The first day on which it stood so.
    public let heldFrom: Day
    /// The first day on which it no longer did; nil for what stands without a foreseen end.
    public let heldTo: Day?
    /// The number in the feed of the change that came after it; nil for the newest.
    public let changedBy: Int64?

    /// Puts a version together.
    public init(division: Division, heldFrom: Day, heldTo: Day?, changedBy: Int64?) {
        (self.division, self.heldFrom, self.heldTo, self.changedBy) = (division, heldFrom, heldTo, changedBy)
    }
}

/// A name of a division beside its official one.
public struct DivisionName: Hashable, Sendable {
    /// How it came to be one.
    public enum How: String, Sendable, CaseIterable {
        /// What people also say.
        case alias
        /// What it was called before.
        case former
    }

    /// The name, as written.
    public let name: String
    /// An alias or a former name.
    public let how: How
    /// The day from which it is another name.
    public let on: Day
    /// The number of the change that brought it.
    public let since: Int64

    /// Puts a name together.
    public init(name: String, how: How, on day: Day, since: Int64) {
        (self.name, self.how, self.on, self.since) = (name, how, day, since)
    }
}

/// That a division came out of another on a day; one may have several successors, the first of them itself.
public struct DivisionSuccession: Hashable, Sendable {
    /// The division that was there before.
    public let from: RecordID
    /// The division that took over some or all of it.
    public let to: RecordID
    /// The day.
    public let on: Day
    /// The number of the change that brought it.
    public let since: Int64

    /// Puts a succession together.
    public init(from: RecordID, to: RecordID, on day: Day, since: Int64) {
        (self.from, self.to, self.on, self.since) = (from, to, day, since)
    }
}

/// The life of a division.
public struct DivisionHistory: Hashable, Sendable {
    /// How it stood, oldest first; the last is the newest known.
    public let versions: [DivisionVersion]
    /// Its names beside the official one, oldest first.
    public let names: [DivisionName]
    /// What came out of it and what it came out of, oldest first.
    public let successions: [DivisionSuccession]
}

/// Why a division is not changed.
public enum DivisionError: ExplainedError, Hashable {
    /// No division has the id.
    case notFound
    /// The division does not stand on the day.
    case notStanding(code: String, on: Day)
    /// Something was changed on a later day already; changes come in the order of their days.
    case beforeLastChange(code: String, last: Day)
    /// The division is so already.
    case nothingChanges(code: String)
    /// Another division has the code on that day or later.
    case codeTaken(String)
    /// The division above is none of the next higher level that stands on the day.
    case wrongParent(code: String)
    /// So many divisions below still stand on the day.
    case standsBelow(code: String, count: Int)
    /// A code or a name is empty.
    case empty(code: String)
    /// A successor is the division itself, or does not stand on the day.
    case wrongSuccessor(code: String)

    /// The fault in a sentence.
    public var explanation: String {
        switch self {
        case .notFound: "There is no such division."
        case .notStanding(let code, let day): "The division \(code) does not stand on \(day)."
        case .beforeLastChange(let code, let last): "The division \(code) was changed on \(last) already."
        case .nothingChanges(let code): "The division \(code) is so already."
        case .codeTaken(let code): "Another division has the code \(code)."
        case .wrongParent(let code): "The division above \(code) does not stand one level higher on that day."
        case .standsBelow(let code, let count): "Below \(code) there stand \(count) divisions on that day."
        case .empty(let code): "The division \(code) needs a code and a name."
        case .wrongSuccessor(let code): "A successor of \(code) does not stand on that day."
        }
    }
}

extension DivisionLevel {
    /// The next higher level; nil for the district.
    public var above: DivisionLevel? {
        switch self {
        case .district: nil
        case .town: .district
        case .village: .town
        case .grid: .village
        }
    }

    /// How deep it lies: 0 for the district.
    public var depth: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
