import Base

/// Learns a model from labelled addresses; the same addresses, settings and seed give the same model.
public struct AddressTrainer {
    /// What is trained on: decides how often it is gone through and how much large weights cost.
    public enum Kind: Sendable { case labelled, madeUp }

    /// Settings of a training.
    public struct Settings: Sendable {
        /// How often all addresses are gone through.
        public var rounds: Int
        /// The first size of a step.
        public var rate: Float = 0.1
        /// How much large weights cost.
        public var ridge: Float
        /// The share of features left out of each step.
        public var dropped: Float = 0.2
        /// A feature that occurs less often has no weights.
        public var leastUses: Int32
        /// Rows whose largest weight is smaller are left out.
        public var smallest: Float = 0.05
        /// No more rows than this are kept, those with the largest weights: the nearer they lie in memory, the faster they are read.
        public var mostRows = 40_000
        /// Larger weights are cut off: a few of them would leave the others little of the eight bits.
        public var largest: Float = 1.5
        /// How far a rare feature is left out more often: at 1 one that occurs n times is left out once in n.
        public var rareness: Float = 0
        /// The mean of the weights after so many of the last rounds is what was learned.
        public var averaged = 3
        /// How many new addresses are made of the parts of each.
        public var recombined: Int
        /// Whether it is learned from what a text was as a part of other addresses.
        public var knowsNames: Bool
        /// The seed of order and omission.
        public var seed: UInt64 = 1

        /// The settings that the measured figures were reached with.
        public init(of kind: Kind) {
            rounds = kind == .labelled ? 8 : 4
            ridge = kind == .labelled ? 5e-4 : 3e-4
            leastUses = kind == .labelled ? 2 : 4
            knowsNames = kind == .labelled
            recombined = kind == .labelled ? 1 : 0
        }
    }

    private let settings: Settings
    private let divisions: DivisionNames

    /// A trainer that knows the names of divisions.
    public init(divisions: DivisionNames, settings: Settings) {
        self.settings = settings
        self.divisions = divisions
    }

    /// Learns; `told` hears of each round and its mean loss.
    public func train(
        _ addresses: [LabelledAddresses.Address], told: (Int, Double) -> Void = { _, _ in }
    ) throws(AddressModelError) -> AddressModel {
        let known = addresses
        var recombination = Recombination(known, seed: settings.seed)
        let addresses = (0..<settings.recombined).reduce(known) { all, _ in all + recombination.make(known) }
        let vocabulary = vocabulary(addresses, known: known.count)
        var reader = Reader(
            names: NameTable(vocabulary.names, vocabulary.beginnings), pieceRows: vocabulary.pieceRows,
            nameUses: vocabulary.nameUses)
        let counts = reader.counts(addresses, least: settings.leastUses)
        let rows = Dictionary(uniqueKeysWithValues: counts.enumerated().map { ($1.key, Int32($0)) })
        let examples = addresses.compactMap { reader.example($0, rows) }
        guard !examples.isEmpty else { throw .nothingToLearn }
        let field = FieldTrainer(
            tokenRows: counts.map(\.value), pieceRows: vocabulary.pieceUses, settings: fieldSettings)
        field.train(examples, told)
        let origin = AddressModel.Origin(
            addresses: known.count, skipped: addresses.count - examples.count, seed: settings.seed)
        return AddressModel(
            field, reader.blocks(addresses, rows), reader.names, vocabulary.pieceRows, origin,
            smallest: settings.smallest, largest: settings.largest,
            most: settings.mostRows)
    }

    private var fieldSettings: FieldTrainer.Settings {
        FieldTrainer.Settings(
            rounds: settings.rounds, rate: settings.rate, ridge: settings.ridge, dropped: settings.dropped,
            seed: settings.seed, averaged: settings.averaged,
            rareness: settings.rareness)
    }

    /// Names and pieces that have a row of their own.
    private struct Vocabulary {
        var names: [UInt64: NameTable.Entry]
        var beginnings: NameTable.Beginnings
        var pieceRows: [UInt64: Int32] = [:]
        /// What the texts of true pieces were in the addresses that are known.
        var nameUses: [UInt64: NameKind.Uses] = [:]
        /// How often each row of a piece occurs.
        var pieceUses = [Int32](repeating: .max, count: PieceRow.names)
    }

    /// Divisions, and the strings and features of true pieces that occur often enough.
    private func vocabulary(_ addresses: [LabelledAddresses.Address], known: Int) -> Vocabulary {
        var vocabulary = Vocabulary(names: divisions.table, beginnings: divisions.beginnings)
        var uses: [UInt64: Int32] = [:], pieceUses: [UInt64: Int32] = [:]
        var reader = Reader(names: NameTable([:], .init()), pieceRows: [:], nameUses: [:])
        for (index, address) in addresses.enumerated() {
            reader.read(address.text)
            guard let aligned = AlignedAddress(address, reader.tokens) else { continue }
            for cut in aligned.cuts {
                var growth = PieceFeatures.Growth(reader.tokens, cut.start)
                for length in 1...cut.length {
                    growth.keys(reader.tokens, length) { if length == cut.length { pieceUses[$0, default: 0] += 1 } }
                }
                guard cut.length <= AddressPieces.longestName else { continue }
                let hash = reader.tokens.nameHash(cut.start, cut.length)
                uses[hash, default: 0] += 1
                vocabulary.beginnings.add(reader.tokens.all[cut.start..<(cut.start + cut.length)].lazy.map(\.code))
                if settings.knowsNames, index < known { vocabulary.nameUses[hash, default: .init()].add(cut.label) }
            }
        }
        for (hash, count) in uses.sorted(by: { $0.key < $1.key }) where count >= settings.leastUses {
            vocabulary.pieceUses.append(count)
            vocabulary.names[hash, default: .init()].row = UInt32(vocabulary.pieceUses.count - PieceRow.names)
        }
        for (hash, uses) in vocabulary.nameUses { vocabulary.names[hash, default: .init()].kind = uses.kind }
        for (key, count) in pieceUses.sorted(by: { $0.key < $1.key }) where count >= settings.leastUses {
            vocabulary.pieceRows[key] = Int32(vocabulary.pieceUses.count)
            vocabulary.pieceUses.append(count)
        }
        return vocabulary
    }

    /// Reads addresses into features.
    private struct Reader {
        let names: NameTable
        private var form = NormalAddress()
        private(set) var tokens = AddressTokens()
        private var pieces = AddressPieces()
        private var features = AddressFeatures()

        private let pieceRows: [UInt64: Int32]

        private let nameUses: [UInt64: NameKind.Uses]
        private var turns: [UInt8] = []

        init(names: NameTable, pieceRows: [UInt64: Int32], nameUses: [UInt64: NameKind.Uses]) {
            self.nameUses = nameUses
            self.names = names
            self.pieceRows = pieceRows
        }

        mutating func read(_ text: String) {
            form.read(text)
            tokens.read(form)
            pieces.read(tokens, names)
        }

        mutating func counts(
            _ addresses: [LabelledAddresses.Address], least: Int32
        ) -> [(key: UInt64, value: Int32)] {
            var counter = FeatureIndex.Counter()
            for address in addresses {
                read(address.text)
                counter.count = tokens.count
                features.find(tokens, pieces, &counter)
            }
            return counter.rows.filter { $0.value >= least }.sorted { $0.key < $1.key }
        }

        mutating func example(_ address: LabelledAddresses.Address, _ rows: [UInt64: Int32]) -> TrainingExample? {
            read(address.text)
            guard tokens.count > 0, let aligned = AlignedAddress(address, tokens) else { return nil }
            var collector = FeatureIndex.Collector(rows: rows, count: tokens.count)
            features.find(tokens, pieces, &collector)
            var example = TrainingExample(count: tokens.count, tokens: collector.uses, cuts: aligned.cuts)
            Turns.read(tokens, into: &turns)
            example.turns = turns
            example.truth = [Bool](repeating: false, count: tokens.count)
            for cut in aligned.cuts { example.truth[cut.start] = true }
            forget(aligned.cuts)
            for start in 0..<tokens.count {
                var growth = PieceFeatures.Growth(tokens, start)
                for length in 1...min(AddressPieces.longest, tokens.count - start) {
                    let place = Int32(start * AddressPieces.longest + length - 1)
                    PieceRow.each(pieces, start, length) { row in
                        if row >= PieceRow.levels { example.pieces.append(.init(row: Int32(row), place: place)) }
                    }
                    growth.keys(tokens, length) { key in
                        if let row = pieceRows[key] { example.pieces.append(.init(row: row, place: place)) }
                    }
                }
            }
            return example
        }

        /// Takes an address out of what is known of its own parts: in a text to come nothing is known of them from itself.
        private mutating func forget(_ cuts: [PieceLattice.Cut]) {
            var own: [UInt64: NameKind.Uses] = [:]
            for cut in cuts where cut.length <= AddressPieces.longestName {
                let hash = tokens.nameHash(cut.start, cut.length)
                guard let uses = nameUses[hash] else { continue }
                own[hash, default: uses].add(cut.label, -1)
            }
            guard !own.isEmpty else { return }
            for start in 0..<tokens.count {
                for length in 1...min(AddressPieces.longestName, tokens.count - start) {
                    guard let uses = own[tokens.nameHash(start, length)] else { continue }
                    pieces.setKind(uses.kind, start, length)
                }
            }
        }

        /// The features that have rows, with the row of each distance, -1 for none.
        mutating func blocks(_ addresses: [LabelledAddresses.Address], _ rows: [UInt64: Int32]) -> FeatureIndex.Blocks {
            var blocks = FeatureIndex.Blocks(rows: rows)
            for address in addresses {
                read(address.text)
                features.find(tokens, pieces, &blocks)
            }
            return blocks
        }
    }
}
