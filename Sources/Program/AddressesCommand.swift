import ArgumentParser

/// `shanzhi addresses`
struct AddressesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "addresses",
        abstract: "Judge how well addresses were matched.",
        subcommands: [AddressesScore.self]
    )
}
