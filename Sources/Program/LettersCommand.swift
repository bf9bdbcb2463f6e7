import App
import ArgumentParser
import Base
import Foundation
import Letters
import Rulebook

/// `shanzhi letters`
struct LettersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "letters", abstract: "Look at the templates of letters.", subcommands: [Check.self, Sample.self]
    )

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check templates, and set each once with its samples.",
            discussion: "Exit 2 when one is refused; each fault is said with its line."
        )

        @Argument(help: "YAML files.") var files: [String]

        func run() throws {
            var isRefused = false
            for file in files {
                do {
                    let template = try LettersCommand.template(file)
                    let printed = try LetterPrinter().print(try LettersCommand.sheet(template), at: Machine.now())
                    print("\(file): \(template.name.zh), \(template.placeholders.count) placeholders, ", terminator: "")
                    print("\(printed.pages) pages, \(printed.unknownCharacters) characters without a font")
                } catch let error as any ExplainedError {
                    isRefused = true
                    Tell.line("\(file): \(error.explanation)")
                } catch RulebookError.unreadable(_, let reason) {
                    isRefused = true
                    for line in reason.split(separator: "\n") { Tell.line("\(file): \(line)") }
                }
            }
            if isRefused { throw ExitCode(2) }
        }
    }

    struct Sample: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a template with its samples as PDF, or as HTML when the file is called so.",
            discussion: "The seal is a drawing that says it is a sample."
        )

        @OptionGroup var home: HomeOption
        @Argument(help: "The code of a letter in Rules/letters, or a YAML file.") var letter: String
        @Option(name: .long, help: "The file to write, .pdf or .html.") var out: String
        @Flag(name: .long, help: "The English reading copy.") var english = false

        func run() throws {
            let file = letter.hasSuffix(".yaml") ? letter : try home.letters().appending(path: letter + ".yaml").path
            let template = try LettersCommand.template(file)
            let sheet = try LettersCommand.sheet(template, in: english ? .english : .simplified)
            if out.hasSuffix(".html") {
                try Data(LetterHTML.document(sheet).utf8).write(to: URL(filePath: out))
                return
            }
            let printed = try LetterPrinter().print(sheet, at: Machine.now())
            try Data(printed.bytes).write(to: URL(filePath: out))
            Tell.line("\(out): \(printed.pages) pages")
        }
    }

    /// The template of a file.
    static func template(_ file: String) throws -> LetterTemplate {
        let text = try String(contentsOf: URL(filePath: file), encoding: .utf8)
        let stem = URL(filePath: file).deletingPathExtension().lastPathComponent
        return try LetterPacks.template(yaml: text, name: String(stem.prefix { $0 != "@" }), label: file)
    }

    /// A letter with the samples of its placeholders, a sample seal and an address that leads nowhere.
    static func sheet(_ template: LetterTemplate, in language: Language = .simplified) throws -> LetterSheet {
        let values = template.sampleValues
        var unit = "示例机关"
        if case .text(let name) = values["unit"] ?? values["committee"] { unit = name }
        return LetterSheet(
            try template.fill(values, in: language), seal: .drawn(unit: unit, isSample: true),
            proof: LetterProof(address: "https://shanzhi.example/verify/7KQ29XMA", code: "7KQ2-9XMA")
        )
    }
}

/// Where the program's own rules are.
struct HomeOption: ParsableArguments {
    @Option(name: .long, help: "The folder that holds Rules; found by itself as a rule.") var home: String?

    /// The folder with the templates.
    func letters() throws -> URL {
        try PlaceOptions.homeFolder(named: home).appending(path: "Rules/letters")
    }
}
