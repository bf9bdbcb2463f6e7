import Accounts
import App
public import ArgumentParser
import Base
import Foundation
import Storage

/// `shanzhi user`
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Add people, give and end posts, set passwords.",
        subcommands: [
            Add.self, Appoint.self, Dismiss.self, Disable.self, Enable.self, List.self, Password.self,
            SecondFactor.self,
        ],
        aliases: ["accounts"]
    )

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add an account; the password is read from standard input.")

        @OptionGroup var place: PlaceOptions
        @Argument(help: "The sign-in name.") var login: String
        @Argument(help: "The person's name.") var name: String
        @Option(name: .long, help: "The name in Latin letters, for pages in English.") var english = ""

        func run() async throws {
            let (house, database) = try await place.openHouse()
            let password = try UserCommand.readPassword()
            let now = house.district.now(machine: Machine.now())
            _ = try await house.accounts.add(
                login: login, name: name, englishName: english, password: password, by: .system("command"), at: now)
            try await database.close()
            print("added \(login)")
        }
    }

    struct Appoint: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Give a person a post in a unit from today on.")

        @OptionGroup var place: PlaceOptions
        @Argument(help: "The sign-in name.") var login: String
        @Option(name: .long, help: "The unit's code, such as town:330110004.") var unit: String
        @Option(name: .long, help: "clerk, handler, head, arbiter, custodian, auditor or administrator.") var role: Role

        func run() async throws {
            let (login, unit, role) = (login, unit, role)
            try await place.change { house, now, transaction in
                guard let account = try house.accounts.find(login: login, in: transaction) else {
                    throw AccountError.noAccount(login)
                }
                guard let unit = try house.units.find(code: unit, in: transaction) else {
                    throw AccountError.noUnit(unit)
                }
                try house.accounts.appoint(
                    account, unit: unit.id, role: role, from: now.day, by: .system("command"), at: now, in: transaction)
            }
            print("\(login) is \(role.rawValue) of \(unit)")
        }
    }

    struct Password: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Set a new password, read from standard input.")

        @OptionGroup var place: PlaceOptions
        @Argument(help: "The sign-in name.") var login: String

        func run() async throws {
            let (house, database) = try await place.openHouse()
            let now = house.district.now(machine: Machine.now())
            try await house.accounts.setPassword(
                login: login, password: UserCommand.readPassword(), by: .system("command"), at: now
            )
            try await database.close()
            print("password of \(login) set; open sessions have ended")
        }
    }

    static func readPassword() throws -> String {
        // Nobody behind the shoulder reads it on a terminal.
        let line = isatty(0) == 1 ? PassphraseOptions.ask("Password: ") : readLine(strippingNewline: true)
        guard let line, line.count >= 8 else {
            throw AccountError.passwordTooShort
        }
        return line
    }
}

extension Role: ExpressibleByArgument {}
