import Base
import Foundation

/// A letter as it goes over the wire: plain text in UTF-8, encoded so that every server passes it on.
struct MailMessage: Sendable {
    let from: MailAddress
    let to: MailAddress
    let notice: OutgoingNotice

    /// The whole letter with lines ended by CR LF, dots doubled, and the line with the dot. Throws `NoticeFailure` for a subject
    /// that would begin a header of its own.
    func wire() throws -> String {
        guard let subject = Self.header(notice.title) else { throw NoticeFailure(.refused) }
        let headers = [
            "Date: \(Self.date(notice.createdAt))", "From: <\(from.text)>", "To: <\(to.text)>", "Subject: \(subject)",
            // The same at every attempt: a mailbox keeps a letter that came twice once.
            "Message-ID: <\(notice.id.text)@\(from.domain)>", "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
            "Content-Language: \(notice.language.rawValue)", "Auto-Submitted: auto-generated",
        ]
        let body = Data(notice.text.replacing("\r\n", with: "\n").replacing("\n", with: "\r\n").utf8)
            .base64EncodedString(options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed])
        let lines = headers + [""] + body.split(separator: "\r\n").map(String.init)
        return Self.stuffed(lines) + ".\r\n"
    }

    /// Lines with their ends, and one more dot before each that begins with one (RFC 5321, section 4.5.2).
    static func stuffed(_ lines: [String]) -> String {
        lines.map { ($0.hasPrefix(".") ? "." : "") + $0 + "\r\n" }.joined()
    }

    /// A text of a header as encoded words of at most 75 characters (RFC 2047); nil when it holds a sign that ends a line.
    static func header(_ text: String) -> String? {
        guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return nil }
        if text.utf8.allSatisfy({ (32...126).contains($0) }), text.utf8.count <= 60, !text.contains("=?") {
            return text
        }
        var words: [String] = [], part: [UInt8] = []
        func end() {
            if !part.isEmpty { words.append("=?utf-8?B?\(Data(part).base64EncodedString())?=") }
            part = []
        }
        // 45 bytes are 60 characters of base64; no character is cut in two.
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if part.count + bytes.count > 45 { end() }
            part += bytes
        }
        end()
        return words.joined(separator: "\r\n ")
    }

    /// Such as `Tue, 26 Nov 2019 09:00:00 +0800` (RFC 5322, section 3.3).
    static func date(_ instant: Instant) -> String {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let parts = instant.day.parts
        // The first day that is counted was a Thursday.
        let weekday = days[((instant.day.number % 7) + 7) % 7]
        let time = instant.iso.dropFirst(11).prefix(8)
        return "\(weekday), \(parts.day) \(months[(parts.month - 1) % 12]) \(parts.year) \(time) +0800"
    }
}
