import ArgumentParser
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

    /// The proxies that are believed. Throws for what is no address.
    func proxies(_ settings: Settings) throws -> [AddressRange] {
        try settings.find(.trustedProxy, flag: givenProxies).values.map { text in
            guard let range = AddressRange(text) else { throw ValidationError("\(text) is no address or network.") }
            return range
        }
    }
}
