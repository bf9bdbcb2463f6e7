import Testing
import Text

/// A photograph keeps its pixels and loses what tells of its maker.
@Suite struct PictureCleaningTests {
    private static let secret = Array("谷雨 30.41N 120.30E".utf8)

    private func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
        [0xFF, marker, UInt8((content.count + 2) >> 8), UInt8((content.count + 2) & 255)] + content
    }

    /// EXIF with one entry of orientation, in the byte order of the mark, and the secret behind it.
    private func exif(orientation: UInt8, little: Bool) -> [UInt8] {
        let head: [UInt8] =
            little
            ? [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]
            : [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
        return Array("Exif\0\0".utf8) + head + Self.secret
    }

    // The scan holds stuffed zeros and restart markers, which do not end it.
    private let scan: [UInt8] = [0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD3, 0x56, 0xFF, 0x00]

    private func picture(_ extra: [UInt8], tail: [UInt8] = []) -> [UInt8] {
        [0xFF, 0xD8] + segment(0xE0, Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 0, 0]) + extra
            + segment(0xDB, Array(repeating: 7, count: 65)) + segment(0xDA, [1, 1, 0, 0, 63, 0]) + scan + [0xFF, 0xD9]
            + tail
    }

    @Test func `a JPEG loses EXIF, XMP, IPTC, comments and what follows its end, and keeps every pixel`() {
        let marks =
            segment(0xE1, exif(orientation: 1, little: true))
            + segment(0xE1, Array("http://ns.adobe.com/xap/1.0/\0".utf8) + Self.secret)
            + segment(0xED, Array("Photoshop 3.0\0".utf8) + Self.secret) + segment(0xFE, Self.secret)
            + segment(0xE2, Array("MPF\0".utf8) + Self.secret)
        let cleaned = PictureCleaning.clean(picture(marks, tail: picture(segment(0xFE, Self.secret))), kind: .jpeg)
        #expect(cleaned == picture([]))
    }

    @Test(arguments: [true, false])
    func `the orientation of a JPEG stays, so that it is not shown on its side`(little: Bool) {
        let cleaned = PictureCleaning.clean(picture(segment(0xE1, exif(orientation: 6, little: little))), kind: .jpeg)
        let plain = Array(exif(orientation: 6, little: false).dropLast(Self.secret.count))
        #expect(cleaned == picture(segment(0xE1, plain)))
        #expect(PictureCleaning.clean(cleaned, kind: .jpeg) == cleaned)
    }

    @Test func `colour profile and Adobe's mark stay, since the colours depend on them`() {
        let colours = segment(0xE2, Array("ICC_PROFILE\0".utf8) + [1, 1, 9]) + segment(0xEE, Array("Adobe".utf8) + [0])
        #expect(PictureCleaning.clean(picture(colours), kind: .jpeg) == picture(colours))
    }

    @Test func `a JPEG of several scans, or one that was cut off, keeps all that is there`() {
        let two =
            Array(picture([]).dropLast(2)) + segment(0xC4, [1, 2, 3]) + segment(0xDA, [1, 1, 0, 0, 63, 0]) + scan
        #expect(PictureCleaning.clean(two + [0xFF, 0xD9], kind: .jpeg) == two + [0xFF, 0xD9])
        #expect(PictureCleaning.clean(two, kind: .jpeg) == two)
        let short: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0x40, 0x00, 1, 2]
        #expect(PictureCleaning.clean(short, kind: .jpeg) == short)
        #expect(PictureCleaning.clean([0xFF, 0xD8, 0xFF], kind: .jpeg) == [0xFF, 0xD8, 0xFF])
    }

    private func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        [0, 0, UInt8(data.count >> 8), UInt8(data.count & 255)] + Array(type.utf8) + data + [1, 2, 3, 4]
    }

    @Test func `a PNG loses texts, EXIF, its time and what follows its end`() {
        let head: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        let pixels = chunk("IHDR", Array(repeating: 1, count: 13)) + chunk("IDAT", [5, 6, 7])
        let told = ["tEXt", "zTXt", "iTXt", "eXIf", "tIME"].flatMap { chunk($0, Self.secret) }
        let end = chunk("IEND", [])
        #expect(PictureCleaning.clean(head + pixels + told + end + Self.secret, kind: .png) == head + pixels + end)
        let cut = head + pixels + [0, 0, 9, 9, 1]
        #expect(PictureCleaning.clean(cut, kind: .png) == cut)
    }

    @Test func `a WebP loses EXIF and XMP and says so in its head`() {
        func part(_ type: String, _ data: [UInt8]) -> [UInt8] {
            Array(type.utf8) + [UInt8(data.count), 0, 0, 0] + data + Array(repeating: 0, count: data.count % 2)
        }
        func file(_ flags: UInt8, _ rest: [UInt8]) -> [UInt8] {
            let body = Array("WEBP".utf8) + part("VP8X", [flags] + Array(repeating: 0, count: 9)) + rest
            return Array("RIFF".utf8) + [UInt8(body.count), 0, 0, 0] + body
        }
        let pixels = part("VP8 ", [1, 2, 3])
        let told = part("EXIF", Self.secret) + part("XMP ", Self.secret)
        #expect(PictureCleaning.clean(file(0x1C, pixels + told), kind: .webp) == file(0x10, pixels))
    }

    @Test func `sound and documents are left as they are`() {
        let pdf = Array("%PDF-1.7 谷雨".utf8)
        #expect(PictureCleaning.clean(pdf, kind: .pdf) == pdf)
    }
}
