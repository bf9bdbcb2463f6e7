import AddressMatch
import ArgumentParser
import Foundation

/// `shanzhi bench resolve`
struct BenchResolve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: "Resolve the texts of a file against a district's library on one core; prints one JSON object.",
        discussion: "Each line is a text, or an id, a tab and a text. The library is read from the database first."
    )

    @OptionGroup var place: PlaceOptions
    @Argument(help: "The file.") var file: String
    @Option(name: .long, help: "How often the file is gone through.") var rounds = 1

    func validate() throws {
        guard (1...1_000).contains(rounds) else { throw ValidationError("--rounds is between 1 and 1,000.") }
    }

    func run() async throws {
        let texts = try IntakeCommand.lines(file).map { line in
            String(line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false).last ?? "")
        }
        let start = ContinuousClock.now
        let register = try await AddressesCommand.register(place)
        let load = IntakeCommand.seconds(since: start)
        var resolver = AddressResolver(register)
        var bands: [String: Int] = [:]
        let begin = ContinuousClock.now
        for _ in 0..<rounds {
            for text in texts { bands[resolver.resolve(text).band.rawValue, default: 0] += 1 }
        }
        let seconds = IntakeCommand.seconds(since: begin)
        struct Report: Encodable {
            var addresses: Int, texts: Int, bands: [String: Int], load_seconds: Double, per_second: Int
        }
        try IntakeCommand.tell(
            Report(
                addresses: register.count, texts: texts.count * rounds, bands: bands, load_seconds: load,
                per_second: Int(Double(texts.count * rounds) / max(0.001, seconds))))
    }
}
