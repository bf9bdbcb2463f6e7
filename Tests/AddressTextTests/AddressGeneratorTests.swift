import AddressText
import Testing

@Suite struct AddressGeneratorTests {
    @Test func `the same seed makes the same addresses up`() {
        func make(_ seed: UInt64) -> [LabelledAddresses.Address] { MadeUp.make(50, seed: seed) }
        #expect(make(1) == make(1))
        #expect(make(1) != make(2))
    }

    @Test func `parts cover the text without gaps but for marks that show nothing`() {
        for address in MadeUp.addresses {
            let scalars = Array(address.text.unicodeScalars)
            var covered = [Bool](repeating: false, count: scalars.count)
            for part in address.parts { for place in part.range { covered[place] = true } }
            #expect(zip(scalars, covered).allSatisfy { $1 || $0 == "\u{200B}" }, "\(address.text)")
        }
    }

    @Test func `about a quarter names no province, city or district`() {
        let bare = MadeUp.addresses.count { address in
            !address.parts.contains { [.prov, .city, .district].contains($0.label) }
        }
        #expect((50...115).contains(bare))
    }

    @Test func `without divisions there is nothing to make up`() {
        var generator = AddressGenerator(divisions: DivisionTree(""), words: WordLists(""), seed: 1)
        #expect(generator.make(3) == [])
    }
}
