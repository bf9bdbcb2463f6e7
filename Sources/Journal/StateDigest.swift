import Crypto
import Storage

/// The salted digest of the state of one row after a change.
public struct StateDigest: Hashable, Sendable {
    /// The table.
    public let table: String
    /// The id of the row.
    public let row: String
    /// Which list of columns was digested.
    let layout: Int
    /// 16 random bytes; kept beside the entry and never in it, so that they can be destroyed.
    public let salt: [UInt8]
    /// HMAC-SHA256 of the row's canonical text under the salt; empty when the row was removed.
    public let digest: [UInt8]
    /// The digests of the single rows when many share one; nil for a row of its own.
    var leaves: [UInt8]?

    /// Says that a row was removed on purpose, so that verification does not miss it.
    public static func removed(table: String, row: String) -> StateDigest {
        StateDigest(table: table, row: row, layout: 0, salt: [], digest: [])
    }

    /// The leaf of this row in the Merkle tree of its batch.
    var leaf: [UInt8] { Self.leaf(table: table, row: row, digest: digest) }

    static func leaf(table: String, row: String, digest: [UInt8]) -> [UInt8] {
        let text = CanonicalJSON.list([.text(table), .text(row), .text(HexText.encode(digest))]).encoded
        return Merkle.leaf(text.utf8)
    }
}

/// A table whose rows the journal answers for. Every change of a row comes with an entry that holds its new state.
public struct JournaledTable: Sendable {
    /// The name of the table; it has the columns `district` and `idColumn`.
    public let name: String
    /// The kind of subject that a row is; its id is the id of the row.
    public let subjectKind: String
    /// The column with the row's id, text.
    public let idColumn: String
    let layouts: [[String]]
    let manyRows: String
    let nextPage: String

    /// Registers a table. When columns are added later, the former list moves to `earlier`, oldest first, so that
    /// rows that were not touched since can still be verified. Names are the program's own: lower case and `_`.
    public init(
        _ name: String, subjectKind: String, idColumn: String = "id", columns: [String], earlier: [[String]] = []
    ) {
        layouts = earlier + [columns]
        let all = layouts.joined().reduce(into: [idColumn]) { if !$0.contains($1) { $0.append($1) } }
        let isPlain = ([name] + all).joined().utf8.allSatisfy {
            (97...122).contains($0) || (48...57).contains($0) || $0 == 95
        }
        precondition(isPlain, "names of tables and columns are lower case")
        let select = "SELECT \(all.joined(separator: ", ")) FROM \(name) WHERE district = "
        manyRows = "\(select)$1 AND \(idColumn) IN ("
        nextPage = "\(select)$1 AND \(idColumn) > $2 ORDER BY \(idColumn) LIMIT 1000"
        self.name = name
        self.subjectKind = subjectKind
        self.idColumn = idColumn
    }

    var newestLayout: Int { layouts.count - 1 }

    /// The digest of a row under a salt; nil for a layout this program does not know.
    func digest(of row: Row, layout: Int, salt: [UInt8]) throws -> [UInt8]? {
        guard layouts.indices.contains(layout) else { return nil }
        let text = try canonicalText(of: row, table: name, id: try row.text(idColumn), columns: layouts[layout])
        return Array(HMAC<SHA256>.authenticationCode(for: text, using: SymmetricKey(data: salt)))
    }

    func state(of row: Row) throws -> StateDigest {
        let salt = randomBytes(16)
        let digest = try digest(of: row, layout: newestLayout, salt: salt) ?? []
        return StateDigest(
            table: name, row: try row.text(idColumn), layout: newestLayout, salt: salt, digest: digest
        )
    }
}

/// A row as text. Every part is preceded by its type and length, so that no two rows share a text.
func canonicalText(of row: Row, table: String, id: String, columns: [String]) throws -> [UInt8] {
    var text = Array("\(table)\n\(id)\n".utf8)
    for column in columns {
        text += column.utf8
        text.append(UInt8(ascii: "="))
        switch try row.value(column) {
        case .null: text.append(UInt8(ascii: "n"))
        case .integer(let number): text += "i\(number)".utf8
        case .text(let string): text += "t\(string.utf8.count):\(string)".utf8
        case .blob(let bytes):
            text += "b\(bytes.count):".utf8
            text += bytes
        }
        text.append(10)
    }
    return text
}

func randomBytes(_ count: Int) -> [UInt8] {
    SymmetricKey(size: SymmetricKeySize(bitCount: count * 8)).withUnsafeBytes { Array($0) }
}

extension SQL {
    /// Constant text with its values in the order `$1`, `$2`, ...
    static func constant(_ text: String, _ values: any Bindable...) -> SQL {
        SQL(text: text, values: values.map(\.value))
    }
}
