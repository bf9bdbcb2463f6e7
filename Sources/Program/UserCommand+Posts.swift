import Accounts
import App
import ArgumentParser
import Base
import Foundation
import Storage

extension UserCommand {
    struct Dismiss: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "End a person's posts in a unit today; what they had stays with the unit.",
            discussion: "Open sessions on these posts end. The account stays; `shanzhi user disable` shuts it."
        )

        @OptionGroup var place: PlaceOptions
        @Argument(help: "The sign-in name.") var login: String
        @Option(name: .long, help: "The unit's code, such as town:330110004.") var unit: String
        @Option(name: .long, help: "Only the post of this role; all in the unit unless given.") var role: Role?

        func run() async throws {
            let (login, unit, role) = (login, unit, role)
            let outcome = try await place.change { house, now, transaction in
                try house.accounts.dismiss(
                    login: login, unit: unit, role: role, by: .system("command"), at: now, in: transaction)
            }
            if outcome.leavesNoHead { Tell.line("\(unit) has no head any more: nobody there approves extensions.") }
            if outcome.leavesNobody { Tell.line("Nobody works for \(unit) any more; the unit above sees its matters.") }
            let roles = outcome.roles.map(\.rawValue).joined(separator: ", ")
            print("\(login) is no longer \(roles) of \(unit)")
        }
    }

    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a person sign in no more; open sessions end, the posts stay.")

        @OptionGroup var place: PlaceOptions
        @Argument(help: "The sign-in name.") var login: String

        func run() async throws {
            let changed = try await UserCommand.setDisabled(true, login, in: place)
            print(changed ? "\(login) can sign in no more" : "\(login) could not sign in before either")
        }
    }

    struct Enable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let a disabled person sign in again.")

        @OptionGroup var place: PlaceOptions
        @Argument(help: "The sign-in name.") var login: String

        func run() async throws {
            let changed = try await UserCommand.setDisabled(false, login, in: place)
            print(changed ? "\(login) can sign in again" : "\(login) was not disabled")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the people with the posts they hold today.")

        @OptionGroup var place: PlaceOptions
        @Flag(name: .long, help: "Print one JSON array.") var json = false

        func run() async throws {
            let (house, close) = try await place.openHouseForReading()
            let today = house.district.now(machine: Machine.now()).day
            let lines = try await house.database.read { try house.accounts.list(on: today, in: $0) }
            try await close()
            if json { return print(try Self.json(lines)) }
            for line in lines {
                let posts = line.posts.map { "\($0.role.rawValue)@\($0.unit)" }.joined(separator: " ")
                print("\(line.login)\t\(line.name)\t\(line.isDisabled ? "disabled" : "active")\t\(posts)")
            }
        }

        private struct Document: Encodable {
            struct Post: Encodable {
                let unit: String
                let role: String
                let from: String
            }
            let login: String
            let name: String
            let disabled: Bool
            let posts: [Post]
        }

        private static func json(_ lines: [AccountLine]) throws -> String {
            let documents = lines.map { line in
                Document(
                    login: line.login, name: line.name, disabled: line.isDisabled,
                    posts: line.posts.map {
                        Document.Post(unit: $0.unit, role: $0.role.rawValue, from: $0.from.description)
                    }
                )
            }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(documents), as: UTF8.self)
        }
    }

    private static func setDisabled(_ isDisabled: Bool, _ login: String, in place: PlaceOptions) async throws -> Bool {
        try await place.change { house, now, transaction in
            try house.accounts.setDisabled(
                isDisabled, login: login, by: .system("command"), at: now, in: transaction)
        }
    }
}
