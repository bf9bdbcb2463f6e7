import AddressMatch
import Testing

@Suite struct CompletionTests {
    private let town = CompletionTown()

    @Test(arguments: [
        "文一西", "文一西路", "wenyixilu", "wen yi xi lu", "WenYiXi", "wyxl", "文一xi", "文一xl", "wyx", "ｗｙｘｌ", "文 一 西",
        "文一·西", "wenyx",
    ])
    func `a name is found by its characters, by pinyin, by initials and by a mixture`(typed: String) {
        #expect(town.texts(typed).first == "文一西路")
    }

    @Test func `what begins so comes before what contains it, and the whole name before a longer one`() {
        #expect(town.texts("文一西路").prefix(2) == ["文一西路", "文一西路"])
        #expect(town.texts("文一") == ["文一西路", "文一西路", "文一西路小学", "东文一亭"])
        #expect(town.texts("一亭") == ["东文一亭"])
    }

    @Test(arguments: [
        ("chongyang", "重阳桥"), ("zhongyang", "重阳桥"), ("cyq", "重阳桥"), ("zyq", "重阳桥"), ("chonglou", "重楼亭"),
        ("changle", "长乐桥"), ("zhangyue", "长乐桥"), ("lvye", "绿野苑"), ("luye", "绿野苑"), ("kge", "K歌广场"),
    ])
    func `a character of several readings is found by each`(typed: String, found: String) {
        #expect(town.texts(typed).contains(found))
    }

    @Test func `a blank ends a syllable`() {
        #expect(Set(town.texts("xian")) == ["西安亭", "先贤亭"])
        #expect(town.texts("xi an") == ["西安亭"])
        #expect(town.texts("xi'an") == ["西安亭"])
        #expect(town.texts("xian xian") == ["先贤亭"])
    }

    @Test func `numbers of a road follow in their order, with what lies at them`() {
        #expect(town.texts("文一西路96") == ["文一西路96号", "文一西路960号", "文一西路969号", "文一西路969号海创园"])
        #expect(town.texts("wyxl 96") == town.texts("文一西路96"))
        #expect(town.texts("wenyixilu96") == town.texts("文一西路96"))
        #expect(town.texts("文一西路９６") == town.texts("文一西路96"))
        #expect(town.texts("文一西路65-1") == ["文一西路65-1号", "文一西路65-10号"])
        #expect(town.texts("文一西路65-") == ["文一西路65-1号", "文一西路65-10号"])
        #expect(town.texts("文一西路98号") == ["文一西路98号"])
        #expect(town.texts("文一西路12").isEmpty)
    }

    @Test func `a number that is typed to its suffix is that number, and what lies at it follows`() {
        #expect(
            town.texts("文一西路969号") == [
                "文一西路969号", "文一西路969号海创园", "文一西路969号海创园A幢", "文一西路969号海创园B幢",
            ])
        #expect(town.texts("文一西路969号海") == ["文一西路969号海创园"])
        #expect(town.texts("文一西路969号hcy").first == "文一西路969号海创园")
        #expect(town.texts("文一西路969号海创园B") == ["文一西路969号海创园B幢"])
        #expect(town.texts("文一西路969号A") == ["文一西路969号海创园A幢"])
        #expect(town.texts("hcyA座") == ["文一西路969号海创园A幢"])
        #expect(town.texts("文一西路海创").first == "文一西路969号海创园")
    }

    @Test func `buildings, units and rooms are typed down the tree, the shallow before the deep`() {
        #expect(town.texts("汤家家园3").prefix(2) == ["汤家家园3幢", "汤家家园30幢"])
        #expect(
            town.texts("汤家家园3幢5") == [
                "汤家家园3幢5单元", "汤家家园3幢1单元501室", "汤家家园3幢2单元501室", "汤家家园3幢5单元501室", "汤家家园3幢1单元502室",
                "汤家家园3幢2单元502室", "汤家家园3幢5单元502室", "汤家家园3幢5单元101室",
            ])
        #expect(town.texts("汤家家园3-2-5") == ["汤家家园3幢2单元501室", "汤家家园3幢2单元502室"])
        #expect(town.texts("汤家家园3-2-") == Array(town.texts("汤家家园3幢2单元").dropFirst()))
        #expect(town.texts("汤家家园三幢二单元50") == ["汤家家园3幢2单元501室", "汤家家园3幢2单元502室"])
        #expect(town.texts("tjjy 3 2 501") == ["汤家家园3幢2单元501室"])
        #expect(town.texts("汤家家园3幢2单") == town.texts("汤家家园3幢2单元"))
    }

    @Test func `below a whole name its buildings follow in the order of their numbers`() {
        #expect(town.texts("汤家家园") == ["汤家家园", "汤家家园3幢", "汤家家园5幢", "汤家家园10幢", "汤家家园30幢"])
    }

    @Test func `a town or village before the name narrows the choice`() {
        #expect(town.texts("阳光苑").count == 2)
        for typed in ["白露镇阳光", "白露 阳光", "白露阳光", "后溪村阳光苑", "谷雨区白露镇后溪村阳光", "bailu ygy", "bl ygy"] {
            let found = town.completion.complete(typed)
            #expect(found.map(\.text) == ["阳光苑"], "\(typed)")
            #expect(found.first.flatMap { town.register.town(of: $0.place) } == town.west, "\(typed)")
        }
        #expect(town.texts("白露 文一西路9") == ["文一西路98号"])
        #expect(town.texts("芒种").first == "芒种亭", "A place may be named like a town.")
    }

    @Test func `another and a former name lead to the place, and are said`() {
        for (typed, name, use) in [("汤家小", "汤家小区", NameUse.alias), ("tbxc", "塘北新村", .former)] {
            let found = town.completion.complete(typed).first
            #expect(found?.text == "汤家家园" && found?.otherName == name && found?.use == use)
            #expect(found?.marks == [])
        }
        #expect(town.completion.complete("汤家小").first?.otherMarks == [0..<3])
        #expect(town.completion.complete("汤家").first?.otherName == nil)
        #expect(town.texts("汤家小区3幢2单元502") == ["汤家家园3幢2单元502室"])
    }

    @Test func `what was typed is marked`() {
        #expect(town.marked("文一西路96").first == "[文一西路96]号")
        #expect(town.marked("wyx").first == "[文一西]路")
        #expect(town.marked("西路小").first == "文一[西路小]学")
        #expect(town.marked("汤家家园3-2-502") == ["[汤家家园3]幢[2]单元[502]室"])
        #expect(town.marked("文一西路969号海创").first == "[文一西路969号海创]园")
        #expect(town.marked("汤家家园3幢1单元502") == ["[汤家家园3幢1单元502]室"])
    }

    @Test func `between equals the preferred town comes first, then the shorter name`() {
        func towns(_ near: Int?) -> [Int?] {
            town.completion.complete("阳光", near: near).map { town.register.town(of: $0.place) }
        }
        #expect(towns(town.west).first == town.west)
        #expect(town.texts("阳光", near: town.west) == ["阳光苑", "阳光苑", "阳光新苑"])
        #expect(town.texts("阳光", near: town.east) == ["阳光苑", "阳光新苑", "阳光苑"])
        #expect(towns(town.east) == [town.east, town.east, town.west])
        #expect(town.texts("文一西路9", near: town.west).first == "文一西路98号")
    }

    @Test(arguments: ["汤佳家园", "汤家家圆", "汤家园", "汤汤家家园", "家汤家园", "汤佳家", "湯佳家園"])
    func `one wrong character is forgiven where nothing else is found`(typed: String) {
        let found = town.completion.complete(typed).first
        #expect(found?.text == "汤家家园" && found?.isMistaken == true)
    }

    @Test func `a mistake before a number is forgiven too, two mistakes are not`() {
        #expect(town.texts("汤佳家园3-2-501") == ["汤家家园3幢2单元501室"])
        #expect(town.texts("糖佳家园").isEmpty)
        #expect(town.completion.complete("汤家家").first?.isMistaken == false)
    }

    @Test(arguments: ["", "  ", "，。？！", "---", "🙂", "👨‍👩‍👧‍👦", "\u{0}", "3", "96号", "-3-", "zzzz", "\u{301}\u{301}", "ｏ"])
    func `nothing and noise find nothing`(typed: String) { #expect(town.texts(typed).isEmpty) }

    @Test func `a text without end is cut and cannot hold the answer up`() {
        for piece in ["汤家家园", "wyxl", "3-2-", "文", "a", "1", "文一西路96号", "白露镇", "芒种", "x3"] {
            #expect(town.texts(String(repeating: piece, count: 2_500)).isEmpty, "\(piece)")
        }
    }

    @Test func `no more than asked for is answered, and always the same`() {
        #expect(town.texts("汤家家园3幢", limit: 2) == Array(town.texts("汤家家园3幢").prefix(2)))
        #expect(town.texts("文", limit: 0).count == 1)
        #expect(town.texts("文", limit: -5) == town.texts("文", limit: 1))
        for typed in ["w", "yang", "3", "阳光", "文一西路9"] { #expect(town.texts(typed) == CompletionTown().texts(typed)) }
    }

    @Test func `an empty register answers nothing`() {
        #expect(AddressCompletion(AddressRegister()).complete("文一西路96").isEmpty)
    }
}

@Suite struct RegisterTextTests {
    @Test func `a place's text is written from the names down`() {
        var register = AddressRegister()
        let town = register.addDivision(.init(.town), names: [("白露镇", .standard)])
        let road = register.addNamed(.road, names: [("清明路", .standard)], town: town, village: nil, id: nil)
        let number = register.addNumbered(.number, "12-1", below: road, town: town, village: nil, id: nil)
        let estate = register.addNamed(.estate, names: [("EFC 廣場", .standard)], town: town, village: nil, id: nil)
        register.setParent(number, of: estate)
        let building = register.addNumbered(.building, "3A", below: estate, town: town, village: nil, id: nil)
        let unit = register.addNumbered(.unit, "2", below: building, town: town, village: nil, id: nil)
        let floor = register.addNumbered(.floor, "5", below: unit, town: town, village: nil, id: nil)
        let room = register.addNumbered(.room, "501", below: floor, town: town, village: nil, id: nil)
        #expect(register.text(of: road) == "清明路")
        #expect(register.text(of: number) == "清明路12-1号")
        #expect(register.text(of: estate) == "清明路12-1号EFC 廣場", "A name is shown as it is written.")
        #expect(register.text(of: floor) == "清明路12-1号EFC 廣場3A幢2单元5层")
        #expect(register.text(of: room) == "清明路12-1号EFC 廣場3A幢2单元501室")
        #expect(register.text(of: -1).isEmpty && register.text(of: 99).isEmpty)
        let found = AddressCompletion(register).complete("efc广").first
        #expect(found?.text == "清明路12-1号EFC 廣場" && found?.marks == [8..<13])
    }

    @Test func `places that lie in a circle have a text that ends`() {
        var register = AddressRegister()
        let town = register.addDivision(.init(.town), names: [("白露镇", .standard)])
        let road = register.addNamed(.road, names: [("清明路", .standard)], town: town, village: nil, id: nil)
        let number = register.addNumbered(.number, "12", below: road, town: town, village: nil, id: nil)
        register.setParent(number, of: road)
        #expect(register.text(of: number).hasSuffix("清明路12号"))
        #expect(!AddressCompletion(register).complete("清明路12").contains { $0.text.isEmpty })
    }
}

@Suite struct CompletionTypingTests {
    @Test func `addresses are typed key by key, the same for the same seed, and each is reached`() {
        let town = CompletionTown()
        let typing = CompletionTyping(town.register, count: 30, seed: 3)
        let again = CompletionTyping(town.register, count: 30, seed: 3)
        #expect(typing.addresses.count == 30)
        #expect(typing.addresses.map(\.keys) == again.addresses.map(\.keys))
        #expect(Set(typing.addresses.map(\.manner)) == Set(CompletionTyping.Manner.allCases))
        for address in typing.addresses {
            #expect(zip(address.keys, address.keys.dropFirst()).allSatisfy { $1.hasPrefix($0) && $1 != $0 })
            let needed = typing.keysNeeded(address) { town.completion.complete($0) }
            #expect(needed != nil, "\(address.keys.last ?? "")")
        }
        #expect(CompletionTyping(AddressRegister(), count: 3).addresses.isEmpty)
    }
}
