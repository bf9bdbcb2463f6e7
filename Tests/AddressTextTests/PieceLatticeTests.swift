import Base
import Testing

@testable import AddressText

@Suite struct PieceLatticeTests {
    /// A lattice of so many tokens whose bounds weigh as given.
    private func lattice(_ odds: [Float], truth: [Bool] = []) -> PieceLattice {
        let lattice = PieceLattice(limits: -5...5)
        lattice.begin(odds.count)
        for (token, weight) in odds.enumerated() { lattice.tokens[token * 64 + 63] = weight }
        lattice.chooseBounds([], truth: truth)
        return lattice
    }

    private func places(_ lattice: PieceLattice) -> [Int] { (0...lattice.count).map { lattice.places[$0] } }

    @Test func `a token in doubt may begin a piece, an unlikely one may not`() {
        #expect(places(lattice([0, 0, -6, 0])) == [0, 1, 3, 4])
        #expect(places(lattice([-9, -9, -9])) == [0, 3])
    }

    @Test func `no piece goes across a sure bound`() {
        let lattice = lattice([0, 0, 6, 0, 0])
        #expect((0..<lattice.count).map { lattice.reach[$0] } == [2, 1, 3, 2, 1])
        #expect((1...lattice.count).map { lattice.farthest[$0] } == [0, 0, 2, 2, 2])
    }

    @Test func `a true bound is never lost in training, and no other is sure`() {
        let lattice = lattice([0, -9, 9, 9], truth: [true, true, false, true])
        #expect(places(lattice) == [0, 1, 2, 3, 4])
        #expect((0..<lattice.count).map { lattice.reach[$0] } == [3, 2, 1, 1])
    }

    @Test func `no bound at all still leaves a way through a long text`() {
        let lattice = lattice([Float](repeating: -9, count: 100))
        #expect(places(lattice) == [0, 24, 48, 72, 96, 100])
        #expect((0..<lattice.count).allSatisfy { lattice.reach[$0] >= 1 })
    }

    @Test func `nothing has no bounds`() { #expect(lattice([]).count == 0) }

    @Test func `what is made up is read over few bounds as over all`() throws {
        let model = try #require(Shipped.model)
        var some = AddressParser(model), all = AddressParser(model, PieceLattice(limits: -1e9...1e9))
        let same = MadeUp.addresses.prefix(100).count { some.parse($0.text) == all.parse($0.text) }
        #expect(same > 96, "\(same) of 100")
    }

    @Test func `the shipped model keeps the true bounds of what is made up by another seed`() throws {
        var generator = AddressGenerator(
            divisions: DivisionTree(try Shipped.text("divisions.txt")), words: WordLists(try Shipped.text("words.txt")),
            seed: 98)
        var parser = try Shipped.parser(), all = 0, kept = 0, pieces = 0, tokens = 0
        for address in generator.make(200) {
            var form = AddressTokens()
            form.read(NormalAddress(address.text))
            guard let aligned = AlignedAddress(address, form) else { continue }
            _ = parser.parse(address.text)
            let places = Set(self.places(parser.lattice))
            all += aligned.cuts.count
            kept += aligned.cuts.count { places.contains($0.start) && places.contains($0.start + $0.length) }
            pieces += (0..<parser.lattice.count).reduce(0) { $0 + parser.lattice.reach[$1] }
            tokens += form.count
        }
        #expect(Double(kept) > 0.998 * Double(all), "\(kept) of \(all)")
        #expect(pieces < 3 * tokens, "\(pieces) pieces over \(tokens) tokens")
    }
}
