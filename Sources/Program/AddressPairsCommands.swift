import AddressPairs
import AddressText
import ArgumentParser
import Foundation

extension AddressesCommand {
    /// `shanzhi addresses relate`
    struct Relate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tell by a model which candidates mean the place of a query.",
            discussion: """
                Each line of the file is a JSON object with query and candidate, a list of objects with a text, best first as \
                a search gave them. Each is written back with a label per candidate: 完全匹配 (the same place), 部分匹配 (in \
                part) or 不匹配. A line that cannot be read is answered with error, line and reason. Exit 0, also when single \
                lines were refused; 2 when the model cannot be read or no line could be.
                """
        )

        @Argument(help: "The pairs; standard input unless given.") var file: String?
        @Option(name: .long, help: "The model that `addresses relate-train` made.") var model: String
        @OptionGroup var means: PairMeans

        func run() async throws {
            let data = try IntakeCommand.readable { try Data(contentsOf: URL(filePath: self.model)) }
            let learned = try PairMeans.sound { try PairModel(data) }
            var reader = PairReader(learned, parser: try means.parser(), reach: try means.reach())
            let lines = try PairMeans.data(file)
            var related = 0
            for (number, line) in PairLine.lines(lines) {
                let read: PairLine
                do throws(PairFault) {
                    read = try PairLine(line, labelled: false)
                } catch {
                    print(try PairLine.refusal(error, line: number))
                    continue
                }
                print(try read.text(reader.relate(read.group)))
                related += 1
            }
            guard related == 0 else { return }
            Tell.line("No line holds a query and candidates: nothing could be related.")
            throw ExitCode(2)
        }
    }

    /// `shanzhi addresses relate-train`
    struct RelateTrain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Train a model that tells whether addresses mean the same place.",
            discussion: """
                The lines are those of `addresses relate`, every candidate with its label. Prints one JSON object. Exit 2 when \
                the file cannot be read, a line is wrong, which is named, or nothing can be learned.
                """
        )

        @Argument(help: "The labelled pairs.") var file: String
        @Option(name: .long, help: "Where to write the model.") var out: String
        @Option(name: .long, help: "The same seed gives the same model.") var seed: UInt64 = 1
        @OptionGroup var means: PairMeans

        func run() async throws {
            let start = ContinuousClock.now
            let groups = try PairMeans.groups(file)
            let trainer = try means.trainer(seed: seed)
            let model = try PairMeans.sound { try trainer.train(groups) { Tell.progress("round", $0, $1) } }
            let data = model.encoded()
            // Written beside and moved into place: a training that fails leaves the old model as it was.
            try data.write(to: URL(filePath: out), options: .atomic)
            struct Outcome: Encodable { var origin: PairModel.Origin, bytes: Int, seconds: Double }
            try IntakeCommand.tell(
                Outcome(origin: model.origin, bytes: data.count, seconds: IntakeCommand.seconds(since: start)))
        }
    }

    /// `shanzhi addresses relate-evaluate`
    struct RelateEvaluate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Judge on labelled pairs how well such models do, in five folds by query.",
            discussion: """
                Each fifth of the queries is labelled by a model of the other four. Prints one JSON object: macro_f1, labels \
                with precision, recall, f1 and count, pairs, folds, pairs_per_second. Exit 2 as `addresses relate-train`.
                """
        )

        @Argument(help: "The labelled pairs.") var file: String
        @Option(name: .long, help: "The same seed gives the same figures.") var seed: UInt64 = 1
        @OptionGroup var means: PairMeans

        func run() async throws {
            let folds = PairFolds(try PairMeans.groups(file), seed: seed)
            let trainer = try means.trainer(seed: seed), parser = try means.parser(), reach = try means.reach()
            var evaluation = PairEvaluation(), seconds = 0.0
            for fold in 0..<folds.count {
                let (held, others) = folds.groups(of: fold)
                let model = try PairMeans.sound {
                    try trainer.train(others) { Tell.progress("fold \(fold + 1), round", $0, $1) }
                }
                var reader = PairReader(model, parser: parser, reach: reach)
                let start = ContinuousClock.now
                let answers = held.map { reader.relate($0) }
                seconds += IntakeCommand.seconds(since: start)
                for (group, labels) in zip(held, answers) { evaluation.count(labels, against: group) }
            }
            try IntakeCommand.tell(PairReport(evaluation, folds: folds.count, seconds: seconds))
        }
    }
}

/// What pairs are read with: the parser and the divisions in Rules/addresses.
struct PairMeans: ParsableArguments {
    @Option(
        name: .customLong("parser"), help: "The model that cuts addresses; the one in Rules/addresses unless given.")
    var parserModel: String?
    @Option(name: .long, help: "The folder that holds Rules; found by itself as a rule.") var home: String?

    func trainer(seed: UInt64) throws -> PairTrainer {
        var settings = PairTrainer.Settings()
        settings.seed = seed
        return PairTrainer(parser: try parser(), reach: try reach(), settings: settings)
    }

    func parser() throws -> AddressParser { AddressParser(try AddressesCommand.model(parserModel, home)) }

    func reach() throws -> DivisionReach {
        DivisionReach(DivisionTree(try AddressesCommand.text(AddressesCommand.rules(home), "divisions.txt")))
    }

    static func groups(_ file: String) throws -> [PairGroup] {
        let data = try data(file)
        return try sound { try PairLine.groups(data) }
    }

    static func data(_ file: String?) throws -> Data {
        try IntakeCommand.readable {
            try file.map { try Data(contentsOf: URL(filePath: $0)) } ?? FileHandle.standardInput.readToEnd() ?? Data()
        }
    }

    static func sound<Result>(_ make: () throws -> Result) throws -> Result {
        do {
            return try make()
        } catch let error as PairError {
            Tell.line(error.explanation)
            throw ExitCode(2)
        }
    }
}
