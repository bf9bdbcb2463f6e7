import ArgumentParser
import Backups
import Foundation

/// Where the passphrase of a backup comes from.
struct PassphraseOptions: ParsableArguments {
    @Option(
        name: .long,
        help: "A file whose first line is the passphrase; else it is asked for, or read from standard input.")
    var passphraseFile: String?

    /// The passphrase; on a terminal it is typed unseen, twice when a backup is made with it.
    func read(confirming: Bool) throws -> Passphrase {
        if let passphraseFile { return try Passphrase(Self.firstLine(of: passphraseFile)) }
        guard isatty(0) == 1 else { return try Passphrase(readLine(strippingNewline: true) ?? "") }
        let text = Self.ask("Passphrase of the backup: ")
        let passphrase = try Passphrase(text)
        if confirming, Self.ask("The same once more: ") != text {
            throw Refusal("The two are not the same; nothing was done.")
        }
        return passphrase
    }

    private static func firstLine(of path: String) throws -> String {
        // systemd hands credentials over in a folder that only the service may enter.
        let isCredential = ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"].map { path.hasPrefix($0 + "/") }
        guard let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber,
            mode.intValue & 0o077 == 0 || isCredential == true
        else { throw Refusal("\(path) may be read by others: chmod 600 it first.") }
        let text = try String(contentsOfFile: path, encoding: .utf8)
        return String(text.split(separator: "\n", omittingEmptySubsequences: false)[0].prefix { $0 != "\r" })
    }

    /// Asks on the terminal, without showing what is typed.
    static func ask(_ prompt: String) -> String {
        guard let text = getpass(prompt) else { return "" }
        return String(cString: text)
    }
}
