import AddressMatch
import Testing

/// A small town: a road that runs through two towns, an estate at a number of it, the same estate's name in another town.
struct SmallTown {
    var register = AddressRegister()
    private(set) var places: [String: Int] = [:]

    init() {
        let city = register.addDivision(.init(.district), names: [("杭州市", .standard), ("浙江省", .standard)])
        let yuhang = register.addDivision(.init(.district), names: [("余杭区", .standard)])
        let linping = register.addDivision(.init(.district), names: [("临平区", .standard)])
        _ = register.addDivision(
            .init(.district, isElsewhere: true),
            names: [
                ("西湖区", .standard), ("上海市", .standard), ("江苏省", .standard), ("上海", .alias), ("苏州", .alias),
                ("日本", .alias),
                ("东京", .alias), ("兰州", .alias),
            ])
        let xingqiao = register.addDivision(
            .init(.town, parents: [city, yuhang, linping]), names: [("星桥街道", .standard), ("星桥镇", .former)])
        let liangzhu = register.addDivision(
            .init(.town, parents: [city, yuhang]), names: [("良渚街道", .standard), ("良渚镇", .former)])
        let tangjia = register.addDivision(.init(.village), names: [("汤家社区", .standard)])
        let road = name(.road, "星桥北路", in: xingqiao, id: nil)
        add("12号", .number, "12", below: road, in: xingqiao, village: tangjia)
        let estate = name(.estate, "汤家家园", in: xingqiao, village: tangjia, aliases: ["汤家小区"])
        register.setParent(add("18号", .number, "18", below: road, in: xingqiao), of: estate)
        let twilight = register.addNamed(
            .road, names: [("拂晓路", .standard), ("佛晓路", .alias), ("旧晓路", .former)], town: xingqiao, village: nil, id: nil
        )
        add("拂晓路12号", .number, "12", below: twilight, in: xingqiao)
        let inn = name(.estate, "拂晓别院", in: xingqiao)
        register.setParent(add("拂晓路14号", .number, "14", below: twilight, in: xingqiao), of: inn)
        add("拂晓别院2幢", .building, "2", below: inn, in: xingqiao)
        add("良渚拂晓路16号", .number, "16", below: name(.road, "拂晓路", in: liangzhu, id: nil), in: liangzhu)
        let house = add("汤家3幢", .building, "3", below: estate, in: xingqiao, village: tangjia)
        for unit in ["1", "2"] {
            let stairs = add("汤家3幢\(unit)单元", .unit, unit, below: house, in: xingqiao, village: tangjia)
            add("汤家3-\(unit)-501", .room, "501", below: stairs, in: xingqiao, village: tangjia)
        }
        let villa = add("汤家5幢", .building, "5", below: estate, in: xingqiao, village: tangjia)
        add("汤家5-201", .room, "201", below: villa, in: xingqiao, village: tangjia)
        for (town, key) in [(xingqiao, "星桥花苑1幢"), (liangzhu, "良渚花苑1幢")] {
            let twin = name(.estate, "阳光花苑", in: town, id: nil)
            add(key, .building, "1", below: twin, in: town)
        }
        _ = name(.landmark, "星桥大桥", in: xingqiao)
        add("苏州花园3幢", .building, "3", below: name(.estate, "苏州花园", in: xingqiao), in: xingqiao)
        places["塘北旧居"] = register.addNamed(
            .estate, names: [("塘北旧居", .standard)], town: xingqiao, village: nil, id: "塘北旧居")
        register.setSuccessor(estate, of: places["塘北旧居"] ?? 0)
    }

    private mutating func name(
        _ kind: AddressKind, _ name: String, in town: Int, village: Int? = nil, aliases: [String] = [],
        id: String? = ""
    ) -> Int {
        let place = register.addNamed(
            kind, names: [(name, .standard)] + aliases.map { ($0, .alias) }, town: town, village: village,
            id: id.map { $0.isEmpty ? name : $0 })
        places[name] = place
        return place
    }

    @discardableResult private mutating func add(
        _ key: String, _ kind: AddressKind, _ number: String, below parent: Int, in town: Int, village: Int? = nil
    ) -> Int {
        let place = register.addNumbered(kind, number, below: parent, town: town, village: village, id: key)
        places[key] = place
        return place
    }

    /// Band and id of what a text means, or how many there are to choose from.
    func resolve(_ text: String) -> String {
        var resolver = AddressResolver(register)
        let found = resolver.resolve(text)
        switch found.band {
        case .a, .b: return "\(found.band.rawValue) \(found.matched.flatMap(register.id) ?? "?")"
        case .c: return "C \(found.candidates.count)"
        case .none: return "none"
        }
    }
}

@Suite struct ResolverTests {
    private let town = SmallTown()

    @Test(arguments: [
        ("杭州市余杭区星桥街道汤家社区汤家家园3幢2单元501室", "A 汤家3-2-501"),
        ("汤家家园3幢2单元501", "A 汤家3-2-501"), ("汤家家园3-2-501", "A 汤家3-2-501"),
        ("汤家家园３号楼２单元５０１室", "A 汤家3-2-501"), ("湯家家園三幢二單元五〇一室", "A 汤家3-2-501"),
        ("星桥北路18号汤家家园3栋2单元501室", "A 汤家3-2-501"), ("星桥北路18号3幢2单元501室", "A 汤家3-2-501"),
        ("星桥街道 星桥北路 12 号", "A 12号"), ("星桥北路一十二号", "A 12号"), ("浙江省杭州市余杭区星桥大桥", "A 星桥大桥"),
        ("汤家家园5幢2楼201室", "A 汤家5-201"),
    ])
    func `what is equal but for spelling is found without a doubt`(text: String, found: String) {
        #expect(town.resolve(text) == found)
    }

    @Test(arguments: [
        ("星桥镇汤家家园5幢201", "B 汤家5-201"), ("汤家小区5幢201室", "B 汤家5-201"), ("汤加家园5幢201室", "B 汤家5-201"),
        ("星桥北路12号王记面馆", "B 12号"), ("汤家家园5幢201室（靠近公园）", "B 汤家5-201"),
    ])
    func `small differences are safe and said`(text: String, found: String) {
        #expect(town.resolve(text) == found)
    }

    @Test func `numbers of a road are found by its other and its former names, and not those of its namesakes`() {
        #expect(town.resolve("拂晓路12号") == "A 拂晓路12号")
        #expect(town.resolve("佛晓路12号") == "B 拂晓路12号")
        #expect(town.resolve("旧晓路12号") == "B 拂晓路12号")
        #expect(town.resolve("佛晓路14号2幢") == "B 拂晓别院2幢")
        #expect(town.resolve("佛晓路14号2幢拂晓别院") == "B 拂晓别院2幢")
        #expect(town.resolve("佛晓路16号") == "none")
        var resolver = AddressResolver(town.register)
        #expect(resolver.resolve("佛晓路12号").evidence.map(\.reason) == [.alias, .number])
        #expect(resolver.resolve("旧晓路12号").evidence.map(\.reason) == [.former, .number])
    }

    @Test func `a building of the same name in two towns is left to a person, unless the town is said`() {
        #expect(town.resolve("阳光花苑1幢") == "C 2")
        #expect(town.resolve("良渚街道阳光花苑1幢") == "A 良渚花苑1幢")
        #expect(town.resolve("良渚镇阳光花苑1幢") == "B 良渚花苑1幢")
    }

    @Test func `a room that stands in two units is left to a person where the unit is left out`() {
        #expect(town.resolve("汤家家园3幢501室") == "C 2")
    }

    @Test func `an unknown number is unknown and never the one beside it`() {
        for text in ["星桥北路13号", "汤家家园4幢", "汤家家园3幢2单元502室", "星桥北路", "汤家家园3幢3单元501室"] {
            #expect(town.resolve(text) == "none", "\(text)")
        }
        var resolver = AddressResolver(town.register)
        #expect(resolver.resolve("汤家家园3幢2单元502室").within == town.places["汤家3幢2单元"])
    }

    @Test func `a town that the library contradicts makes a question of it, another city makes it none`() {
        #expect(town.resolve("良渚街道汤家家园5幢201室") == "C 1")
        #expect(town.resolve("上海市浦东大道5号") == "none")
        #expect(town.resolve("杭州市西湖区文三路5号") == "none")
    }

    @Test(arguments: ["江苏省", "上海", "苏州", "苏州工业园区", "日本东京", "地址：上海", "江苏省某某市"])
    func `an address of another province, city or country is none of ours`(start: String) {
        #expect(town.resolve(start + "星桥北路12号") == "none")
        #expect(town.resolve(start + "汤家家园5幢201室") == "none")
    }

    @Test func `a name with a mistake that begins like a city is still found`() {
        #expect(town.resolve("苏州花圆3幢") == "B 苏州花园3幢")
    }

    @Test(arguments: ["某某县", "某某市", "浙江省某某市", "某某区"])
    func `a division that nobody knows makes a question of it`(start: String) {
        #expect(town.resolve(start + "星桥北路12号") == "C 1")
    }

    @Test(arguments: [
        "兰州拉面", "苏州路5号", "上海某某公司", "家住", "华联超市", "阳光小区", "余抗区",
    ])
    func `shops, roads and companies called after cities speak against nothing`(start: String) {
        #expect(town.resolve(start + "星桥北路12号") == "B 12号")
        #expect(town.resolve("星桥北路12号上海某某公司") == "B 12号")
    }

    @Test func `both districts of a divided one lead to the town, and a former estate to what stands there today`() {
        #expect(town.resolve("临平区星桥街道汤家家园5幢201室") == "A 汤家5-201")
        var resolver = AddressResolver(town.register)
        let found = resolver.resolve("塘北旧居")
        #expect(found.matched == town.places["塘北旧居"] && found.current == town.places["汤家家园"])
    }

    @Test func `nothing, noise and endless text are no addresses`() {
        let texts = ["", "   ", "13900000000", "？？？", "abc", "3幢", String(repeating: "汤家家园", count: 2_500), "🙂-12-"]
        for text in texts { #expect(town.resolve(text) == "none", "\(text.prefix(20))") }
    }
}
