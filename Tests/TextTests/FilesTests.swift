import Testing
import Text

@Suite struct FilesTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test func `a file is known by its first bytes`() {
        #expect(Sniff.kind(of: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0]) == .png)
        #expect(Sniff.kind(of: [0xFF, 0xD8, 0xFF, 0xE0]) == .jpeg)
        #expect(Sniff.kind(of: bytes("RIFF0000WEBPVP8 ")) == .webp)
        #expect(Sniff.kind(of: bytes("RIFF0000WAVEfmt ")) == .wav)
        #expect(Sniff.kind(of: bytes("GIF89a")) == .gif)
        #expect(Sniff.kind(of: bytes("%PDF-1.7")) == .pdf)
        #expect(Sniff.kind(of: [0xFF, 0xFB, 0x90, 0x64]) == .mp3)
        #expect(Sniff.kind(of: bytes("ID3\u{4}00000000")) == .mp3)
        #expect(Sniff.kind(of: [0, 0, 0, 0x20] + bytes("ftypM4A ")) == .m4a)
        #expect(Sniff.kind(of: bytes("OggS\u{0}")) == .ogg)
        #expect(Sniff.kind(of: bytes("#!AMR\n\u{4}")) == .amr)
    }

    @Test func `a recording under a general brand is sound, a film is not`() {
        let head = [0, 0, 0, 0x18] + bytes("ftypmp42")
        let sound = bytes("hdlr") + [UInt8](repeating: 0, count: 8) + bytes("soun")
        let picture = bytes("hdlr") + [UInt8](repeating: 0, count: 8) + bytes("vide")
        #expect(Sniff.kind(of: head + sound) == .m4a)
        #expect(Sniff.kind(of: head + sound + picture) == nil)
    }

    @Test func `programs, pages and scraps are not accepted`() {
        #expect(Sniff.kind(of: []) == nil)
        #expect(Sniff.kind(of: bytes("<html><script>")) == nil)
        #expect(Sniff.kind(of: bytes("MZ\u{90}")) == nil)
        #expect(Sniff.kind(of: bytes("PK\u{3}\u{4}")) == nil)
        #expect(Sniff.kind(of: bytes("<svg/>")) == nil)
        #expect(Sniff.kind(of: [0xFF]) == nil)
        #expect(Sniff.kind(of: [0xFF, 0xF1, 0x50, 0x80]) == nil)
    }

    @Test func `files are read in the encodings offices use`() {
        let gb: [UInt8] = [0xB5, 0xF7, 0xBD, 0xE2, 0x2C, 0x31]
        #expect(Encoding.decode(gb) == ("调解,1", .gb18030))
        #expect(Encoding.decode(bytes("调解")) == ("调解", .utf8))
        #expect(Encoding.decode([0xEF, 0xBB, 0xBF] + bytes("调解")) == ("调解", .utf8))
        #expect(Encoding.decode([0xFF, 0xFE, 0x03, 0x8C, 0xE3, 0x89]) == ("调解", .utf16LittleEndian))
        #expect(Encoding.decode([0xFE, 0xFF, 0x8C, 0x03, 0x89, 0xE3]) == ("调解", .utf16BigEndian))
        #expect(Encoding.decode([]) == ("", .utf8))
    }

    @Test func `four-byte characters of GB 18030 are read`() {
        #expect(Encoding.decode([0x81, 0x39, 0xEE, 0x39, 0xB5, 0xF7]) == ("㐀调", .gb18030))
        #expect(Encoding.decode([0xB5, 0xF7, 0x95, 0x32, 0x82, 0x36]) == ("调𠀀", .gb18030))
    }

    @Test func `broken bytes never stop the reading`() {
        #expect(Encoding.decode([0xB5, 0xF7, 0xFF, 0x41]).text == "调\u{FFFD}A")
        #expect(Encoding.decode([0x41, 0xB5]).text == "A\u{FFFD}")
        #expect(Encoding.decode([0xFF, 0xFE, 0x00, 0xD8, 0x41]).text == "\u{FFFD}\u{FFFD}")
        #expect(Encoding.decode([0xFF, 0xFE]).text == "")
        #expect(!Encoding.decode((0..<4_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ 129) }).text.isEmpty)
    }
}
