/// The tiny picture and document that demo matters carry, made here byte by byte.
enum DemoFiles {
    /// A PNG of 48 by 32 grey and brown points: a pavement with a hole (ISO/IEC 15948).
    static let picture: [UInt8] = {
        let width = 48, height = 32
        var points: [UInt8] = []
        for row in 0..<height {
            points.append(0)  // no filter
            for column in 0..<width {
                let (x, y) = (column - 26, (row - 19) * 2)
                let isJoint = row % 8 == 0 || (column + row / 8 % 2 * 6) % 12 == 0
                points += x * x + y * y < 120 ? [52, 42, 36] : isJoint ? [150, 146, 140] : [188, 182, 172]
            }
        }
        let header = big(UInt32(width)) + big(UInt32(height)) + [8, 2, 0, 0, 0]
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + chunk("IHDR", header) + chunk("IDAT", stored(points)) + chunk("IEND", [])
    }()

    /// A WAV of half a second, one tone that dies away (RIFF, 8,000 samples a second of 8 bits).
    static let sound: [UInt8] = {
        let samples = (0..<4_000).map { index in
            // Sixteen samples a wave, a triangle, ever lower.
            let wave = index % 16 < 8 ? index % 16 * 16 - 64 : (15 - index % 16) * 16 - 64
            return UInt8(clamping: 128 + wave * (4_000 - index) / 4_000)
        }
        func little(_ number: UInt32) -> [UInt8] { big(number).reversed() }
        let format = little(16) + [1, 0, 1, 0] + little(8_000) + little(8_000) + [1, 0, 8, 0]
        let body = Array("WAVEfmt ".utf8) + format + Array("data".utf8) + little(UInt32(samples.count)) + samples
        return Array("RIFF".utf8) + little(UInt32(body.count)) + body
    }()

    /// A PDF of one page that names a matter (ISO 32000-1, 7.5).
    static func document(number: String) -> [UInt8] {
        let page = "BT /F1 18 Tf 56 760 Td (Shanzhi demo document) Tj 0 -32 Td /F1 12 Tf (Matter \(number)) Tj ET"
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
                + "/Resources << /Font << /F1 5 0 R >> >> >>",
            "<< /Length \(page.utf8.count) >>\nstream\n\(page)\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
        var text = "%PDF-1.4\n"
        var places: [Int] = []
        for (index, object) in objects.enumerated() {
            places.append(text.utf8.count)
            text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let table = text.utf8.count
        let lines = places.map { String(repeating: "0", count: 10 - String($0).count) + "\($0) 00000 n \n" }
        text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n" + lines.joined()
        text += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(table)\n%%EOF\n"
        return Array(text.utf8)
    }

    private static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(type.utf8) + data
        return big(UInt32(data.count)) + body + big(checksum(body))
    }

    /// One stored block in a zlib stream (RFC 1950, RFC 1951): nothing is worth compressing here.
    private static func stored(_ data: [UInt8]) -> [UInt8] {
        let low = UInt8(data.count & 0xFF), high = UInt8(data.count >> 8 & 0xFF)
        var (first, second): (UInt32, UInt32) = (1, 0)
        for byte in data {
            first = (first + UInt32(byte)) % 65_521
            second = (second + first) % 65_521
        }
        return [0x78, 0x01, 0x01, low, high, ~low, ~high] + data + big(second << 16 | first)
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var value: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            value ^= UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
        return ~value
    }

    private static func big(_ number: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> UInt32($0)) }
    }
}
