import ArgumentParser
import Foundation
import Yams

/// What an operator set: a flag comes before the environment, the environment before the file.
struct Settings {
    /// Everything that can be set in all three places.
    enum Name: String, CaseIterable {
        case data, database, replica, home, host, port
        case filingLimit = "filing-limit"
        case trustedProxy = "trusted-proxy"
        case metricsPort = "metrics-port"
        case certificate, key
        case publicAddress = "public-address"
        case sms
        case smsToken = "sms-token"
        case smsSecret = "sms-secret"
        case mail
        case mailFrom = "mail-from"
        case mailPassword = "mail-password"
        case mailRoots = "mail-roots"
        case fontBody = "font-body"
        case fontTitle = "font-title"
        case fontHeading = "font-heading"
        case fontScript = "font-script"
        case fontNumber = "font-number"
        case logLevel = "log-level"
        case logFormat = "log-format"

        /// Its name in the environment, such as `SHANZHI_FILING_LIMIT`.
        var variable: String { "SHANZHI_" + rawValue.uppercased().replacing("-", with: "_") }
    }

    /// Where a value comes from.
    enum Origin: String, Encodable {
        case flag, environment, file, standard = "default"
    }

    private let environment: [String: String]
    private let file: [String: [String]]
    /// The file that was read; nil when none is named.
    let path: String?

    /// Nothing but flags.
    static let none = Settings(environment: [:], file: [:], path: nil)

    private init(environment: [String: String], file: [String: [String]], path: String?) {
        (self.environment, self.file, self.path) = (environment, file, path)
    }

    /// Reads the file that is named by the flag or by SHANZHI_CONFIG, if any. Throws when it holds what cannot be set.
    init(config: String?) throws {
        let environment = ProcessInfo.processInfo.environment
        let path = config ?? environment["SHANZHI_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
        self.init(environment: environment, file: try path.map(Self.read) ?? [:], path: path)
    }

    private static func read(_ path: String) throws -> [String: [String]] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw ValidationError("The file of settings \(path) cannot be read.")
        }
        guard let content = try? Yams.load(yaml: text) ?? [String: Any](), let map = content as? [String: Any] else {
            throw ValidationError("\(path) is no list of settings, such as `port: 8080`.")
        }
        var settings: [String: [String]] = [:]
        for (name, value) in map {
            guard Name(rawValue: name) != nil else { throw ValidationError("\(path): there is no setting \(name).") }
            settings[name] = (value as? [Any] ?? [value]).map { "\($0)" }
        }
        return settings
    }

    /// The values of a setting and where they come from; none by default.
    func find(_ name: Name, flag: [String]) -> (values: [String], origin: Origin) {
        if !flag.isEmpty { return (flag, .flag) }
        if let text = environment[name.variable], !text.isEmpty {
            let values = name == .trustedProxy ? text.split(separator: ",").map(String.init) : [text]
            return (values.map { $0.trimmingCharacters(in: .whitespaces) }, .environment)
        }
        if let values = file[name.rawValue] { return (values, .file) }
        return ([], .standard)
    }

    /// A setting with one value; nil when it is not set.
    func text(_ name: Name, flag: String?) -> String? { find(name, flag: flag.map { [$0] } ?? []).values.last }

    /// A setting that is a number. Throws when it is none.
    func number(_ name: Name, flag: Int?) throws -> Int? {
        let (values, origin) = find(name, flag: flag.map { ["\($0)"] } ?? [])
        guard let text = values.last else { return nil }
        guard let number = Int(text), number >= 0 else {
            throw ValidationError("\(origin == .environment ? name.variable : name.rawValue): \(text) is no number.")
        }
        return number
    }
}
