import ArgumentParser
import Foundation
import Logging
import Web

/// How a server listens and whom it believes; each may also stand in the environment or the file of settings.
struct ServeOptions: ParsableArguments {
    @Option(name: .customLong("port"), help: "The port; 0 takes a free one. (default: 8080)")
    var givenPort: Int?

    @Option(name: .customLong("host"), help: "The address to listen on. (default: 127.0.0.1)")
    var givenHost: String?

    @Option(
        name: .customLong("filing-limit"),
        help: "How many matters strangers of one address may file an hour; 0 sets no limit. (default: 60)")
    var givenFilingLimit: Int?

    @Option(
        name: .customLong("trusted-proxy"),
        help: "A proxy's address or network whose X-Forwarded-For is believed; may be repeated. This machine's are.")
    var givenProxies: [String] = []

    @Option(
        name: .customLong("metrics-port"),
        help: "A port of 127.0.0.1 for Prometheus, 0 for a free one; without it nothing is measured.")
    var givenMetricsPort: Int?

    @Option(
        name: .customLong("log-level"),
        help: "info adds a line a request; debug, notice, warning and error are others. (default: notice)")
    var givenLogLevel: String?

    @Option(name: .customLong("log-format"), help: "text, or json for an object a line. (default: text)")
    var givenLogFormat: String?

    @OptionGroup var secure: CertificateOptions
    @OptionGroup var following: ReplicaOptions
    @OptionGroup var notices: NoticeOptions
    @OptionGroup var fonts: FontOptions

    func validate() throws { _ = try proxies(.none) }

    /// The port to listen on.
    func port(_ settings: Settings) throws -> Int { try settings.number(.port, flag: givenPort) ?? 8_080 }

    /// The address to listen on.
    func host(_ settings: Settings) -> String { settings.text(.host, flag: givenHost) ?? "127.0.0.1" }

    /// How many matters an hour.
    func filingLimit(_ settings: Settings) throws -> Int {
        try settings.number(.filingLimit, flag: givenFilingLimit) ?? 60
    }

    /// The port of the metrics; nil for none.
    func metricsPort(_ settings: Settings) throws -> Int? {
        try settings.number(.metricsPort, flag: givenMetricsPort)
    }

    /// From which level on the log is written. Throws for a level that does not exist.
    func logLevel(_ settings: Settings) throws -> Logger.Level {
        let text = settings.text(.logLevel, flag: givenLogLevel) ?? "notice"
        guard let level = Logger.Level(rawValue: text) else {
            throw ValidationError("\(text) is no level of the log, such as notice or info.")
        }
        return level
    }

    /// How a line of the log is written, `text` or `json`. Throws for anything else.
    func logFormat(_ settings: Settings) throws -> String {
        let text = settings.text(.logFormat, flag: givenLogFormat) ?? "text"
        guard ["text", "json"].contains(text) else {
            throw ValidationError("\(text) is no form of the log: text or json.")
        }
        return text
    }

    /// The log as it was asked for, on standard error.
    func logger(_ settings: Settings) throws -> Logger {
        let isJSON = try logFormat(settings) == "json"
        var logger = Logger(label: "shanzhi") { label -> any LogHandler in
            isJSON ? JSONLog() : StreamLogHandler.standardError(label: label)
        }
        logger.logLevel = try logLevel(settings)
        return logger
    }

    /// The proxies that are believed. Throws for what is no address.
    func proxies(_ settings: Settings) throws -> [AddressRange] {
        try settings.find(.trustedProxy, flag: givenProxies).values.map { text in
            guard let range = AddressRange(text) else { throw ValidationError("\(text) is no address or network.") }
            return range
        }
    }
}

/// Which server follows the database; also for `shanzhi check`.
struct ReplicaOptions: ParsableArguments {
    @Option(
        name: .customLong("replica"),
        help: "postgres://USER@HOST/NAME of a server that follows the database: figures and maps are read there.")
    var givenReplica: String?

    /// Its address; nil for none.
    func address(_ settings: Settings) -> String? {
        let named = settings.text(.replica, flag: givenReplica)
        return named?.isEmpty == false ? named : nil
    }

    /// The same. Throws when a file is to have one.
    func address(_ settings: Settings, of database: String?) throws -> String? {
        let named = address(settings)
        guard named == nil || database != nil else {
            throw ValidationError("--replica wants --database: a file has nobody who follows it.")
        }
        return named
    }
}

/// With which certificate a server speaks TLS; also for `shanzhi check`.
struct CertificateOptions: ParsableArguments {
    @Option(
        name: .customLong("certificate"),
        help: "A certificate in PEM form, with those that lead to its root: the server speaks HTTPS. Goes with --key.")
    var givenCertificate: String?

    @Option(name: .customLong("key"), help: "The certificate's key in PEM form, without a passphrase.")
    var givenKey: String?

    /// Where certificate and key lie; nil for HTTP. Throws when one is named without the other.
    func files(_ settings: Settings) throws -> (certificate: URL, key: URL)? {
        let certificate = settings.text(.certificate, flag: givenCertificate)
        switch (certificate, settings.text(.key, flag: givenKey)) {
        case (let certificate?, let key?): return (URL(filePath: certificate), URL(filePath: key))
        case (nil, nil): return nil
        case (_?, nil): throw ValidationError("--certificate wants --key: the key that belongs to it.")
        case (nil, _?): throw ValidationError("--key wants --certificate: the certificate that it belongs to.")
        }
    }
}
