import AddressMatch

/// Two small towns to type addresses of: a road through both, an estate with another and a former name, doubtful readings.
struct CompletionTown {
    private(set) var register = AddressRegister()
    private(set) var east = 0, west = 0
    let completion: AddressCompletion

    init() {
        var register = AddressRegister()
        let district = register.addDivision(.init(.district), names: [("谷雨区", .standard)])
        let east = register.addDivision(.init(.town, parents: [district]), names: [("芒种街道", .standard)])
        let west = register.addDivision(.init(.town, parents: [district]), names: [("白露镇", .standard)])
        let village = register.addDivision(.init(.village, parents: [west]), names: [("后溪村", .standard)])
        for (town, numbers) in [(east, ["9", "96", "960", "969", "97", "65-1", "65-10"]), (west, ["98"])] {
            let road = register.addNamed(
                .road, names: [("文一西路", .standard)], town: town, village: nil, id: "road-\(town)")
            for number in numbers {
                let place = register.addNumbered(
                    .number, number, below: road, town: town, village: nil, id: "文一西路\(number)")
                guard number == "969" else { continue }
                let garden = register.addNamed(
                    .landmark, names: [("海创园", .standard)], town: town, village: nil, id: "海创园")
                register.setParent(place, of: garden)
                for building in ["A", "B"] {
                    _ = register.addNumbered(
                        .building, building, below: garden, town: town, village: nil, id: "海创园\(building)")
                }
            }
        }
        let estate = register.addNamed(
            .estate, names: [("汤家家园", .standard), ("汤家小区", .alias), ("塘北新村", .former)], town: east, village: nil,
            id: "汤家家园")
        for building in ["3", "5", "10", "30"] {
            let house = register.addNumbered(
                .building, building, below: estate, town: east, village: nil, id: "汤家\(building)幢")
            guard building == "3" else { continue }
            for unit in ["1", "2", "5"] {
                let stairs = register.addNumbered(.unit, unit, below: house, town: east, village: nil, id: nil)
                for room in ["101", "501", "502", "1001"] {
                    let id = "汤家3-\(unit)-\(room)"
                    _ = register.addNumbered(.room, room, below: stairs, town: east, village: nil, id: id)
                }
            }
        }
        for (town, name) in [
            (east, "文一西路小学"), (east, "重阳桥"), (west, "重楼亭"), (west, "长乐桥"), (west, "绿野苑"), (east, "东文一亭"),
            (west, "芒种亭"), (east, "西安亭"), (east, "先贤亭"), (east, "K歌广场"), (west, "阳光苑"), (east, "阳光苑"),
            (east, "阳光新苑"),
        ] {
            let at = town == west ? village : nil
            _ = register.addNamed(
                .landmark, names: [(name, .standard)], town: town, village: at, id: "\(name)-\(town)")
        }
        completion = AddressCompletion(register)
        (self.register, self.east, self.west) = (register, east, west)
    }

    /// The texts of what is answered.
    func texts(_ typed: String, near town: Int? = nil, limit: Int = 8) -> [String] {
        completion.complete(typed, near: town, limit: limit).map(\.text)
    }

    /// The answers with what was typed in brackets.
    func marked(_ typed: String) -> [String] {
        completion.complete(typed).map { answer in
            var text = ""
            for (index, scalar) in answer.text.unicodeScalars.enumerated() {
                if answer.marks.contains(where: { $0.lowerBound == index }) { text += "[" }
                text.unicodeScalars.append(scalar)
                if answer.marks.contains(where: { $0.upperBound == index + 1 }) { text += "]" }
            }
            return text
        }
    }
}
