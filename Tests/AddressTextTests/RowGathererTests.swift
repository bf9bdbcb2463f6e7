import Base
import Testing

@testable import AddressText

@Suite struct RowGathererTests {
    private static let tokens = 40

    /// A model of random rows: for each key those of some distances.
    private static func model(_ dice: inout SplitMix64) -> AddressModel {
        var features: [RowTable.Entry] = [], rows: [Int8] = []
        for key in Set((0..<500).map { _ in dice.next() }).sorted() {
            let mask = UInt16.random(in: 1..<1 << 9, using: &dice)
            features.append(RowTable.Entry(key: key, mask: mask, first: UInt32(rows.count / 64)))
            for _ in 0..<(64 * mask.nonzeroBitCount) { rows.append(Int8.random(in: -127...127, using: &dice)) }
        }
        return AddressModel(
            origin: .init(addresses: 0, skipped: 0, seed: 0), features: features, rows: rows, scale: 0.5,
            names: NameTable([:], .init()), pieces: [], pieceFeatures: [],
            transitions: [Float](repeating: 0, count: Transitions.rows * Transitions.count))
    }

    @Test func `rows are summed up as one by one, those of tokens outside left out`() {
        var dice = SplitMix64(seed: 7)
        let model = Self.model(&dice), gatherer = RowGatherer(model)
        var expected = [Float](repeating: 0, count: 64 * Self.tokens), collector = gatherer.collector
        for index in 0..<Self.tokens {
            for window in [FeatureWindow.one, FeatureWindow.two, FeatureWindow.three, FeatureWindow.single] {
                // A key that no training saw leads nowhere.
                guard Bool.random(using: &dice), let entry = model.features.randomElement(using: &dice) else {
                    collector.visit(dice.next(), window, at: index)
                    continue
                }
                collector.visit(entry.key, window, at: index)
                var row = Int(entry.first)
                for step in 0..<9 where entry.mask & 1 << UInt16(step) != 0 {
                    let token = index + FeatureWindow.first(window) + step
                    if (0..<Self.tokens).contains(token) {
                        for lane in 0..<64 { expected[token * 64 + lane] += Float(model.rows[row * 64 + lane]) * 0.5 }
                    }
                    row += 1
                }
            }
        }
        var sums = [Float](repeating: 9, count: 64 * Self.tokens)
        sums.withUnsafeMutableBufferPointer { buffer in
            if let target = buffer.baseAddress { gatherer.addUp(collector, Self.tokens, model.table, to: target) }
        }
        #expect(sums == expected)
    }

    @Test func `without features all weights are zero`() {
        var dice = SplitMix64(seed: 8)
        let model = Self.model(&dice), gatherer = RowGatherer(model)
        var sums = [Float](repeating: 9, count: 64)
        sums.withUnsafeMutableBufferPointer { buffer in
            if let target = buffer.baseAddress { gatherer.addUp(gatherer.collector, 1, model.table, to: target) }
        }
        #expect(sums.allSatisfy { $0 == 0 })
    }
}

@Suite struct NameTableTests {
    @Test func `every name is found where it stands, by its beginning or alone`() {
        var names: [UInt64: NameTable.Entry] = [:], beginnings = NameTable.Beginnings()
        let known = ["杭州", "杭州市", "余杭区", "谷", "良渚街道"]
        for (index, name) in known.enumerated() {
            let codes = name.unicodeScalars.map(\.value)
            names[codes.reduce(NameTable.start, NameTable.add)] = .init(row: UInt32(index + 1))
            beginnings.add(codes)
        }
        var tokens = AddressTokens(), pieces = AddressPieces()
        tokens.read(NormalAddress("杭州市余杭区良渚街道谷雨路"))
        pieces.read(tokens, NameTable(names, beginnings))
        var found: [String] = []
        for start in 0..<tokens.count {
            for length in 1...min(AddressPieces.longestName, tokens.count - start) {
                let row = Int(pieces.names[AddressPieces.place(start, length)].row)
                if row > 0 { found.append(known[row - 1]) }
            }
        }
        #expect(found == ["杭州", "杭州市", "余杭区", "良渚街道", "谷"])
    }

    @Test func `a text is what it was most often, and nothing once its own use is taken back`() {
        var uses = NameKind.Uses()
        #expect(uses.kind == 0)
        uses.add(7)
        let once = uses.kind
        uses.add(7)
        #expect(uses.kind != once)
        uses.add(11)
        #expect(uses.kind < NameKind.count)
        uses.add(11, -1)
        uses.add(7, -1)
        #expect(uses.kind == once)
        uses.add(7, -1)
        #expect(uses.kind == 0)
    }

    @Test func `numbers of different length turn differently, and the text's beginning is a turn of its own`() {
        var tokens = AddressTokens(), turns: [UInt8] = []
        tokens.read(NormalAddress("12-3-1001"))
        Turns.read(tokens, into: &turns)
        #expect(turns.first == 0)
        #expect(turns[2] != turns[4])
        #expect(turns.allSatisfy { $0 < Turns.count })
        tokens.read(NormalAddress(""))
        Turns.read(tokens, into: &turns)
        #expect(turns == [])
    }
}
