import Crypto
import Storage

/// The digests of the single rows of one owner, under one salt.
struct FamilyLeaves {
    struct Key: Hashable, Comparable {
        let member: Int
        let id: String

        static func < (left: Key, right: Key) -> Bool {
            if left.member != right.member { return left.member < right.member }
            return left.id.utf8.lexicographicallyPrecedes(right.id.utf8)
        }
    }

    struct Leaf: Equatable {
        let layout: Int
        let digest: [UInt8]
    }

    let salt: [UInt8]
    private(set) var leaves: [Key: Leaf] = [:]

    /// No rows yet, under a new salt.
    init() {
        salt = randomBytes(16)
    }

    /// Reads what was stored; nil when it cannot be read.
    init?(salt: [UInt8], bytes: [UInt8]) {
        self.salt = salt
        var rest = bytes[...]
        while let member = rest.popFirst() {
            guard let layout = rest.popFirst(), let high = rest.popFirst(), let low = rest.popFirst() else {
                return nil
            }
            let length = Int(high) << 8 | Int(low)
            guard rest.count >= length + Self.width else { return nil }
            let id = String(decoding: rest.prefix(length), as: UTF8.self)
            let digest = Array(rest.dropFirst(length).prefix(Self.width))
            leaves[Key(member: Int(member), id: id)] = Leaf(layout: Int(layout), digest: digest)
            rest = rest.dropFirst(length + Self.width)
        }
    }

    /// What is stored: for each row the table, the layout, the id and the digest, in the order of tables and ids.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(leaves.count * 56)
        for (key, leaf) in leaves.sorted(by: { $0.key < $1.key }) {
            let id = key.id.utf8.prefix(Int(UInt16.max))
            bytes += [UInt8(key.member), UInt8(leaf.layout), UInt8(id.count >> 8), UInt8(id.count & 255)]
            bytes += id
            bytes += leaf.digest
        }
        return bytes
    }

    static func digest(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }

    mutating func set(_ row: Row, member: Int, of family: JournaledFamily) throws {
        let layout = family.members[member].layouts.count - 1
        let digest = try Self.digest(of: row, member: family.members[member], layout: layout, salt: salt)
        let id = try row.text(family.members[member].idColumn)
        leaves[Key(member: member, id: id)] = Leaf(layout: layout, digest: digest)
    }

    mutating func remove(_ id: String, member: Int) { leaves[Key(member: member, id: id)] = nil }

    /// The digest of a row as an earlier leaf would have it.
    func digest(of row: Row, like leaf: Leaf, member: FamilyMember) throws -> [UInt8]? {
        guard member.layouts.indices.contains(leaf.layout) else { return nil }
        return try Self.digest(of: row, member: member, layout: leaf.layout, salt: salt)
    }

    func state(_ family: JournaledFamily, owner: String) -> StateDigest {
        let bytes = bytes
        return StateDigest(
            table: family.name, row: owner, layout: 0, salt: salt, digest: Self.digest(bytes), leaves: bytes
        )
    }

    // Half a digest is enough to tell two rows apart, and keeps a matter's dozen rows below a kilobyte.
    private static let width = 16

    private static func digest(of row: Row, member: FamilyMember, layout: Int, salt: [UInt8]) throws -> [UInt8] {
        let id = try row.text(member.idColumn)
        let text = try canonicalText(of: row, table: member.table, id: id, columns: member.layouts[layout])
        return Array(HMAC<SHA256>.authenticationCode(for: text, using: SymmetricKey(data: salt)).prefix(width))
    }
}
