import Foundation
import Text
public import Web

/// A file somebody sent, handed over so that nothing in it acts with the rights of our pages.
///
/// What it is is read from its bytes once more, whatever the row or the name says: only what a browser draws or plays by
/// itself is shown, everything else is handed over as bytes to keep. The sandbox (CSP Level 3, 6.3.2) takes scripts, forms
/// and our origin from whatever is shown, a script inside a PDF among it; no other site can put it into a page of its own.
public enum FileReply {
    /// The answer for a file; `range` is the header of that name, of which one range of bytes is understood (RFC 9110,
    /// 14.2). `isKept` asks for a download even of what could be shown.
    public static func make(
        _ type: String, _ bytes: [UInt8], name: String?, range: String? = nil, isKept: Bool = false
    ) -> Reply {
        let kind = Sniff.kind(of: bytes).flatMap { $0.mediaType == type ? $0 : nil }
        let isShown = kind?.isShown == true && !isKept
        var reply = Reply(
            headers: [
                ("content-type", kind?.mediaType ?? "application/octet-stream"),
                ("content-security-policy", policy), ("cross-origin-resource-policy", "same-origin"),
                ("cache-control", "no-store"), ("accept-ranges", "bytes"),
                ("content-disposition", "\(isShown ? "inline" : "attachment"); filename*=UTF-8''\(encoded(name))"),
            ],
            body: .bytes(bytes)
        )
        switch ByteRange.read(range, size: bytes.count) {
        case .whole: break
        case .part(let part):
            reply.status = 206
            reply.headers.append(("content-range", "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(bytes.count)"))
            reply.body = .bytes(Array(bytes[part]))
        case .beyond:
            reply.status = 416
            reply.headers.append(("content-range", "bytes */\(bytes.count)"))
            reply.body = .bytes([])
        }
        return reply
    }

    // Our own pages may frame it, so that a letter is read beside its matter; nobody else's may.
    private static let policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'"

    // RFC 8187: letters, digits and a few signs stand for themselves, everything else is percent-encoded.
    private static func encoded(_ name: String?) -> String {
        let plain = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        return (name ?? "file").addingPercentEncoding(withAllowedCharacters: plain) ?? "file"
    }
}

extension Sniff.Kind {
    /// Whether a browser draws or plays it by itself. What it does not know, such as the recordings of old telephones, is
    /// handed over.
    var isShown: Bool {
        switch self {
        case .png, .jpeg, .webp, .gif, .pdf, .mp3, .m4a, .wav, .ogg: true
        case .amr: false
        }
    }
}

/// What a request asks for of a file.
enum ByteRange: Equatable {
    case whole
    case part(Range<Int>)
    /// Nothing of it is there.
    case beyond

    /// Reads `bytes=5-9`, `bytes=5-` and `bytes=-5`. Anything else, several ranges among it, is answered with the whole.
    static func read(_ header: String?, size: Int) -> ByteRange {
        guard let header, header.hasPrefix("bytes="), !header.contains(",") else { return .whole }
        let halves = header.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
        guard halves.count == 2, halves.allSatisfy({ $0.allSatisfy { ("0"..."9").contains($0) } }) else {
            return .whole
        }
        switch (Int(halves[0]), Int(halves[1])) {
        case (let first?, let last):
            guard halves[1].isEmpty || last.map({ $0 >= first }) == true else { return .whole }
            guard first < size else { return .beyond }
            return .part(first..<min(last ?? size - 1, size - 1) + 1)
        case (nil, let count?):
            guard halves[0].isEmpty else { return .whole }
            return count > 0 && size > 0 ? .part(max(0, size - count)..<size) : .beyond
        case (nil, nil): return .whole
        }
    }
}
