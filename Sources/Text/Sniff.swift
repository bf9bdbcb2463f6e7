/// Finds out what a file is by its first bytes, never by its name.
public enum Sniff {
    /// A kind of attachment that is accepted.
    public enum Kind: String, CaseIterable, Sendable {
        case png, jpeg, webp, gif, pdf, mp3, m4a, wav, ogg, amr

        /// The media type for the Content-Type header.
        public var mediaType: String {
            switch self {
            case .png, .jpeg, .webp, .gif: "image/\(rawValue)"
            case .pdf: "application/pdf"
            case .mp3: "audio/mpeg"
            case .m4a: "audio/mp4"
            case .wav: "audio/wav"
            case .ogg: "audio/ogg"
            case .amr: "audio/amr"
            }
        }

        /// The ending of a file name.
        public var fileExtension: String { self == .jpeg ? "jpg" : rawValue }

        /// True for what can be shown as a picture.
        public var isPicture: Bool { mediaType.hasPrefix("image/") }

        /// True for what can be listened to.
        public var isSound: Bool { mediaType.hasPrefix("audio/") }
    }

    /// The kind of a file; nil for anything that is not accepted.
    public static func kind(of bytes: [UInt8]) -> Kind? {
        switch bytes.first {
        case 0x89: bytes.holds([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? .png : nil
        case 0xFF: bytes.holds([0xFF, 0xD8, 0xFF]) ? .jpeg : isMPEGAudioFrame(bytes) ? .mp3 : nil
        case UInt8(ascii: "R"): riffKind(bytes)
        case UInt8(ascii: "G"): bytes.holds("GIF87a") || bytes.holds("GIF89a") ? .gif : nil
        case UInt8(ascii: "%"): bytes.holds("%PDF-") ? .pdf : nil
        case UInt8(ascii: "I"): bytes.holds("ID3") && bytes.count > 10 ? .mp3 : nil
        case UInt8(ascii: "O"): bytes.holds("OggS") ? .ogg : nil
        case UInt8(ascii: "#"): bytes.holds("#!AMR\n") || bytes.holds("#!AMR-WB\n") ? .amr : nil
        case 0x00: isSoundInMP4(bytes) ? .m4a : nil
        default: nil
        }
    }

    private static func riffKind(_ bytes: [UInt8]) -> Kind? {
        guard bytes.holds("RIFF") else { return nil }
        if bytes.holds("WEBP", at: 8) { return .webp }
        return bytes.holds("WAVE", at: 8) ? .wav : nil
    }

    // ISO/IEC 11172-3, 2.4.1.3: 11 bits of sync, layer III, a bit rate and a sampling rate that exist.
    private static func isMPEGAudioFrame(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 4 else { return false }
        let (second, third) = (bytes[1], bytes[2])
        return second & 0xE0 == 0xE0 && second & 0x18 != 0x08 && second & 0x06 == 0x02
            && third >> 4 != 0 && third >> 4 != 15 && third & 0x0C != 0x0C
    }

    // ISO/IEC 14496-12: telephones also write recordings under general brands; a film has a `vide` handler.
    private static func isSoundInMP4(_ bytes: [UInt8]) -> Bool {
        guard bytes.holds("ftyp", at: 4) else { return false }
        if bytes.holds("M4A ", at: 8) || bytes.holds("M4B ", at: 8) { return true }
        let general = ["mp42", "mp41", "isom", "iso2", "3gp4", "3gp5", "3gp6"]
        guard general.contains(where: { bytes.holds($0, at: 8) }) else { return false }
        return bytes.contains(handler: "soun") && !bytes.contains(handler: "vide")
    }
}

extension [UInt8] {
    fileprivate func holds(_ mark: String, at offset: Int = 0) -> Bool {
        holds(Array(mark.utf8), at: offset)
    }

    fileprivate func holds(_ mark: [UInt8], at offset: Int = 0) -> Bool {
        count >= offset + mark.count && self[offset..<offset + mark.count].elementsEqual(mark)
    }

    // A handler box: its name, four bytes of version and flags, four reserved, then the kind of handler.
    fileprivate func contains(handler: String) -> Bool {
        let box = Array("hdlr".utf8)
        guard count >= 16 else { return false }
        for index in 0...(count - 16) where self[index] == box[0] {
            if holds(box, at: index), holds(handler, at: index + 12) { return true }
        }
        return false
    }
}
