import AddressMatch
import Addresses
import ArgumentParser
import Foundation

/// `shanzhi bench complete`
struct BenchComplete: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "complete",
        abstract:
            "Type addresses of a district's library key by key, as characters, pinyin and first letters, on one core.",
        discussion: "Prints one JSON object: milliseconds an answer by manner of typing, and how many keys were needed."
    )

    @OptionGroup var place: PlaceOptions
    @Option(name: .long, help: "How many addresses are typed.") var addresses = 1_500
    @Option(name: .long, help: "The same seed types the same addresses.") var seed: UInt64 = 1

    func validate() throws {
        guard (1...100_000).contains(addresses) else { throw ValidationError("--addresses is between 1 and 100,000.") }
    }

    private struct Manner: Encodable {
        var answers = 0, p50 = 0.0, p95 = 0.0, p99 = 0.0, offered = 0, typed = 0
    }

    func run() async throws {
        let register = try await AddressesCommand.register(place, ids: .records)
        let start = ContinuousClock.now
        let completion = AddressCompletion(register)
        let built = IntakeCommand.seconds(since: start)
        var times: [String: [Double]] = [:], manners: [String: Manner] = [:]
        for address in CompletionTyping(register, count: addresses, seed: seed).addresses {
            let name = address.manner.rawValue
            var isOffered = false
            for keys in address.keys {
                let asked = ContinuousClock.now
                let found = completion.complete(keys)
                times[name, default: []].append((ContinuousClock.now - asked) / .milliseconds(1))
                isOffered = isOffered || found.contains { $0.place == address.place }
            }
            manners[name, default: Manner()].typed += 1
            if isOffered { manners[name, default: Manner()].offered += 1 }
        }
        for (name, all) in times {
            let sorted = all.sorted()
            func share(_ part: Double) -> Double { sorted[min(sorted.count - 1, Int(Double(sorted.count) * part))] }
            manners[name, default: Manner()].answers = sorted.count
            manners[name, default: Manner()].p50 = share(0.5)
            manners[name, default: Manner()].p95 = share(0.95)
            manners[name, default: Manner()].p99 = share(0.99)
        }
        struct Report: Encodable { var places: Int, build_seconds: Double, milliseconds: [String: Manner] }
        try IntakeCommand.tell(
            Report(places: register.count, build_seconds: built, milliseconds: manners))
    }
}
