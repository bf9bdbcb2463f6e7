import AddressText
import Foundation
import Testing

@Suite struct AddressModelTests {
    @Test func `the same addresses and seed give the same bytes`() throws {
        let some = Array(Trained.addresses.prefix(80))
        #expect(try Trained.train(some, seed: 5).encoded() == Trained.train(some, seed: 5).encoded())
        #expect(try Trained.train(some, seed: 5).encoded() != Trained.train(some, seed: 6).encoded())
    }

    @Test func `a model read back parses as before`() throws {
        let model = try #require(Trained.model)
        let again = try AddressModel(model.encoded())
        #expect(again.encoded() == model.encoded())
        #expect(again.origin == model.origin)
        var first = AddressParser(model), second = AddressParser(again)
        for address in Trained.addresses.prefix(100) { #expect(first.parse(address.text) == second.parse(address.text)) }
    }

    @Test func `nothing can be learned from nothing`() {
        #expect(throws: AddressModelError.nothingToLearn) { try Trained.train([], seed: 1) }
        let blank = LabelledAddresses.Address(text: "  ", parts: [])
        #expect(throws: AddressModelError.nothingToLearn) { try Trained.train([blank], seed: 1) }
    }

    @Test func `parts that end inside a number are left out of the training`() throws {
        let odd = LabelledAddresses.Address(
            text: "谷雨路1234号", parts: [AddressPart(.road, 0..<4), AddressPart(.roadno, 4..<8)])
        #expect(try Trained.train(Trained.addresses + [odd], seed: 1).origin.skipped == 1)
    }

    @Test func `a file that is cut off anywhere is refused`() throws {
        let data = try Trained.train(Array(Trained.addresses.prefix(40)), seed: 1).encoded()
        for length in stride(from: 0, to: data.count, by: max(1, data.count / 97)) {
            #expect(throws: AddressModelError.damaged) { try AddressModel(data.prefix(length)) }
        }
    }

    @Test func `a changed byte is found`() throws {
        let data = try Trained.train(Array(Trained.addresses.prefix(40)), seed: 1).encoded()
        for place in stride(from: 25, to: data.count, by: max(1, data.count / 53)) {
            var changed = data
            changed[place] ^= 0x10
            #expect(throws: AddressModelError.damaged) { try AddressModel(changed) }
        }
    }

    @Test func `a model of another version says so`() {
        #expect(throws: AddressModelError.otherVersion) { try AddressModel(Data("shanzhi address model 9\nrest".utf8)) }
        #expect(throws: AddressModelError.damaged) { try AddressModel(Data("something else".utf8)) }
        #expect(throws: AddressModelError.damaged) { try AddressModel(Data()) }
    }
}
