import AddressText
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
        do {
            try self.init(reading: data)
        } catch let error as PairError {
            throw error
        } catch {
            throw .damaged
        }
    }

    private init(reading data: Data) throws {
        let mark = Data(Self.mark.utf8), head = Data((Self.mark + Self.version).utf8)
        guard data.starts(with: mark) else { throw PairError.damaged }
        guard data.starts(with: head) else { throw PairError.otherVersion }
        guard data.count > head.count + 8 else { throw PairError.damaged }
        var tail = ByteReader(data.suffix(8))
        guard try tail.number(as: UInt64.self) == ByteReader.checksum(data.dropLast(8)) else { throw PairError.damaged }
        var reader = ByteReader(data.dropFirst(head.count).dropLast(8))
        guard try reader.number(as: UInt32.self) == UInt32(GroupFeatures.width) else { throw PairError.otherVersion }
        origin = Origin(
            queries: Int(try reader.number(as: UInt32.self)), pairs: Int(try reader.number(as: UInt32.self)),
            seed: try reader.number(as: UInt64.self))
        var values = SIMD4<Float>()
        for label in 0..<TreeEnsemble.labels {
            values[label] = Float(bitPattern: try reader.number(as: UInt32.self))
            guard values[label].isFinite, values[label] > 0 else { throw PairError.damaged }
        }
        weights = LabelWeights(values: values)
        let texts = try reader.number(as: UInt32.self)
        rarity = TokenRarity(texts: texts, counts: try reader.numbers(TokenRarity.buckets, as: UInt32.self))
        let count = Int(try reader.number(as: UInt32.self))
        guard count <= Self.mostTrees, count.isMultiple(of: TreeEnsemble.labels) else { throw PairError.damaged }
        var trees: [RegressionTree] = []
        for _ in 0..<count { trees.append(try reader.tree(width: GroupFeatures.width)) }
        guard reader.rest.isEmpty else { throw PairError.damaged }
        self.trees = TreeEnsemble(trees: trees)
    }
}

extension ByteWriter {
    fileprivate mutating func tree(_ tree: RegressionTree) {
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

extension ByteReader {
    fileprivate mutating func tree(width: Int) throws -> RegressionTree {
        var tree = RegressionTree()
        for _ in 0..<(try number(as: UInt16.self)) {
            tree.nodes.append(
                RegressionTree.Node(
                    feature: try number(as: UInt16.self), cut: Float(bitPattern: try number(as: UInt32.self)),
                    left: try number(as: Int16.self), right: try number(as: Int16.self)))
        }
        tree.leaves = try numbers(Int(try number(as: UInt16.self)), as: UInt32.self).map(Float.init(bitPattern:))
        guard tree.isSound(width: width) else { throw PairError.damaged }
        return tree
    }
}
