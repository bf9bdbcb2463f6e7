import Storage

/// The rows that share a digest: those of each owner are the ones, and as, its newest entry or batch left them.
extension VerificationRun {
    mutating func checkRows(of family: JournaledFamily) throws {
        var last = ""
        while true {
            let page = try ownerPage(of: family, after: last)
            var rows: [String: [(member: Int, row: Row)]] = [:]
            for (index, member) in family.members.enumerated() {
                let text = "\(member.select)\(member.ownerColumn) > $1"
                let sql = page.end.map { SQL.constant("\(text) AND \(member.ownerColumn) <= $2", last, $0) }
                for row in try reader.rows(sql ?? .constant(text, last)) {
                    rows[try row.text("family_owner"), default: []].append((index, row))
                }
            }
            for owner in Set(rows.keys).union(page.states.keys).sorted() {
                try check(rows[owner] ?? [], of: owner, in: family, stored: page.states[owner])
            }
            tell(.rows, report.rows)
            guard let end = page.end else { break }
            last = end
        }
        try nameStrays(of: family)
    }

    private struct OwnerPage {
        var states: [String: [StateDigest]] = [:]
        /// The last owner of the page; nil when it is the last page.
        var end: String?
    }

    private func ownerPage(of family: JournaledFamily, after last: String) throws -> OwnerPage {
        var page = OwnerPage()
        var ends: [String] = [], cut: [(table: String, end: String)] = []
        for table in ["journal_states", "journal_batch_rows"] {
            let text = """
                SELECT row_id, layout, salt, digest, leaves FROM \(table)
                WHERE district = $1 AND table_name = $2 AND row_id > $3 ORDER BY row_id LIMIT 1000
                """
            let rows = try reader.rows(.constant(text, district, family.name, last))
            for row in rows {
                let state = try Self.state(row, of: family)
                page.states[state.row, default: []].append(state)
            }
            guard rows.count == 1_000, let end = try rows.last?.text("row_id") else { continue }
            ends.append(end)
            // An owner that many batches touched may go on behind the page.
            cut.append((table, end))
        }
        for (table, end) in cut {
            let rows = try reader.rows(
                .constant(
                    """
                    SELECT row_id, layout, salt, digest, leaves FROM \(table)
                    WHERE district = $1 AND table_name = $2 AND row_id = $3
                    """, district, family.name, end))
            page.states[end, default: []] += try rows.map { try Self.state($0, of: family) }
        }
        // Where the states are gone, the rows still come in pages.
        if let first = family.members.first {
            let owners = try reader.rows(.constant(first.nextOwners, last))
            if owners.count == 1_000, let end = try owners.last?.text("row_id") { ends.append(end) }
        }
        page.end = ends.min()
        if let end = page.end { page.states = page.states.filter { $0.key <= end } }
        return page
    }

    private static func state(_ row: Row, of family: JournaledFamily) throws -> StateDigest {
        StateDigest(
            table: family.name, row: try row.text("row_id"), layout: try row.int("layout"), salt: try row.bytes("salt"),
            digest: try row.bytes("digest"), leaves: try row.bytesOrNil("leaves"))
    }

    private mutating func check(
        _ rows: [(member: Int, row: Row)], of owner: String, in family: JournaledFamily, stored: [StateDigest]?
    ) throws {
        let newest = newestStates.removeValue(forKey: Self.key(family.name, owner))
        guard let newest else {
            if stored != nil { report.add(.stateForged, "\(family.name)/\(owner)") }
            for (member, row) in rows where try isOurs(row, of: family.members[member]) {
                report.add(.rowAdded, try name(row, of: family.members[member], owner: owner))
            }
            return
        }
        guard let state = stored?.first(where: { newest.fits($0.digest) }), let bytes = state.leaves,
            FamilyLeaves.digest(bytes) == state.digest,
            let leaves = FamilyLeaves(salt: state.salt, bytes: bytes)
        else { return report.add(.stateForged, "\(family.name)/\(owner)") }
        try compare(rows, with: leaves, of: owner, in: family)
    }

    private mutating func compare(
        _ rows: [(member: Int, row: Row)], with leaves: FamilyLeaves, of owner: String, in family: JournaledFamily
    ) throws {
        var missing = leaves.leaves
        for (index, row) in rows {
            let member = family.members[index]
            let key = FamilyLeaves.Key(member: index, id: try row.text(member.idColumn))
            report.rows += 1
            guard let leaf = missing.removeValue(forKey: key) else {
                report.add(.rowAdded, try name(row, of: member, owner: owner))
                continue
            }
            let isIn = try !member.hasDistrict || row.text("district") == district
            if try !isIn || leaves.digest(of: row, like: leaf, member: member) != leaf.digest {
                report.add(.rowChanged, try name(row, of: member, owner: owner))
            }
        }
        for key in missing.keys.sorted() {
            guard family.members.indices.contains(key.member) else {
                report.unverifiedTables.insert("\(family.name) \(key.member)")
                continue
            }
            report.add(.rowMissing, Self.name(key.id, of: family.members[key.member], owner: owner))
        }
    }

    /// A row that belongs to nothing known is this district's when it says so.
    private func isOurs(_ row: Row, of member: FamilyMember) throws -> Bool {
        try member.hasDistrict && row.text("district") == district
    }

    private mutating func nameStrays(of family: JournaledFamily) throws {
        for member in family.members {
            guard let strays = member.strays else { continue }
            for row in try reader.rows(.constant(strays, district)) {
                report.add(.rowAdded, "\(member.table)/\(try row.text("id"))")
            }
        }
    }

    private func name(_ row: Row, of member: FamilyMember, owner: String) throws -> String {
        Self.name(try row.text(member.idColumn), of: member, owner: owner)
    }

    private static func name(_ id: String, of member: FamilyMember, owner: String) -> String {
        member.isLocal ? "\(member.table)/\(owner)/\(id)" : "\(member.table)/\(id)"
    }
}
