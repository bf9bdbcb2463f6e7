import ArgumentParser
import Letters
import Logging

/// The fonts that letters are set in: only from the environment and the file of settings, since they belong to the machine.
struct FontOptions: ParsableArguments {
    private static let names: [Settings.Name] = [.fontBody, .fontTitle, .fontHeading, .fontScript, .fontNumber]

    /// The families as they are set; each is a list by commas, of which the first that is installed counts.
    func families(_ settings: Settings) -> LetterFonts {
        var fonts = LetterFonts()
        if let body = settings.text(.fontBody, flag: nil) { fonts.body = body }
        if let title = settings.text(.fontTitle, flag: nil) { fonts.title = title }
        if let heading = settings.text(.fontHeading, flag: nil) { fonts.heading = heading }
        if let script = settings.text(.fontScript, flag: nil) { fonts.script = script }
        if let number = settings.text(.fontNumber, flag: nil) { fonts.number = number }
        return fonts
    }

    /// The same, after a look at what is installed: a list that somebody set must hold a font of this machine, and of the
    /// standard ones the log names those that are missing.
    func checked(_ settings: Settings, logger: Logger) throws -> LetterFonts {
        let fonts = families(settings), missing = fonts.missing()
        for name in Self.names {
            guard let given = settings.text(name, flag: nil), missing.contains(given) else { continue }
            throw ValidationError(
                "\(name.rawValue): none of \(given) is installed; `fc-list :lang=zh family` lists what is.")
        }
        if !missing.isEmpty {
            logger.warning(
                "letters are set in other fonts: none of these is installed",
                metadata: ["families": "\(missing.joined(separator: "; "))"])
        }
        return fonts
    }
}
