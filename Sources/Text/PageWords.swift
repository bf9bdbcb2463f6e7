/// Walks over a well-formed page of our own and changes the words of it.
struct PageWords {
    /// What is done with them.
    enum Change {
        /// Our own Simplified words become Traditional ones.
        case traditional
        /// Chinese words are marked as Chinese where nothing around them says so.
        case marked
    }

    private static let voidElements: Set<String> = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    ]
    private static let rawElements: Set<String> = ["script", "style", "textarea"]
    /// Elements that hold words and no other element; in a drawing there are no spans either.
    private static let wordsOnly: Set<String> = ["title", "option", "svg"]
    private static let wordAttributes: Set<String> = [
        "title", "placeholder", "alt", "aria-label", "aria-description", "aria-roledescription", "aria-valuetext",
    ]

    private let change: Change
    private let bytes: [UInt8]
    private var output: [UInt8] = []
    private var index = 0
    /// The element that keeps its words, and how many of its name are open inside it.
    private var kept: (name: String, depth: Int)?

    init(_ html: String, _ change: Change) {
        self.change = change
        bytes = Array(html.utf8)
        output.reserveCapacity(bytes.count + 64)
    }

    mutating func changed() -> String {
        while index < bytes.count {
            let start = index
            if bytes[index] == UInt8(ascii: "<") {
                walkTag()
            } else {
                while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
                write(start..<index, isOurs: kept == nil)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private mutating func walkTag() {
        let start = index
        if matches("<!--", at: index) {
            index = end(of: "-->", from: index)
            return write(start..<index, isOurs: false)
        }
        let isClosing = matches("</", at: index)
        index += isClosing ? 2 : 1
        let name = readName()
        var ownWords: [Range<Int>] = []
        var isKeeping = false
        var isSelfClosed = false
        while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
            isSelfClosed = bytes[index] == UInt8(ascii: "/")
            guard let attribute = readAttribute() else { continue }
            if keeps(attribute.name, text(attribute.value), on: name) { isKeeping = true }
            if change == .traditional, Self.wordAttributes.contains(attribute.name) { ownWords.append(attribute.value) }
        }
        index = min(index + 1, bytes.count)
        writeTag(start..<index, words: kept == nil && !isKeeping ? ownWords : [])
        if isClosing { return leave(name) }
        guard !isSelfClosed, !Self.voidElements.contains(name) else { return }
        enter(name, isKeeping: isKeeping)
        let isRaw = Self.rawElements.contains(name) || change == .marked && Self.wordsOnly.contains(name)
        if isRaw { copyUntilClosing(name) }
    }

    /// Whether an attribute says that the words of its element stay as they are.
    private func keeps(_ attribute: String, _ value: String, on element: String) -> Bool {
        switch change {
        case .traditional: attribute == "data-said" || attribute == "translate" && value == "no"
        case .marked: attribute == "lang" && value.hasPrefix("zh") && element != "html"
        }
    }

    private mutating func enter(_ name: String, isKeeping: Bool) {
        if let open = kept {
            if open.name == name { kept = (name, open.depth + 1) }
        } else if isKeeping {
            kept = (name, 1)
        }
    }

    private mutating func leave(_ name: String) {
        guard let open = kept, open.name == name else { return }
        kept = open.depth > 1 ? (name, open.depth - 1) : nil
    }

    private mutating func copyUntilClosing(_ name: String) {
        let start = index
        while index < bytes.count, !matches("</" + name, at: index) { index += 1 }
        write(start..<index, isOurs: false)
    }

    private mutating func readName() -> String {
        let start = index
        while index < bytes.count, Self.isNameByte(bytes[index]) { index += 1 }
        return text(start..<index).lowercased()
    }

    /// Reads `name="value"` or `name`; nil, and one byte further, where neither begins.
    private mutating func readAttribute() -> (name: String, value: Range<Int>)? {
        let name = readName()
        guard !name.isEmpty else {
            index += 1
            return nil
        }
        guard matches("=\"", at: index) else { return (name, index..<index) }
        index += 2
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") { index += 1 }
        let value = start..<index
        index = min(index + 1, bytes.count)
        return (name, value)
    }

    private mutating func writeTag(_ tag: Range<Int>, words: [Range<Int>]) {
        var done = tag.lowerBound
        for word in words {
            output += bytes[done..<word.lowerBound]
            write(word, isOurs: true)
            done = word.upperBound
        }
        output += bytes[done..<tag.upperBound]
    }

    private mutating func write(_ range: Range<Int>, isOurs: Bool) {
        guard isOurs, bytes[range].contains(where: { $0 >= 0xE2 }) else {
            output += bytes[range]
            return
        }
        switch change {
        case .traditional: output += Traditional.convert(text(range)).utf8
        case .marked: output += Self.marked(text(range)).utf8
        }
    }

    /// Each run of Chinese characters, with the Chinese punctuation inside and behind it, in an element of its own.
    private static func marked(_ text: String) -> String {
        var marked = ""
        var run = ""
        func isHan(_ scalar: Unicode.Scalar) -> Bool {
            (0x4E00...0x9FFF).contains(scalar.value) || (0x3400...0x4DBF).contains(scalar.value)
        }
        func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
            (0x3000...0x303F).contains(scalar.value) || (0xFF00...0xFFEF).contains(scalar.value)
        }
        func close() {
            if !run.isEmpty { marked += "<span lang=\"zh\">\(run)</span>" }
            run = ""
        }
        for scalar in text.unicodeScalars {
            if isHan(scalar) || !run.isEmpty && isPunctuation(scalar) {
                run.unicodeScalars.append(scalar)
            } else {
                close()
                marked.unicodeScalars.append(scalar)
            }
        }
        close()
        return marked
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    private func matches(_ mark: String, at offset: Int) -> Bool {
        offset + mark.utf8.count <= bytes.count
            && bytes[offset..<offset + mark.utf8.count].elementsEqual(mark.utf8)
    }

    private func end(of mark: String, from offset: Int) -> Int {
        var place = offset
        while place < bytes.count, !matches(mark, at: place) { place += 1 }
        return min(place + mark.utf8.count, bytes.count)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"), 0x80...:
            true
        default: false
        }
    }
}
