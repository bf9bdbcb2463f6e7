import AddressPairs
import AddressText
import Foundation
import Testing

/// Made-up pairs, and the means to read them with.
enum MadeUpPairs {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Rules/addresses")
    private static let model = try? AddressModel(Data(contentsOf: folder.appending(path: "default.model")))
    static let tree = DivisionTree(
        """
        浙江省
        \t杭州市
        \t\t余杭区 良渚街道 仓前街道
        \t\t西湖区 文新街道
        \t宁波市
        \t\t海曙区 白云街道
        广东省
        \t广州市
        \t\t白云区 白云街道
        """)
    static let reach = DivisionReach(tree)

    static func parser() throws -> AddressParser { AddressParser(try #require(model)) }

    /// A query with a road, an estate and a building, and one candidate of each label.
    static func groups(_ count: Int) -> [PairGroup] {
        let roads = ["谷雨路", "白露街", "霜降大道", "惊蛰路", "小满街"], estates = ["立春苑", "秋分花园", "大雪小区", "清明公寓"]
        return (0..<count).map { index in
            let road = roads[index % 5], estate = estates[index % 4], number = index + 1
            let candidates = [
                PairGroup.Candidate(text: "\(road)\(number)号\(estate)3幢", label: .exact),
                PairGroup.Candidate(text: "\(road)\(number)号\(estate)南门", label: .partial),
                PairGroup.Candidate(text: "海曙区\(roads[(index + 1) % 5])\(number + 7)号", label: PairLabel.none),
            ]
            let turn = index % 3
            return PairGroup(
                query: "余杭区\(road)\(number)号\(estate)3幢2单元",
                candidates: Array(candidates[turn...] + candidates[..<turn]))
        }
    }

    static func train(_ groups: [PairGroup], seed: UInt64 = 1, rounds: Int = 10) throws -> PairModel {
        var settings = PairTrainer.Settings()
        (settings.seed, settings.rounds) = (seed, rounds)
        return try PairTrainer(parser: try parser(), reach: reach, settings: settings).train(groups)
    }

    static func reader(_ model: PairModel) throws -> PairReader {
        PairReader(model, parser: try parser(), reach: reach)
    }
}
