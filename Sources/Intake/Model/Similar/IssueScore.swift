/// How well messages of known issues are found and grouped; whoever carries none of the issues counts as an error.
public struct IssueScore: Sendable {
    private let issues: [String: String]

    /// A score by the issue of each message.
    public init(issues: [String: String]) { self.issues = issues }

    /// The mean over issues of the mean over their messages of average precision: at each place of a message's list where
    /// one of its issue stands, the share of those so far. Lists hold all other messages, the likeliest first.
    public func meanAveragePrecision(_ lists: [String: [String]]) -> Double? {
        var precisions: [String: [Double]] = [:]
        for (query, list) in lists {
            guard let issue = issues[query] else { continue }
            var found = 0, sum = 0.0
            for (place, id) in list.lazy.filter({ $0 != query }).enumerated() where issues[id] == issue {
                found += 1
                sum += Double(found) / Double(place + 1)
            }
            if found > 0 { precisions[issue, default: []].append(sum / Double(found)) }
        }
        let means = precisions.values.map { $0.reduce(0, +) / Double($0.count) }
        return means.isEmpty ? nil : means.reduce(0, +) / Double(means.count)
    }

    /// Of the messages with an earlier one of their issue, the share whose best earlier one is of it.
    public func nearest(_ lists: [String: [String]]) -> Double? {
        var all = 0, right = 0
        for (query, list) in lists {
            guard let issue = issues[query], list.contains(where: { issues[$0] == issue }) else { continue }
            all += 1
            if issues[list[0]] == issue { right += 1 }
        }
        return all == 0 ? nil : Double(right) / Double(all)
    }

    /// B-cubed over the messages of known issues (Bagga and Baldwin, 1998).
    public func bcubed(_ groups: [String: String]) -> (precision: Double, recall: Double, f1: Double)? {
        let members = Dictionary(grouping: groups.keys) { groups[$0] ?? "" }
        let sizes = Dictionary(grouping: issues.keys.filter { groups[$0] != nil }) { issues[$0] ?? "" }.mapValues(
            \.count)
        var precision = 0.0, recall = 0.0, all = 0.0
        for (id, issue) in issues {
            guard let group = groups[id], let others = members[group], let size = sizes[issue] else { continue }
            let same = Double(others.count { issues[$0] == issue })
            precision += same / Double(others.count)
            recall += same / Double(size)
            all += 1
        }
        guard all > 0 else { return nil }
        (precision, recall) = (precision / all, recall / all)
        return (precision, recall, 2 * precision * recall / (precision + recall))
    }
}
