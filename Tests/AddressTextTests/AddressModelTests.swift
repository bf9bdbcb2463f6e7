import AddressText
import Foundation
import Testing

/// A few made-up addresses and small models of them.
enum MadeUp {
    static let divisions = """
        浙江省
        \t杭州市
        \t\t余杭区 良渚街道 仓前街道 径山镇
        \t\t西湖区 文新街道 蒋村街道
        \t宁波市
        \t\t海曙区 白云街道 望春街道
        """
    static let words = """
        road.name: 谷雨 白露*3
        road.end: 路 街 大道
        estate.end: 苑 小区
        estate.word: 立春 雨水
        plaza.end: 大厦
        public: 小学
        shop.end: 超市
        trade: 机械
        company.end: 有限公司
        subpoi: 东门
        assist: 门口
        join: 与
        noise: 电联
        lane.end: 巷
        devzone.end: 开发区
        community.end: 村
        letters: A B
        person.end: 前台
        """
    static let addresses = make(300, seed: 3)
    static let model = try? train(Array(addresses.prefix(40)), seed: 1)

    static func make(_ count: Int, seed: UInt64) -> [LabelledAddresses.Address] {
        var generator = AddressGenerator(divisions: DivisionTree(divisions), words: WordLists(words), seed: seed)
        return generator.make(count)
    }

    static func train(_ addresses: [LabelledAddresses.Address], seed: UInt64) throws -> AddressModel {
        var settings = AddressTrainer.Settings(of: .labelled)
        (settings.rounds, settings.seed, settings.recombined) = (1, seed, 0)
        return try AddressTrainer(divisions: DivisionNames(divisions), settings: settings).train(addresses)
    }
}

@Suite struct AddressModelTests {
    @Test func `the same addresses and seed give the same bytes`() throws {
        let some = Array(MadeUp.addresses.prefix(20))
        #expect(try MadeUp.train(some, seed: 5).encoded() == MadeUp.train(some, seed: 5).encoded())
        #expect(try MadeUp.train(some, seed: 5).encoded() != MadeUp.train(some, seed: 6).encoded())
    }

    @Test func `a model read back parses as before`() throws {
        let model = try #require(MadeUp.model)
        let again = try AddressModel(model.encoded())
        #expect(again.encoded() == model.encoded())
        #expect(again.origin == model.origin)
        var first = AddressParser(model), second = AddressParser(again)
        for address in MadeUp.addresses.prefix(20) { #expect(first.parse(address.text) == second.parse(address.text)) }
    }

    @Test func `nothing can be learned from nothing`() {
        #expect(throws: AddressModelError.nothingToLearn) { try MadeUp.train([], seed: 1) }
        let blank = LabelledAddresses.Address(text: "  ", parts: [])
        #expect(throws: AddressModelError.nothingToLearn) { try MadeUp.train([blank], seed: 1) }
    }

    @Test func `parts that end inside a number are left out of the training`() throws {
        let odd = LabelledAddresses.Address(
            text: "谷雨路1234号", parts: [AddressPart(.road, 0..<4), AddressPart(.roadno, 4..<8)])
        #expect(try MadeUp.train(MadeUp.addresses.prefix(10) + [odd], seed: 1).origin.skipped == 1)
    }

    @Test func `a file that is cut off anywhere is refused`() throws {
        let data = try #require(MadeUp.model).encoded()
        for length in stride(from: 0, to: data.count, by: max(1, data.count / 23)) {
            #expect(throws: AddressModelError.damaged) { try AddressModel(data.prefix(length)) }
        }
    }

    @Test func `a changed byte is found`() throws {
        let data = try #require(MadeUp.model).encoded()
        for place in stride(from: 25, to: data.count, by: max(1, data.count / 23)) {
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
