import Base
import Clocks
import Matters
import Rulebook
import Storage

/// Versions of law and procedures side by side, checked as they would be in force together, day by day.
struct RuleShelf {
    /// What is checked together.
    static let packs = ["law", "procedures"]

    /// All versions that were not withdrawn, those to come too.
    private let versions: [RulePack]
    /// The files among them that somebody just gave, by their pins.
    private let given: [String: RuleFile]

    init(_ versions: [RulePack], given: [String: RuleFile]) {
        self.versions = versions.filter { Self.packs.contains($0.pack) }
        self.given = given
    }

    /// The versions that a district has.
    static func standing(_ rulebook: Rulebook, in reader: any Reader) throws -> [RulePack] {
        try packs.flatMap { try rulebook.listStanding(pack: $0, in: reader) }
    }

    /// What is wrong from the first day on on which a given file holds. Nothing is looked for in packs that are broken
    /// already, and what was wrong before without a given file stays unsaid.
    func faults(broken: Set<String> = []) -> [RuleFault] {
        var faults: [RuleFault] = []
        let files = given.values.map(\.seed.pack)
        guard !broken.contains("law") else { return [] }
        if files.contains("law") { faults = faultsOfLaw() }
        if faults.isEmpty, !broken.contains("procedures"), files.contains(where: Self.packs.contains) {
            faults = faultsOfProcedures()
        }
        guard faults.contains(where: { $0.file == nil }) else { return faults }
        let before = RuleShelf(versions.filter { given[$0.pin] == nil }, given: [:])
        let known = Set(before.faultsOfLaw() + before.faultsOfProcedures())
        return faults.filter { $0.file != nil || !known.contains($0) }
    }

    /// The version of every name in force on a day.
    private func current(_ pack: String, on day: Day) -> [RulePack] {
        let begun = versions.filter { $0.pack == pack && $0.from <= day }
        return Dictionary(grouping: begun, by: \.name).values
            .compactMap { $0.max { ($0.from, $0.version) < ($1.from, $1.version) } }.sorted { $0.name < $1.name }
    }

    /// The days on which something begins, from the first of a given file on.
    private var days: [Day] {
        let first = versions.filter { given[$0.pin] != nil }.map(\.from).min() ?? RulePack.always
        return Set(versions.map(\.from)).filter { $0 >= first }.sorted()
    }

    private func law(on day: Day) throws -> LawPack {
        try LawPack(current("law", on: day).map { (try $0.decode(LawFile.self), $0.pin) })
    }

    private func faultsOfLaw() -> [RuleFault] {
        var found: [RuleFault] = []
        for day in days {
            do {
                _ = try law(on: day)
            } catch let faults as LawFaults {
                found += faults.faults.map { place($0) }
            } catch {
                found += RuleFault.all(nil, error)
            }
        }
        return found.once
    }

    /// The fault of a row in the first given file that holds the row.
    private func place(_ fault: LawFault) -> RuleFault {
        let files = given.values.filter { $0.seed.pack == "law" }.sorted { $0.path < $1.path }
        for file in files {
            let found = LawFaults(faults: [fault]).located(in: file.seed.body).faults.first ?? fault
            if found.line != nil { return RuleFault(file.path, found) }
        }
        return RuleFault(files.count == 1 ? files.first?.path : nil, fault)
    }

    private func faultsOfProcedures() -> [RuleFault] {
        var found: [RuleFault] = []
        for day in days {
            guard let law = try? law(on: day) else { continue }
            let packs = current("procedures", on: day)
            let common = packs.filter { $0.name == "common" }
            for pack in packs where pack.name != "common" {
                do {
                    for procedure in try ProcedureBook.procedures([pack] + common).values {
                        for start in procedure.unfounded(in: law) {
                            found.append(place("no row of the law stands behind \(start)", pack, common.first))
                        }
                    }
                } catch let fault as ProcedureFault {
                    found.append(place(fault.fault, pack, common.first))
                } catch {
                    found += RuleFault.all(given[pack.pin]?.path, error)
                }
            }
        }
        return found.once
    }

    /// The fault of a procedure in its own file if that was given, else in the file that brought it about.
    private func place(_ fault: String, _ pack: RulePack, _ common: RulePack?) -> RuleFault {
        if let own = given[pack.pin] {
            return RuleFault(own.path, line: Self.line(of: fault, in: own.seed.body), fault)
        }
        let laws = given.values.filter { $0.seed.pack == "law" }
        let cause = common.flatMap { given[$0.pin] } ?? (laws.count == 1 ? laws.first : nil)
        return RuleFault(cause?.path, "the procedure \(pack.name): \(fault)")
    }

    /// The line of the stage, action or ground that a fault names.
    private static func line(of fault: String, in body: String) -> Int? {
        let words = fault.split { !($0.isLetter || $0.isNumber || $0 == "-") }
        let marks = ["stage", "action", "ground", "end", "behind"]
        for (mark, code) in zip(words, words.dropFirst()) where marks.contains(String(mark)) {
            let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
            let found = lines.firstIndex { line in
                line.hasPrefix("\(code):") || line.contains("code: \(code),") || line.hasSuffix("code: \(code)")
            }
            if let found { return found + 1 }
        }
        return nil
    }
}

extension [RuleFault] {
    /// Each fault once, where it stood first: the same holds on many days.
    fileprivate var once: [RuleFault] {
        var seen: Set<RuleFault> = []
        return filter { seen.insert($0).inserted }
    }
}
