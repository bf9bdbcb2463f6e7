import Foundation
import TestDistrict
import Testing

/// The rules of the house: which way modules call, and how long a file may be. Rules that no test keeps are gone in a year.
@Suite struct HouseTests {
    private static let sources = TestDistrict.home.appending(path: "Sources")

    private struct SourceFile {
        let path: String
        let lines: [Substring]
        var imports: Set<String> {
            Set(
                lines.compactMap { line in
                    let words = line.split(separator: " ")
                    guard let mark = words.firstIndex(of: "import"), mark <= 1, words.count > mark + 1 else {
                        return nil
                    }
                    return String(words[mark + 1])
                })
        }
        var module: String { String(path.prefix { $0 != "/" }) }
    }

    private static func files() throws -> [SourceFile] {
        try FileManager.default.subpathsOfDirectory(atPath: sources.path).filter { $0.hasSuffix(".swift") }.map {
            path in
            let text = try String(contentsOf: sources.appending(path: path), encoding: .utf8)
            return SourceFile(path: path, lines: text.split(separator: "\n", omittingEmptySubsequences: false))
        }
    }

    @Test func `only the program opens a driver and only the web talks to Hummingbird`() throws {
        for file in try Self.files() {
            let imports = file.imports
            if !["StorageSQLite", "StoragePostgres", "Program"].contains(file.module) {
                #expect(
                    imports.isDisjoint(with: ["GRDB", "StorageSQLite", "StoragePostgres", "CLibpq"]), "\(file.path)")
            }
            if !["Web", "App", "Program"].contains(file.module) {
                #expect(!imports.contains("Hummingbird"), "\(file.path)")
            }
        }
    }

    @Test func `a model knows neither storage nor pages`() throws {
        for file in try Self.files() where file.path.contains("/Model/") {
            // Addresses of pages are values that markup knows the type of.
            let barred: Set<String> = file.path.hasSuffix("Paths.swift") ? [] : ["Markup"]
            #expect(file.imports.isDisjoint(with: barred.union(["Storage", "Web", "Journal"])), "\(file.path)")
        }
    }

    @Test func `what only one engine understands stands in the dialect, the driver or a step of the schema`() throws {
        let engine = #/\b(MATCH|rowid|PRAGMA|GROUP_CONCAT|total_changes|sqlite_schema|fts5|tsquery)\b/#
        for file in try Self.files() where !file.module.hasPrefix("Storage") && !file.path.hasSuffix("Schema.swift") {
            for line in file.lines where !line.contains("//") {
                #expect(line.firstMatch(of: engine) == nil, "\(file.path): \(line)")
            }
        }
    }

    @Test func `modules above Matters never import a sibling`() throws {
        let siblings: Set<String> = ["Intake", "Command", "Disputes", "Papers"]
        for file in try Self.files() where siblings.contains(file.module) {
            #expect(file.imports.isDisjoint(with: siblings.subtracting([file.module])), "\(file.path)")
        }
    }

    @Test func `no file is longer than 400 lines`() throws {
        for file in try Self.files() { #expect(file.lines.count <= 401, "\(file.path) has \(file.lines.count) lines") }
    }

    @Test func `nothing from outside can reach a trap`() throws {
        let traps = [#/\btry!/#, #/fatalError\(/#, #/\bas! /#]
        for file in try Self.files() {
            for (number, line) in file.lines.enumerated() {
                for trap in traps { #expect(line.firstMatch(of: trap) == nil, "\(file.path):\(number + 1)") }
            }
        }
    }

    // A reason stands beside the rule that gives it, as `Words` in both languages; samples and what is read from
    // Chinese texts are data.
    private static let wordy = ["/Model/", "/Store/", "/Import/", "/Seed/", "Program/"]
    // The sign of the mark; what a check of the record found; a sign in telephone numbers; the names of the roles.
    private static let speaking: Set = [
        "Markup/Components/Chips.swift", "Journal/VerificationReport.swift", "Intake/Routes/Answers.swift",
        "Base/Role.swift",
    ]
    // The samples of the page of components.
    private static let samples = "Markup/Pages/Component"

    @Test func `words for people stand in the tables of words`() throws {
        for file in try Self.files() where !Self.speaking.contains(file.path) && !file.path.hasPrefix(Self.samples) {
            let name = file.path.split(separator: "/").last ?? ""
            guard !name.contains("Words"), !Self.wordy.contains(where: file.path.contains) else { continue }
            for (number, line) in file.lines.enumerated() {
                let code = line.firstMatch(of: #/(^|\s)\/\/.*$/#).map { line[..<$0.range.lowerBound] } ?? line
                #expect(code.firstMatch(of: #/[\u{4E00}-\u{9FFF}]/#) == nil, "\(file.path):\(number + 1)")
            }
        }
    }

    @Test func `no page carries a style or a script of its own`() throws {
        for file in try Self.files() where file.path.contains("/Pages/") {
            for (number, line) in file.lines.enumerated() {
                let isBad = line.contains(" style=\"") || line.contains(" onclick=") || line.contains("javascript:")
                #expect(!isBad, "\(file.path):\(number + 1)")
            }
        }
    }
}
