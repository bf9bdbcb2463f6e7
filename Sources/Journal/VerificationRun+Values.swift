import Base
import Storage

/// Personal values: each opens, and is the one its newest entry speaks of; none went without an erasure.
extension VerificationRun {
    mutating func checkValues() throws {
        var last = ("", "", "")
        var done: Int64 = 0
        while true {
            let rows = try reader.rows(
                """
                SELECT v.id, v.owner_kind, v.owner_id, v.field, v.sealed, v.digest, k.wrapped, k.key_version
                FROM personal_values v LEFT JOIN personal_keys k ON k.value_id = v.id
                WHERE v.district = \(district)
                    AND (v.owner_kind, v.owner_id, v.id) > (\(last.0), \(last.1), \(last.2))
                ORDER BY v.owner_kind, v.owner_id, v.id LIMIT 1000
                """
            )
            for row in rows {
                last = (try row.text("owner_kind"), try row.text("owner_id"), try row.text("id"))
                try checkValue(row, id: last.2)
            }
            done += Int64(rows.count)
            tell(.values, done)
            if rows.count < 1_000 { break }
        }
        try forgetErased()
        try nameLostValues()
    }

    private mutating func checkValue(_ row: Row, id: String) throws {
        let newest = newestValues.removeValue(forKey: Self.key(id))
        let isAsRecorded = try newest?.fits(row.bytes("digest")) ?? true
        let text = try? journal.personalValues.open(row, againstDigest: true)
        if !isAsRecorded || text == nil { report.add(.valueChanged, id) }
    }

    /// An erasure is believed when an entry of the owner, with a code that ends in `.erased`, was recorded with it.
    private mutating func forgetErased() throws {
        var last = ""
        while true {
            let rows = try reader.rows(
                """
                SELECT value_id, owner_kind, owner_id, erased_at FROM personal_erasures
                WHERE district = \(district) AND value_id > \(last) ORDER BY value_id LIMIT 1000
                """
            )
            for row in rows {
                last = try row.text("value_id")
                newestValues.removeValue(forKey: Self.key(last))
                let owner = Subject(kind: try row.text("owner_kind"), id: try row.text("owner_id"))
                let key = Self.key(owner, erasedAt: try row.instant("erased_at"))
                if !erasures.contains(key) { report.add(.erasureUnrecorded, last) }
            }
            report.erased += Int64(rows.count)
            if rows.count < 1_000 { return }
        }
    }

    private mutating func nameLostValues() throws {
        for (key, newest) in newestValues.sorted(by: { $0.value.arrival < $1.value.arrival }) {
            guard report.problems.count < 1_000, let body = try body(arrival: newest.arrival) else { continue }
            let refs = Array(body.personal.values) + [body.reason].compactMap { $0 }
            for ref in refs where Self.key(ref.id.text) == key { report.add(.valueMissing, ref.id.text) }
        }
    }
}
