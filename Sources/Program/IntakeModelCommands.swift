import ArgumentParser
import Foundation
import Intake

extension IntakeCommand {
    struct Train: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Train a model on labelled messages: columns label and text.",
            discussion: "Prints one JSON object. Exit 2 when the file cannot be read or has fewer than two labels."
        )

        @Argument(help: "CSV or TSV; text contains the title.") var file: String
        @Option(name: .long, help: "Where to write the model.") var out: String

        func run() async throws {
            let texts = try IntakeCommand.labelled(file)
            let start = ContinuousClock.now
            let data = try await IntakeCommand.trained(texts.examples).encoded()
            // Written beside and moved into place: a training that fails leaves the old model as it was.
            try data.write(to: URL(filePath: out), options: .atomic)
            let model = try TextModel(data)
            struct Outcome: Encodable {
                var messages: Int, rejected: Int, labels: Int, bytes: Int, seconds: Double
                var heldOut: TextModel.Origin
            }
            try IntakeCommand.tell(
                Outcome(
                    messages: texts.examples.count, rejected: texts.rejected, labels: model.labels.count,
                    bytes: data.count,
                    seconds: IntakeCommand.seconds(since: start), heldOut: model.origin))
        }
    }

    struct Evaluate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Judge a model on labelled messages, or a file by itself in folds.",
            discussion: """
                Without --model each part of the file is judged by a model of the other parts. Prints one JSON object: accuracy, \
                macro_f1, labels, confusion, calibration, messages_per_second. Exit 2 when a file cannot be read.
                """
        )

        @Argument(help: "CSV or TSV with columns label and text.") var file: String
        @Option(name: .long, help: "The model.") var model: String?
        @Option(name: .long, help: "Without a model: how many parts.") var folds = 5
        @Option(name: .long, help: "Without a model: how the parts are dealt.") var seed: UInt64 = 20_260_101

        func validate() throws {
            guard (2...50).contains(folds) else { throw ValidationError("--folds is between 2 and 50.") }
        }

        func run() async throws {
            let texts = try IntakeCommand.labelled(file)
            guard let model else { return try IntakeCommand.tell(try await inFolds(texts)) }
            try IntakeCommand.tell(try judge(texts, by: model))
        }

        private func judge(_ texts: LabelledTexts, by file: String) throws -> TextEvaluation.Report {
            let model = try IntakeCommand.model(file)
            var evaluation = TextEvaluation(labels: texts.examples.map(\.label) + model.labels)
            var reader = TextModel.Reader(model)
            let start = ContinuousClock.now
            let guesses = texts.examples.map { reader.guess($0.text).first }
            let seconds = IntakeCommand.seconds(since: start)
            for (example, guess) in zip(texts.examples, guesses) {
                evaluation.count(truth: example.label, guess: guess)
            }
            var report = evaluation.report()
            report.messagesPerSecond = (Double(texts.examples.count) / max(seconds, 1e-6)).rounded()
            return report
        }

        private func inFolds(_ texts: LabelledTexts) async throws -> TextEvaluation.Report {
            let examples = texts.examples, labels = examples.map(\.label)
            let parts = Folds(labels, count: folds, seed: seed)
            var whole = TextEvaluation(labels: labels), each: [Double] = []
            for fold in 0..<parts.count {
                let model = try await IntakeCommand.trained(parts.rest(of: fold).map { examples[$0] })
                var reader = TextModel.Reader(model), part = TextEvaluation(labels: labels)
                for row in parts.rows(of: fold) {
                    let guess = reader.guess(examples[row].text).first
                    part.count(truth: labels[row], guess: guess)
                    whole.count(truth: labels[row], guess: guess)
                }
                each.append((part.macroF1 * 10_000).rounded() / 10_000)
                Tell.progress("fold", fold + 1, parts.count)
            }
            var report = whole.report()
            report.folds = each
            return report
        }
    }

    struct Classify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Propose labels for messages, one a line; prints JSON lines.",
            discussion: """
                Each line holds label and confidence, labels (two, each with its confidence) and grams, the pieces of the text \
                that decided. A text in which the model knows nothing is "unknown".
                """
        )

        @Option(name: .long, help: "The model.") var model: String
        @Argument(help: "A file with one message a line; standard input unless given.") var file: String?

        func run() async throws {
            var reader = TextModel.Reader(try IntakeCommand.model(model))
            struct Line: Encodable {
                struct Label: Encodable { var label: String, confidence: Double }
                struct Gram: Encodable { var gram: String, share: Double }
                var label: String
                var confidence: Double
                var labels: [Label]
                var grams: [Gram]
            }
            for text in try IntakeCommand.lines(file) {
                let guesses = reader.guess(text)
                let reasons = guesses.first.map { reader.reasons(for: $0.label, in: text) } ?? []
                try IntakeCommand.tell(
                    Line(
                        label: guesses.first?.label ?? TextEvaluation.unknown, confidence: guesses.first?.rounded ?? 0,
                        labels: guesses.map { .init(label: $0.label, confidence: $0.rounded) },
                        grams: reasons.map { .init(gram: $0.gram, share: ($0.share * 1_000).rounded() / 1_000) }))
            }
        }
    }
}

extension IntakeCommand {
    static func labelled(_ file: String) throws -> LabelledTexts {
        let texts = try readable { try LabelledTexts(try table(file)) }
        if texts.rejected > 0 { Tell.line("\(texts.rejected) lines without label or text were passed over") }
        return texts
    }

    static func trained(_ examples: [TextTrainer.Example]) async throws -> TextModel {
        do {
            return try await TextTrainer().train(examples)
        } catch TextModelError.oneLabel {
            Tell.line("There must be two labels at least to learn how they differ.")
        } catch TextModelError.nothingToLearn {
            Tell.line("No message holds anything to learn from.")
        }
        throw ExitCode(2)
    }

    static func model(_ file: String) throws -> TextModel {
        let data = try readable { try Data(contentsOf: URL(filePath: file)) }
        do {
            return try TextModel(data)
        } catch TextModelError.damaged {
            Tell.line("\(file) is no model, is cut off, or was changed.")
            throw ExitCode(2)
        }
    }

    static func lines(_ file: String?) throws -> [String] {
        let data = try readable {
            try file.map { try Data(contentsOf: URL(filePath: $0)) } ?? FileHandle.standardInput.readToEnd() ?? Data()
        }
        var lines = String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.map(String.init)
    }

    static func tell(_ result: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(result), as: UTF8.self))
    }

    static func seconds(since start: ContinuousClock.Instant) -> Double {
        let (seconds, parts) = (ContinuousClock.now - start).components
        return ((Double(seconds) + Double(parts) / 1e18) * 1_000).rounded() / 1_000
    }
}

extension TextModel.Guess {
    fileprivate var rounded: Double { (confidence * 1_000).rounded() / 1_000 }
}
