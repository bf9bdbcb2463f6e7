import Testing

@testable import Journal

struct MerkleTests {
    /// The leaves and roots of Certificate Transparency's published test data.
    static let leaves = [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    ].map { Merkle.leaf(HexText.decode($0) ?? []) }

    static let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    static var paths: MerklePaths {
        MerklePaths { first, count in
            Merkle.root((first..<first + count).map { Merkle.leaf("leaf \($0)".utf8) })
        }
    }

    static func root(_ size: Int64) -> [UInt8] { Merkle.root((0..<size).map { Merkle.leaf("leaf \($0)".utf8) }) }

    @Test(arguments: 0...8)
    func `roots are those of the published test data`(size: Int) {
        #expect(HexText.encode(Merkle.root(Self.leaves.prefix(size))) == Self.roots[size])
    }

    @Test func `every leaf of every small tree is proved, and no other leaf is`() throws {
        for size in Int64(1)...33 {
            for position in 0..<size {
                let path = try Self.paths.inclusion(position, size: size)
                let proof = InclusionProof(position: position, size: size, path: path)
                let root = Self.root(size)
                #expect(proof.isValid(leaf: Merkle.leaf("leaf \(position)".utf8), root: root))
                #expect(!proof.isValid(leaf: Merkle.leaf("forged".utf8), root: root))
                #expect(!proof.isValid(leaf: Merkle.leaf("leaf \(position)".utf8), root: Self.root(size + 1)))
            }
        }
    }

    @Test func `a forged audit path fails`() throws {
        var path = try Self.paths.inclusion(5, size: 13)
        path[1][0] ^= 1
        let leaf = Merkle.leaf("leaf 5".utf8)
        #expect(!InclusionProof(position: 5, size: 13, path: path).isValid(leaf: leaf, root: Self.root(13)))
        let longer = try Self.paths.inclusion(5, size: 13) + [leaf]
        #expect(!InclusionProof(position: 5, size: 13, path: longer).isValid(leaf: leaf, root: Self.root(13)))
    }

    @Test func `a later head is proved to only add to an earlier one`() throws {
        for size in Int64(1)...33 {
            for old in 1...size {
                let path = try Self.paths.consistency(from: old, to: size)
                let proof = ConsistencyProof(from: old, to: size, path: path)
                #expect(proof.isValid(old: Self.root(old), new: Self.root(size)))
                #expect(!proof.isValid(old: Self.root(old + 1), new: Self.root(size)))
            }
        }
    }

    @Test func `a frontier survives being stored`() throws {
        var frontier = MerkleFrontier()
        for position in 0..<11 { frontier.append(Merkle.leaf("leaf \(position)".utf8)) }
        var stored = try #require(MerkleFrontier(size: 11, bytes: frontier.bytes))
        stored.append(Merkle.leaf("leaf 11".utf8))
        #expect(stored.root == Self.root(12))
        #expect(MerkleFrontier(size: 12, bytes: frontier.bytes) == nil)
    }

    @Test func `canonical text comes back as it was written`() {
        let value = CanonicalJSON.object([
            "b": .list([.null, .integer(-3), .text("引号\"反斜\\\u{1}\n")]), "a": .object([:]), "c": .list([]),
        ])
        #expect(value.encoded.hasPrefix("{\"a\":{},\"b\":[null,-3,"))
        #expect(CanonicalJSON(value.encoded) == value)
        for broken in ["", "{", "{\"a\":1,\"a\":2}", "[1 ]", "\"\\u0041\"", "[[[[[[[[[1]]]]]]]]]", "1.5", "\"\u{1}\""] {
            #expect(CanonicalJSON(broken) == nil)
        }
    }
}
