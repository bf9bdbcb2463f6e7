import Base
import Clocks
import Counterparts
public import Foundation
import Intake
import Letters
import Matters
import Rulebook

/// A rule file as somebody gave it: where it lies, and which rules it holds.
public struct RuleFile: Hashable, Sendable {
    /// The file as it was named.
    public let path: String
    let seed: RuleSeed
    /// The first day that the text itself names.
    let from: Day?
    private let head: Head

    /// What files say about themselves; each kind has some of it.
    private struct Head: Hashable, Decodable {
        let pack: String?
        let from: Day?
        let id: String?
        let code: String?
    }

    /// What the file holds, such as `law/petitions`.
    public var title: String { "\(seed.pack)/\(seed.name)" }

    /// Reads a file; its folder or its line `pack:` says which rules it holds, its name is theirs.
    ///
    /// Throws `RuleFault`.
    public init(path: String) throws {
        let file = URL(filePath: path)
        guard file.pathExtension == "yaml" else {
            throw RuleFault(path, "it is no rule file: its name does not end in .yaml")
        }
        guard let bytes = try? Data(contentsOf: file) else { throw RuleFault(path, "there is no such file to read") }
        guard let body = String(validating: bytes, as: UTF8.self) else { throw RuleFault(path, "it is no UTF-8 text") }
        let folder = file.standardizedFileURL.deletingLastPathComponent().lastPathComponent
        try self.init(
            path: path, folder: folder, stem: file.deletingPathExtension().lastPathComponent, body: body)
    }

    /// Takes a text for that of a file in a folder.
    ///
    /// Throws `RuleFault`.
    public init(path: String, folder: String, stem: String, body: String) throws {
        let head: Head
        do {
            head = try RulePack.decode(Head.self, yaml: body)
        } catch {
            throw RuleFault.all(path, error).first ?? RuleFault(path, "it cannot be read")
        }
        let folder = RuleSeed.packs.contains(folder) ? folder : nil
        guard let pack = head.pack ?? folder, RuleSeed.packs.contains(pack) else {
            throw RuleFault(
                path,
                "it is no rule file: neither its folder nor a line pack: is one of "
                    + RuleSeed.packs.joined(separator: ", "))
        }
        guard folder == nil || pack == folder else {
            throw RuleFault(path, "pack: it is \(pack), and the file lies in a folder \(folder ?? "")")
        }
        (self.path, self.head, from) = (path, head, head.from)
        seed = RuleSeed(pack: pack, stem: stem, body: body)
    }

    /// Reads the files of a folder such as Rules; those that cannot be read are told.
    public static func read(folder: URL) throws -> RuleReading {
        var reading = RuleReading()
        for seed in try RuleSeed.read(folder: folder) {
            let path = folder.appending(path: "\(seed.pack)/\(seed.stem).yaml").path
            reading.take(seed.pack) {
                try RuleFile(path: path, folder: seed.pack, stem: seed.stem, body: seed.body)
            }
        }
        return reading
    }

    /// What is wrong with the file by itself: its shape, its names, its placeholders.
    var faults: [RuleFault] {
        do {
            let version = try RulePack(trying: seed.body, pack: seed.pack, name: seed.name)
            var faults = try faultsOfShape(version)
            for (field, named) in [("id", head.id), ("code", head.code)] {
                guard let named, named != seed.name else { continue }
                faults.append(RuleFault(path, "\(field): it is \(named), and the file is called \(seed.name)"))
            }
            return faults
        } catch {
            return RuleFault.all(path, error)
        }
    }

    private func faultsOfShape(_ version: RulePack) throws -> [RuleFault] {
        switch seed.pack {
        case "calendar":
            let year = try version.decode(HolidayYear.self)
            let named =
                String(year.year) == seed.name ? [] : ["year: it is \(year.year), and the file is called \(seed.name)"]
            return (year.faults + named).map { RuleFault(path, $0) }
        case "law":
            let law = try version.decode(LawFile.self)
            do throws(LawFaults) {
                _ = try LawPack([(law, version.pin)])
            } catch {
                return error.located(in: seed.body).faults.map { RuleFault(path, $0) }
            }
        case "letters": try LetterPacks.check(version)
        case "procedures":
            if seed.name == "common" {
                _ = try ProcedureBook.procedures([version])
            } else {
                _ = try version.decode(Procedure.self)
            }
        case "routing": _ = try version.decode(RoutingPack.self)
        default: try checkTopics(version)
        }
        return []
    }

    private func checkTopics(_ version: RulePack) throws {
        switch seed.name {
        case "topics": _ = try version.decode(TopicPack.self)
        case "kinds": _ = try version.decode(KindPack.self)
        case "handover": _ = try version.decode(HandoverPack.self)
        case "counterparts": _ = try version.decode(CounterpartPack.self)
        default:
            throw RuleFault(path, "nothing reads it: topics are called topics, kinds, handover or counterparts")
        }
    }
}

/// The rule files of one call, and what was wrong with some of them already.
public struct RuleReading: Sendable {
    /// The files that are sound by themselves, in the order given.
    public private(set) var files: [RuleFile] = []
    /// What is wrong with the others.
    public private(set) var faults: [RuleFault] = []
    /// The packs of which a file is missing among `files`: these cannot be judged together.
    private(set) var broken: Set<String> = []

    init() {}

    /// Reads files.
    public init(paths: [String]) {
        for path in paths {
            let folder = URL(filePath: path).standardizedFileURL.deletingLastPathComponent().lastPathComponent
            take(folder) { try RuleFile(path: path) }
        }
    }

    mutating func take(_ folder: String, _ read: () throws -> RuleFile) {
        do {
            let file = try read(), found = file.faults
            if found.isEmpty { return files.append(file) }
            broken.insert(file.seed.pack)
            faults += found
        } catch {
            broken.insert(folder)
            faults += RuleFault.all(nil, error)
        }
    }
}
