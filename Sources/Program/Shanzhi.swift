import ArgumentParser

/// The one executable.
@main
struct Shanzhi: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shanzhi",
        abstract: "The open system of record for a district that wants to govern well.",
        discussion: "Results go to standard output, everything else to standard error.",
        subcommands: [
            Serve.self, Init.self, Demo.self, IntakeCommand.self, UserCommand.self, DivisionsCommand.self,
            AddressesCommand.self,
            ClocksCommand.self, RulesCommand.self, CounterpartCommand.self, ExportCommand.self, JournalCommand.self,
            MatterCommand.self,
            MoveCommand.self,
            BackupCommand.self, Restore.self, Check.self, ConfigCommand.self, LettersCommand.self,
            Bench.self,
        ]
    )

    /// Runs the command that the arguments name; what goes wrong is said in a sentence.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            exit(withError: Refusal.telling(error))
        }
    }
}
