import Base
import Matters
import Storage

extension DemoActs {
    /// Whether a step runs in transactions of its own, beside the procedure.
    static func isBeside(_ move: DemoMove) -> Bool {
        ["attach", "seal", "seal-grant", "seal-deny"].contains(move.name) || isOfChannel(move)
    }

    /// Adds a file, asks for a sealed identity, or decides such a request.
    func takeBeside(_ move: DemoMove, on id: RecordID, of tale: DemoTale, at: Instant) async throws {
        if Self.isOfChannel(move) { return try await takeOfChannel(move, on: id, of: tale, at: at) }
        let matters = house.matters, scope = scope
        let file = try await house.database.read { reader in
            try matters.getFile(matters.getMatter(id, scope: scope, in: reader), in: reader)
        }
        let own = staff.worker(of: file.answerable)
        switch move.name {
        case "attach":
            let isFilers = file.lead == nil && file.matter.isOpen
            guard let author = isFilers ? Principal.filer(matter: id) : own?.principal else { return }
            let kinds = ["png": ("现场照片.png", DemoFiles.picture), "wav": ("录音.wav", DemoFiles.sound)]
            let document = ("材料.pdf", DemoFiles.document(number: file.matter.number))
            let (name, bytes) = move.argument.flatMap { kinds[$0] } ?? document
            try await matters.attach([(name, bytes)], to: id, by: author, at: at)
        case "seal":
            guard let own else { return }
            try await matters.requestSeal(matter: id, reason: move.words ?? "需要向来访人核对细节。", by: own, at: at)
        default:
            let open = custodian(for: file)
            let request = try await house.database.read { reader in
                try open.flatMap { try matters.listSealRequests(for: $0, in: reader).last { $0.matter == id } }
            }
            guard let open, let request else { throw FactsError.sample(tale.id, "nobody has asked for the identity") }
            try await matters.decideSeal(request.id, granted: move.name == "seal-grant", by: open, at: at)
        }
    }

    private func custodian(for file: MatterFile) -> Actor? {
        staff.custodians.first { custodian in
            custodian.unit.map { !file.excluded.contains($0) && $0 != file.lead?.unit } ?? false
        }
    }
}
