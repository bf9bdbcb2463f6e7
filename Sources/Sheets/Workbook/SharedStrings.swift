/// The texts that the cells of a workbook share, as bytes behind each other.
final class SharedStrings: XMLListener {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var long: Set<Int> = []
    private var start = 0
    private var isInText = false
    private var phonetic = 0

    /// Reads the texts of a workbook; there may be none. Throws `SheetError.tooLarge` and what reading a part throws.
    static func read(_ part: Archive.Part?) throws(SheetError) -> SharedStrings {
        let strings = SharedStrings()
        if let part { try XMLStream.read(part, strings) }
        return strings
    }

    /// A text by its number, and whether it was cut off because a cell cannot hold it; nil where there is none.
    func find(_ index: Int) -> (text: String, isCut: Bool)? {
        guard ends.indices.contains(index) else { return nil }
        let text = bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
        return (EscapedText.decoded(text), long.contains(index))
    }

    func begin(_ name: String, _ attributes: XMLAttributes) throws(SheetError) {
        switch name {
        case "si": start = bytes.count
        case "rPh": phonetic += 1
        case "t": isInText = phonetic == 0
        default: break
        }
    }

    func end(_ name: String) throws(SheetError) {
        switch name {
        case "si":
            ends.append(bytes.count)
            guard bytes.count + ends.count * 8 <= SheetLimits.sharedBytes else { throw SheetError.tooLarge }
        case "rPh": phonetic -= 1
        case "t": isInText = false
        default: break
        }
    }

    func text(_ piece: UnsafeBufferPointer<UInt8>) {
        guard isInText else { return }
        guard bytes.count - start + piece.count <= SheetLimits.cellBytes else {
            long.insert(ends.count)
            return
        }
        bytes.append(contentsOf: piece)
    }
}
