import Base
public import Journal
public import Storage

extension ProofStore {
    /// Holds every key and every signed head against the log, and adds what differs to the report. Heads are named by their size.
    public func check(_ report: inout VerificationReport, in reader: any Reader) throws {
        // A database of an older program has nothing signed.
        let isThere =
            try reader.row("SELECT 1 AS n FROM schema_migrations WHERE name = 'proofs-01-signed-heads'") != nil
        guard isThere else { return }
        var keys: [Int: SigningKey] = [:]
        var former: SigningKey?
        for key in try listKeys(in: reader) {
            if !key.isVouched(by: former, origin: origin) { report.add(.signatureWrong, "signing key \(key.number)") }
            keys[key.number] = key
            former = key
        }
        let length = try journal.findHead(in: reader)?.size ?? 0
        var last: (hour: Int64, size: Int64, key: Int) = (-1, 0, 0)
        while true {
            let heads = try listHeads(after: last.hour, limit: 1_000, in: reader)
            for (hour, head) in heads {
                let name = "signed head \(head.size)"
                // A key that was followed signs no more.
                let isSigned = keys[head.key].map { head.isSigned(by: $0, origin: origin) } ?? false
                let isTimely = head.at.milliseconds / 3_600_000 == hour
                if !isSigned || !isTimely || head.key < last.key { report.add(.signatureWrong, name) }
                if head.size < last.size {
                    report.add(.signedHeadWrong, name)
                } else if head.size > length {
                    report.add(.logCut, name)
                } else if (try? journal.root(ofSize: head.size, in: reader)) != head.root {
                    report.add(.signedHeadWrong, name)
                }
                last = (hour, head.size, head.key)
            }
            if heads.count < 1_000 { return }
        }
    }
}
