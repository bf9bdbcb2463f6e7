import Base

extension DivisionPlan {
    /// What a plan changes, for whoever has to decide on it.
    public struct Summary: Encodable, Hashable, Sendable {
        /// A division with another code.
        public struct Recoded: Encodable, Hashable, Sendable {
            /// The level.
            public let level: String
            /// The code up to the day, and from it on.
            public let from: String, to: String
            /// The name from the day on.
            public let name: String
        }

        /// The days of the changes, in their order.
        public let days: [String]
        /// Divisions that begin, by level.
        public private(set) var added: [String: Int] = [:]
        /// Divisions with another code, name, kind or parent, by level.
        public private(set) var changed: [String: Int] = [:]
        /// Divisions of which nothing changes but that they go on, by level.
        public private(set) var kept: [String: Int] = [:]
        /// Divisions that end, by level.
        public private(set) var ended: [String: Int] = [:]
        /// Names that are added.
        public private(set) var named = 0
        /// The codes that change, from above.
        public private(set) var codes: [Recoded] = []

        fileprivate init(_ entries: [Entry]) {
            days = Set(entries.map(\.on)).sorted().map(\.description)
            for entry in entries {
                switch entry.step {
                case .add(let division, _): added[division.level.rawValue, default: 0] += 1
                case .end(let division, _, _): ended[division.level.rawValue, default: 0] += 1
                case .name: named += 1
                case .change(let before, _, let after): count(before, after)
                }
            }
        }

        private mutating func count(_ before: Division, _ after: Division) {
            let level = before.level.rawValue
            guard after != before.changed(by: DivisionPatch(goesOn: true)) else { return kept[level, default: 0] += 1 }
            changed[level, default: 0] += 1
            guard before.code != after.code else { return }
            codes.append(Recoded(level: level, from: before.code, to: after.code, name: after.name.zh))
        }
    }

    /// What the plan changes.
    public var summary: Summary { Summary(entries) }
}
