import Accounts
import Base
import Markup
import Storage
import Web

/// The public page to which the QR code of a letter leads: no account, no names, no contents.
struct PaperProofRoutes: Sendable {
    let store: PaperStore
    let faces: Faces
    let limit: AddressAllowance

    func add(to table: inout RouteTable) {
        table.get(
            "/papers/{id}", .everyone, "Whether an issued letter is genuine and stands, with the digest of its PDF"
        ) { try await show($0) }
        table.api(
            "GET", "/api/v1/papers/{id}", .everyone, scope: nil,
            "Whether an issued letter is genuine and stands, with the digest of its PDF",
            .reading(
                "provePaper", tag: "papers", [PaperAPI.id], answers: .json(PaperShapesAPI.proof.schema), refusals: [429]
            )
        ) { call in .json(PaperShapesAPI.proof.json(try await proof(call.visit))) }
    }

    private func proof(_ visit: Visit) async throws -> PaperProof {
        if let wait = try await limit.wait(for: visit) { throw Problem.tooManyFilings(wait: wait) }
        let id = try visit.id("id")
        let found = try await store.database.read { try store.proof(of: id, in: $0) }
        guard let found else { throw PaperError.notFound }
        return found
    }

    private func show(_ visit: Visit) async throws -> Reply {
        let proof = try await proof(visit)
        let page = PaperProofPage(
            number: proof.number, unit: proof.unit, issued: proof.issued, withdrawn: proof.withdrawn,
            digest: proof.digest, say: visit.voice)
        return faces.resident(visit, title: visit.say(PaperProofWords.title), page.html)
    }
}
