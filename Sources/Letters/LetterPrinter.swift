// The door: a letter or a bundle in, the bytes of a PDF out. Equal input gives equal bytes: the day is an argument.
public import Base

/// The seal over name and day.
public enum LetterSeal: Hashable, Sendable {
    /// A plain drawing: the unit's name around a star. With `isSample` it says that it is a sample.
    case drawn(unit: String, isSample: Bool)
    /// A picture that was uploaded; it is set 42 mm wide.
    case picture(LetterPicture)
}

/// What lets anybody see that a letter is genuine: an address as a QR code and to be read.
public struct LetterProof: Hashable, Sendable {
    /// The address.
    public let address: String
    /// A short text beside it, such as the letter's number.
    public let code: String

    /// Puts both together.
    public init(address: String, code: String) {
        self.address = address
        self.code = code
    }
}

/// A letter with what is put on it when it is printed.
public struct LetterSheet: Hashable, Sendable {
    /// The letter.
    public let letter: Letter
    /// The seal; nil where it will be set by hand, or none belongs there.
    public let seal: LetterSeal?
    /// How it is verified.
    public let proof: LetterProof?

    /// Puts them together.
    public init(_ letter: Letter, seal: LetterSeal? = nil, proof: LetterProof? = nil) {
        self.letter = letter
        self.seal = seal
        self.proof = proof
    }
}

/// A part of a bundle.
public struct LetterPart: Hashable, Sendable {
    /// What a part is.
    public enum Content: Hashable, Sendable {
        /// A letter.
        case letter(LetterSheet)
        /// A picture that fills a page.
        case picture(LetterPicture)
    }

    /// What it is called in the index.
    public let title: String
    /// What it is.
    public let content: Content

    /// Makes a part.
    public init(title: String, _ content: Content) {
        self.title = title
        self.content = content
    }
}

/// A PDF and what is known of it.
public struct PrintedLetter: Sendable {
    /// The file.
    public let bytes: [UInt8]
    /// How many pages it has.
    public let pages: Int
    /// The page, from 1, on which each part of a bundle begins.
    public let beginnings: [Int]
    /// How many characters no installed font can draw: they stand as boxes with their number.
    public let unknownCharacters: Int
}

/// Sets letters and writes them as PDF.
///
/// A value; each call works on its own objects of Pango and Cairo and frees them before it returns. Blocks the thread
/// for some milliseconds a page.
public struct LetterPrinter: Sendable {
    /// The fonts.
    public let fonts: LetterFonts

    /// Makes a printer.
    public init(fonts: LetterFonts = LetterFonts()) {
        self.fonts = fonts
    }

    /// The most pages that are printed at once.
    public static let mostPages = 2_000

    /// One letter as PDF; `at` becomes the date in the file.
    ///
    /// Throws `LetterError`.
    public func print(_ sheet: LetterSheet, at instant: Instant) throws -> PrintedLetter {
        let setter = TextSetter(fonts: fonts)
        let pages = try LetterComposer(setter: setter, sheet: sheet).pages()
        let canvas = try PDFCanvas(title: sheet.letter.title, at: instant)
        for (index, page) in pages.enumerated() {
            page.draw(on: canvas)
            if !page.hidesNumber { setter.drawNumber(index + 1, on: canvas) }
            canvas.endPage()
        }
        return PrintedLetter(
            bytes: try canvas.finish(), pages: pages.count, beginnings: [1],
            unknownCharacters: setter.unknownCharacters
        )
    }

    /// Several letters and scans as one PDF, with an index before them and page numbers running through.
    ///
    /// Throws `LetterError`.
    public func bundle(_ title: String, _ parts: [LetterPart], at instant: Instant) throws -> PrintedLetter {
        let setter = TextSetter(fonts: fonts)
        let composed = try parts.map { part -> [LetterPage] in
            switch part.content {
            case .letter(let sheet): try LetterComposer(setter: setter, sheet: sheet).pages()
            case .picture(let picture): [LetterPage(items: [], picture: picture)]
            }
        }
        let index = LetterIndex(title: title, parts: parts.map(\.title), setter: setter)
        let beginnings = index.beginnings(counts: composed.map(\.count))
        let indexPages = index.pages(beginnings)
        let count = indexPages.count + composed.reduce(0) { $0 + $1.count }
        guard count <= Self.mostPages else { throw LetterError.tooLong(title) }
        let canvas = try PDFCanvas(title: title, at: instant)
        canvas.outline(indexTitle: LetterIndex.words, parts: Array(zip(parts.map(\.title), beginnings)))
        for (number, page) in (indexPages + composed.flatMap(\.self)).enumerated() {
            if let picture = page.picture { try canvas.drawPage(picture) }
            page.draw(on: canvas)
            setter.drawNumber(number + 1, on: canvas)
            canvas.endPage()
        }
        return PrintedLetter(
            bytes: try canvas.finish(), pages: count, beginnings: beginnings,
            unknownCharacters: setter.unknownCharacters
        )
    }
}
