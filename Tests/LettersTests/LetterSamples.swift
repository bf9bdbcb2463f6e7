import Base
import Foundation
import Letters
import Yams

/// The templates of Rules/letters, and a small one for faults.
enum LetterSamples {
    static let now = Instant(Day(number: 18_226), hour: 9, minute: 30)

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Rules/letters")

    static let codes = [
        "court-diversion", "judicial-confirmation", "mediation-agreement", "mediation-deadlock", "oral-agreement",
        "petition-acceptance", "petition-answer", "petition-refusal", "review-opinion", "service-record",
    ]

    static func text(_ code: String) throws -> String {
        try String(contentsOf: folder.appending(path: code + ".yaml"), encoding: .utf8)
    }

    static func template(_ code: String) throws -> LetterTemplate { try read(text(code)) }

    static func read(_ yaml: String) throws -> LetterTemplate {
        try YAMLDecoder().decode(LetterTemplate.self, from: yaml)
    }

    static func sheet(_ contents: [LetterContent]) -> LetterSheet {
        LetterSheet(Letter(code: "test", title: "试", contents: contents))
    }

    /// A template with these lines as its Chinese body; they begin on line 11.
    static func small(_ body: String) -> String {
        """
        pack: letters
        code: small
        name: {zh: 短函, en: A short letter}
        article: {zh: 示例规定第一条, en: "Sample rule, Art. 1"}
        service: none
        placeholders:
          - {name: party.name, zh: 当事人, en: The party, sample: 谷雨阿姨}
          - {name: reasons, zh: 理由, en: Reasons, kind: list, optional: true, sample: [一项]}
        zh:
          - title: 短函
        \(body)
        """
    }

    /// The text of a PDF page by page, as pdftotext reads it; nil where the program is not installed.
    static func pages(of pdf: [UInt8]) throws -> [String]? {
        guard let text = try run("/usr/bin/pdftotext", ["-layout", "FILE", "-"], pdf) else { return nil }
        return text.split(separator: "\u{0C}", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    /// What a program says of a PDF; FILE among its arguments stands for the file.
    static func run(_ program: String, _ arguments: [String], _ pdf: [UInt8]) throws -> String? {
        guard FileManager.default.isExecutableFile(atPath: program) else { return nil }
        let file = FileManager.default.temporaryDirectory.appending(path: "letter-\(UUID().uuidString).pdf")
        try Data(pdf).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process(), pipe = Pipe()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments.map { $0 == "FILE" ? file.path : $0 }
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
