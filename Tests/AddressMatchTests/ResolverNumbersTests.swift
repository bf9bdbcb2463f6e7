import AddressMatch
import Testing

@Suite struct ResolverNumbersTests {
    private let town = SmallTown()

    @Test(arguments: [
        ("星桥北路18号3幢2单元501室汤家家园", "A 汤家3-2-501"), ("星桥北路18号3幢2单元501室（汤家家园）", "A 汤家3-2-501"),
        ("汤家家园星桥北路18号3幢2单元501室", "A 汤家3-2-501"), ("3幢2单元501室汤家家园", "A 汤家3-2-501"),
        ("星桥北路18号3幢汤家家园2单元501室", "A 汤家3-2-501"),
        ("星桥北路18号5幢201室汤家家园5幢201室", "A 汤家5-201"), ("星桥北路18号汤家家园", "A 汤家家园"),
        ("汤家家园5幢201室汤家家园5幢", "A 汤家5-201"),
    ])
    func `numbers lead further also where the name stands behind them, and count once when said twice`(
        text: String, found: String
    ) {
        #expect(town.resolve(text) == found)
    }

    @Test(arguments: ["星桥北路18号9幢999室汤家家园", "星桥北路18号9幢999室（汤家家园）", "9幢999室汤家家园"])
    func `a building that is not known before the name is as unknown as one behind it`(text: String) {
        var resolver = AddressResolver(town.register)
        let found = resolver.resolve(text)
        #expect(found.band == .none && found.within == town.places["汤家家园"])
        #expect(found.missing.map(\.kind) == [.building, .room] && found.missing.map(\.number) == ["9", "999"])
    }

    @Test func `a number that speaks against the place makes a question of it`() {
        #expect(town.resolve("3幢汤家家园5幢201室") == "none")
        #expect(town.resolve("星桥北路12号汤家家园5幢201室") == "C 1")
        #expect(town.resolve("汤家家园5幢汤家家园5幢999室") == "C 1")
        #expect(town.resolve("王府3幢2单元501室汤家家园") == "C 1", "They may be the numbers of what is unknown.")
        #expect(town.resolve("汤家家园5幢9楼201室") == "B 汤家5-201")
    }

    @Test(arguments: [
        "星桥北路12号对面", "星桥北路12号斜对面", "星桥北路12号 对面", "星桥北路12号旁边小卖部", "星桥北路12号旁", "星桥北路12号（对面）",
        "星桥大桥隔壁星桥北路12号", "星桥北路12号东侧", "星桥北路12号王记面馆附近",
    ])
    func `what lies beside an address is not that address`(text: String) {
        #expect(town.resolve(text).hasPrefix("C"))
        var resolver = AddressResolver(town.register)
        #expect(resolver.resolve(text).evidence.contains { $0.reason == .near })
    }

    @Test(arguments: ["星桥北路12号（学校对面）", "星桥北路12号（西门旁）", "星桥北路12号，对面是菜场", "小学对面星桥北路12号"])
    func `words that tell where the address lies are no more than words`(text: String) {
        #expect(town.resolve(text) == "B 12号")
    }

    @Test func `a lane is not the number of a road`() {
        #expect(town.resolve("星桥北路12弄") == "none")
        #expect(town.resolve("星桥北路12弄3幢") == "none")
    }

    @Test func `what lay in a place that another took the place of is found in that one`() {
        var register = AddressRegister()
        let town = register.addDivision(.init(.town), names: [("白露镇", .standard)])
        func add(_ kind: AddressKind, _ number: String, below parent: Int) -> Int {
            register.addNumbered(kind, number, below: parent, town: town, village: nil, id: "\(parent)/\(number)")
        }
        func name(_ kind: AddressKind, _ name: String) -> Int {
            register.addNamed(kind, names: [(name, .standard)], town: town, village: nil, id: name)
        }
        let old = name(.estate, "惊蛰苑"), new = name(.estate, "春分苑")
        let first = add(.building, "1", below: old), twin = add(.building, "1", below: new)
        let moved = add(.building, "2", below: new), room = add(.room, "102", below: twin)
        register.setSuccessor(new, of: old)
        register.setSuccessor(twin, of: first)
        let oldRoad = name(.road, "惊蛰路"), newRoad = name(.road, "春分路"), number = add(.number, "8", below: newRoad)
        register.setSuccessor(newRoad, of: oldRoad)
        var resolver = AddressResolver(register)
        for (text, place) in [("惊蛰苑2幢", moved), ("惊蛰苑1幢102室", room), ("惊蛰路8号", number)] {
            let found = resolver.resolve(text)
            #expect(found.band == .b && found.current == place, "\(text)")
            #expect(found.evidence.contains { $0.reason == .former })
        }
        let same = resolver.resolve("惊蛰苑1幢")
        #expect(same.band == .a && same.matched == first && same.current == twin)
        #expect(resolver.resolve("惊蛰苑3幢").band == .none)
    }
}
