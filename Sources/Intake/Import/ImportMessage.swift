public import Base
import Crypto
import Foundation
import Matters

/// One past message, decoded and checked.
struct ImportMessage: Sendable {
    let line: ImportLine
    /// Source and id; by it a message that stands is known again.
    let key: String
    /// Tells another message under the same id.
    let fingerprint: String
    let at: Instant
    let filer: Identity?
    let narrative: Narrative
    let kind: MatterKind?
    let topic: String
    let reply: (text: String, at: Instant)?

    /// Reads a line. Throws `ImportFault`.
    init(_ line: ImportLine, table: ImportTable, map: ImportMap, source: String, latest: Instant) throws {
        if line.isUnclosed { throw ImportFault.unclosedQuote }
        guard let cells = table.cells(of: line) else {
            throw ImportFault.columns(found: line.cells.count, expected: table.header.count)
        }
        if cells.contains(where: { $0.unicodeScalars.contains("\u{FFFD}") }) { throw ImportFault.unreadable }
        self.line = line
        at = try Self.time(map.value(.time, in: cells), latest: latest)
        narrative = try Self.narrative(map, cells)
        filer = try Self.filer(map, cells)
        kind = Self.kinds[map.value(.kind, in: cells).lowercased()]
        topic = map.value(.topic, in: cells)
        reply = try Self.reply(map, cells, after: at, latest: latest)
        fingerprint = Self.hash(cells.joined(separator: "\u{1F}"))
        let id = map.value(.id, in: cells)
        let isPlain = id.utf8.count <= 80 && id.utf8.allSatisfy { (33...126).contains($0) }
        key = source + ":" + (id.isEmpty ? "#" + fingerprint : isPlain ? id : "=" + Self.hash(id))
    }

    private static let kinds: [String: MatterKind] = [
        "enquiry": .enquiry, "咨询": .enquiry, "help": .help, "求助": .help, "report": .report, "举报": .report,
        "petition": .petition, "信访": .petition, "dispute": .dispute, "纠纷": .dispute,
    ]

    private static func time(_ text: String, latest: Instant) throws -> Instant {
        guard let at = ImportTime.read(text) else { throw ImportFault.badTime(String(text.prefix(40))) }
        guard at <= latest else { throw ImportFault.future(String(text.prefix(40))) }
        return at
    }

    private static func narrative(_ map: ImportMap, _ cells: [String]) throws -> Narrative {
        let title = map.value(.title, in: cells), text = map.value(.text, in: cells),
            place = map.value(.place, in: cells)
        guard !title.isEmpty || !text.isEmpty else { throw ImportFault.noWords }
        for (field, value, limit) in [
            (ImportField.title, title, 500), (.text, text, MatterStore.importedTextLimit), (.place, place, 500),
        ] where value.count > limit { throw ImportFault.tooLong(field, limit: limit) }
        let first = text.prefix { !$0.isNewline && !"。！？!?".contains($0) }
        return Narrative(
            title: title.isEmpty ? String(first.prefix(40)) : title, text: text.isEmpty ? title : text, place: place
        )
    }

    private static func filer(_ map: ImportMap, _ cells: [String]) throws -> Identity? {
        let name = map.value(.name, in: cells), phone = map.value(.phone, in: cells)
        guard name.count <= 100 else { throw ImportFault.tooLong(.name, limit: 100) }
        guard phone.count <= 50 else { throw ImportFault.tooLong(.phone, limit: 50) }
        if phone.isEmpty, name.isEmpty || name.hasPrefix("匿名") || name.lowercased() == "anonymous" { return nil }
        return Identity(name: name, phone: phone)
    }

    private static func reply(
        _ map: ImportMap, _ cells: [String], after filed: Instant, latest: Instant
    ) throws -> (text: String, at: Instant)? {
        let text = map.value(.reply, in: cells)
        guard !text.isEmpty else { return nil }
        guard text.count <= MatterStore.importedTextLimit else {
            throw ImportFault.tooLong(.reply, limit: MatterStore.importedTextLimit)
        }
        let at = try time(map.value(.replyTime, in: cells), latest: latest)
        guard at >= filed else { throw ImportFault.replyBefore }
        return (text, at)
    }

    /// 128 bits of SHA-256, hexadecimal.
    static func hash(_ text: String) -> String {
        SHA256.hash(data: Data(text.utf8)).prefix(16).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}

/// Why a line is not imported.
public enum ImportFault: ExplainedError, Equatable {
    /// It has more or fewer cells than the header.
    case columns(found: Int, expected: Int)
    /// A quotation mark is opened and never closed.
    case unclosedQuote
    /// Some bytes belong to no character of the encoding.
    case unreadable
    /// The time cannot be read.
    case badTime(String)
    /// The time has not come yet.
    case future(String)
    /// There is neither title nor text.
    case noWords
    /// A field is longer than any message may be.
    case tooLong(ImportField, limit: Int)
    /// It was answered before it was sent.
    case replyBefore
    /// Another line has the same id and other words.
    case sameID(line: Int)
    /// The rules of matters refuse it.
    case refused(Words)

    /// The fault in a sentence.
    public var explanation: String { words.en + "." }

    /// What stands in the file of rejects.
    public var words: Words {
        switch self {
        case .columns(let found, let expected):
            Words("有 \(found) 列，应有 \(expected) 列", "\(found) columns instead of \(expected)")
        case .unclosedQuote: Words("引号没有配对", "A quotation mark is never closed")
        case .unreadable: Words("有读不出的字符，可能编码不对", "Some characters cannot be read; perhaps another encoding")
        case .badTime(let text): Words("时间读不懂：\(text)", "Not a time: \(text)")
        case .future(let text): Words("时间还没有到：\(text)", "This time has not come yet: \(text)")
        case .noWords: Words("没有标题也没有内容", "Neither title nor text")
        case .tooLong(let field, let limit):
            Words("\(field.rawValue) 超过 \(limit) 字", "\(field.rawValue) is longer than \(limit) characters")
        case .replyBefore: Words("答复时间早于来件时间", "Answered before it was sent")
        case .sameID(let line): Words("编号与第 \(line) 行相同，内容不同", "The id of line \(line) with other words")
        case .refused(let words): words
        }
    }
}
