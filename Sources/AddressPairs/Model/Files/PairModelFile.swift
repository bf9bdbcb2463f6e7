import Base
public import Foundation

// A model as a file: a line that names the form and its version, numbers lowest byte first, and a checksum of all before it.
extension PairModel {
    private static let mark = "shanzhi pair model "
    private static let version = "1\n"
    private static let mostTrees = 30_000

    /// The bytes of the file.
    public func encoded() -> Data {
        var writer = ByteWriter(Data((Self.mark + Self.version).utf8))
        writer.number(UInt32(GroupFeatures.width))
        writer.number(UInt32(clamping: origin.queries))
        writer.number(UInt32(clamping: origin.pairs))
        writer.number(origin.seed)
        for label in 0..<TreeEnsemble.labels { writer.number(weights.values[label].bitPattern) }
        writer.number(rarity.texts)
        for count in rarity.counts { writer.number(count) }
        writer.number(UInt32(trees.trees.count))
        for tree in trees.trees { writer.tree(tree) }
        writer.number(ByteReader.checksum(writer.data))
        return writer.data
    }

    /// Reads the bytes of a file. Throws `PairError.damaged` or `otherVersion`; never traps.
    public init(_ data: Data) throws(PairError) {
        let mark = Data(Self.mark.utf8), head = Data((Self.mark + Self.version).utf8)
        guard data.starts(with: mark) else { throw .damaged }
        guard data.starts(with: head) else { throw .otherVersion }
        guard data.count > head.count + 8 else { throw .damaged }
        var tail = ByteReader(data.suffix(8))
        guard try tail.number(as: UInt64.self) == ByteReader.checksum(data.dropLast(8)) else { throw .damaged }
        var reader = ByteReader(data.dropFirst(head.count).dropLast(8))
        guard try reader.number(as: UInt32.self) == UInt32(GroupFeatures.width) else { throw .otherVersion }
        origin = Origin(
            queries: Int(try reader.number(as: UInt32.self)), pairs: Int(try reader.number(as: UInt32.self)),
            seed: try reader.number(as: UInt64.self))
        var values = SIMD4<Float>()
        for label in 0..<TreeEnsemble.labels {
            values[label] = Float(bitPattern: try reader.number(as: UInt32.self))
            guard values[label].isFinite, values[label] > 0 else { throw .damaged }
        }
        weights = LabelWeights(values: values)
        let texts = try reader.number(as: UInt32.self)
        rarity = TokenRarity(texts: texts, counts: try reader.numbers(TokenRarity.buckets, as: UInt32.self))
        let count = Int(try reader.number(as: UInt32.self))
        guard count <= Self.mostTrees, count.isMultiple(of: TreeEnsemble.labels) else { throw .damaged }
        var trees: [RegressionTree] = []
        for _ in 0..<count { trees.append(try reader.tree(width: GroupFeatures.width)) }
        guard reader.rest.isEmpty else { throw .damaged }
        self.trees = TreeEnsemble(trees: trees)
    }
}

private struct ByteWriter {
    private(set) var data: Data

    init(_ data: Data) { self.data = data }

    mutating func number(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { data.append(contentsOf: $0) }
    }

    mutating func tree(_ tree: RegressionTree) {
        number(UInt16(clamping: tree.nodes.count))
        for node in tree.nodes {
            number(node.feature)
            number(node.cut.bitPattern)
            number(node.left)
            number(node.right)
        }
        number(UInt16(clamping: tree.leaves.count))
        for leaf in tree.leaves { number(leaf.bitPattern) }
    }
}

/// Takes numbers from bytes and throws where they end.
private struct ByteReader {
    private(set) var rest: ArraySlice<UInt8>

    init(_ data: Data) { rest = Array(data)[...] }

    mutating func number<Number: FixedWidthInteger>(as type: Number.Type) throws(PairError) -> Number {
        let width = Number.bitWidth / 8
        guard rest.count >= width else { throw .damaged }
        var value: UInt64 = 0
        for byte in rest.prefix(width).reversed() { value = value << 8 | UInt64(byte) }
        rest = rest.dropFirst(width)
        return Number(truncatingIfNeeded: value)
    }

    mutating func numbers<Number: FixedWidthInteger>(
        _ count: Int, as type: Number.Type
    ) throws(PairError) -> [Number] {
        guard count >= 0, count <= rest.count / (Number.bitWidth / 8) else { throw .damaged }
        var numbers: [Number] = []
        numbers.reserveCapacity(count)
        for _ in 0..<count { numbers.append(try number(as: type)) }
        return numbers
    }

    mutating func tree(width: Int) throws(PairError) -> RegressionTree {
        var tree = RegressionTree()
        for _ in 0..<(try number(as: UInt16.self)) {
            tree.nodes.append(
                RegressionTree.Node(
                    feature: try number(as: UInt16.self), cut: Float(bitPattern: try number(as: UInt32.self)),
                    left: try number(as: Int16.self), right: try number(as: Int16.self)))
        }
        tree.leaves = try numbers(Int(try number(as: UInt16.self)), as: UInt32.self).map(Float.init(bitPattern:))
        guard tree.isSound(width: width) else { throw .damaged }
        return tree
    }

    /// FNV-1a: finds what was changed by chance, not what somebody changed on purpose.
    static func checksum(_ data: Data) -> UInt64 {
        data.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
