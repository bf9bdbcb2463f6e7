/// Cuts folded text into runs: Han (with kana and Hangul) on one side, letters and digits on the other.
enum Runs {
    private enum Kind { case gap, han, word }

    /// Calls back for each run, words cut to `Bigrams.longestWord`; the flag is true for a run of Han.
    static func scan(_ text: String, _ body: (Substring, Bool) -> Void) {
        let scalars = text.unicodeScalars
        var start = scalars.startIndex
        var kind = Kind.gap
        var index = start
        while index < scalars.endIndex {
            let next = self.kind(of: scalars[index], after: kind)
            if next != kind {
                emit(text, start..<index, kind, body)
                start = index
                kind = next
            }
            index = scalars.index(after: index)
        }
        emit(text, start..<scalars.endIndex, kind, body)
    }

    private static func emit(
        _ text: String,
        _ range: Range<String.Index>,
        _ kind: Kind,
        _ body: (Substring, Bool) -> Void
    ) {
        guard kind != .gap, !range.isEmpty else { return }
        let run = text[range]
        body(kind == .han ? run : Substring(run.unicodeScalars.prefix(Bigrams.longestWord)), kind == .han)
    }

    private static func kind(of scalar: Unicode.Scalar, after kind: Kind) -> Kind {
        switch scalar.value {
        case 0x30...0x39, 0x61...0x7A: .word
        case 0x00..<0x80, 0x2000..<0x2070, 0x3000...0x3004, 0x3008...0x3020, 0x30A0, 0x30FB, 0xFE30..<0xFE50,
            0xFF00..<0xFF10:
            .gap
        case 0x3005...0x3007, 0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FA, 0x30FC...0x30FF, 0x3400..<0xA000,
            0xAC00..<0xD7A4, 0xF900..<0xFB00, 0x20000..<0x32400:
            .han
        default: otherKind(of: scalar, after: kind)
        }
    }

    private static func otherKind(of scalar: Unicode.Scalar, after kind: Kind) -> Kind {
        switch scalar.properties.generalCategory {
        case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber:
            .word
        // A mark belongs to the letter before it; alone it is nothing.
        case .nonspacingMark, .spacingMark: kind == .word ? .word : .gap
        default: .gap
        }
    }
}
