import AddressText
import Foundation
import Testing

@Suite struct LabelledAddressesTests {
    private func read(_ text: String) -> LabelledAddresses { LabelledAddresses(Data(text.utf8)) }

    @Test func `tokens and tags become texts and parts, labels in any case`() throws {
        let file =
            "良 B-town\n渚 I-town\n镇 I-town\n谷 B-subRoad\n雨 I-subRoad\n路 I-subRoad\n12 B-subRoadno\n号 I-subRoadno\n\n"
        let address = try #require(read(file).addresses.first)
        #expect(address.text == "良渚镇谷雨路12号")
        #expect(
            address.parts == [AddressPart(.town, 0..<3), AddressPart(.subroad, 3..<6), AddressPart(.subroadno, 6..<9)])
    }

    @Test func `an underscore is a blank`() throws {
        let address = try #require(read("谷 B-poi\n雨 I-poi\n_ B-redundant\n12 B-houseno\n").addresses.first)
        #expect(address.text == "谷雨 12")
        #expect(address.parts.last == AddressPart(.houseno, 3..<5))
    }

    @Test func `two numbers side by side stay two`() throws {
        let address = try #require(read("谷 B-poi\n13 B-houseno\n2950 B-roomno\n").addresses.first)
        #expect(NormalAddress(address.text).text == "谷132950")
        #expect(address.parts.map(\.range) == [0..<1, 1..<3, 4..<8])
    }

    @Test func `an I after another label begins a part, and O belongs to none`() throws {
        let address = try #require(read("谷 I-poi\n雨 I-road\n路 I-road\n、 O\n白 I-road\n").addresses.first)
        #expect(address.parts.map(\.label) == [.poi, .road, .road])
    }

    @Test func `an address with a broken line is left out, the next one is read`() {
        let file =
            Data("谷 B-town\n雨\n\n".utf8) + Data([0xFF, 0xFE]) + Data(" B-poi\n\n白 B-colour\n\n露 B-poi\r\n\r\n".utf8)
        let labelled = LabelledAddresses(file)
        #expect(labelled.rejected == 3)
        #expect(labelled.addresses.map(\.text) == ["露"])
    }

    @Test func `an empty file has no addresses`() {
        #expect(read("").addresses.isEmpty)
        #expect(read("\n\n\n").addresses.isEmpty)
    }

    @Test func `an evaluation counts exact parts and whole addresses`() throws {
        var evaluation = AddressEvaluation()
        let known = [AddressPart(.road, 0..<3), AddressPart(.roadno, 3..<5)]
        evaluation.count(known, against: known)
        evaluation.count([AddressPart(.road, 0..<3), AddressPart(.houseno, 3..<5)], against: known)
        #expect(evaluation.all.precision == 0.75)
        #expect(evaluation.all.recall == 0.75)
        #expect(evaluation.exact == 1)
        let report = AddressReport(evaluation, seconds: 0.5)
        let json = try #require(
            JSONSerialization.jsonObject(with: JSONEncoder().encode(report)) as? [String: Any])
        #expect(json["exact"] as? Double == 0.5)
        #expect(json["addresses_per_second"] as? Int == 4)
    }
}
