import Storage
import TestSupport
import Testing

/// What both engines promise of rows that pass by.
@Suite struct PassingRowTests {
    @Test func `texts of rows that pass by come as they went in, one row after the other`() async throws {
        let test = try await Shelf.database()
        let bodies: [String?] = ["立春 ☂️ 𠮷", "", nil, "e\u{301}", "\\x00", nil]
        try await test.database.write { transaction in
            for (number, body) in bodies.enumerated() {
                try transaction.execute("INSERT INTO notes (id, body) VALUES (\("note \(number)"), \(body))")
            }
        }
        let passed = try await test.database.read { reader in
            var passed: [[String?]] = []
            try reader.each("SELECT body, id, body FROM notes ORDER BY id") { row in
                passed.append([try row.textOrNil(at: 0), try row.text(at: 1), try row.textOrNil(at: 2)])
                #expect(try row.isNull(at: 2) == (passed.last?.last == .some(nil)))
                #expect(throws: StorageError.column("3")) { try row.isNull(at: 3) }
            }
            try reader.each("SELECT id FROM notes WHERE id = 'none'") { _ in passed = [] }
            return passed
        }
        for (row, number) in zip(passed, bodies.indices) {
            let expected = [bodies[number], "note \(number)", bodies[number]]
            #expect(row.map { $0.map { Array($0.utf8) } } == expected.map { $0.map { Array($0.utf8) } })
        }
        #expect(passed.count == bodies.count)
    }

    @Test func `a row that passes by holds only texts, and whoever stops midway can ask again`() async throws {
        let test = try await Shelf.database()
        try await test.database.write { transaction in
            for id in ["a", "b", "c"] { try Shelf.add(id, in: transaction) }
        }
        await #expect(throws: StorageError.column("revision")) {
            try await test.database.read { try $0.each("SELECT id, revision FROM notes") { _ in } }
        }
        let ids = try await test.database.read { reader in
            var ids: [String] = []
            for _ in 1...2 {
                do {
                    try reader.each("SELECT id, NULL AS none FROM notes ORDER BY id") { row in
                        ids.append(try row.text(at: 0))
                        if ids.count % 2 == 0 { _ = try row.text(at: 1) }
                    }
                } catch StorageError.column("1") {}
            }
            return ids
        }
        #expect(ids == ["a", "b", "a", "b"])
    }
}
