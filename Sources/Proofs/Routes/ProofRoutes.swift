import Accounts
import Base
import Journal
import Markup
import Storage
import Web

/// The public page: signed heads, keys, and the check of a slip's hash. It works without an account and without JavaScript.
struct ProofRoutes {
    let store: ProofStore
    let faces: Faces
    let limit: AddressAllowance

    func add(to table: inout RouteTable) {
        table.get("/proofs", .everyone, "Signed heads of the record, and the check of a slip's hash") {
            try await page($0)
        }
    }

    private func page(_ visit: Visit) async throws -> Reply {
        let typed = String(visit.query.text("hash").prefix(200))
        let leaf = LeafText.read(typed)
        let sizes = ["from", "to"].map { Int64(visit.query.text($0)) }
        let asksGrowth = visit.query.filled("from") != nil || visit.query.filled("to") != nil
        if leaf != nil || asksGrowth, let wait = try await limit.wait(for: visit) {
            throw Problem.tooManyFilings(wait: wait)
        }
        let page = try await store.database.read { reader -> ProofPage in
            let heads = try store.listHeads(limit: 25, in: reader)
            let finding = try leaf.map { try store.find(leaf: $0, in: reader) }
            var growth: LogGrowth?
            if let from = sizes.first ?? nil, let to = sizes.last ?? nil {
                growth = try store.growth(from: from, to: to, in: reader)
            }
            return ProofPage(
                origin: store.origin, heads: heads, keys: try store.listKeys(in: reader), typed: typed,
                finding: finding, growth: growth, asksGrowth: asksGrowth,
                sizes: (visit.query.text("from"), visit.query.text("to")), say: visit.voice)
        }
        return faces.resident(
            visit, title: visit.say(ProofWords.title), page.html, status: page.isWrong ? 422 : 200)
    }
}
