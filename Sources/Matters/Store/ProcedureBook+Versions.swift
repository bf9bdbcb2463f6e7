// All versions of all procedures, each under the name that its files have: what is exported, and what a log is held against.
public import Base
public import Rulebook
public import Storage

/// One version of a procedure, with what it includes.
public struct ProcedureVersion: Sendable {
    /// The procedure.
    public let procedure: Procedure
    /// The first day on which it is in force.
    public let from: Day
    /// What its files are called, without an ending, such as `petition@2022-05-01`.
    public fileprivate(set) var name: String

    init(_ procedure: Procedure, from: Day) {
        (self.procedure, self.from) = (procedure, from)
        name = "\(FileNames.plain(procedure.code))@\(from)"
    }
}

extension ProcedureBook {
    /// The versions in the files under Rules/. Throws `ProcedureFault` or `RulebookError`.
    public static func versions(_ seeds: [RuleSeed]) throws -> [ProcedureVersion] {
        let files = seeds.filter { $0.pack == "procedures" }
        let shared = try files.first { $0.name == "common" }.map {
            try RulePack.decode(SharedActions.self, yaml: $0.body)
        }
        return named(
            try files.filter { $0.name != "common" }.map { file in
                let procedure = try RulePack.decode(Procedure.self, yaml: file.body).completed(by: shared)
                try procedure.check()
                let head = try RulePack.decode(FileHead.self, yaml: file.body)
                return ProcedureVersion(procedure, from: head.from ?? RulePack.always)
            })
    }

    /// The versions that a district has published and had in force, and those that its proceedings run under.
    public func versions(on today: Day, in reader: any Reader) throws -> [ProcedureVersion] {
        let beginnings = try rulebook.listBeginnings(pack: "procedures", after: RulePack.always, in: reader)
        var pins: [String: String] = [:]
        for day in Set(beginnings + [today]) {
            for procedure in try rules(on: day, in: reader).procedures.values { pins[procedure.pin] = procedure.code }
        }
        let district = rulebook.district
        let run = try reader.rows("SELECT DISTINCT procedure, version FROM proceedings WHERE district = \(district)")
        for row in run { pins[try row.text("version")] = try row.text("procedure") }
        let found = try pins.map { pin, code in
            let first = String(pin.prefix { $0 != " " })
            return ProcedureVersion(
                try procedure(code, version: pin, in: reader), from: try rulebook.get(pin: first, in: reader).from)
        }
        return Self.named(found)
    }

    /// In order of code and day. Versions of the same day have a number behind the name, the oldest has none.
    private static func named(_ versions: [ProcedureVersion]) -> [ProcedureVersion] {
        var seen: [String: Int] = [:]
        return versions.sorted { ($0.name, order($0), $0.procedure.pin) < ($1.name, order($1), $1.procedure.pin) }.map {
            var version = $0
            seen[$0.name, default: 0] += 1
            if let number = seen[$0.name], number > 1 { version.name += ".\(number)" }
            return version
        }
    }

    private static func order(_ version: ProcedureVersion) -> Int {
        version.procedure.pin.prefix { $0 != " " }.split(separator: "/").last.flatMap { Int($0) } ?? 0
    }

    private struct FileHead: Decodable { let from: Day? }
}
