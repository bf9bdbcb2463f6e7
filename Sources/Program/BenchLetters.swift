import ArgumentParser
import Base
import Foundation
import Letters

/// `shanzhi bench letters`
struct BenchLetters: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "letters", abstract: "Set sample letters as PDF; prints one JSON object.",
        discussion: "One thread. Resident memory is read after a tenth of the letters and at the end."
    )

    @OptionGroup var home: HomeOption
    @Option(name: .long, help: "How many letters.") var count = 1_000
    @Option(name: .long, help: "The code of the letter.") var letter = "petition-answer"

    private struct Report: Encodable {
        let letter: String, letters: Int, pages: Int, bytes: Int, seconds: Double, lettersPerSecond: Double
        let firstMilliseconds: Double, residentKBEarly: Int, residentKB: Int, equalBytes: Bool
    }

    func validate() throws {
        guard (10...1_000_000).contains(count) else { throw ValidationError("10 to 1,000,000 letters.") }
    }

    func run() throws {
        let template = try LettersCommand.template(try home.letters().appending(path: letter + ".yaml").path)
        let sheet = try LettersCommand.sheet(template)
        let printer = LetterPrinter(), now = Instant(milliseconds: 0), clock = ContinuousClock()
        var first = [UInt8](), pages = 0, isEqual = true, early = 0
        let firstTime = try clock.measure {
            let printed = try printer.print(sheet, at: now)
            (first, pages) = (printed.bytes, printed.pages)
        }
        let time = try clock.measure {
            for index in 0..<count {
                isEqual = try printer.print(sheet, at: now).bytes == first && isEqual
                if index == count / 10 { early = Self.resident() }
            }
        }
        let seconds = time / .seconds(1)
        let report = Report(
            letter: letter, letters: count, pages: pages, bytes: first.count, seconds: seconds,
            lettersPerSecond: Double(count) / seconds, firstMilliseconds: firstTime / .milliseconds(1),
            residentKBEarly: early, residentKB: Self.resident(), equalBytes: isEqual
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        print(String(decoding: try encoder.encode(report), as: UTF8.self))
    }

    /// The resident memory of this process in kB, as Linux says it; 0 elsewhere.
    private static func resident() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    }
}
