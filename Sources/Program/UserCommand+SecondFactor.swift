import Accounts
import App
import ArgumentParser
import Base

extension UserCommand {
    struct SecondFactor: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "second-factor", abstract: "Help people who have lost their second factor.",
            subcommands: [Reset.self])
    }

    struct Reset: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a person's second factor off; open sessions end, and they are told at the next sign-in.",
            discussion: "For the last administrator, who has nobody else to ask. Everybody else asks an administrator."
        )

        @OptionGroup var place: PlaceOptions
        @Argument(help: "The sign-in name.") var login: String
        @Option(name: .long, help: "Why; sealed in the journal.") var reason: String

        func run() async throws {
            let (login, reason) = (login, reason)
            guard reason.contains(where: { !$0.isWhitespace }) else { throw ValidationError("A reason is needed.") }
            let changed = try await place.change { house, now, transaction in
                guard let account = try house.accounts.find(login: login, in: transaction) else {
                    throw AccountError.noAccount(login)
                }
                return try house.accounts.resetFactor(
                    of: account, reason: reason, by: .system("command"), at: now, in: transaction)
            }
            print(changed ? "the second factor of \(login) is off; open sessions have ended" : "\(login) had none")
        }
    }
}
