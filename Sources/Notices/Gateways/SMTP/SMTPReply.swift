/// A whole answer of a mail server: its code and its lines (RFC 5321, section 4.2).
struct SMTPReply: Hashable, Sendable {
    let code: Int
    let lines: [String]

    /// The keywords of an EHLO answer, in capitals, with what stands behind each.
    var capabilities: [String: String] {
        var found: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: " ", maxSplits: 1)
            if let first = parts.first { found[first.uppercased()] = parts.count > 1 ? parts[1].uppercased() : "" }
        }
        return found
    }
}

/// Puts the lines of an answer together. An answer that never ends, or is none, is refused.
struct SMTPReplyReader {
    /// RFC 5321 has lines of 512 bytes; some servers write more.
    static let lineLimit = 2_048
    private static let countLimit = 100

    private var code: Int?
    private var lines: [String] = []

    /// Takes a line without its end; answers the reply when it is whole. Throws `NoticeFailure` for what is no answer.
    mutating func take(_ line: String) throws -> SMTPReply? {
        let digits = line.prefix(3)
        guard digits.count == 3, digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(digits),
            (200...599).contains(number), code == nil || code == number, lines.count < Self.countLimit
        else { throw NoticeFailure(.unreachable) }
        let rest = line.dropFirst(3)
        guard rest.isEmpty || rest.first == " " || rest.first == "-" else { throw NoticeFailure(.unreachable) }
        lines.append(String(rest.dropFirst()))
        code = number
        guard rest.first != "-" else { return nil }
        defer { (code, lines) = (nil, []) }
        return SMTPReply(code: number, lines: lines)
    }

    /// Whether nothing of an answer has come yet.
    var isEmpty: Bool { code == nil }
}
