import Foundation
import Testing

@testable import Intake

/// What a model learns from messages, and what it does not pretend to know.
@Suite struct TextModelTests {
    // Made-up messages: each label has words of its own among words that all share.
    static let examples: [TextTrainer.Example] = {
        let words = [
            "noise": ["楼上半夜装修打孔", "广场舞音响太吵", "工地夜里施工扰民", "邻居深夜唱歌"],
            "wages": ["老板拖欠三个月工资", "包工头不发工钱", "公司欠薪不给结算", "工资卡里没有到账"],
            "road": ["路灯坏了没人修", "井盖缺失车轮陷进去", "人行道地砖松动", "红绿灯一直不亮"],
        ]
        return words.keys.sorted().flatMap { label in
            (0..<12).map { number in
                let said = words[label] ?? []
                return TextTrainer.Example(
                    text: "您好，我住在小区\(number)号，\(said[number % 4])，\(said[(number + 1) % 4])，请有关部门处理", label: label)
            }
        }
    }()

    private func model() async throws -> TextModel { try await TextTrainer().train(Self.examples) }

    @Test func `a message is proposed the label whose words it uses, with the pieces that decided`() async throws {
        var reader = TextModel.Reader(try await model())
        let text = "我们工地包工头拖欠工资，工钱一直不发"
        let guesses = reader.guess(text)
        #expect(guesses.map(\.label).first == "wages")
        #expect(guesses.count == 2 && guesses[0].confidence > guesses[1].confidence)
        let reasons = reader.reasons(for: "wages", in: text)
        #expect(reasons.contains { ["工资", "工钱", "拖欠", "包工", "工头"].contains($0.gram) })
        #expect(reasons.allSatisfy { text.contains($0.gram) })
    }

    @Test func `the same messages give the same model, and a file gives it back`() async throws {
        let model = try await model(), data = try model.encoded()
        #expect(try await self.model().encoded() == data)
        var (made, read) = (TextModel.Reader(model), TextModel.Reader(try TextModel(data)))
        for example in Self.examples {
            #expect(made.guess(example.text, limit: 3) == read.guess(example.text, limit: 3))
        }
    }

    @Test func `a file that was cut off, changed or is something else is refused`() async throws {
        let data = try await model().encoded()
        var changed = data
        changed[data.count / 2] ^= 1
        for bad in [Data(), Data("调解协议".utf8), data.dropLast(), data.prefix(40), changed, data + data] {
            #expect(throws: TextModelError.damaged) { try TextModel(Data(bad)) }
        }
    }

    @Test func `where it knows nothing it says so`() async throws {
        var reader = TextModel.Reader(try await model())
        for text in ["", " \n\u{3000}", "🙂🙂🙂", "ÿ", "\u{0}\u{1}"] { #expect(reader.guess(text).isEmpty, "\(text)") }
        // One word is no certainty, however often it is said.
        for text in ["吵", "工资", String(repeating: "工资", count: 50_000), "12345678"] {
            #expect((reader.guess(text).first?.confidence ?? 0) < 0.8, "\(text.prefix(10))")
        }
        #expect(reader.guess("工资").first?.label == "wages")
    }

    @Test func `mixed scripts, long texts and odd scalars are read to the end`() async throws {
        var reader = TextModel.Reader(try await model())
        let long = String(repeating: "楼上半夜装修 noise at night 👩‍👩‍👧 ", count: 5_000)
        #expect(reader.guess(long).first?.label == "noise")
        #expect(reader.guess("楼上半夜装修打孔") == reader.guess("  楼上\n半夜　装修打孔"))
    }

    @Test func `what fewer than three messages hold does not get into a model that must not tell of one`() async throws
    {
        let said = TextTrainer.Example(text: "谷雨家的钥匙丢了，小区里楼上半夜装修", label: "noise")
        var trainer = TextTrainer()
        #expect(try await trainer.train(Self.examples + [said]).grams.contains("谷雨"))
        trainer.leastHolders = 3
        let model = try await trainer.train(Self.examples + [said, said])
        #expect(!model.grams.contains("谷雨") && !model.grams.contains("钥匙") && model.grams.contains("装修"))
    }

    @Test func `one label, no text and contradictions are answered, not guessed at`() async throws {
        let one = Self.examples.filter { $0.label == "road" }
        await #expect(throws: TextModelError.oneLabel) { try await TextTrainer().train(one) }
        await #expect(throws: TextModelError.oneLabel) { try await TextTrainer().train([]) }
        let blank = ["a", "b"].map { TextTrainer.Example(text: "  ", label: $0) }
        await #expect(throws: TextModelError.nothingToLearn) { try await TextTrainer().train(blank) }
        let twice = one + one.map { TextTrainer.Example(text: $0.text, label: "noise") }
        var reader = TextModel.Reader(try await TextTrainer().train(twice))
        let guess = try #require(reader.guess(one[0].text).first)
        #expect(guess.confidence < 0.7)
    }

    @Test func `Latin text is read by words and Chinese by characters`() {
        #expect(
            GramCounter.readable("Street Light 123 坏了").map(\.text) == [
                "street", "street light", "light", "light 000", "000", "000坏", "坏", "坏了", "了",
            ])
        for text in ["street light", "坏了", "light 000", "０坏", "é", "。」"] {
            #expect(GramCounter.gram(text) != nil, "\(text)")
        }
        #expect(GramCounter.gram("ＡＢ") == GramCounter.gram("ab"))
        #expect(GramCounter.gram("ab") != GramCounter.gram("a b"))
        #expect(GramCounter.gram("1234") == GramCounter.gram("987654"))
        #expect(GramCounter.gram("12") != GramCounter.gram("123"))
    }

    @Test func `parts hold every label in its share and are dealt the same each time`() {
        let labels = Array(repeating: "a", count: 50) + Array(repeating: "b", count: 25)
        let folds = Folds(labels, count: 5, seed: 20_260_101)
        for fold in 0..<5 {
            #expect(folds.rows(of: fold).count { labels[$0] == "a" } == 10)
            #expect(folds.rows(of: fold).count { labels[$0] == "b" } == 5)
            #expect(Set(folds.rows(of: fold)).isDisjoint(with: folds.rest(of: fold)))
        }
        #expect(folds.rows(of: 0) == Folds(labels, count: 5, seed: 20_260_101).rows(of: 0))
        #expect(folds.rows(of: 0) != Folds(labels, count: 5, seed: 1).rows(of: 0))
    }

    @Test func `figures are those of the books`() {
        var evaluation = TextEvaluation(labels: ["a", "b"])
        // a: 3, of them 2 found; b: 1, found; one a was taken for b; a text without a guess is unknown.
        for (truth, guess) in [("a", "a"), ("a", "a"), ("a", "b"), ("b", "b")] {
            evaluation.count(truth: truth, guess: TextModel.Guess(label: guess, confidence: 0.75))
        }
        #expect(evaluation.score.accuracy == 0.75)
        #expect(abs(evaluation.macroF1 - (0.8 + 2.0 / 3) / 2) < 1e-9)
        #expect(abs(evaluation.calibrationError) < 1e-9)
        evaluation.count(truth: "b", guess: nil)
        #expect(evaluation.score.accuracy == 0.6)
        // Of b one of two is found, and two were proposed: the unknown one lowers b and is no third label.
        #expect(abs(evaluation.macroF1 - (0.8 + 0.5) / 2) < 1e-9)
        #expect(evaluation.report().confusion["b"] == ["b": 1, TextEvaluation.unknown: 1])
    }
}
