import AddressText
import ArgumentParser
import Foundation

/// `shanzhi addresses`
struct AddressesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "addresses",
        abstract: "Load the address library, find in it what texts name, cut addresses into parts.",
        subcommands: [
            Load.self, Import.self, Links.self, Resolve.self, AddressesScore.self, Parse.self, Train.self,
            Evaluate.self, Relate.self, RelateTrain.self, RelateEvaluate.self, ReviewExport.self, ReviewImport.self,
        ]
    )

    struct Train: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Train a model on labelled addresses, one token and its BIO tag a line.",
            discussion: """
                An empty line parts two addresses; labels in any case; _ is a blank. Without a file --made-up says how many \
                addresses are made up from Rules/addresses instead: this is how the model that is shipped came to be. Prints \
                one JSON object. Exit 2 when the file cannot be read or nothing can be learned from it.
                """
        )

        @Argument(help: "The labelled addresses.") var file: String?
        @Option(name: .long, help: "Where to write the model.") var out: String
        @Option(name: .long, help: "Without a file: how many addresses to make up.") var madeUp = 24_000
        @Option(name: .long, help: "The same seed gives the same model.") var seed: UInt64 = 1
        @Option(name: .long, help: "The folder that holds Rules; found by itself as a rule.") var home: String?

        func validate() throws {
            guard (1...1_000_000).contains(madeUp) else {
                throw ValidationError("--made-up is between 1 and 1,000,000.")
            }
        }

        func run() async throws {
            let rules = try AddressesCommand.rules(home)
            let labelled = try file.map { try AddressesCommand.labelled($0) }
            var settings = AddressTrainer.Settings(of: labelled == nil ? .madeUp : .labelled)
            settings.seed = seed
            let start = ContinuousClock.now
            let addresses = try labelled?.addresses ?? AddressesCommand.madeUp(madeUp, seed: seed, rules)
            let trainer = AddressTrainer(
                divisions: DivisionNames(try AddressesCommand.text(rules, "divisions.txt")), settings: settings)
            let model = try AddressesCommand.sound {
                try trainer.train(addresses) { round, _ in Tell.progress("round", round + 1, settings.rounds) }
            }
            let data = model.encoded()
            // Written beside and moved into place: a training that fails leaves the old model as it was.
            try data.write(to: URL(filePath: out), options: .atomic)
            struct Outcome: Encodable {
                var origin: AddressModel.Origin, rejected: Int, bytes: Int, seconds: Double
            }
            try IntakeCommand.tell(
                Outcome(
                    origin: model.origin, rejected: labelled?.rejected ?? 0, bytes: data.count,
                    seconds: IntakeCommand.seconds(since: start)))
        }
    }

    struct Evaluate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Judge a model on labelled addresses.",
            discussion: """
                A part is right when label, beginning and end agree. Prints one JSON object: precision, recall, f1, exact \
                (addresses right as a whole), labels, addresses_per_second. Exit 2 when a file cannot be read.
                """
        )

        @Argument(help: "The labelled addresses.") var file: String
        @Option(name: .long, help: "The model; the one in Rules/addresses unless given.") var model: String?
        @Option(name: .long, help: "The folder that holds Rules; found by itself as a rule.") var home: String?

        func run() async throws {
            let addresses = try AddressesCommand.labelled(file).addresses
            var parser = AddressParser(try AddressesCommand.model(model, home))
            let start = ContinuousClock.now
            let proposed = addresses.map { parser.parse($0.text) }
            let seconds = IntakeCommand.seconds(since: start)
            var evaluation = AddressEvaluation()
            for (address, parts) in zip(addresses, proposed) { evaluation.count(parts, against: address.parts) }
            try IntakeCommand.tell(AddressReport(evaluation, seconds: seconds))
        }
    }

    struct Parse: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Cut addresses, one a line, into parts; prints JSON lines.",
            discussion: """
                Each line holds text and parts: label, text, start and end in Unicode scalars of the text as said, and a \
                confidence between 0 and 1.
                """
        )

        @Argument(help: "A file with one address a line; standard input unless given.") var file: String?
        @Option(name: .long, help: "The model; the one in Rules/addresses unless given.") var model: String?
        @Option(name: .long, help: "The folder that holds Rules; found by itself as a rule.") var home: String?

        func run() async throws {
            var parser = AddressParser(try AddressesCommand.model(model, home))
            for line in try IntakeCommand.lines(file) {
                try IntakeCommand.tell(ParsedAddress(line, parser.parse(line, confidence: true)))
            }
        }
    }
}

extension AddressesCommand {
    static func rules(_ home: String?) throws -> URL {
        var place = PlaceOptions()
        (place.givenData, place.givenHome, place.givenDatabase, place.config) = ("", home, nil, nil)
        return try place.homeFolder().appending(path: "Rules/addresses")
    }

    static func text(_ folder: URL, _ name: String) throws -> String {
        try IntakeCommand.readable { try String(contentsOf: folder.appending(path: name), encoding: .utf8) }
    }

    private static func labelled(_ file: String) throws -> LabelledAddresses {
        let data = try IntakeCommand.readable { try Data(contentsOf: URL(filePath: file)) }
        let labelled = LabelledAddresses(data)
        if labelled.rejected > 0 {
            Tell.line("\(labelled.rejected) lines are no token with a tag; their addresses were passed over")
        }
        return labelled
    }

    private static func madeUp(_ count: Int, seed: UInt64, _ rules: URL) throws -> [LabelledAddresses.Address] {
        var generator = AddressGenerator(
            divisions: DivisionTree(try text(rules, "divisions.txt")), words: WordLists(try text(rules, "words.txt")),
            seed: seed)
        return generator.make(count)
    }

    static func model(_ file: String?, _ home: String?) throws -> AddressModel {
        let place = try file.map { URL(filePath: $0) } ?? rules(home).appending(path: "default.model")
        let data = try IntakeCommand.readable { try Data(contentsOf: place) }
        return try sound { try AddressModel(data) }
    }

    private static func sound<Result>(_ make: () throws -> Result) throws -> Result {
        do {
            return try make()
        } catch let error as AddressModelError {
            Tell.line(error.explanation)
            throw ExitCode(2)
        }
    }
}
