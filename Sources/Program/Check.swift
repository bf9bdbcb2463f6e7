import App
import ArgumentParser
import Base
import Foundation
import Journal
import Notices
import Storage
import StoragePostgres
import StorageSQLite

/// `shanzhi check`
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look at folder, machine, database and keys, and say what is wrong and what to do about it.",
        discussion:
            "Nothing is changed, and a running server may stay. Exit 0 when all is well, 1 when something wants a look, 3 "
            + "when something is wrong. Whether the record is untouched is for `shanzhi journal verify`."
    )

    @OptionGroup var place: PlaceOptions
    @OptionGroup var secure: CertificateOptions
    @OptionGroup var following: ReplicaOptions
    @OptionGroup var notices: NoticeOptions
    @Flag(name: .long, help: "Print one JSON object.") var json = false

    func run() async throws {
        let replica = try following.address(place.settings, of: place.address)
        var findings = FolderChecks(folder: place.folder, holdsDatabase: place.address == nil).findings()
        findings += MachineChecks(folder: place.folder, holdsDatabase: place.address == nil).findings()
        findings += homeFindings()
        findings += KeyChecks(folder: place.folder.appending(path: "keys")).findings()
        if let files = try secure.files(place.settings) {
            let checks = CertificateChecks(certificate: files.certificate, key: files.key, now: Machine.now())
            findings += checks.findings()
        }
        findings.append(noticeFinding())
        findings += await databaseFindings(replica)
        let worst = findings.map(\.mark)
        if json {
            print(try Self.json(findings))
        } else {
            for finding in findings { print(finding.line) }
        }
        if worst.contains(.wrong) { throw ExitCode(3) }
        if worst.contains(.look) { throw ExitCode(1) }
    }

    private func databaseFindings(_ replica: String?) async -> [Finding] {
        do {
            if let address = place.address {
                let server = try place.openServer(address, replica: replica)
                let findings = try await ServerChecks(server: server).findings()
                let record = try await RecordChecks(database: server, folder: place.folder).findings()
                try await server.close()
                return findings + record
            }
            let file = try SQLiteReader(path: place.requireFile())
            let findings = try await FileChecks(file: file).findings()
            // What a newer or another program wrote is not read any further.
            let isReadable = !findings.contains { $0.mark == .wrong }
            let record = isReadable ? try await RecordChecks(database: file, folder: place.folder).findings() : []
            try file.close()
            return findings + record
        } catch {
            return [
                .wrong(
                    "database", "It cannot be read. \(Refusal.telling(error))",
                    place.address == nil
                        ? "name the folder with --data, or restore a backup"
                        : "see that the server runs, and that address, account and password are right")
            ]
        }
    }

    private func noticeFinding() -> Finding {
        do {
            // A sandbox is judged by the server, which knows whether the district is a demo.
            let gateways = try notices.gateways(place.settings, isDemo: true)
            let named = [notices.sms(place.settings), notices.mail(place.settings)].compactMap(\.self)
            guard !named.isEmpty else {
                return .fine(
                    "notices",
                    "No gateway is named: a district tells residents nothing by telephone or letter, the demo has a sandbox."
                )
            }
            guard try notices.origin(place.settings) != nil else {
                return .look(
                    "notices", "Notices hold no link to the tracking page.",
                    "name the program's address: --public-address")
            }
            return .fine(
                "notices",
                "Gateways: \(gateways.carriers.map { "\($0.key.rawValue) \($0.value.name)" }.sorted().joined(separator: ", "))."
            )
        } catch {
            return .wrong("notices", "\(Refusal.telling(error))", "see \"Notices\" in Documentation/operations.md")
        }
    }

    private func homeFindings() -> [Finding] {
        do {
            let home = try place.homeFolder()
            let packs = try FileManager.default.subpathsOfDirectory(atPath: home.appending(path: "Rules").path)
                .filter { $0.hasSuffix(".yaml") }
            let vendor = home.appending(path: "Assets/vendor").path
            let libraries = (try? FileManager.default.subpathsOfDirectory(atPath: vendor)) ?? []
            return [
                packs.isEmpty
                    ? .wrong(
                        "rules", "There is no rule pack in \(home.path)/Rules.", "copy the folder Rules of the program")
                    : .fine("rules", "\(packs.count) files of rules in \(home.path)/Rules."),
                libraries.contains { $0.hasSuffix(".js") }
                    ? .fine("web", "The web libraries are there.")
                    : .look(
                        "web", "The web libraries are missing: maps and charts stand as the server draws them.",
                        "run script/bootstrap, or copy Assets/vendor from a machine that has it"),
            ]
        } catch {
            return [
                .wrong("rules", "\(Refusal.telling(error))", "name the folder that holds Rules and Assets with --home")
            ]
        }
    }

    private struct Document: Encodable {
        let healthy: Bool
        let findings: [Finding]
    }

    private static func json(_ findings: [Finding]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let document = Document(healthy: findings.allSatisfy { $0.mark == .fine }, findings: findings)
        return String(decoding: try encoder.encode(document), as: UTF8.self)
    }
}
