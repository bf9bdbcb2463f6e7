import Base

extension AddressWriter {
    /// Writes number, building, unit, floor and room in the words and numerals of the system.
    mutating func writeNumbers(_ address: SampleAddress) {
        let isChain = address.building > 0 && address.room > 0 && occurs(.dashChain)
        let isChinese = canBeChinese(address, isChain: isChain) && occurs(.chineseNumerals)
        writeNumber(address, isChinese: isChinese)
        guard address.building > 0 else { return }
        if isChain {
            let unit = address.unit > 0 ? "\(address.unit)-" : ""
            wording[.building] = "\(address.buildingText)-\(unit)\(address.roomText)"
            return
        }
        let word = drawBuildingWord()
        if word != "幢" { marks.insert(.buildingWord) }
        let building =
            isChinese && !address.site.isLettered ? ChineseNumeral.spoken(address.building) : address.buildingText
        wording[.building] = building + word
        writeUnit(address, isChinese: isChinese)
        writeRoom(address, isChinese: isChinese)
    }

    /// Some number must carry a word: bare ones stay in digits.
    private func canBeChinese(_ address: SampleAddress, isChain: Bool) -> Bool {
        let number = wording[.number]
        return (!number.isEmpty && !number.contains("-")) || (address.building > 0 && !isChain)
    }

    private mutating func writeNumber(_ address: SampleAddress, isChinese: Bool) {
        let number = wording[.number]
        guard !number.isEmpty else { return }
        // A bare number that ran into the number of a building could not be read by anybody.
        let isFollowed = address.building > 0 && wording[.estate].isEmpty && wording[.name].isEmpty
        if !isFollowed, !isChinese, occurs(.numberBare) { return }
        let value = isChinese ? Int(number) : nil
        wording[.number] = (value.map(ChineseNumeral.spoken) ?? number) + "号"
    }

    private mutating func writeUnit(_ address: SampleAddress, isChinese: Bool) {
        guard address.unit > 0 else { return }
        if address.room > 0, !isChinese, occurs(.unitBare) {
            wording[.unit] = "\(address.unit)"
        } else {
            wording[.unit] = (isChinese ? ChineseNumeral.spoken(address.unit) : "\(address.unit)") + "单元"
        }
    }

    private mutating func writeRoom(_ address: SampleAddress, isChinese: Bool) {
        guard address.floor > 0 else { return }
        let floor = isChinese ? ChineseNumeral.spoken(address.floor) : "\(address.floor)"
        guard address.room > 0 else {
            wording[.floor] = floor + (occurs(.floorWord) ? "楼" : "层")
            return
        }
        // A bare unit runs on into its room: a floor between them would be read as part of either.
        if !marks.contains(.unitBare), occurs(.floorWritten) { wording[.floor] = floor + "楼" }
        if occurs(.roomBare) {
            wording[.room] = address.roomText
        } else {
            let zero = random.chance(0.5) ? "零" : "〇"
            let room = isChinese ? ChineseNumeral.digitwise(address.roomText, zero: zero) : address.roomText
            wording[.room] = room + (occurs(.roomWord) ? "号" : "室")
        }
    }
}

extension AddressWriter {
    /// Adds what does not belong to an address.
    mutating func addRemarks() {
        if occurs(.redundantRepeat, hasty: true) { repeatPart() }
        if occurs(.redundantBrackets, hasty: true) {
            let parts: [AddressPart] = [.name, .estate, .number, .road]
            if let part = parts.first(where: { !wording[$0].isEmpty && !endsInDigit($0) }) {
                wording[part] += RemarkParts.bracket(&random)
            } else {
                marks.remove(.redundantBrackets)
            }
        }
        if occurs(.redundantPerson, hasty: true) {
            wording[.tail] = RemarkParts.person(&random)
        } else if occurs(.redundantShop, hasty: true) {
            wording[.tail] = RemarkParts.shop(&random)
        } else if occurs(.redundantNote, hasty: true) {
            wording[.tail] = RemarkParts.note(&random)
        }
    }

    private func endsInDigit(_ part: AddressPart) -> Bool {
        wording[part].utf8.last.map { (0x30...0x39).contains($0) } ?? false
    }

    /// Somebody filled a form's own fields and wrote the whole once more.
    private mutating func repeatPart() {
        let parts: [AddressPart] = [.town, .district, .village, .estate, .name, .road]
        let written = parts.filter { !wording[$0].isEmpty }
        guard let part = written.first else { return marks.remove(.redundantRepeat) }
        if part == .town, random.chance(0.5), !wording[.district].isEmpty {
            wording[.head] = wording[.district] + wording[.town]
        } else {
            wording[part] += wording[part]
        }
    }

    /// Makes at most one slip in a name; never one that turns it into another place's name.
    mutating func slip() {
        for kind in [NoiseKind.typingWrong, .typingSwapped, .typingDoubled, .typingMissing]
        where occurs(kind, hasty: true) {
            let parts: [AddressPart] = [.road, .estate, .name, .town, .village]
            let written = parts.filter { !wording[$0].isEmpty }
            guard let part = random.pick(written),
                let slipped = SlipTable.slip(kind, in: wording[part], with: &random),
                !registry.names.contains(slipped)
            else {
                marks.remove(kind)
                continue
            }
            wording[part] = slipped
            break
        }
        if occurs(.typingDigit, hasty: true) {
            let parts: [AddressPart] = [.room, .building, .number]
            guard let part = parts.first(where: { !wording[$0].isEmpty }),
                let slipped = SlipTable.otherDigit(in: wording[part], with: &random)
            else { return marks.remove(.typingDigit) }
            wording[part] = slipped
        }
    }
}
