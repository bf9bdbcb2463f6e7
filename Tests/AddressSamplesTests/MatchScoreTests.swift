import AddressSamples
import Testing

@Suite struct MatchScoreTests {
    private static let truth = [
        "source\trow\tid\tnoises\tplace",
        "police\t1\tAAA\tno_town;alias\t", "police\t2\tBBB\t\t", "police\t3\tnew\tno_town\t杭州市余杭区新里",
        "post\t1\tCCC\talias\t", "post\t2\tnone\t\t", "post\t3\tDDD\t\t",
    ]

    private func report(_ answers: [String], truth: [String] = Self.truth) throws -> MatchScore.Report {
        var score = MatchScore()
        for line in truth { try score.addTruth(Array(line.utf8)[...]) }
        for line in answers { score.addAnswer(Array(line.utf8)[...]) }
        return score.report()
    }

    private func answer(_ source: String, _ row: String, _ code: String?, _ band: String) -> String {
        #"{"source":"\#(source)","row":"\#(row)","code":\#(code.map { "\"\($0)\"" } ?? "null"),"band":"\#(band)"}"#
    }

    @Test func `precision of A counts every match of band A, recall every row that has an address`() throws {
        let report = try report([
            answer("police", "1", "AAA", "A"), answer("police", "2", "XXX", "A"), answer("post", "1", "CCC", "B"),
            answer("post", "3", "DDD", "C"), answer("police", "3", nil, "none"), answer("post", "2", nil, "none"),
        ])
        #expect(report.all.rows == 4)
        #expect(report.all.a == 2 && report.all.aRight == 1 && report.all.aPrecision == 0.5)
        #expect(report.all.abRight == 2 && report.all.abRecall == 0.5 && report.all.abPrecision == 0.666667)
        #expect(report.all.c == 1)
        #expect(report.all.newMatched == 0 && report.all.noneMatched == 0)
    }

    @Test func `a match of a new place or of none is wrong, and lowers the precision of its band`() throws {
        let report = try report([
            answer("police", "3", "AAA", "A"), answer("post", "2", "AAA", "B"), answer("police", "1", "AAA", "A"),
        ])
        #expect(report.all.new == 1 && report.all.newMatched == 1)
        #expect(report.all.none == 1 && report.all.noneMatched == 1)
        #expect(report.all.aPrecision == 0.5)
        #expect(report.all.abPrecision == 0.333333)
    }

    @Test func `figures are given by system and by noise, rows without noise as clean`() throws {
        let report = try report([answer("police", "1", "AAA", "A"), answer("post", "1", "XXX", "B")])
        #expect(report.bySource["police"]?.abRecall == 0.5)
        #expect(report.bySource["post"]?.abRecall == 0)
        #expect(report.byNoise["alias"]?.rows == 2 && report.byNoise["alias"]?.abRight == 1)
        #expect(report.byNoise["no_town"]?.rows == 1 && report.byNoise["no_town"]?.new == 1)
        #expect(report.byNoise["clean"]?.rows == 2)
        #expect(report.bySource.keys.sorted() == ["police", "post"])
    }

    @Test func `rows left out count against recall and are told`() throws {
        let report = try report([answer("police", "1", "AAA", "A")])
        #expect(report.unanswered == 5)
        #expect(report.all.abRecall == 0.25)
        #expect(report.all.aPrecision == 1)
    }

    @Test func `without any match there is no precision`() throws {
        #expect(try report([]).all.aPrecision == nil)
        #expect(try report([], truth: []).all.abRecall == nil)
    }

    @Test func `answers that are of no use are counted and change nothing`() throws {
        let report = try report([
            answer("police", "1", "AAA", "A"), answer("police", "1", "XXX", "A"), answer("police", "9", "AAA", "A"),
            answer("nobody", "1", "AAA", "A"), "not an answer", "{}", #"{"source":"post","row":{},"code":null}"#,
        ])
        #expect(report.answers == 7)
        #expect(report.repeated == 1 && report.unknown == 2 && report.unreadable == 3)
        #expect(report.all.a == 1 && report.all.aRight == 1)
    }

    @Test func `a row may be a number, a band in small letters, and a code without a band is no match`() throws {
        let report = try report([
            #"{"source":"police","row":1,"code":"AAA","band":"a","gap":0.5,"evidence":[{"part":"road"}]}"#,
            #"{"source":"police","row":"2","code":"BBB"}"#, answer("post", "1", nil, "A"),
        ])
        #expect(report.all.a == 1 && report.all.aRight == 1 && report.all.ab == 1)
    }

    @Test(arguments: ["police\t1", "police\t2\t", "", "police\t1\tAAA"])
    func `a bad line of truth is refused with its number`(
        line: String
    ) throws {
        var score = MatchScore()
        try score.addTruth(Array("source\trow\tid".utf8)[...])
        try score.addTruth(Array("police\t1\tAAA".utf8)[...])
        #expect(throws: SampleError.badLine(table: "truth.tsv", line: 3)) { try score.addTruth(Array(line.utf8)[...]) }
    }

    @Test func `answers that repeat the truth of a whole set are right throughout`() throws {
        let files = try Samples.files(addresses: 2_000, rows: 2_000, seed: 8)
        let text = String(decoding: files["truth.tsv"] ?? [], as: UTF8.self).split(separator: "\n").map(String.init)
        let answers = Samples.table(files["truth.tsv"] ?? []).map { row in
            let isPlace = row["id"] != "new" && row["id"] != "none"
            return answer(row["source"] ?? "", row["row"] ?? "", isPlace ? row["id"] : nil, isPlace ? "A" : "none")
        }
        let report = try report(answers, truth: text)
        #expect(report.all.aPrecision == 1 && report.all.abRecall == 1 && report.unanswered == 0)
        #expect(report.all.newMatched == 0 && report.all.noneMatched == 0 && report.all.new > 0)
        #expect(report.bySource.count == 29)
    }

    @Test func `lines are cut the same however a file comes in pieces`() throws {
        let bytes = Array("一行\r\n\n第二行\n没有行尾".utf8)
        for size in 1...bytes.count {
            var cutter = LineCutter(), lines: [String] = []
            for start in stride(from: 0, to: bytes.count, by: size) {
                cutter.add(Array(bytes[start..<min(bytes.count, start + size)])) {
                    lines.append(String(decoding: $0, as: UTF8.self))
                }
            }
            cutter.finish { lines.append(String(decoding: $0, as: UTF8.self)) }
            #expect(lines == ["一行", "第二行", "没有行尾"])
        }
    }
}
